from datetime import date
from typing import Any, Self

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import Role, User
from fostermatch.children.models import Child
from fostermatch.choices import Choice
from fostermatch.database import Model, Owned, Versioned, codes, foreign_key, moment, primary_key
from fostermatch.families.models import Family
from fostermatch.requests.models import PlacementRequest


class AskedHow(Choice):
    PHONE = "phone", _l("By phone")
    MAIL = "mail", _l("By mail")
    MEETING = "meeting", _l("At a meeting")


class AskState(Choice):
    ASKED = "asked", _l("No answer yet")
    THINKING = "thinking", _l("Thinking it over")
    YES = "yes", _l("Yes")
    NO = "no", _l("No")
    WITHDRAWN = "withdrawn", _l("Withdrawn by us")


OPEN = (AskState.ASKED, AskState.THINKING)
STANDING = (*OPEN, AskState.YES)
ANSWERS = (AskState.YES, AskState.NO)


class WhyNot(Choice):
    AGE = "age", _l("The child's age")
    NEED = "need", _l("The child's needs")
    SIBLINGS = "siblings", _l("Siblings")
    TIMING = "timing", _l("The timing")
    DISTANCE = "distance", _l("The distance")
    BUSY = "busy", _l("Enough to do already")
    CONTACT = "contact", _l("Contact with the parents")
    OTHER = "other", _l("Something else")


class WithdrawnBecause(Choice):
    PLACE_TAKEN = "place_taken", _l("The place has been taken")
    OTHER_FAMILY = "other_family", _l("Another family was chosen")
    NEED_CHANGED = "need_changed", _l("The need has changed or fallen away")


class Said:
    """Where an ask stands, and since which day: in the ask now, in its replies as it was then."""

    state: Mapped[AskState]
    said_on: Mapped[date]
    thinking_until: Mapped[date | None]
    why_not: Mapped[codes]
    words: Mapped[str] = mapped_column(sa.Text, default="")
    withdrawn_because: Mapped[WithdrawnBecause | None]

    @property
    def reasons(self) -> list[str]:
        """Why not, or why we withdrew, as codes' labels in the order of the form."""
        if self.withdrawn_because:
            return [str(self.withdrawn_because.label)]
        return [str(code.label) for code in WhyNot if code in self.why_not]


def consistent() -> tuple[sa.CheckConstraint, ...]:
    return (
        sa.CheckConstraint("thinking_until IS NULL OR state = 'thinking'", name="thinks_until"),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_because IS NOT NULL)", name="withdrawn_because_why"
        ),
    )


class Ask(Owned, Versioned, Said, Model):
    """A family asked whether it will take a child, told without names (forespørgsel)."""

    id: Mapped[primary_key]
    request_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("placement_request.id"))
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    asked_by_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    asked_on: Mapped[date]
    asked_at: Mapped[moment]
    how: Mapped[AskedHow]
    text: Mapped[str] = mapped_column(sa.Text)
    own_reason: Mapped[str] = mapped_column(sa.Text, default="")
    answered_on: Mapped[date | None]  # the first yes or no
    told_on: Mapped[date | None]  # that we withdrew
    told_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))

    request: Mapped[PlacementRequest] = relationship()
    family: Mapped[Family] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    told_by: Mapped[User | None] = relationship(foreign_keys=[told_by_id])
    replies: Mapped[list["Reply"]] = relationship(back_populates="ask", order_by="Reply.id")

    __table_args__ = (
        *consistent(),
        sa.CheckConstraint("answered_on IS NULL OR answered_on >= asked_on", name="answer_follows"),
        sa.CheckConstraint("told_on IS NULL OR state = 'withdrawn'", name="told_of_withdrawal"),
        sa.Index(
            "uq_ask_standing",
            "request_id",
            "family_id",
            unique=True,
            sqlite_where=sa.text("state IN ('asked', 'thinking', 'yes')"),
            postgresql_where=sa.text("state IN ('asked', 'thinking', 'yes')"),
        ),
    )

    @classmethod
    def visible_to(cls, user: Any) -> sa.Select[Self]:
        """As the waiting list: for all who find homes. The text is anonymous."""
        if user.role not in (Role.CASEWORKER, Role.TEAM_LEADER, Role.FAMILY_CONSULTANT):
            return sa.select(cls).where(sa.false())
        return sa.select(cls).where(cls.municipality_id == user.municipality_id)

    @property
    def child(self) -> Child:
        return self.request.child

    @property
    def stands(self) -> bool:
        return self.state in STANDING

    @property
    def is_to_be_told(self) -> bool:
        """The family still believes that we are waiting for it."""
        return self.state is AskState.WITHDRAWN and self.told_on is None

    @property
    def days_to_answer(self) -> int | None:
        return (self.answered_on - self.asked_on).days if self.answered_on else None


class Reply(Said, Model):
    """One answer to an ask, or our withdrawal, as it was recorded. Written once (svar)."""

    id: Mapped[primary_key]
    ask_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("ask.id"))
    recorded_at: Mapped[moment]
    recorded_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))

    ask: Mapped[Ask] = relationship(back_populates="replies")
    recorded_by: Mapped[User | None] = relationship()

    __table_args__ = consistent()
