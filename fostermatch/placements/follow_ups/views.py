"""Follow-ups on a stay, and the status note that comes before each."""

from typing import Any

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import clock
from fostermatch.i18n import day
from fostermatch.placements.follow_ups import actions
from fostermatch.placements.follow_ups.forms import (
    HeldFollowUpForm,
    PlanFollowUpForm,
    StatusNoteForm,
)
from fostermatch.placements.following.due import follow_up_days, note_day, proposed_day
from fostermatch.placements.following.queries import of_placement
from fostermatch.placements.models import FollowUp
from fostermatch.placements.opening import write_in, write_in_row
from fostermatch.placements.pages import form_page, page_of
from fostermatch.saving import save_and_go

bp = Blueprint("follow_ups", __name__, url_prefix="/placements/<int:placement_id>")


def open_follow_up(placement_id: int) -> FollowUp:
    """The one that comes next; a new one on its due day, or today if that has passed."""
    placement = write_in(placement_id)
    stay = of_placement(placement)
    if stay.open_follow_up:
        return stay.open_follow_up
    due_on = follow_up_days(placement, stay.held_follow_ups)[-1]
    return FollowUp(
        municipality_id=placement.municipality_id,
        placement=placement,
        planned_on=max(due_on, clock.today()),
    )


@bp.route("/follow-ups/plan", methods=["GET", "POST"])
def plan(placement_id: int) -> Any:
    row = open_follow_up(placement_id)
    form = PlanFollowUpForm(row.placement, row)
    if form.fits(row):
        form.populate_obj(row)
        actions.plan(row, by=current_user)
        return save_and_go(page_of(row.placement), _("The follow-up is planned."))
    return form_page(form, row.placement, _("Plan the follow-up"), _("Plan it"))


@bp.route("/follow-ups/note", methods=["GET", "POST"])
def note(placement_id: int) -> Any:
    """The family or the institution has written how it goes."""
    row = open_follow_up(placement_id)
    form = StatusNoteForm(row.placement, row)
    if not form.is_submitted():
        form.note_on.data = row.note_on or clock.today()
    if form.fits(row):
        form.populate_obj(row)
        actions.receive_note(row, by=current_user)
        return save_and_go(page_of(row.placement), _("The status note is recorded."))
    due_on = note_day(row.planned_on or clock.today())
    about = _("Due on %(day)s, before the follow-up.", day=day(due_on))
    return form_page(form, row.placement, _("Status note"), _("Save"), about)


@bp.route("/follow-ups/hold", methods=["GET", "POST"])
def hold(placement_id: int) -> Any:
    return save_held(open_follow_up(placement_id))


@bp.route("/follow-ups/<int:follow_up_id>", methods=["GET", "POST"])
def correct(placement_id: int, follow_up_id: int) -> Any:
    return save_held(write_in_row(FollowUp, follow_up_id))


def save_held(row: FollowUp) -> Any:
    form = HeldFollowUpForm(row.placement, row)
    today = clock.today()
    proposed = proposed_day(row.placement, today)
    form.next_on.description = _("We suggest %(day)s.", day=day(proposed))
    if not form.is_submitted():
        form.held_on.data = row.held_on or min(row.planned_on or today, today)
        form.next_on.data = row.next_on or proposed
    if form.fits(row):
        form.populate_obj(row)
        actions.hold(row, by=current_user)
        return save_and_go(page_of(row.placement), _("The follow-up is recorded."))
    return form_page(form, row.placement, _("Follow-up held"), _("Record as held"))
