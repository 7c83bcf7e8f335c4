from datetime import date
from typing import TYPE_CHECKING, Any, Self

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
    foreign_key,
    moment,
    primary_key,
    short,
)
from fostermatch.encryption import Encrypted
from fostermatch.matching import Point

if TYPE_CHECKING:
    from fostermatch.children.models.network import Consideration, Person
    from fostermatch.children.models.profile import NeedProfile, OwnWords, Speaker


class SiblingWish(Choice):
    """What was decided for brothers and sisters (BL § 52: together unless needs say no)."""

    TOGETHER = "together", _l("Must live together")
    MAY_SPLIT = "may_split", _l("Together if possible")
    APART = "apart", _l("Must not live together")

    @property
    def core(self) -> matching.SiblingRule:
        return matching.SiblingRule(list(SiblingWish).index(self) + 1)


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
    own_words: Mapped[list["OwnWords"]] = relationship(
        back_populates="child", order_by="OwnWords.said_on.desc(), OwnWords.id.desc()"
    )
    people: Mapped[list["Person"]] = relationship(
        back_populates="child", foreign_keys="Person.child_id", order_by="Person.id"
    )
    considerations: Mapped[list["Consideration"]] = relationship(
        back_populates="child",
        order_by="Consideration.recorded_on.desc(), Consideration.id.desc()",
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

    def last_words_of(self, speaker: "Speaker") -> str:
        return next((one.words for one in self.own_words if one.speaker is speaker), "")

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
