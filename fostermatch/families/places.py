"""A family's places as three numbers: approved, available, fresh.

Told everything, so that a list of families and one family are counted by the same rule.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch import clock
from fostermatch.database import db
from fostermatch.families.models import Approval, Care, Confirmation, Pause, TakenPlace
from fostermatch.needs import Slot


@dataclass(frozen=True)
class Places:
    """The places of one slot on one day."""

    slot: Slot
    approved: int
    taken: int  # by our own children, those agreed and not yet moved in included
    taken_by_others: int  # by other municipalities' children
    paused: bool
    confirmation: Confirmation | None
    is_fresh: bool  # confirmed lately enough
    started_since: int  # agreed after the confirmation
    here_now: int  # who lives there today; a promised place is taken, but nobody is there yet

    @property
    def free(self) -> int:
        """Not taken, paused or not."""
        return max(0, self.approved - self.taken - self.taken_by_others)

    @property
    def available(self) -> int:
        return 0 if self.paused else self.free

    @property
    def fresh(self) -> int:
        if self.confirmation is None or not self.is_fresh:
            return 0
        return max(0, min(self.available, self.confirmation.free_places - self.started_since))

    @property
    def overbooked(self) -> int:
        """More children than places, as when an approval shrinks while children live there."""
        return max(0, self.here_now - self.approved)


@dataclass(frozen=True)
class Register:
    """The rows that places are counted from, by family."""

    approvals: dict[int, list[Approval]]
    taken: dict[int, list[TakenPlace]]
    paused: set[int]
    confirmations: dict[tuple[int, Slot], Confirmation]
    fresh_from: datetime
    on: date

    def places(self, family_id: int) -> list[Places]:
        """One entry for each slot the family is approved for, full-time first."""
        return [
            self.slot(family_id, slot, approval.places)
            for approval in self.approvals[family_id]
            for slot in approval.care.slots
        ]

    def others_children(self, family_id: int) -> int:
        """How many children of other municipalities live there full-time."""
        return sum(
            place.by_other_municipality and place.slot is Slot.FULL_TIME
            for place in self.taken[family_id]
        )

    def slot(self, family_id: int, slot: Slot, approved: int) -> Places:
        taken = [place for place in self.taken[family_id] if place.slot is slot]
        confirmation = self.confirmations.get((family_id, slot))
        heard = confirmation.confirmed_at if confirmation else None
        return Places(
            slot=slot,
            approved=approved,
            taken=sum(not place.by_other_municipality for place in taken),
            taken_by_others=sum(place.by_other_municipality for place in taken),
            paused=family_id in self.paused,
            confirmation=confirmation,
            is_fresh=heard is not None and heard >= self.fresh_from,
            started_since=sum(heard is not None and place.agreed_at > heard for place in taken),
            here_now=sum(place.covers(self.on) for place in taken),
        )


def register(families: Iterable[int], on: date, fresh_for_days: int) -> Register:
    """Read the rows for these families: four queries, however many families."""
    keys = list(families)
    midnight = datetime.combine(on, datetime.min.time(), clock.DENMARK)
    return Register(
        approvals=by_family(
            sa.select(Approval)
            .where(Approval.family_id.in_(keys), Approval.in_force(on))
            .order_by(Approval.care, Approval.id)
        ),
        taken=by_family(
            sa.select(TakenPlace).where(TakenPlace.family_id.in_(keys), TakenPlace.not_over(on))
        ),
        paused=set(
            db.session.scalars(
                sa.select(Pause.family_id).where(Pause.family_id.in_(keys), Pause.in_force(on))
            )
        ),
        confirmations=latest_confirmations(keys, midnight + timedelta(days=1)),
        fresh_from=midnight - timedelta(days=fresh_for_days),
        on=on,
    )


def by_family(rows: sa.Select) -> defaultdict[int, list]:  # type: ignore[type-arg]
    found: defaultdict[int, list] = defaultdict(list)  # type: ignore[type-arg]
    for row in db.session.scalars(rows):
        found[row.family_id].append(row)
    return found


def latest_confirmations(
    families: list[int], before: datetime
) -> dict[tuple[int, Slot], Confirmation]:
    latest = (
        sa.select(sa.func.max(Confirmation.id))
        .where(Confirmation.family_id.in_(families), Confirmation.confirmed_at < before)
        .group_by(Confirmation.family_id, Confirmation.slot)
    )
    rows = db.session.scalars(
        sa.select(Confirmation)
        .options(joinedload(Confirmation.confirmed_by))
        .where(Confirmation.id.in_(latest))
    )
    return {(row.family_id, row.slot): row for row in rows}


def care_of(slot: Slot) -> Care:
    return Care.FULL_TIME if slot is Slot.FULL_TIME else Care.RESPITE
