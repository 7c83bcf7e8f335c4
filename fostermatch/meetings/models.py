from datetime import date, datetime, time

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch import clock
from fostermatch.accounts.models import User
from fostermatch.children.models import Child
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
from fostermatch.families.models import Family
from fostermatch.requests.models import PlacementRequest


class Party(Choice):
    """Whose word is needed before a child moves in."""

    PARENTS = "parents", _l("The parents")
    CHILD = "child", _l("The child")
    FAMILY = "family", _l("The family")


class Says(Choice):
    """What the parents or the child say of the family (holdning)."""

    YES = "yes", _l("Yes")
    THINKING = "thinking", _l("Want to think it over")
    NO = "no", _l("No")
    NOT_ASKED = "not_asked", _l("Not asked")
    TOO_SMALL = "too_small", _l("Too small to say")

    @property
    def agrees(self) -> bool:
        """Nothing from this side stands in the way of a mutual yes."""
        return self in (Says.YES, Says.NOT_ASKED, Says.TOO_SMALL)

    @property
    def needs_words(self) -> bool:
        return self in (Says.NO, Says.NOT_ASKED, Says.TOO_SMALL)


class OfPair(Owned):
    """A row about one child's request and one family that has been asked."""

    request_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("placement_request.id"))
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))


class Meeting(OfPair, Versioned, Model):
    """The parents, or the child, meet a family that has been asked (møde)."""

    id: Mapped[primary_key]
    party: Mapped[Party]
    arranged_on: Mapped[date]
    planned_on: Mapped[date]
    begins: Mapped[time]
    place: Mapped[short]
    own_reason: Mapped[str] = mapped_column(sa.Text, default="")  # why before the parents
    held_on: Mapped[date | None]
    took_part: Mapped[short] = mapped_column(default="")
    cancelled_on: Mapped[date | None]
    cancelled_because: Mapped[short] = mapped_column(default="")

    request: Mapped[PlacementRequest] = relationship()
    family: Mapped[Family] = relationship()
    feedback: Mapped[list["Feedback"]] = relationship(
        back_populates="meeting", order_by="Feedback.id"
    )

    __table_args__ = (
        sa.CheckConstraint("party <> 'family'", name="not_the_family"),
        sa.CheckConstraint("(held_on IS NULL) = (took_part = '')", name="held_with_somebody"),
        sa.CheckConstraint(
            "(cancelled_on IS NULL) = (cancelled_because = '')", name="cancelled_with_a_reason"
        ),
        sa.CheckConstraint("held_on IS NULL OR cancelled_on IS NULL", name="held_or_cancelled"),
        sa.Index(
            "uq_meeting_planned",
            "request_id",
            "family_id",
            "party",
            unique=True,
            sqlite_where=sa.text("held_on IS NULL AND cancelled_on IS NULL"),
            postgresql_where=sa.text("held_on IS NULL AND cancelled_on IS NULL"),
        ),
    )

    @property
    def child(self) -> Child:
        return self.request.child

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.planned_on, self.begins, clock.DENMARK)

    @property
    def is_planned(self) -> bool:
        return self.held_on is None and self.cancelled_on is None

    @property
    def stands(self) -> bool:
        return self.cancelled_on is None

    @property
    def day(self) -> date:
        """The day it was held, or is to be held."""
        return self.held_on or self.planned_on

    @property
    def answers(self) -> dict[Party, "Feedback"]:
        """The latest answers of each who was there."""
        return {row.party: row for row in self.feedback}

    @property
    def unanswered(self) -> list[Party]:
        """Who was there and has not been asked the two closing questions."""
        if self.held_on is None:
            return []
        return [party for party in self.asked_after if party not in self.answers]

    @property
    def asked_after(self) -> tuple[Party, Party]:
        """Who is asked the two closing questions."""
        return self.party, Party.FAMILY


class Feedback(Model):
    """Answers to the two closing questions after a meeting. Written once; the latest counts."""

    id: Mapped[primary_key]
    meeting_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("meeting.id"))
    party: Mapped[Party]
    felt_right: Mapped[str] = mapped_column(sa.Text, default="")
    unsure_of: Mapped[str] = mapped_column(sa.Text, default="")
    answered_on: Mapped[date]
    recorded_by_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    recorded_at: Mapped[moment]

    meeting: Mapped[Meeting] = relationship(back_populates="feedback")
    recorded_by: Mapped[User] = relationship()

    __table_args__ = (
        sa.CheckConstraint("felt_right <> '' OR unsure_of <> ''", name="says_something"),
    )


class Opinion(OfPair, Model):
    """What the parents or the child say of living with a family (holdning).

    Written once; the latest of each counts.
    """

    id: Mapped[primary_key]
    party: Mapped[Party]
    says: Mapped[Says]
    words: Mapped[str] = mapped_column(sa.Text, default="")
    said_on: Mapped[date]
    recorded_by_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    recorded_at: Mapped[moment]

    family: Mapped[Family] = relationship()
    recorded_by: Mapped[User] = relationship()

    __table_args__ = (
        sa.CheckConstraint("party <> 'family'", name="not_the_family"),
        sa.CheckConstraint(
            "(party = 'parents' AND says <> 'too_small')"
            " OR (party = 'child' AND says <> 'not_asked')",
            name="says_fits_party",
        ),
        sa.CheckConstraint(
            "words <> '' OR says IN ('yes', 'thinking')", name="a_reason_where_needed"
        ),
    )


class Told(OfPair, Model):
    """What the child was told about a family, by whom and when. Written once."""

    id: Mapped[primary_key]
    words: Mapped[str] = mapped_column(sa.Text)
    told_on: Mapped[date]
    told_by: Mapped[short]
    recorded_by_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    recorded_at: Mapped[moment]

    family: Mapped[Family] = relationship()
    recorded_by: Mapped[User] = relationship()
