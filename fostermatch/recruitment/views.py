from typing import Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.database import db
from fostermatch.families.models import Approval, Authority, Care
from fostermatch.paging import page_of
from fostermatch.papers.queries import folder
from fostermatch.recruitment import actions, queries
from fostermatch.recruitment.campaigns.queries import all_of
from fostermatch.recruitment.forms import ApplicantFilter, BecomeFamilyForm, EnquiryForm, MoveForm
from fostermatch.recruitment.models import Applicant, Interest
from fostermatch.saving import save_and_go

bp = Blueprint("recruitment", __name__, url_prefix="/recruitment")


@bp.route("", methods=["GET", "POST"])
def overview() -> Any:
    access.require("applicant.log")
    form = ApplicantFilter()
    rows = queries.applicants(current_user, form.asked)
    return render_template(
        "recruitment/overview.html",
        form=form,
        page=page_of(rows, form.page_number),
        today=clock.today(),
    )


@bp.route("/new", methods=["GET", "POST"])
def log_enquiry() -> Any:
    access.require("applicant.log")
    form = EnquiryForm(all_of(current_user))
    if form.validate_on_submit():
        applicant = Applicant()
        form.populate_obj(applicant)
        actions.log(applicant, by=current_user, at=clock.now())
        return save_and_go(
            url_for(".detail", applicant_id=applicant.id), _("The enquiry is logged.")
        )
    return render_template("recruitment/log_enquiry.html", form=form, applicant=None), form.status


@bp.get("/<int:applicant_id>")
def detail(applicant_id: int) -> Any:
    access.require("applicant.log")
    applicant = access.get_or_404(Applicant, applicant_id, *queries.EVERYTHING)
    form = MoveForm(obj=None)
    form.show(applicant)
    form.stage.data, form.entered_on.data = applicant.stage.following, clock.today()
    return show(applicant, form)


def show(applicant: Applicant, form: MoveForm) -> Any:
    today = clock.today()
    return render_template(
        "recruitment/detail.html",
        applicant=applicant,
        form=form,
        papers=folder(applicant, today),
        today=today,
    ), form.status


@bp.post("/<int:applicant_id>/move")
def move(applicant_id: int) -> Any:
    applicant = access.get_or_404(Applicant, applicant_id, *queries.EVERYTHING)
    access.require("applicant.log", applicant)
    form = MoveForm()
    if form.validate_on_submit() and form.is_up_to_date(applicant):
        with form.refusable():
            stage, on = form.stage.data, form.entered_on.data
            actions.move(applicant, stage, on, form.reason.data or "", by=current_user)
            return save_and_go(
                url_for(".detail", applicant_id=applicant.id), _("The step is recorded.")
            )
    return show(applicant, form)


@bp.route("/<int:applicant_id>/edit", methods=["GET", "POST"])
def edit(applicant_id: int) -> Any:
    applicant = access.get_or_404(Applicant, applicant_id)
    access.require("applicant.log", applicant)
    form = EnquiryForm(all_of(current_user), applicant)
    form.show(applicant)
    if form.validate_on_submit() and form.is_up_to_date(applicant):
        form.populate_obj(applicant)
        audit.record("applicant.edit", applicant, by=current_user)
        return save_and_go(
            url_for(".detail", applicant_id=applicant.id), _("The applicant is saved.")
        )
    return render_template(
        "recruitment/log_enquiry.html", form=form, applicant=applicant
    ), form.status


@bp.route("/<int:applicant_id>/become-family", methods=["GET", "POST"])
def become_family(applicant_id: int) -> Any:
    applicant = access.get_or_404(Applicant, applicant_id)
    access.require("approval.record", applicant)
    form = BecomeFamilyForm()
    if form.validate_on_submit():
        with form.refusable():
            approval = Approval()
            form.populate_obj(approval)
            family = actions.become_family(
                applicant,
                approval,
                form.free.data,
                on=clock.today(),
                at=clock.now(),
                by=current_user,
            )
            db.session.flush()
            return save_and_go(
                url_for("cases.family", family_id=family.id),
                _("The applicant is now a family with free places."),
            )
    if not form.is_submitted():
        fill_in(form, applicant)
    return render_template(
        "recruitment/become_family.html", form=form, applicant=applicant
    ), form.status


def fill_in(form: BecomeFamilyForm, applicant: Applicant) -> None:
    """What can be guessed from the applicant, so that it need not be typed."""
    respite = applicant.interest is Interest.RESPITE
    form.care.data = Care.RESPITE if respite else Care.FULL_TIME
    form.authority.data = (
        Authority.MUNICIPALITY if applicant.interest is Interest.NETWORK else Authority.SILKEBORG
    )
    form.starts_on.data = clock.today()
    form.places.data = form.free.data = 1
    form.min_age.data, form.max_age.data = 0, 17
