"""Meetings of parents and child with a family, and what each of them said."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.children.opening import open_case
from fostermatch.children.queries import EVERYTHING
from fostermatch.families.models import Family
from fostermatch.meetings import actions, queries, rules, words
from fostermatch.meetings.forms import (
    ANSWERS,
    QUESTIONS,
    CancelForm,
    FeedbackForm,
    HoldForm,
    OpinionForm,
    PlanForm,
    ToldForm,
    wish,
)
from fostermatch.meetings.models import Feedback, Meeting, Opinion, Party, Told
from fostermatch.meetings.steps import steps
from fostermatch.requests.models import PlacementRequest
from fostermatch.saving import save_and_go

bp = Blueprint("meetings", __name__)
bp.add_app_template_filter(lambda said: wish(said.says, said.party), "wish")


@bp.route("/requests/<int:request_id>/meetings/<int:family_id>", methods=["GET", "POST"])
def plan(request_id: int, family_id: int) -> Any:
    """All that has been said between a child and a family, and the next meeting."""
    row, family = request_and_family(request_id, family_id, writing=request.method == "POST")
    pair = queries.pair(row, family.id) or rules.check_pair(None)
    if request.method == "POST":
        rules.check_open(row, pair)
    meeting = Meeting()
    form = PlanForm(meeting, Party.of(request.args.get("who")))
    if form.validate_on_submit():
        with form.refusable():
            form.populate_obj(meeting)
            actions.plan(meeting, row, family, by=current_user, on=clock.today())
            return back_to(row, family, _("The meeting is planned."))
    return render_template(
        "meetings/plan.html",
        form=form,
        request_=row,
        child=row.child,
        family=family,
        pair=pair,
        may_write=pair.ask.stands and access.allowed(current_user, "meeting.record", row),
        todo=steps(pair),
        told=[one for one in queries.told([row.id]) if one.family_id == family.id],
        questions=QUESTIONS,
        words=words,
        today=clock.today(),
    ), form.status


@bp.route("/meetings/<int:meeting_id>/edit", methods=["GET", "POST"])
def edit(meeting_id: int) -> Any:
    meeting = meeting_and_case(meeting_id)
    actions.check_planned(meeting)
    form = PlanForm(meeting)
    if form.validate_on_submit() and form.is_up_to_date(meeting):
        with form.refusable():
            form.populate_obj(meeting)
            of = (meeting.request, meeting.family)
            actions.plan(meeting, *of, by=current_user, on=clock.today())
            return back_to(*of, _("The meeting is saved."))
    return meeting_page(form, meeting, _("Change the meeting"), _("Save"))


@bp.route("/meetings/<int:meeting_id>/held", methods=["GET", "POST"])
def hold(meeting_id: int) -> Any:
    meeting = meeting_and_case(meeting_id)
    actions.check_planned(meeting)
    form = HoldForm(meeting)
    if form.validate_on_submit() and form.is_up_to_date(meeting):
        with form.refusable():
            reason = form.own_reason.data if "own_reason" in form else ""
            held_on, took_part = form.held_on.data, form.took_part.data
            actions.hold(meeting, held_on, took_part, reason or "", by=current_user)
            address = url_for(".answer", meeting_id=meeting.id, party=meeting.party.value)
            return save_and_go(address, _("It is recorded that the meeting was held."))
    return meeting_page(form, meeting, _("The meeting was held"), _("Save"))


@bp.route("/meetings/<int:meeting_id>/cancel", methods=["GET", "POST"])
def cancel(meeting_id: int) -> Any:
    meeting = meeting_and_case(meeting_id)
    actions.check_planned(meeting)
    form = CancelForm()
    form.show(meeting)
    if form.validate_on_submit() and form.is_up_to_date(meeting):
        with form.refusable():
            because = form.cancelled_because.data
            actions.cancel(meeting, because, by=current_user, on=clock.today())
            return back_to(meeting.request, meeting.family, _("The meeting is cancelled."))
    return meeting_page(form, meeting, _("Cancel the meeting"), _("Cancel it"))


@bp.route("/meetings/<int:meeting_id>/answers/<party>", methods=["GET", "POST"])
def answer(meeting_id: int, party: str) -> Any:
    """The two closing questions."""
    meeting = meeting_and_case(meeting_id)
    who = Party.of(party)
    if who not in meeting.asked_after:
        abort(404)
    form = FeedbackForm(meeting, who)
    if form.validate_on_submit():
        with form.refusable():
            said = Feedback(party=who)
            form.populate_obj(said)
            actions.answer(meeting, said, by=current_user, at=clock.now())
            return back_to(meeting.request, meeting.family, _("The answers are saved."))
    title = _("After the meeting: %(who)s", who=who.label)
    return meeting_page(form, meeting, title, _("Save the answers"))


@bp.route(
    "/requests/<int:request_id>/meetings/<int:family_id>/says/<party>", methods=["GET", "POST"]
)
def hear(request_id: int, family_id: int, party: str) -> Any:
    """What the parents or the child say of living there."""
    row, family = request_and_family(request_id, family_id, writing=True)
    who = Party.of(party)
    if who not in ANSWERS:
        abort(404)
    form = OpinionForm(who)
    if form.validate_on_submit():
        with form.refusable():
            said = Opinion(party=who)
            form.populate_obj(said)
            actions.hear(row, family, said, by=current_user, at=clock.now())
            return back_to(row, family, _("It is saved."))
    title = _("The child's wish") if who is Party.CHILD else _("The parents' answer")
    return form_page(form, row, family, title, _("Save"))


@bp.route("/requests/<int:request_id>/meetings/<int:family_id>/told", methods=["GET", "POST"])
def tell(request_id: int, family_id: int) -> Any:
    row, family = request_and_family(request_id, family_id, writing=True)
    form = ToldForm(current_user.name)
    if form.validate_on_submit():
        with form.refusable():
            told = Told()
            form.populate_obj(told)
            actions.tell(row, family, told, by=current_user, at=clock.now())
            return back_to(row, family, _("It is saved."))
    return form_page(form, row, family, _("What the child was told"), _("Save"))


def request_and_family(
    request_id: int, family_id: int, writing: bool = False
) -> tuple[PlacementRequest, Family]:
    row: PlacementRequest = access.get_or_404(PlacementRequest, request_id)
    family: Family = access.get_or_404(Family, family_id)
    open_case(row.child_id, *EVERYTHING)
    if writing:
        access.require("meeting.record", row)
    return row, family


def meeting_and_case(meeting_id: int) -> Meeting:
    meeting: Meeting = access.get_or_404(Meeting, meeting_id)
    open_case(meeting.request.child_id, *EVERYTHING)
    access.require("meeting.record", meeting)
    return meeting


def meeting_page(form: Any, meeting: Meeting, title: str, submit: str) -> Any:
    return form_page(form, meeting.request, meeting.family, title, submit, meeting)


def form_page(
    form: Any,
    row: PlacementRequest,
    family: Family,
    title: str,
    submit: str,
    meeting: Meeting | None = None,
) -> Any:
    return render_template(
        "meetings/edit.html",
        form=form,
        request_=row,
        child=row.child,
        family=family,
        meeting=meeting,
        title=title,
        submit=submit,
    ), form.status


def back_to(row: PlacementRequest, family: Family, message: str) -> Any:
    return save_and_go(url_for(".plan", request_id=row.id, family_id=family.id), message)
