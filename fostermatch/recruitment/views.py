from typing import Any
from uuid import uuid4

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from fostermatch import access, audit, clock
from fostermatch.accounts.models import Role
from fostermatch.accounts.queries import colleagues
from fostermatch.database import db
from fostermatch.families.models import Approval, ApprovalKind, Authority, Care
from fostermatch.navigation import safe_next, with_changes
from fostermatch.paging import page_of
from fostermatch.recruitment import actions, board, gates, queries
from fostermatch.recruitment.checklists import queries as checklists
from fostermatch.recruitment.forms import (
    ApplicantFilter,
    ApplicationForm,
    BecomeFamilyForm,
    EnquiryForm,
    LimitsForm,
    MoveForm,
)
from fostermatch.recruitment.models import Applicant, Interest
from fostermatch.recruitment.stages import Leaving, Track
from fostermatch.saving import save_and_go

bp = Blueprint("recruitment", __name__, url_prefix="/recruitment")


@bp.route("", methods=["GET", "POST"])
def overview() -> Any:
    access.require("applicant.log")
    today = clock.today()
    form = ApplicantFilter(current_user, colleagues(current_user, today, Role.FAMILY_CONSULTANT))
    asked = form.asked
    as_list = form.view.data == "list" or "stage" in asked
    if not as_list:
        asked["track"] = form.track.data or Track.GENERAL
    limits = queries.limits(current_user.municipality_id, today)
    rows = queries.applicants(current_user, asked, limits, today)
    facts = {"form": form, "counts": queries.under_way(current_user), "today": today}
    if as_list:
        page = page_of(rows, form.page_number)
        cards = board.cards(page.rows, limits, today)
        return render_template("recruitment/overview.html", page=page, cards=cards, **facts)
    track = Track.of(asked["track"]) or Track.GENERAL
    columns = board.columns(track, board.cards(rows, limits, today), limits)
    del form.stage
    return render_template(
        "recruitment/board.html", columns=columns, track=track, words=words(columns), **facts
    )


def words(columns: list[board.Column]) -> dict[Any, Any]:
    """What all cards say alike, so that it is translated once and not on every card."""
    cards = [card for column in columns for card in column.cards]
    missing = {card.progress.missing[0] for card in cards if card.progress.missing}
    days = {card.days for card in cards}
    return {
        "all": url_for(".overview"),
        "csrf": generate_csrf(),
        "done": _("Checklist"),
        "here": with_changes(),
        "make": _("Make it a family"),
        "missing": _("missing"),
        "move": _("Move to"),
        "once": uuid4().hex,
        "still": _("Stands still"),
        "today": clock.today().isoformat(),
        **{interest: str(interest.label) for interest in Interest},
        **{line: line.text for line in missing},
        **{number: ngettext("%(num)s day", "%(num)s days", number) for number in days},
    }


@bp.route("/new", methods=["GET", "POST"])
def log_enquiry() -> Any:
    access.require("applicant.log")
    form = EnquiryForm()
    if form.validate_on_submit():
        applicant = Applicant()
        form.populate_obj(applicant)
        actions.log(applicant, by=current_user, on=clock.today())
        return back_to(applicant, _("The enquiry is logged."))
    return render_template("recruitment/log_enquiry.html", form=form, applicant=None), form.status


@bp.get("/<int:applicant_id>")
def detail(applicant_id: int) -> Any:
    access.require("applicant.log")
    applicant = access.get_or_404(Applicant, applicant_id, *queries.EVERYTHING)
    form = MoveForm(applicant)
    form.stage.data = applicant.track.after(applicant.stage) or applicant.stage
    form.entered_on.data = clock.today()
    return show(applicant, form)


def show(applicant: Applicant, form: MoveForm) -> Any:
    today = clock.today()
    limits = queries.limits(applicant.municipality_id, today)
    ticks = checklists.ticks(applicant)
    return render_template(
        "recruitment/detail.html",
        applicant=applicant,
        form=form,
        card=board.cards([applicant], limits, today)[0],
        standing=checklists.standing(ticks),
        timeline=queries.timeline(applicant, ticks),
        today=today,
    ), form.status


@bp.post("/<int:applicant_id>/move")
def move(applicant_id: int) -> Any:
    """From the applicant's page, or from the board, which is where `next` leads back to."""
    queries.lock(applicant_id)
    applicant = access.get_or_404(Applicant, applicant_id, *queries.EVERYTHING)
    access.require("applicant.log", applicant)
    form = MoveForm(applicant)
    if form.is_up_to_date(applicant) and form.validate():
        with form.refusable():
            actions.move(
                applicant,
                form.stage.data,
                form.entered_on.data,
                by=current_user,
                leaving=form.leaving.data,
                reason=form.reason.data or "",
            )
            back = safe_next(request.form.get("next"))
            return back_to(applicant, _("The step is recorded."), back)
    return show(applicant, form)


@bp.route("/<int:applicant_id>/edit", methods=["GET", "POST"])
def edit(applicant_id: int) -> Any:
    applicant = access.get_or_404(Applicant, applicant_id)
    access.require("applicant.log", applicant)
    form = EnquiryForm(applicant)
    if form.validate_on_submit() and form.is_up_to_date(applicant):
        form.populate_obj(applicant)
        audit.record("applicant.edit", applicant, by=current_user)
        return back_to(applicant, _("The applicant is saved."))
    return render_template(
        "recruitment/log_enquiry.html", form=form, applicant=applicant
    ), form.status


@bp.route("/<int:applicant_id>/application", methods=["GET", "POST"])
def application(applicant_id: int) -> Any:
    """The application that a socialtilsyn decides: the municipality only follows it."""
    applicant = access.get_or_404(Applicant, applicant_id)
    access.require("applicant.log", applicant)
    form = ApplicationForm(obj=applicant)
    form.show(applicant)
    if form.validate_on_submit() and form.is_up_to_date(applicant):
        form.populate_obj(applicant)
        audit.record("applicant.apply", applicant, by=current_user, authority=applicant.authority)
        return back_to(applicant, _("The application is saved."))
    if not form.is_submitted():
        form.authority.data = applicant.authority or Authority.SILKEBORG
        form.applied_on.data = applicant.applied_on or clock.today()
    return render_template(
        "recruitment/application.html", form=form, applicant=applicant
    ), form.status


@bp.route("/<int:applicant_id>/become-family", methods=["GET", "POST"])
def become_family(applicant_id: int) -> Any:
    applicant = access.get_or_404(Applicant, applicant_id, *queries.EVERYTHING)
    access.require("approval.record", applicant)
    form = BecomeFamilyForm()
    if not access.allowed(current_user, "applicant.exempt", applicant):
        del form.exemption
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
                exemption=form.exemption.data if form.exemption else "",
            )
            db.session.flush()
            return save_and_go(
                url_for("cases.family", family_id=family.id),
                _("The applicant is now a family with free places."),
            )
    if not form.is_submitted():
        fill_in(form, applicant)
    return render_template(
        "recruitment/become_family.html",
        form=form,
        applicant=applicant,
        gaps=gates.missing(applicant, clock.today()),
    ), form.status


def fill_in(form: BecomeFamilyForm, applicant: Applicant) -> None:
    """What can be guessed from the applicant, so that it need not be typed."""
    respite = applicant.interest is Interest.RESPITE
    form.care.data = Care.RESPITE if respite else Care.FULL_TIME
    if applicant.track is Track.NETWORK:
        form.authority.data, form.kind.data = Authority.MUNICIPALITY, ApprovalKind.NETWORK
    else:
        form.authority.data = applicant.authority or Authority.SILKEBORG
    form.starts_on.data = clock.today()
    form.places.data = form.free.data = 1
    form.min_age.data, form.max_age.data = 0, 17


@bp.get("/leaving")
def leaving() -> Any:
    """Why applicants leave, by the stage they left from."""
    access.require("applicant.log")
    return render_template(
        "recruitment/leaving.html",
        rows=queries.leaving(current_user),
        reasons=list(Leaving),
        today=clock.today(),
    )


@bp.route("/stages", methods=["GET", "POST"])
def stages() -> Any:
    """How long an applicant may stand at each stage before it shows."""
    access.require("stage_limits.set")
    owner, today = current_user.municipality_id, clock.today()
    form = LimitsForm.of(queries.limits(owner, today))
    if form.validate_on_submit():
        actions.set_limits(owner, form.days, today, by=current_user)
        return save_and_go(url_for(".overview"), _("The days are saved."))
    return render_template("recruitment/stages.html", form=form), form.status


def back_to(applicant: Applicant, message: str, address: str | None = None) -> Any:
    return save_and_go(address or url_for(".detail", applicant_id=applicant.id), message)
