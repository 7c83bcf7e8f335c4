from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload, selectinload

from fostermatch.accounts.models import User
from fostermatch.choices import Choice
from fostermatch.database import db
from fostermatch.duties import owed
from fostermatch.duties.levels import Levels
from fostermatch.duties.models import Appointment, Duty, Participant, ServiceLevel
from fostermatch.duties.owed import Due, Owed
from fostermatch.families.models import Approval, Family

EVERYTHING = (
    joinedload(Appointment.consultant),
    selectinload(Appointment.participants).joinedload(Participant.family),
)
OF_CAPACITY = (Duty.TRAINING, Duty.SUPERVISION)  # visits are the municipality's to give


class Whose(Choice):
    MINE = "mine", _l("My families")
    TEAM = "team", _l("My team's families")
    ALL = "all", _l("All families")


@dataclass(frozen=True)
class Register:
    """What the duties of many families are counted from."""

    on: date
    levels: Levels
    approvals: defaultdict[int, list[Approval]]
    appointments: defaultdict[tuple[int, Duty], list[Appointment]]

    def owed(self, family_id: int, duty: Duty, year: int | None = None) -> Owed:
        """Of a year; of the present one unless told."""
        return owed.owed(
            duty,
            year or self.on.year,
            self.approvals[family_id],
            self.levels,
            self.appointments[family_id, duty],
        )

    def dues(self, family_id: int) -> list[Due]:
        """All that is still due this year, first due first. Nothing without an approval today."""
        if not any(approval.covers(self.on) for approval in self.approvals[family_id]):
            return []
        found = [due for duty in Duty for due in self.owed(family_id, duty).dues]
        return sorted(found, key=lambda due: due.due_on)

    def is_prepared(self, family_id: int) -> bool | None:
        """Whether training and supervision are in place; None where too little is recorded."""
        answers = [
            owed.in_place(
                self.owed(family_id, duty), self.owed(family_id, duty, self.on.year - 1), self.on
            )
            for duty in OF_CAPACITY
        ]
        if False in answers:
            return False
        return None if None in answers else True


def register(municipality_id: int, families: Iterable[int], on: date) -> Register:
    """Read this year's and last year's rows of these families: three queries, however many."""
    keys, since = list(families), date(on.year - 1, 1, 1)
    approvals = defaultdict(list)
    for approval in db.session.scalars(
        sa.select(Approval).where(Approval.family_id.in_(keys), Approval.not_over(since))
    ):
        approvals[approval.family_id].append(approval)
    appointments = defaultdict(list)
    attended = db.session.execute(
        sa.select(Participant.family_id, Appointment)
        .join(Participant.appointment)
        .where(
            Participant.family_id.in_(keys),
            Participant.absent.is_(False),
            Appointment.cancelled_on.is_(None),
            sa.or_(Appointment.held_on >= since, Appointment.planned_on >= since),
        )
        .order_by(Appointment.planned_on, Appointment.id)
    )
    for family_id, row in attended:
        appointments[family_id, row.duty].append(row)
    return Register(on, levels(municipality_id), approvals, appointments)


def levels(municipality_id: int) -> Levels:
    return Levels(own_levels(municipality_id))


def own_levels(municipality_id: int) -> list[ServiceLevel]:
    rows = sa.select(ServiceLevel).filter_by(municipality_id=municipality_id)
    return list(db.session.scalars(rows.order_by(ServiceLevel.starts_on, ServiceLevel.id)))


@dataclass(frozen=True)
class Line:
    """One line of the list of what is owed."""

    family: Family
    due: Due


def lines(user: User, on: date, asked: dict[str, Any]) -> list[Line]:
    """What is owed by and to the families asked for, first due first: four queries."""
    found = list(db.session.scalars(families(user, on, asked.get("whose", Whose.ALL))))
    known = register(user.municipality_id, [family.id for family in found], on)
    rows = [Line(family, due) for family in found for due in known.dues(family.id)]
    rows = [
        row
        for row in rows
        if ("until" not in asked or row.due.due_on <= asked["until"])
        and ("duty" not in asked or row.due.duty == asked["duty"])
    ]
    return sorted(rows, key=lambda row: (row.due.due_on, row.family.name, row.family.id))


def families(user: User, on: date, whose: Whose = Whose.ALL) -> sa.Select[Family]:
    """Those with an approval in force: one's own, one's team's, or all."""
    found = Family.visible_to(user).where(Family.approvals.any(Approval.in_force(on)))
    if whose == Whose.MINE:
        found = found.where(Family.consultant_id == user.id)
    if whose == Whose.TEAM:
        found = found.where(Family.team_id == user.team_id)
    return found.options(joinedload(Family.consultant)).order_by(Family.name, Family.id)


def planned(user: User, whose: Whose, until: date | None = None) -> list[Appointment]:
    """What is planned and has neither been held nor cancelled, soonest first."""
    found = Appointment.visible_to(user).where(
        Appointment.held_on.is_(None), Appointment.cancelled_on.is_(None)
    )
    if whose == Whose.MINE:
        found = found.where(Appointment.consultant_id == user.id)
    if whose == Whose.TEAM:
        found = found.where(
            Appointment.participants.any(Participant.family.has(Family.team_id == user.team_id))
        )
    if until:
        found = found.where(Appointment.planned_on <= until)
    found = found.options(*EVERYTHING).order_by(Appointment.planned_on, Appointment.begins)
    return list(db.session.scalars(found))


def of_family(family: Family, latest: int = 8) -> list[Appointment]:
    """What is planned with the family and what has been held, newest first."""
    rows = (
        sa.select(Appointment)
        .join(Appointment.participants)
        .where(Participant.family_id == family.id, Appointment.cancelled_on.is_(None))
        .options(*EVERYTHING)
        .order_by(sa.func.coalesce(Appointment.held_on, Appointment.planned_on).desc())
        .limit(latest)
    )
    return list(db.session.scalars(rows))


def same_day(family: Family, row: Appointment) -> Appointment | None:
    """Another appointment of the same kind with the family on the same day."""
    return db.session.scalar(
        sa.select(Appointment)
        .join(Appointment.participants)
        .where(
            Participant.family_id == family.id,
            Appointment.id != (row.id or 0),
            Appointment.duty == row.duty,
            Appointment.cancelled_on.is_(None),
            sa.func.coalesce(Appointment.held_on, Appointment.planned_on)
            == (row.held_on or row.planned_on),
        )
        .limit(1)
    )
