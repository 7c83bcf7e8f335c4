from datetime import date
from typing import Any, Self

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import Role
from fostermatch.children.models import Child
from fostermatch.choices import Choice
from fostermatch.database import Model, Owned, Versioned, foreign_key, primary_key, short
from fostermatch.needs import Slot


class CareKind(Choice):
    FOSTER = "foster", _l("Foster family")
    NETWORK = "network", _l("Network family")
    RESPITE = "respite", _l("Respite")
    ACUTE = "acute", _l("Acute place")
    BRIDGE = "bridge", _l("Out of an institution")

    @property
    def is_respite(self) -> bool:
        return self is CareKind.RESPITE

    @classmethod
    def to_expect(cls) -> list["CareKind"]:
        """A placement may be seen coming; respite is planned, and what is acute is here."""
        return [cls.FOSTER, cls.NETWORK, cls.BRIDGE]


class State(Choice):
    EXPECTED = "expected", _l("Expected")
    READY = "ready", _l("Ready")
    WAITING = "waiting", _l("Waiting")
    MATCHED = "matched", _l("Matched")
    PLACED = "placed", _l("Placed")
    PLACED_ELSEWHERE = "placed_elsewhere", _l("Placed elsewhere")
    NOT_NEEDED = "not_needed", _l("No longer needed")

    @property
    def is_open(self) -> bool:
        return self not in CLOSED

    @classmethod
    def to_choose(cls) -> list["State"]:
        """The others follow from what is done, never from this choice."""
        return list(IN_ROUNDS)


CLOSED = (State.PLACED, State.PLACED_ELSEWHERE, State.NOT_NEEDED)
IN_ROUNDS = (State.READY, State.WAITING)


class Urgency(Choice):
    EXPECTED = "expected", _l("Expected")
    PLANNED = "planned", _l("Planned")
    SEMI_ACUTE = "semi_acute", _l("Semi-acute")
    ACUTE = "acute", _l("Acute")

    @property
    def tier(self) -> int:
        return list(Urgency).index(self)


class WhereNow(Choice):
    HOME = "home", _l("At home")
    INSTITUTION = "institution", _l("Institution")
    ACUTE_FAMILY = "acute_family", _l("Acute family")
    FAMILY = "family", _l("Another family")
    OTHER = "other", _l("Somewhere else")


class RespitePattern(Choice):
    EVERY_SECOND_WEEKEND = "every_second_weekend", _l("Every second weekend")
    MONTHLY = "monthly", _l("One weekend a month")
    WEEKDAYS = "weekdays", _l("Weekdays")
    HOLIDAYS = "holidays", _l("Holidays")


class Weekend(Choice):
    EITHER = "either", _l("Either")
    A = "a", _l("Weekend A")
    B = "b", _l("Weekend B")

    @property
    def slots(self) -> tuple[Slot, ...]:
        both = (Slot.WEEKEND_A, Slot.WEEKEND_B)
        return {Weekend.A: both[:1], Weekend.B: both[1:]}.get(self, both)


def one_open(what: str, kind: str) -> sa.Index:
    """A child waits for one home and one respite at a time, whoever asks at the same moment."""
    still = f"{kind} AND state NOT IN ('placed', 'placed_elsewhere', 'not_needed')"
    return sa.Index(
        f"uq_placement_request_open_{what}",
        "child_id",
        unique=True,
        sqlite_where=sa.text(still),
        postgresql_where=sa.text(still),
    )


class PlacementRequest(Owned, Versioned, Model):
    """A child's need for a home or for respite, open until it is met (anbringelsesbehov)."""

    id: Mapped[primary_key]
    child_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("child.id"))
    kind: Mapped[CareKind]
    state: Mapped[State]
    urgency: Mapped[Urgency]
    where_now: Mapped[WhereNow]
    waiting_since: Mapped[date]
    wanted_on: Mapped[date | None]
    respite_pattern: Mapped[RespitePattern | None]
    weekend: Mapped[Weekend | None]
    km_limit: Mapped[int | None]
    purpose: Mapped[str] = mapped_column(sa.Text, default="")
    next_step: Mapped[short] = mapped_column(default="")
    next_step_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    closed_because: Mapped[str] = mapped_column(sa.Text, default="")
    expected_since: Mapped[date | None]
    expected_why: Mapped[str] = mapped_column(sa.Text, default="")
    tried_instead: Mapped[str] = mapped_column(sa.Text, default="")
    look_again_on: Mapped[date | None]
    ready_urgency: Mapped[Urgency | None]  # when it became ready; None while only expected
    network_later: Mapped[str] = mapped_column(sa.Text, default="")

    child: Mapped[Child] = relationship()

    __table_args__ = (
        one_open("home", "kind <> 'respite'"),
        one_open("respite", "kind = 'respite'"),
        sa.CheckConstraint("(kind = 'respite') = (respite_pattern IS NOT NULL)", name="pattern"),
        sa.CheckConstraint("km_limit IS NULL OR km_limit > 0", name="km_limit_positive"),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on >= waiting_since", name="closed_after_opened"
        ),
    )

    @classmethod
    def visible_to(cls, user: Any) -> sa.Select[Self]:
        """The waiting list, with initial and age only, is for all who find homes.

        The case behind a line is seen through its child (children/opening.py).
        """
        if user.role not in (Role.CASEWORKER, Role.TEAM_LEADER, Role.FAMILY_CONSULTANT):
            return sa.select(cls).where(sa.false())
        return sa.select(cls).where(cls.municipality_id == user.municipality_id)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The places that would meet the need; any one of them will do."""
        if self.respite_pattern is None:
            return (Slot.FULL_TIME,)
        return {
            RespitePattern.WEEKDAYS: (Slot.WEEKDAYS,),
            RespitePattern.HOLIDAYS: (Slot.HOLIDAYS,),
        }.get(self.respite_pattern, (self.weekend or Weekend.EITHER).slots)

    @property
    def is_expected(self) -> bool:
        """May become a placement. Until it is ready nobody waits."""
        return self.state is State.EXPECTED

    @property
    def in_institution(self) -> bool:
        return self.where_now is WhereNow.INSTITUTION

    def days_waited(self, on: date) -> int:
        return max(0, (min(self.closed_on or on, on) - self.waiting_since).days)
