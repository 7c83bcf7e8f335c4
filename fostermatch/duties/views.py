"""What is owed, what is planned, and how much the municipality asks and gives."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access, audit, clock
from fostermatch.accounts.models import Role, User
from fostermatch.accounts.queries import colleagues
from fostermatch.database import db
from fostermatch.duties import actions, queries
from fostermatch.duties.forms import (
    CancelForm,
    DutyFilter,
    HeldForm,
    LevelForm,
    PlanForm,
    PlannedFilter,
    Until,
)
from fostermatch.duties.levels import Levels
from fostermatch.duties.models import Appointment, Duty, ServiceLevel
from fostermatch.duties.queries import Whose
from fostermatch.families.models import ApprovalKind, Care, Family
from fostermatch.paging import page_of
from fostermatch.saving import save_and_go

bp = Blueprint("duties", __name__, url_prefix="/duties")

BEGINS = time(9)
SOON_DAYS = 60


@bp.get("")
def overview() -> Any:
    """What is owed: mine, my team's or everybody's."""
    access.require("duty.plan")
    form, today = DutyFilter(usually(current_user)), clock.today()
    asked = form.asked
    days = {Until.OVERDUE: today - timedelta(1), Until.SOON: today + timedelta(SOON_DAYS)}
    until = days.get(asked.pop("until", Until.SOON), date.max)
    whose = asked.get("whose", usually(current_user))
    lines = queries.lines(current_user, today, asked | {"until": until, "whose": whose})
    return render_template(
        "duties/overview.html",
        form=form,
        page=page_of(lines, form.page_number),
        overdue_count=sum(line.due.due_on < today for line in lines),
        today=today,
    )


@bp.get("/planned")
def planned() -> Any:
    """What is ahead, and what has passed and nobody has recorded."""
    access.require("duty.plan")
    form = PlannedFilter(usually(current_user))
    rows = queries.planned(current_user, form.asked.get("whose", usually(current_user)))
    return render_template(
        "duties/planned.html",
        form=form,
        page=page_of(rows, form.page_number),
        today=clock.today(),
    )


def usually(user: User) -> Whose:
    """Whose duties one sees at first."""
    return Whose.MINE if user.role is Role.FAMILY_CONSULTANT else Whose.TEAM


@bp.route("/families/<int:family_id>/<duty>/plan", methods=["GET", "POST"])
def plan(family_id: int, duty: str) -> Any:
    family, row = new_with(family_id, duty)
    row.begins = BEGINS
    form = PlanForm(row, consultants(row))
    if form.validate_on_submit():
        with form.refusable():
            form.populate_obj(row)
            actions.plan(row, [family], by=current_user, at=clock.now())
            return save_and_go(next_page(family), _("It is planned."))
    title = _("Plan: %(duty)s", duty=row.duty.label)
    return edit_page(form, row, title, _("Plan it"), [family])


@bp.route("/families/<int:family_id>/<duty>/record", methods=["GET", "POST"])
def record(family_id: int, duty: str) -> Any:
    """Something held that was never planned here."""
    family, row = new_with(family_id, duty)
    row.held_on = clock.today()
    form = HeldForm(row, [family])
    if form.validate_on_submit():
        with form.refusable():
            form.populate_obj(row)
            actions.hold(row, [family], by=current_user, at=clock.now())
            return save_and_go(next_page(family), _("It is recorded as held."))
    title = _("Held: %(duty)s", duty=row.duty.label)
    return edit_page(form, row, title, _("Record as held"), [family])


def new_with(family_id: int, duty: str) -> tuple[Family, Appointment]:
    family = access.get_or_404(Family, family_id)
    access.require("duty.plan", family)
    return family, new(Duty.of(duty) or abort(404), family.consultant_id or current_user.id)


def new(duty: Duty, consultant_id: int) -> Appointment:
    return Appointment(
        municipality_id=current_user.municipality_id,
        duty=duty,
        days=Decimal(1) if duty is Duty.TRAINING else None,
        consultant_id=consultant_id,
    )


@bp.route("/courses/new", methods=["GET", "POST"])
def plan_course() -> Any:
    """One course for several families."""
    access.require("duty.plan")
    row = new(Duty.TRAINING, current_user.id)
    row.begins = BEGINS
    return save_course(row, _("New course"))


@bp.route("/appointments/<int:appointment_id>/edit", methods=["GET", "POST"])
def edit(appointment_id: int) -> Any:
    row = appointment_or_404(appointment_id)
    title = _("Change: %(duty)s", duty=row.duty.label)
    if row.duty is Duty.TRAINING:
        return save_course(row, title)
    form = PlanForm(row, consultants(row))
    if form.validate_on_submit() and form.is_up_to_date(row):
        with form.refusable():
            form.populate_obj(row)
            actions.plan(row, row.families, by=current_user, at=clock.now())
            return save_and_go(url_for(".planned"), _("It is changed."))
    return edit_page(form, row, title, _("Save"), row.families)


def save_course(row: Appointment, title: str) -> Any:
    offered = list(db.session.scalars(queries.families(current_user, clock.today())))
    offered += [family for family in row.families if family not in offered]
    form = PlanForm(row, consultants(row), offered)
    if not form.is_submitted():
        form.came.data = [family.id for family in row.families]
    if form.validate_on_submit() and (row.id is None or form.is_up_to_date(row)):
        with form.refusable():
            form.populate_obj(row)
            come = [family for family in offered if family.id in form.came.data]
            actions.plan(row, come, by=current_user, at=clock.now())
            return save_and_go(url_for(".planned"), _("The course is planned."))
    return edit_page(form, row, title, _("Save the course"), [])


@bp.route("/appointments/<int:appointment_id>/held", methods=["GET", "POST"])
def hold(appointment_id: int) -> Any:
    """Record a planned one as held, or correct what was recorded."""
    row = appointment_or_404(appointment_id)
    invited = [participant.family for participant in row.participants]
    form = HeldForm(row, invited)
    if not form.is_submitted():
        form.held_on.data = row.held_on or min(row.planned_on or clock.today(), clock.today())
        if "came" in form:
            form.came.data = [family.id for family in row.families]
    if form.validate_on_submit() and form.is_up_to_date(row):
        with form.refusable():
            form.populate_obj(row)
            came = [one for one in invited if "came" not in form or one.id in form.came.data]
            actions.hold(row, came, by=current_user, at=clock.now())
            return save_and_go(next_page(*came), _("It is recorded as held."))
    title = _("Held: %(duty)s", duty=row.duty.label)
    return edit_page(form, row, title, _("Record as held"), invited)


@bp.route("/appointments/<int:appointment_id>/cancel", methods=["GET", "POST"])
def cancel(appointment_id: int) -> Any:
    row = appointment_or_404(appointment_id)
    form = CancelForm()
    form.show(row)
    if form.validate_on_submit() and form.is_up_to_date(row):
        with form.refusable():
            actions.cancel(
                row, form.cancelled_because.data, current_user, clock.today(), clock.now()
            )
            return save_and_go(url_for(".planned"), _("It is cancelled."))
    title = _("Cancel: %(duty)s", duty=row.duty.label)
    return edit_page(form, row, title, _("Cancel it"), row.families)


def appointment_or_404(key: int) -> Appointment:
    row: Appointment = access.get_or_404(Appointment, key, *queries.EVERYTHING)
    access.require("duty.plan", row)
    return row


def consultants(row: Appointment) -> list[User]:
    roles = (Role.FAMILY_CONSULTANT, Role.TEAM_LEADER)
    return colleagues(current_user, clock.today(), *roles, also=row.consultant_id)


def next_page(*families: Family) -> str:
    """Back to the family one has just dealt with."""
    if len(families) == 1:
        return url_for("cases.family", family_id=families[0].id)
    return url_for(".planned")


def edit_page(
    form: Any, row: Appointment, title: str, submit: str, families: list[Family]
) -> tuple[str, int]:
    return render_template(
        "duties/edit.html", form=form, row=row, title=title, submit=submit, families=families
    ), form.status


@bp.get("/levels")
def levels() -> Any:
    access.require("service_level.read")
    own, today = queries.own_levels(current_user.municipality_id), clock.today()
    return render_template(
        "duties/levels.html",
        table=Levels(own).table(today),
        coming=[row for row in own if row.starts_on > today],
        duties=list(Duty),
    )


@bp.route("/levels/new", methods=["GET", "POST"])
def set_level() -> Any:
    """From a day on. The form starts from what holds today for the line that led to it."""
    access.require("service_level.set")
    own = queries.own_levels(current_user.municipality_id)
    form = LevelForm(Levels(own), data=starting_point(Levels(own)))
    latest = max(own, key=lambda row: row.id, default=None)
    form.show(latest)
    if form.validate_on_submit() and form.is_up_to_date(latest):
        row = ServiceLevel(municipality_id=current_user.municipality_id)
        form.populate_obj(row)
        db.session.add(row)
        audit.record("service_level.set", row, by=current_user)
        return save_and_go(url_for(".levels"), _("The service level is saved."))
    return render_template("duties/set_level.html", form=form), form.status


def starting_point(known: Levels) -> dict[str, Any]:
    care = Care.of(request.args.get("care")) or Care.FULL_TIME
    kind = ApprovalKind.of(request.args.get("kind")) or ApprovalKind.GENERAL
    today = clock.today()
    amounts = {duty.value: known.at(duty, care, kind, today) for duty in Duty}
    return {"care": care, "kind": kind, "starts_on": today} | {
        name: level.a_year for name, level in amounts.items() if level
    }
