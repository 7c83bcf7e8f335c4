from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.choices import Choice
from fostermatch.database import Model, Period, codes, foreign_key, period_ordered, primary_key
from fostermatch.needs import Slot, SupportLevel

if TYPE_CHECKING:
    from fostermatch.families.models.family import Family


class ApprovalKind(Choice):
    """Barnets Lov § 43, from 1 July 2019."""

    GENERAL = "general", _l("General")
    ENHANCED = "enhanced", _l("Enhanced")
    SPECIALISED = "specialised", _l("Specialised")
    NETWORK = "network", _l("Network")

    @property
    def covers_level(self) -> SupportLevel:
        """The most support a child may need in a family of this kind."""
        return {
            ApprovalKind.GENERAL: SupportLevel.MODERATE,
            ApprovalKind.ENHANCED: SupportLevel.HIGH,
        }.get(self, SupportLevel.COMPLETE)


class Care(Choice):
    FULL_TIME = "full_time", _l("Foster care")
    RESPITE = "respite", _l("Respite")

    @property
    def slots(self) -> tuple[Slot, ...]:
        if self is Care.FULL_TIME:
            return (Slot.FULL_TIME,)
        return (Slot.WEEKEND_A, Slot.WEEKEND_B, Slot.WEEKDAYS, Slot.HOLIDAYS)


class Authority(Choice):
    """Who approves: one of the five socialtilsyn, or the municipality for a network family."""

    FREDERIKSBERG = "frederiksberg", "Socialtilsyn Hovedstaden (Frederiksberg)"
    HOLBAEK = "holbaek", "Socialtilsyn Øst (Holbæk)"
    FAABORG = "faaborg_midtfyn", "Socialtilsyn Syd (Faaborg-Midtfyn)"
    SILKEBORG = "silkeborg", "Socialtilsyn Midt (Silkeborg)"
    HJOERRING = "hjoerring", "Socialtilsyn Nord (Hjørring)"
    MUNICIPALITY = "municipality", _l("The municipality")


class Approval(Period, Model):
    """An authority's permission for a family to take in children (godkendelse)."""

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    care: Mapped[Care]
    kind: Mapped[ApprovalKind]
    authority: Mapped[Authority]
    places: Mapped[int]
    min_age: Mapped[int]
    max_age: Mapped[int]
    target_groups: Mapped[codes]
    conditions: Mapped[str] = mapped_column(sa.Text, default="")

    family: Mapped["Family"] = relationship(back_populates="approvals")

    __table_args__ = (
        sa.CheckConstraint("places > 0", name="places_positive"),
        sa.CheckConstraint("min_age >= 0 AND min_age <= max_age", name="ages_ordered"),
        period_ordered(),
    )

    def admits(self, age: int, on: date) -> bool:
        return self.covers(on) and self.min_age <= age <= self.max_age
