"""The public page for those who want to become a family, and the consultants' inbox."""

from datetime import timedelta
from statistics import median
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from fostermatch import access, clock
from fostermatch.accounts.models import Municipality
from fostermatch.database import db
from fostermatch.extensions import limiter
from fostermatch.recruitment.enquiries import actions, queries
from fostermatch.recruitment.enquiries.forms import PAGES, AnswerForm, BestTime, PublicEnquiryForm
from fostermatch.recruitment.models import Applicant
from fostermatch.saving import save_and_go

bp = Blueprint("enquiries", __name__)

LATELY = timedelta(days=90)


def received(response: Any) -> bool:
    return bool(response.status_code == 302)


@bp.route("/bliv-plejefamilie/<municipality>", methods=["GET", "POST"])
@limiter.limit("10 per hour", methods=["POST"], deduct_when=received)
def enquire(municipality: str) -> Any:
    """Three pages of three questions; what was answered travels along in the form."""
    owner = queries.municipality(municipality) or abort(404)
    form = PublicEnquiryForm()
    if not form.is_submitted():
        return show(owner, form, 0)
    wrong = form.first_wrong()
    if "back" in request.form:
        for field in form:
            field.errors = []
        return show(owner, form, max(0, form.number - 1))
    if wrong is not None:
        return show(owner, form, wrong, 422)
    if form.number < len(PAGES) - 1:
        return show(owner, form, form.number + 1)
    if not form.is_from_a_person():
        return show(owner, form, form.number, 422)
    receive(owner, form)
    return redirect(url_for(".thanks", municipality=municipality))


def show(owner: Municipality, form: PublicEnquiryForm, number: int, status: int = 200) -> Any:
    form.page.data = str(number)
    return render_template(
        "enquiries/enquire.html", form=form, owner=owner, number=number, pages=len(PAGES)
    ), status


def receive(owner: Municipality, form: PublicEnquiryForm) -> None:
    applicant = Applicant(enquiry_key=form.once.data[:64], note=note(form))
    form.populate_obj(applicant)
    applicant.campaign = queries.campaign(owner, request.args.get("k"))
    try:
        actions.receive(applicant, owner, clock.now())
        db.session.commit()
    except IntegrityError:
        db.session.rollback()  # the same form, pressed twice: it is there already


def note(form: PublicEnquiryForm) -> str:
    when = "" if form.best_time.data is BestTime.ANY else str(form.best_time.data.label)
    lines = [f"{form.best_time.label.text} {when}" if when else "", form.message.data or ""]
    return "\n".join(filter(None, lines))


@bp.get("/bliv-plejefamilie/<municipality>/tak")
def thanks(municipality: str) -> Any:
    owner = queries.municipality(municipality) or abort(404)
    return render_template("enquiries/thanks.html", owner=owner)


@bp.get("/recruitment/inbox")
def inbox() -> Any:
    access.require("applicant.log")
    now = clock.now()
    hours = queries.hours_to_answer(current_user, now - LATELY)
    return render_template(
        "enquiries/inbox.html",
        applicants=queries.unanswered(current_user),
        form=AnswerForm(),
        now=now,
        median_hours=round(median(hours)) if hours else None,
        answered=len(hours),
        days=LATELY.days,
        public=url_for(".enquire", municipality=queries.slug(current_user.municipality.name)),
    )


@bp.post("/recruitment/<int:applicant_id>/take")
def take(applicant_id: int) -> Any:
    applicant = access.get_or_404(Applicant, applicant_id)
    access.require("applicant.log", applicant)
    actions.take(applicant, by=current_user)
    return save_and_go(url_for(".inbox"), _("The enquiry is yours."))


@bp.post("/recruitment/<int:applicant_id>/answer")
def answer(applicant_id: int) -> Any:
    applicant = access.get_or_404(Applicant, applicant_id)
    access.require("applicant.log", applicant)
    form = AnswerForm()
    if not form.validate():
        abort(400)
    actions.answer(applicant, form.how.data, at=clock.now(), by=current_user)
    return save_and_go(
        url_for("recruitment.detail", applicant_id=applicant.id),
        _("The enquiry is answered. Write the next step when you have agreed on it."),
    )
