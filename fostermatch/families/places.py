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

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Coming:
    """Places that will be free from a day on, as far as is known today (varslede pladser)."""

    on: date
    places: int
    why: str  # "said", "moves_out" or "pause_ends"


@dataclass(frozen=True)
class Places:
    """The places of one slot on one day.

    What is available is fresh, put off by the family (later), or stale: nobody has its word.
    """

    slot: Slot
    on: date
    approved: int
    taken: int  # by our own children, those agreed and not yet moved in included
    taken_by_others: int  # by other municipalities' children
    paused: bool
    back_on: date | None  # the day after the pause, if it has an end
    confirmation: Confirmation | None
    fresh_until: date | None  # the last day on which the family's word counts
    started_since: int  # agreed after the confirmation
    here_now: int  # who lives there today; a promised place is taken, but nobody is there yet
    last_days: tuple[date, ...] = ()  # of those known to move out
    approved_until: date | None = None

    @property
    def free(self) -> int:
        """Not taken, paused or not."""
        return max(0, self.approved - self.taken - self.taken_by_others)

    @property
    def available(self) -> int:
        return 0 if self.paused else self.free

    @property
    def is_fresh(self) -> bool:
        return self.fresh_until is not None and self.on <= self.fresh_until

    @property
    def fresh(self) -> int:
        if self.confirmation is None or not self.is_fresh:
            return 0
        return max(0, min(self.available, self.confirmation.free_places - self.started_since))

    @property
    def later(self) -> int:
        """Put off by the family: until a day, or for as long as its word is fresh."""
        word = self.confirmation
        if word is None or not (self.on < word.later_from if word.later_from else self.is_fresh):
            return 0
        return min(word.later_places, self.available - self.fresh)

    @property
    def stale(self) -> int:
        return self.available - self.fresh - self.later

    @property
    def overbooked(self) -> int:
        """More children than places, as when an approval shrinks while children live there."""
        return max(0, self.here_now - self.approved)

    def is_to_confirm(self, by: date) -> bool:
        """Somebody is to ask the family: a place is stale, or is going to be by the day."""
        leans_on_word = self.fresh or (self.later and not self.later_from)
        return bool(self.stale or (leans_on_word and self.fresh_until and self.fresh_until < by))

    @property
    def later_from(self) -> date | None:
        return self.confirmation.later_from if self.confirmation else None

    @property
    def coming(self) -> list[Coming]:
        """What is announced ahead, earliest first: nobody has to write it down twice."""
        found = [Coming(day + ONE_DAY, 1, "moves_out") for day in self.frees_a_place()]
        if self.later and self.later_from:
            found.append(Coming(self.later_from, self.later, "said"))
        if self.paused and self.back_on and self.free:
            found.append(Coming(self.back_on, self.free, "pause_ends"))
        until = self.approved_until or date.max
        found = [coming for coming in found if coming.on <= until]
        return sorted(found, key=lambda coming: (coming.on, coming.why))

    def frees_a_place(self) -> tuple[date, ...]:
        """The last days that leave a place empty; with more children than places, not all do."""
        crowd = max(0, self.taken + self.taken_by_others - self.approved)
        return self.last_days[crowd:]


@dataclass(frozen=True)
class Register:
    """The rows that places are counted from, by family."""

    approvals: dict[int, list[Approval]]
    taken: dict[int, list[TakenPlace]]
    paused: dict[int, date | None]  # until when, where that is known
    confirmations: dict[tuple[int, Slot], Confirmation]
    fresh_for_days: int
    on: date

    def places(self, family_id: int) -> list[Places]:
        """One entry for each slot the family is approved for, full-time first."""
        return [
            self.slot(family_id, slot, approval)
            for approval in self.approvals[family_id]
            for slot in approval.care.slots
        ]

    def others_children(self, family_id: int) -> int:
        """How many children of other municipalities live there full-time."""
        return sum(
            place.by_other_municipality and place.slot is Slot.FULL_TIME
            for place in self.taken[family_id]
        )

    def slot(self, family_id: int, slot: Slot, approval: Approval) -> Places:
        taken = [place for place in self.taken[family_id] if place.slot is slot]
        confirmation = self.confirmations.get((family_id, slot))
        heard = confirmation.confirmed_at if confirmation else None
        until = self.paused.get(family_id)
        return Places(
            slot=slot,
            on=self.on,
            approved=approval.places,
            approved_until=approval.ends_on,
            taken=sum(not place.by_other_municipality for place in taken),
            taken_by_others=sum(place.by_other_municipality for place in taken),
            paused=family_id in self.paused,
            back_on=until + ONE_DAY if until else None,
            confirmation=confirmation,
            fresh_until=clock.day_of(heard) + timedelta(self.fresh_for_days) if heard else None,
            started_since=sum(heard is not None and place.agreed_at > heard for place in taken),
            here_now=sum(place.covers(self.on) for place in taken),
            last_days=tuple(sorted(place.ends_on for place in taken if place.ends_on)),
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
        paused=pauses(keys, on),
        confirmations=latest_confirmations(keys, midnight + timedelta(days=1)),
        fresh_for_days=fresh_for_days,
        on=on,
    )


def pauses(families: list[int], on: date) -> dict[int, date | None]:
    """Who takes nobody now, with the last day of the longest pause; None: nobody knows."""
    found: dict[int, date | None] = {}
    for row in db.session.scalars(
        sa.select(Pause).where(Pause.family_id.in_(families), Pause.in_force(on))
    ):
        longest = found.get(row.family_id, date.min)
        found[row.family_id] = max(longest, row.ends_on) if longest and row.ends_on else None
    return found


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
