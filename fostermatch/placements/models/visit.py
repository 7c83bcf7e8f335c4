from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import User
from fostermatch.database import Model, Owned, Versioned, foreign_key, primary_key
from fostermatch.placements.models.placement import Placement


class SupervisionVisit(Owned, Versioned, Model):
    """Our visit to a child where it lives (personrettet tilsyn): planned or held."""

    id: Mapped[primary_key]
    placement_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("placement.id"))
    planned_on: Mapped[date | None]
    held_on: Mapped[date | None]
    talked_with_child: Mapped[bool | None]
    why_no_talk: Mapped[str] = mapped_column(sa.Text, default="")
    seen: Mapped[str] = mapped_column(sa.Text, default="")
    to_do: Mapped[str] = mapped_column(sa.Text, default="")

    placement: Mapped[Placement] = relationship()
    advisers: Mapped[list[User]] = relationship(secondary="visit_adviser", order_by=User.name)

    __table_args__ = (
        sa.CheckConstraint("planned_on IS NOT NULL OR held_on IS NOT NULL", name="dated"),
        sa.CheckConstraint(
            "(held_on IS NULL) = (talked_with_child IS NULL)", name="held_says_of_the_talk"
        ),
        sa.CheckConstraint(
            "held_on IS NULL OR talked_with_child OR why_no_talk <> ''", name="no_talk_has_a_reason"
        ),
    )


class VisitAdviser(Model):
    """Who makes a visit."""

    visit_id: Mapped[int] = mapped_column(sa.ForeignKey("supervision_visit.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id"), primary_key=True, index=True)
