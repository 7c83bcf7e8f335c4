from datetime import date, datetime, time
from decimal import Decimal

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch import clock
from fostermatch.accounts.models import User
from fostermatch.choices import Choice
from fostermatch.database import (
    Model,
    Owned,
    Versioned,
    foreign_key,
    moment,
    primary_key,
    short,
)
from fostermatch.families.models import ApprovalKind, Care, Family


class Duty(Choice):
    """What a family owes or is owed every year."""

    TRAINING = "training", _l("Training")
    VISIT = "visit", _l("Guidance visit")
    SUPERVISION = "supervision", _l("Supervision")


class Appointment(Owned, Versioned, Model):
    """A guidance visit, a supervision or a course (aftale): planned, held or cancelled.

    A course may have many families; the others have one. Times are those of the clock in Denmark.
    """

    id: Mapped[primary_key]
    duty: Mapped[Duty]
    planned_on: Mapped[date | None]
    begins: Mapped[time | None]
    held_on: Mapped[date | None]
    days: Mapped[Decimal | None] = mapped_column(sa.Numeric(4, 1))
    topic: Mapped[short] = mapped_column(default="")
    held_by: Mapped[short] = mapped_column(default="")
    consultant_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    cancelled_on: Mapped[date | None]
    cancelled_because: Mapped[short] = mapped_column(default="")
    changed_at: Mapped[moment]

    consultant: Mapped[User] = relationship()
    participants: Mapped[list["Participant"]] = relationship(
        back_populates="appointment", order_by="Participant.family_id"
    )

    __table_args__ = (
        sa.CheckConstraint("planned_on IS NOT NULL OR held_on IS NOT NULL", name="dated"),
        sa.CheckConstraint("(planned_on IS NULL) = (begins IS NULL)", name="planned_with_a_time"),
        sa.CheckConstraint("(duty = 'training') = (days IS NOT NULL)", name="training_in_days"),
        sa.CheckConstraint("days > 0", name="days_positive"),
        sa.CheckConstraint(
            "(cancelled_on IS NULL) = (cancelled_because = '')", name="cancelled_with_a_reason"
        ),
        sa.Index("ix_appointment_planned_on", "municipality_id", "planned_on"),
    )

    @property
    def starts_at(self) -> datetime | None:
        if self.planned_on is None or self.begins is None:
            return None
        return datetime.combine(self.planned_on, self.begins, clock.DENMARK)

    @property
    def amount(self) -> Decimal:
        """What it counts for: days of training, or one meeting."""
        return self.days or Decimal(1)

    @property
    def is_planned(self) -> bool:
        return self.held_on is None and self.cancelled_on is None

    @property
    def families(self) -> list[Family]:
        """Who takes part."""
        return [row.family for row in self.participants if not row.absent]


class Participant(Model):
    """A family with an appointment (deltager)."""

    appointment_id: Mapped[int] = mapped_column(sa.ForeignKey("appointment.id"), primary_key=True)
    family_id: Mapped[int] = mapped_column(sa.ForeignKey("family.id"), primary_key=True, index=True)
    absent: Mapped[bool] = mapped_column(default=False)

    appointment: Mapped[Appointment] = relationship(back_populates="participants")
    family: Mapped[Family] = relationship()


class ServiceLevel(Owned, Model):
    """How much the municipality gives and asks a year (serviceniveau), until the next one begins.

    Rows are only added: of two that begin on the same day the later one counts.
    """

    id: Mapped[primary_key]
    care: Mapped[Care]
    kind: Mapped[ApprovalKind]
    starts_on: Mapped[date]
    training: Mapped[Decimal] = mapped_column(sa.Numeric(4, 1))
    visit: Mapped[int]
    supervision: Mapped[int]
    source: Mapped[short] = mapped_column(default="")

    __table_args__ = (
        sa.CheckConstraint(
            "training >= 0 AND visit >= 0 AND supervision >= 0", name="not_negative"
        ),
    )
