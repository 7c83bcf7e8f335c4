"""Supervision visits to a child: by two advisers, with a talk with the child."""

from typing import Any

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import joinedload

from fostermatch import clock
from fostermatch.accounts.models import Role, User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.placements.models import SupervisionVisit
from fostermatch.placements.opening import write_in, write_in_row
from fostermatch.placements.pages import form_page, page_of
from fostermatch.placements.visits import actions
from fostermatch.placements.visits.forms import HeldVisitForm, PlanVisitForm, VisitForm
from fostermatch.saving import save_and_go

bp = Blueprint("visits", __name__, url_prefix="/placements")

ADVISERS = (Role.CASEWORKER, Role.TEAM_LEADER, Role.FAMILY_CONSULTANT)


@bp.route("/<int:placement_id>/visits/plan", methods=["GET", "POST"])
def plan(placement_id: int) -> Any:
    return save_plan(new_visit(placement_id), _("Plan a supervision visit"))


@bp.route("/visits/<int:visit_id>/edit", methods=["GET", "POST"])
def edit(visit_id: int) -> Any:
    row = write_in_row(SupervisionVisit, visit_id)
    if row.held_on:
        raise Refused(_("It has already been held. Correct what was recorded instead."))
    return save_plan(row, _("Move the supervision visit"))


@bp.route("/<int:placement_id>/visits/record", methods=["GET", "POST"])
def record(placement_id: int) -> Any:
    """One held that was never planned here."""
    return save_held(new_visit(placement_id))


@bp.route("/visits/<int:visit_id>/held", methods=["GET", "POST"])
def hold(visit_id: int) -> Any:
    """Record a planned one as held, or correct what was recorded."""
    return save_held(write_in_row(SupervisionVisit, visit_id))


def new_visit(placement_id: int) -> SupervisionVisit:
    """By oneself and the child's caseworker, if nobody says otherwise."""
    placement = write_in(placement_id)
    usual = {current_user.id, placement.child.caseworker_id}
    return SupervisionVisit(
        municipality_id=placement.municipality_id,
        placement=placement,
        advisers=[user for user in colleagues() if user.id in usual],
    )


def colleagues() -> list[User]:
    found = User.visible_to(current_user).where(
        User.role.in_(ADVISERS), User.not_over(clock.today())
    )
    return list(db.session.scalars(found.options(joinedload(User.team)).order_by(User.name)))


def save_plan(row: SupervisionVisit, title: str) -> Any:
    offered = offered_for(row)
    form = PlanVisitForm(row.placement, row, offered)
    tick(form, row)
    if form.fits(row):
        form.populate_obj(row)
        actions.plan(row, chosen(form, offered), by=current_user)
        return save_and_go(page_of(row.placement), _("The visit is planned."))
    return form_page(form, row.placement, title, _("Plan it"))


def save_held(row: SupervisionVisit) -> Any:
    offered = offered_for(row)
    form = HeldVisitForm(row.placement, row, offered)
    tick(form, row)
    if not form.is_submitted():
        form.held_on.data = row.held_on or min(row.planned_on or clock.today(), clock.today())
    if form.fits(row):
        form.populate_obj(row)
        actions.hold(row, chosen(form, offered), by=current_user)
        return save_and_go(page_of(row.placement), _("The visit is recorded as held."))
    return form_page(form, row.placement, _("Supervision visit held"), _("Record as held"))


def offered_for(row: SupervisionVisit) -> list[User]:
    """Those who work here, and who made the visit though they have left since."""
    return list(dict.fromkeys([*colleagues(), *row.advisers]))


def tick(form: VisitForm, row: SupervisionVisit) -> None:
    if not form.is_submitted():
        form["adviser_ids"].data = [adviser.id for adviser in row.advisers]


def chosen(form: VisitForm, offered: list[User]) -> list[User]:
    return [user for user in offered if user.id in form["adviser_ids"].data]
