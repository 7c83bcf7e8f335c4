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
    foreign_key,
    period_ordered,
    primary_key,
    short,
)
from fostermatch.families.models.approval import Approval
from fostermatch.families.models.capacity import Confirmation, Pause, TakenPlace
from fostermatch.families.models.statement import Statement
from fostermatch.matching import Point


class Relation(Choice):
    CARER = "carer", _l("Foster parent")
    OWN_CHILD = "own_child", _l("Own child")
    OTHER = "other", _l("Other")


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
    approvals: Mapped[list[Approval]] = relationship(
        back_populates="family", order_by="Approval.starts_on.desc()"
    )
    pauses: Mapped[list[Pause]] = relationship(
        back_populates="family", order_by="Pause.starts_on.desc()"
    )
    statements: Mapped[list[Statement]] = relationship(
        back_populates="family", order_by="Statement.said_on.desc(), Statement.id.desc()"
    )
    confirmations: Mapped[list[Confirmation]] = relationship(
        back_populates="family", order_by="Confirmation.confirmed_at.desc()"
    )
    taken_places: Mapped[list[TakenPlace]] = relationship(
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

    def approvals_on(self, day: date) -> list[Approval]:
        return [approval for approval in self.approvals if approval.covers(day)]

    def pause_on(self, day: date) -> Pause | None:
        return next((pause for pause in self.pauses if pause.covers(day)), None)

    def statement_on(self, day: date) -> Statement | None:
        return next((said for said in self.statements if said.said_on <= day), None)

    def household_on(self, day: date) -> list["HouseholdMember"]:
        return [member for member in self.members if member.covers(day)]


class HouseholdMember(Period, Model):
    """Somebody who lives in the home and is not placed there (medlem af husstanden).

    The home is an applicant's until it is a family's, and then both.
    """

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("family.id"))
    applicant_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("applicant.id"))
    name: Mapped[short]
    born_on: Mapped[date]
    relation: Mapped[Relation]

    family: Mapped["Family | None"] = relationship(back_populates="members")

    __table_args__ = (
        period_ordered(),
        sa.CheckConstraint(
            "family_id IS NOT NULL OR applicant_id IS NOT NULL", name="lives_somewhere"
        ),
    )

    def age_on(self, day: date) -> int:
        return clock.years_between(self.born_on, day)

    def turns(self, age: int) -> date:
        """The birthday on which the person has the age."""
        return clock.birthday(self.born_on, age)
