"""What can be done with families and their places. Callers commit."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families.models import (
    Approval,
    Confirmation,
    ConfirmedHow,
    Family,
    HouseholdMember,
    Pause,
    TakenPlace,
)
from fostermatch.families.places import care_of
from fostermatch.needs import Slot


def record_approval(family: Family, approval: Approval, by: User) -> None:
    """Add an approval. Two approvals for the same care may not overlap."""
    for other in family.approvals:
        if other.care is approval.care and overlap(other, approval):
            raise Refused(
                _(
                    "The family already has an approval for this care in the period. "
                    "End that one first."
                )
            )
    family.approvals.append(approval)
    audit.record("approval.record", family, by=by, kind=approval.kind, places=approval.places)


def overlap(one: Approval, other: Approval) -> bool:
    last = date.max
    return one.starts_on <= (other.ends_on or last) and other.starts_on <= (one.ends_on or last)


def end_approval(approval: Approval, on: date, by: User) -> None:
    """The last day of an approval. Children who live there are named by the page, not moved."""
    if approval.ends_on is not None and approval.ends_on < on:
        raise Refused(_("The approval already ends before that day."))
    if on < approval.starts_on:
        raise Refused(_("The last day is before the first day of the approval."))
    approval.ends_on = on
    audit.record("approval.end", approval.family, by=by, approval=approval.id)


def end_member(member: HouseholdMember, on: date, household: Any, by: User) -> None:
    """The last day somebody lives in the home of a family or an applicant."""
    if on < member.starts_on:
        raise Refused(_("The last day is before the day the person was recorded."))
    member.ends_on = on
    audit.record("member.end", household, by=by, member=member.id)


def pause(family: Family, row: Pause, by: User) -> None:
    family.pauses.append(row)
    audit.record("pause.start", family, by=by, reason=row.reason)


def end_pause(row: Pause, on: date, by: User) -> None:
    """The family takes children again from the day, or the day after if the pause began on it."""
    if row.ends_on is not None and row.ends_on < on:
        raise Refused(_("The pause is already over."))
    row.ends_on = max(row.starts_on, on - timedelta(days=1))
    audit.record("pause.end", row.family, by=by, pause=row.id)


def confirm_places(
    family: Family,
    free: dict[Slot, int],
    how: ConfirmedHow,
    by: User | None,
    at: datetime,
    later: dict[Slot, int] | None = None,
    later_from: date | None = None,
) -> None:
    """Record the family's word on how many places of each slot are free now.

    `later`: how many it puts off, until the day or for an unknown time. `by`: None for the
    family itself, by its link.
    """
    for slot, places in free.items():
        put_off = (later or {}).get(slot, 0)
        family.confirmations.insert(
            0,
            Confirmation(
                slot=slot,
                free_places=places,
                later_places=put_off,
                later_from=later_from if put_off else None,
                confirmed_at=at,
                confirmed_by_id=by.id if by else None,
                how=how,
            ),
        )
    audit.record("places.confirm", family, by=by, free={str(k): v for k, v in free.items()})


def take_place(
    family: Family,
    slot: Slot,
    starts_on: date,
    at: datetime,
    by_other_municipality: bool = False,
    note: str = "",
) -> TakenPlace:
    """Take one free place of the slot, or refuse.

    The family's row is locked until the transaction ends, so two people cannot both find
    the last place free. SQLite has no row locks; there the whole transaction is alone.
    """
    db.session.execute(sa.select(Family.id).where(Family.id == family.id).with_for_update())
    place = TakenPlace(
        family=family,
        slot=slot,
        number=free_number(family, slot, starts_on),
        starts_on=starts_on,
        by_other_municipality=by_other_municipality,
        note=note,
        agreed_at=at,
    )
    db.session.add(place)
    return place


def free_number(family: Family, slot: Slot, on: date) -> int:
    """The lowest number of a place nobody has from the day on."""
    approved = db.session.scalar(
        sa.select(Approval.places).where(
            Approval.family_id == family.id,
            Approval.care == care_of(slot),
            Approval.in_force(on),
        )
    )
    if approved is None:
        raise Refused(_("The family has no approval for this care on that day."))
    taken = db.session.scalars(
        sa.select(TakenPlace.number).where(
            TakenPlace.family_id == family.id, TakenPlace.slot == slot, TakenPlace.not_over(on)
        )
    ).all()
    if len(taken) >= approved:
        raise Refused(_("The family has no free place any more: the last one has been taken."))
    return min(set(range(1, len(taken) + 2)) - set(taken))


def take_for_other_municipality(
    family: Family, slot: Slot, starts_on: date, note: str, by: User, at: datetime
) -> TakenPlace:
    place = take_place(family, slot, starts_on, at, by_other_municipality=True, note=note)
    audit.record("place.take", family, by=by, slot=slot, other_municipality=True)
    return place


def free_place(place: TakenPlace, on: date) -> None:
    """The last day the place is in use. It is free from the day after."""
    if place.ends_on is not None and place.ends_on < on:
        raise Refused(_("The place has already been freed, from an earlier day."))
    if on < place.starts_on:
        raise Refused(_("The last day is before the first day in the family."))
    place.ends_on = on
