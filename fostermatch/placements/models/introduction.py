from datetime import date

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.choices import Choice
from fostermatch.database import Model, Owned, Versioned, foreign_key, primary_key, short
from fostermatch.placements.models.placement import Placement


class StepKind(Choice):
    FAMILY_VISITS = "family_visits", _l("The family visits the child where it lives")
    DAY_VISIT = "day_visit", _l("A day in the family")
    OVERNIGHT = "overnight", _l("A night in the family")
    WEEKEND = "weekend", _l("A weekend in the family")
    SCHOOL_VISIT = "school_visit", _l("Visit to the new school or day care")
    MOVING_DAY = "moving_day", _l("Moving day")


class StepState(Choice):
    PLANNED = "planned", _l("Planned")
    HELD = "held", _l("Held")
    CANCELLED = "cancelled", _l("Cancelled")


class IntroductionStep(Owned, Versioned, Model):
    """One step on the child's way into the family (brobygning). A moved one keeps its first day."""

    id: Mapped[primary_key]
    placement_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("placement.id"))
    kind: Mapped[StepKind]
    planned_on: Mapped[date]
    first_planned_on: Mapped[date]
    takes_part: Mapped[short] = mapped_column(default="")
    state: Mapped[StepState] = mapped_column(default=StepState.PLANNED)
    reaction: Mapped[str] = mapped_column(sa.Text, default="")
    cancelled_because: Mapped[short] = mapped_column(default="")

    placement: Mapped[Placement] = relationship()

    __table_args__ = (
        sa.CheckConstraint(
            "(state = 'cancelled') = (cancelled_because <> '')", name="cancelled_with_a_reason"
        ),
    )

    @property
    def was_moved(self) -> bool:
        return self.planned_on != self.first_planned_on
