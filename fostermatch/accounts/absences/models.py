from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import User
from fostermatch.database import (
    Model,
    Owned,
    Period,
    Versioned,
    foreign_key,
    period_ordered,
    primary_key,
)


class Absence(Owned, Period, Versioned, Model):
    """Somebody is away, and who stands in (fravær, stedfortræder)."""

    id: Mapped[primary_key]
    user_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    deputy_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    called_off_on: Mapped[date | None]

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    deputy: Mapped[User | None] = relationship(foreign_keys=[deputy_id])

    __table_args__ = (
        sa.CheckConstraint("deputy_id IS NULL OR deputy_id <> user_id", name="deputy_is_another"),
        period_ordered(),
    )

    @classmethod
    def now(cls, day: date) -> sa.ColumnElement[bool]:
        """In force on the day, and not called off."""
        return sa.and_(cls.in_force(day), cls.called_off_on.is_(None))
