from datetime import date
from typing import Any, Self

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch import clock, matching, postcodes
from fostermatch.accounts.models import Role, Team, User
from fostermatch.choices import Choice
from fostermatch.database import (
    Model,
    Owned,
    Versioned,
    codes,
    foreign_key,
    moment,
    primary_key,
    short,
)
from fostermatch.encryption import Encrypted
from fostermatch.matching import Point
from fostermatch.needs import SupportLevel


class SiblingWish(Choice):
    """What was decided for brothers and sisters (BL § 52: together unless needs say no)."""

    TOGETHER = "together", _l("Must live together")
    MAY_SPLIT = "may_split", _l("Together if possible")
    APART = "apart", _l("Must not live together")

    @property
    def core(self) -> matching.SiblingRule:
        return matching.SiblingRule(list(SiblingWish).index(self) + 1)


class NetworkOutcome(Choice):
    """The search in family and network is a step that must be recorded (BL § 52)."""

    NOT_YET = "not_yet", _l("Not looked into yet")
    NOBODY = "nobody", _l("Looked into: nobody can")
    ASKED = "asked", _l("Somebody has been asked")
    RULED_OUT = "ruled_out", _l("Speaks against the child's needs")


class SiblingGroup(Owned, Model):
    """Brothers and sisters with one rule for all of them (søskendegruppe)."""

    id: Mapped[primary_key]
    wish: Mapped[SiblingWish]

    children: Mapped[list["Child"]] = relationship(back_populates="sibling_group")


class Child(Owned, Versioned, Model):
    """A child or a young person with a case (barn, ung)."""

    id: Mapped[primary_key]
    first_name: Mapped[short]
    last_name: Mapped[short]
    cpr: Mapped[str] = mapped_column(Encrypted("child.cpr"))
    cpr_fingerprint: Mapped[str] = mapped_column(sa.String(64))
    born_on: Mapped[date]
    address: Mapped[short] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(sa.String(4))
    protected_address: Mapped[bool] = mapped_column(default=False)
    case_number: Mapped[short] = mapped_column(default="")
    team_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("team.id"))
    caseworker_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    sibling_group_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("sibling_group.id"))

    team: Mapped[Team] = relationship()
    caseworker: Mapped[User | None] = relationship()
    sibling_group: Mapped[SiblingGroup | None] = relationship(back_populates="children")
    profiles: Mapped[list["NeedProfile"]] = relationship(
        back_populates="child", order_by="NeedProfile.written_on.desc(), NeedProfile.id.desc()"
    )

    __table_args__ = (sa.UniqueConstraint("municipality_id", "cpr_fingerprint"),)

    @classmethod
    def known_to(cls, user: Any) -> sa.Select[Self]:
        """Children whose case the user may open: at once, or after stating a purpose."""
        if user.role in (Role.ADMINISTRATOR, Role.CONTROLLER):
            return sa.select(cls).where(sa.false())
        return sa.select(cls).where(cls.municipality_id == user.municipality_id)

    @classmethod
    def visible_to(cls, user: Any) -> sa.Select[Self]:
        """The children of the user's team, and those looked up today for a stated purpose.

        Seeing is a question of now, so this scope asks the clock itself.
        """
        looked_up = sa.exists().where(
            LookUp.child_id == cls.id, LookUp.user_id == user.id, LookUp.day == clock.today()
        )
        if user.role in (Role.CASEWORKER, Role.TEAM_LEADER):
            return cls.known_to(user).where(sa.or_(cls.team_id == user.team_id, looked_up))
        return cls.known_to(user).where(looked_up)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def initial(self) -> str:
        """How the child is called on lists, as B."""
        return f"{self.first_name[:1].upper()}."

    @property
    def home(self) -> Point | None:
        return postcodes.point(self.postcode)

    @property
    def profile(self) -> "NeedProfile | None":
        return self.profiles[0] if self.profiles else None

    def age_on(self, day: date) -> int:
        return clock.years_between(self.born_on, day)


class LookUp(Owned, Model):
    """A case opened by somebody outside its team, for a purpose, for one day (opslag)."""

    id: Mapped[primary_key]
    child_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("child.id"))
    user_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    purpose: Mapped[str] = mapped_column(sa.Text)
    day: Mapped[date]
    at: Mapped[moment]


class NeedProfile(Model):
    """What a child needs, along the ICS triangle (behovsprofil). A new one keeps the old."""

    id: Mapped[primary_key]
    child_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("child.id"))
    written_on: Mapped[date]
    written_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))

    support_level: Mapped[SupportLevel]
    target_groups: Mapped[codes]
    development: Mapped[str] = mapped_column(sa.Text, default="")
    parents_capacity: Mapped[str] = mapped_column(sa.Text, default="")
    surroundings: Mapped[str] = mapped_column(sa.Text, default="")
    health: Mapped[str] = mapped_column(sa.Text, default="")
    school: Mapped[short] = mapped_column(default="")
    school_postcode: Mapped[str | None] = mapped_column(sa.String(4))
    contact_per_month: Mapped[int | None]
    contact_supervised: Mapped[bool | None]
    contact_postcode: Mapped[str | None] = mapped_column(sa.String(4))
    languages: Mapped[codes]
    language_required: Mapped[bool] = mapped_column(default=False)
    wishes: Mapped[codes]
    only_child: Mapped[bool] = mapped_column(default=False)
    step_free: Mapped[bool] = mapped_column(default=False)
    no_pets: Mapped[bool] = mapped_column(default=False)
    no_smoke: Mapped[bool] = mapped_column(default=False)
    child_words: Mapped[str] = mapped_column(sa.Text, default="")
    child_words_on: Mapped[date | None]
    parents_words: Mapped[str] = mapped_column(sa.Text, default="")
    parents_words_on: Mapped[date | None]
    network_outcome: Mapped[NetworkOutcome] = mapped_column(default=NetworkOutcome.NOT_YET)
    network_note: Mapped[str] = mapped_column(sa.Text, default="")

    child: Mapped[Child] = relationship(back_populates="profiles")
    written_by: Mapped[User | None] = relationship()

    @property
    def school_point(self) -> Point | None:
        return postcodes.point(self.school_postcode)

    @property
    def contact_point(self) -> Point | None:
        return postcodes.point(self.contact_postcode)
