from datetime import date, datetime
from typing import Any, Self

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import Role, User
from fostermatch.children.models import Child
from fostermatch.choices import Choice
from fostermatch.database import Model, Owned, foreign_key, moment, primary_key
from fostermatch.families.models import Family
from fostermatch.requests.models import PlacementRequest


class Kind(Choice):
    PIN = "pin", _l("Pin the family to the child")
    VETO = "veto", _l("Rule the family out for the child")
    HOLD = "hold", _l("Hold a place for the child")


class Steering(Owned, Model):
    """What a person decided of one child and one family ahead of the rounds (styring)."""

    id: Mapped[primary_key]
    request_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("placement_request.id"))
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    kind: Mapped[Kind]
    reason: Mapped[str] = mapped_column(sa.Text)
    until: Mapped[date | None]  # the last day of a hold
    set_by_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    set_at: Mapped[moment]
    ended_at: Mapped[moment | None]
    ended_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    ended_because: Mapped[str] = mapped_column(sa.Text, default="")

    request: Mapped[PlacementRequest] = relationship()
    family: Mapped[Family] = relationship()
    set_by: Mapped[User] = relationship(foreign_keys=[set_by_id])
    ended_by: Mapped[User | None] = relationship(foreign_keys=[ended_by_id])

    __table_args__ = (
        sa.CheckConstraint("(kind = 'hold') = (until IS NOT NULL)", name="hold_until"),
        sa.CheckConstraint("ended_at IS NOT NULL OR ended_by_id IS NULL", name="ended_when"),
        sa.Index(
            "uq_steering_standing",
            "request_id",
            "family_id",
            "kind",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    @classmethod
    def visible_to(cls, user: Any) -> sa.Select[Self]:
        """As the rounds that it steers: for all who find homes."""
        if user.role not in (Role.CASEWORKER, Role.TEAM_LEADER, Role.FAMILY_CONSULTANT):
            return sa.select(cls).where(sa.false())
        return sa.select(cls).where(cls.municipality_id == user.municipality_id)

    @property
    def child(self) -> Child:
        return self.request.child

    def end(self, at: datetime, by: User | None = None, because: str = "") -> None:
        """Nobody: by the clock, when a hold is over or the child has left the list."""
        self.ended_at, self.ended_because = at, because
        self.ended_by_id = by.id if by else None
