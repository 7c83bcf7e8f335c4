from datetime import date
from typing import Any, Self

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch import clock, postcodes
from fostermatch.accounts.models import Role, Team, User
from fostermatch.choices import Choice
from fostermatch.database import (
    Model,
    Owned,
    Period,
    Versioned,
    codes,
    foreign_key,
    moment,
    period_ordered,
    primary_key,
    short,
)
from fostermatch.matching import Point
from fostermatch.needs import Slot, SupportLevel


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


class Relation(Choice):
    CARER = "carer", _l("Foster parent")
    OWN_CHILD = "own_child", _l("Own child")
    OTHER = "other", _l("Other")


class PauseReason(Choice):
    HOLIDAY = "holiday", _l("Holiday")
    ILLNESS = "illness", _l("Illness")
    STRAIN = "strain", _l("Needs a rest")
    FAMILY = "family", _l("Changes in the family")
    SUPERVISION = "supervision", _l("Closer supervision")
    OTHER = "other", _l("Other")


class ConfirmedHow(Choice):
    PHONE = "phone", _l("By phone")
    VISIT = "visit", _l("At a visit")
    MAIL = "mail", _l("By mail")
    MEETING = "meeting", _l("At a meeting")


class Family(Owned, Versioned, Model):
    """A household that takes in children (plejefamilie, aflastningsfamilie)."""

    id: Mapped[primary_key]
    name: Mapped[short]
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    email: Mapped[short] = mapped_column(default="")
    address: Mapped[short] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(sa.String(4))
    protected_address: Mapped[bool] = mapped_column(default=False)
    team_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("team.id"))
    consultant_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    registered_on: Mapped[date]

    team: Mapped[Team | None] = relationship()
    consultant: Mapped[User | None] = relationship()
    members: Mapped[list["HouseholdMember"]] = relationship(
        back_populates="family", order_by="HouseholdMember.born_on"
    )
    approvals: Mapped[list["Approval"]] = relationship(
        back_populates="family", order_by="Approval.starts_on.desc()"
    )
    pauses: Mapped[list["Pause"]] = relationship(
        back_populates="family", order_by="Pause.starts_on.desc()"
    )
    statements: Mapped[list["Statement"]] = relationship(
        back_populates="family", order_by="Statement.said_on.desc(), Statement.id.desc()"
    )
    confirmations: Mapped[list["Confirmation"]] = relationship(
        back_populates="family", order_by="Confirmation.confirmed_at.desc()"
    )
    taken_places: Mapped[list["TakenPlace"]] = relationship(
        back_populates="family", order_by="TakenPlace.starts_on"
    )

    @classmethod
    def open_to(cls, municipality_id: int) -> sa.ColumnElement[bool]:
        """Whose families a municipality may use. Sharing with neighbours is a change here only."""
        return cls.municipality_id == municipality_id

    @classmethod
    def visible_to(cls, user: Any) -> sa.Select[Self]:
        if user.role in (Role.ADMINISTRATOR, Role.CONTROLLER):
            return sa.select(cls).where(sa.false())
        return sa.select(cls).where(cls.open_to(user.municipality_id))

    @property
    def reference(self) -> str:
        """How a family is spoken of without its name, as H-214."""
        return f"{self.name[:1].upper()}-{self.id}"

    @property
    def home(self) -> Point | None:
        return postcodes.point(self.postcode)

    def approvals_on(self, day: date) -> list["Approval"]:
        return [approval for approval in self.approvals if approval.covers(day)]

    def pause_on(self, day: date) -> "Pause | None":
        return next((pause for pause in self.pauses if pause.covers(day)), None)

    def statement_on(self, day: date) -> "Statement | None":
        return next((said for said in self.statements if said.said_on <= day), None)

    def household_on(self, day: date) -> list["HouseholdMember"]:
        return [member for member in self.members if member.covers(day)]


class HouseholdMember(Period, Model):
    """Somebody who lives in the home and is not placed there (medlem af husstanden)."""

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    name: Mapped[short]
    born_on: Mapped[date]
    relation: Mapped[Relation]

    family: Mapped[Family] = relationship(back_populates="members")

    __table_args__ = (period_ordered(),)

    def age_on(self, day: date) -> int:
        return clock.years_between(self.born_on, day)


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

    family: Mapped[Family] = relationship(back_populates="approvals")

    __table_args__ = (
        sa.CheckConstraint("places > 0", name="places_positive"),
        sa.CheckConstraint("min_age >= 0 AND min_age <= max_age", name="ages_ordered"),
        period_ordered(),
    )

    def admits(self, age: int, on: date) -> bool:
        return self.covers(on) and self.min_age <= age <= self.max_age


class Pause(Period, Model):
    """A time in which a family takes no new child (pause)."""

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    reason: Mapped[PauseReason]
    note: Mapped[str] = mapped_column(sa.Text, default="")

    family: Mapped[Family] = relationship(back_populates="pauses")

    __table_args__ = (period_ordered(),)


class Statement(Model):
    """What a family says it takes and does not take now, in its own words (ønsker og nej'er).

    A new statement does not change an old one: the latest counts.
    """

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    said_on: Mapped[date]
    heard_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    min_age: Mapped[int | None]
    max_age: Mapped[int | None]
    takes: Mapped[codes]
    not_now: Mapped[codes]
    not_now_until: Mapped[date | None]
    siblings: Mapped[bool | None]
    acute: Mapped[bool | None]
    pets: Mapped[bool | None]
    smokes: Mapped[bool | None]
    step_free: Mapped[bool | None]
    drives: Mapped[bool | None]
    parent_at_home: Mapped[bool | None]
    contact_at_home: Mapped[bool | None]
    languages: Mapped[codes]
    traits: Mapped[codes]
    own_words: Mapped[str] = mapped_column(sa.Text, default="")

    family: Mapped[Family] = relationship(back_populates="statements")
    heard_by: Mapped[User | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint(
            "min_age IS NULL OR max_age IS NULL OR min_age <= max_age", name="ages_ordered"
        ),
    )

    def says_no_on(self, day: date) -> frozenset[str]:
        """The target groups it does not take on the day: a no may run out."""
        over = self.not_now_until is not None and self.not_now_until < day
        return frozenset() if over else self.not_now


class Confirmation(Model):
    """A family's word that places are free (bekræftelse): how many, when, to whom and how."""

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    slot: Mapped[Slot]
    free_places: Mapped[int]
    confirmed_at: Mapped[moment]
    confirmed_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    how: Mapped[ConfirmedHow]

    family: Mapped[Family] = relationship(back_populates="confirmations")
    confirmed_by: Mapped[User | None] = relationship()

    __table_args__ = (sa.CheckConstraint("free_places >= 0", name="free_places_not_negative"),)


class TakenPlace(Period, Model):
    """A place in use or promised (optaget plads).

    Places of a slot are numbered from 1. The database refuses two open rows with one number,
    so one place cannot be given twice even by two people at the same moment.
    """

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    slot: Mapped[Slot]
    number: Mapped[int]
    by_other_municipality: Mapped[bool] = mapped_column(default=False)
    note: Mapped[short] = mapped_column(default="")
    agreed_at: Mapped[moment]

    family: Mapped[Family] = relationship(back_populates="taken_places")

    __table_args__ = (
        sa.CheckConstraint("number >= 1", name="number_positive"),
        period_ordered(),
        sa.Index(
            "uq_taken_place_open",
            "family_id",
            "slot",
            "number",
            unique=True,
            sqlite_where=sa.text("ends_on IS NULL"),
            postgresql_where=sa.text("ends_on IS NULL"),
        ),
    )
