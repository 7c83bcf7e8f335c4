from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from fostermatch import postcodes
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.families import places
from fostermatch.families.models import Approval, Family, Statement
from fostermatch.families.places import Places

EVERYTHING = (
    joinedload(Family.team),
    joinedload(Family.consultant),
    selectinload(Family.members),
    selectinload(Family.approvals),
    selectinload(Family.pauses),
    selectinload(Family.statements).joinedload(Statement.heard_by),
    selectinload(Family.taken_places),
)


@dataclass(frozen=True)
class FamilyRow:
    """One line of the list of families."""

    family: Family
    approvals: list[Approval]
    places: list[Places]
    statement: Statement | None

    @property
    def paused(self) -> bool:
        return any(place.paused for place in self.places)

    @property
    def takes_ages(self) -> tuple[int, int] | None:
        """The approved ages, narrowed by what the family says."""
        if not self.approvals:
            return None
        low = min(approval.min_age for approval in self.approvals)
        high = max(approval.max_age for approval in self.approvals)
        said = self.statement
        if said and said.min_age is not None:
            low = max(low, said.min_age)
        if said and said.max_age is not None:
            high = min(high, said.max_age)
        return low, high

    def takes(self, age: int) -> bool:
        ages = self.takes_ages
        return ages is not None and ages[0] <= age <= ages[1]

    def has(self, wanted: str) -> bool:
        """Whether the family has the places that the filter asks for."""
        return {
            "fresh": any(place.fresh for place in self.places),
            "available": any(place.available for place in self.places),
            "stale": any(place.stale for place in self.places),
            "coming": any(place.coming for place in self.places),
            "paused": self.paused,
        }[wanted]


def rows(user: User, on: date, asked: dict[str, Any]) -> list[FamilyRow]:
    """The families the user may see and asked for, by name: six queries, however many.

    Those without an approval in force are shown to who searches or asks for them.
    """
    unapproved = "q" in asked or "unapproved" in asked
    found = list(db.session.scalars(matching_families(user, on, asked).order_by(Family.name)))
    keys = [family.id for family in found]
    register = places.register(keys, on, user.municipality.fresh_for_days)
    said = latest_statements(keys, on)
    listed = [
        FamilyRow(
            family,
            register.approvals[family.id],
            register.places(family.id),
            said.get(family.id),
        )
        for family in found
    ]
    return [
        row
        for row in listed
        if (row.approvals or unapproved)
        and ("places" not in asked or row.has(asked["places"]))
        and ("age" not in asked or row.takes(asked["age"]))
    ]


def matching_families(user: User, on: date, asked: dict[str, Any]) -> sa.Select[Family]:
    found = Family.visible_to(user).options(joinedload(Family.team))
    if "q" in asked:
        found = found.where(mentions(asked["q"].strip()))
    if "team" in asked:
        found = found.where(Family.team_id == asked["team"])
    for column in ("care", "kind"):
        if column in asked:
            found = found.where(
                Family.approvals.any(
                    sa.and_(Approval.in_force(on), getattr(Approval, column) == asked[column])
                )
            )
    return found


def mentions(words: str) -> sa.ColumnElement[bool]:
    """The name, the reference (H-214), or the town of those whose address is not protected."""
    letter, _, number = words.partition("-")
    if number.isdecimal() and len(number) < 10 and len(letter) == 1:
        return sa.and_(Family.id == int(number), Family.name.istartswith(letter))
    towns = [
        code.number
        for code in postcodes.every().values()
        if words == code.number or code.town.lower().startswith(words.lower())
    ]
    nearby = sa.and_(Family.postcode.in_(towns), Family.protected_address.is_(False))
    return sa.or_(Family.name.icontains(words, autoescape=True), nearby)


def latest_statements(families: list[int], on: date) -> dict[int, Statement]:
    said = db.session.scalars(
        sa.select(Statement)
        .where(Statement.family_id.in_(families), Statement.said_on <= on)
        .order_by(Statement.said_on, Statement.id)
    )
    return {row.family_id: row for row in said}


def places_of(family: Family, on: date, fresh_for_days: int) -> list[Places]:
    return places.register([family.id], on, fresh_for_days).places(family.id)


@dataclass(frozen=True)
class Event:
    """One line of a family's story."""

    on: date
    kind: str
    row: Any


def timeline(family: Family) -> list[Event]:
    """What happened, newest first. Places and confirmations are counted by day."""
    events = [Event(family.registered_on, "registered", family)]
    for approval in family.approvals:
        events.append(Event(approval.starts_on, "approved", approval))
        if approval.ends_on:
            events.append(Event(approval.ends_on, "approval_ended", approval))
    events += [Event(row.starts_on, "paused", row) for row in family.pauses]
    events += [Event(row.said_on, "said", row) for row in family.statements]
    for place in family.taken_places:
        events.append(Event(place.starts_on, "moved_in", place))
        if place.ends_on:
            events.append(Event(place.ends_on, "moved_out", place))
    return sorted(events, key=lambda event: event.on, reverse=True)
