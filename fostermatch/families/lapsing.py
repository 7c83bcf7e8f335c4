"""Approvals that run out while a child lives in the family."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.families.models import Approval, Care, Family, TakenPlace
from fostermatch.families.places import care_of

# An approval that ends at most sixty days ahead leaves a day without one by then.
AHEAD = timedelta(days=61)


@dataclass(frozen=True)
class Lapse:
    """Children live in the family for whom there is no approval from a day on."""

    family: Family
    care: Care
    last_day: date | None  # of the approval; None: there never was one
    is_over: bool


def lapses(family: Family, on: date) -> list[Lapse]:
    """For each care that children are in now: over already, or within sixty days."""
    lived_in = {care_of(place.slot) for place in family.taken_places if place.covers(on)}
    found = []
    for care in sorted(lived_in):
        approvals = [row for row in family.approvals if row.care is care]
        day = first_uncovered(approvals, on)
        if day is not None:
            ended = [row.ends_on for row in approvals if row.ends_on and row.ends_on < day]
            found.append(Lapse(family, care, max(ended, default=None), day == on))
    return found


def first_uncovered(approvals: Sequence[Approval], on: date) -> date | None:
    """The first day from `on`, at most sixty days ahead, that no approval covers."""
    day = on
    while day <= on + AHEAD:
        covering = [row for row in approvals if row.covers(day)]
        if not covering:
            return day
        if any(row.ends_on is None for row in covering):
            return None
        day = max(row.ends_on for row in covering if row.ends_on) + timedelta(days=1)
    return None


def lapsing(user: User, on: date) -> list[Lapse]:
    """Of all families the user may see, the soonest first: two queries more than one."""
    families = db.session.scalars(
        Family.visible_to(user)
        .where(sa.or_(*(may_lapse(care, on) for care in Care)))
        .options(
            joinedload(Family.consultant),
            selectinload(Family.approvals),
            selectinload(Family.taken_places),
        )
    )
    found = [lapse for family in families for lapse in lapses(family, on)]
    return sorted(found, key=lambda lapse: (lapse.last_day or date.min, lapse.family.id))


def may_lapse(care: Care, on: date) -> sa.ColumnElement[bool]:
    """Somebody is there, and no single approval holds for all of the time ahead."""
    lived_in = Family.taken_places.any(
        sa.and_(TakenPlace.slot.in_(care.slots), TakenPlace.in_force(on))
    )
    covered = Family.approvals.any(
        sa.and_(Approval.care == care, Approval.starts_on <= on, Approval.not_over(on + AHEAD))
    )
    return sa.and_(lived_in, ~covered)
