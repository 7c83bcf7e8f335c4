"""What is recommended for a child, by whom and on what, and what another person decided."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import Municipality, Role, User
from fostermatch.children.models import Child
from fostermatch.database import Model, Owned, codes, foreign_key, moment, primary_key, short
from fostermatch.decisions.choices import CompromiseKind, Consent, Level, Outcome
from fostermatch.families.models import Family
from fostermatch.needs import Slot
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds.models import Round

READERS = (Role.CASEWORKER, Role.TEAM_LEADER, Role.FAMILY_CONSULTANT, Role.MANAGER)


class Recommendation(Owned, Model):
    """A family recommended for a child, or for siblings who move together (indstilling).

    Written once: it is decided, or withdrawn by its writer, in rows of their own. What was known
    when it was written stands in its lines, so that it can be read when all else has changed.
    """

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    reference: Mapped[short]  # the family's, as it was then
    slot: Mapped[Slot]
    starts_on: Mapped[date | None]  # None: a suggestion declined before there were recommendations
    yearly_cost: Mapped[Decimal | None] = mapped_column(sa.Numeric(12, 2))
    professional: Mapped[str] = mapped_column(sa.Text)
    economic: Mapped[str] = mapped_column(sa.Text)
    support: Mapped[str] = mapped_column(sa.Text, default="")
    review_on: Mapped[date | None]
    parents_consent: Mapped[bool | None]
    split_ground: Mapped[str] = mapped_column(sa.Text, default="")
    overridden: Mapped[codes]  # requirements of the core that the family breaks
    override_reason: Mapped[str] = mapped_column(sa.Text, default="")
    suggested_family_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("family.id"))
    not_followed_reason: Mapped[str] = mapped_column(sa.Text, default="")
    round_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("round.id"))
    weights: Mapped[dict[str, Any]] = mapped_column(sa.JSON, deferred=True)
    level: Mapped[Level]
    level_because: Mapped[codes]
    recommended_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    recommended_on: Mapped[date]
    recommended_at: Mapped[moment]

    municipality: Mapped[Municipality] = relationship()
    family: Mapped[Family] = relationship(foreign_keys=[family_id])
    recommended_by: Mapped[User | None] = relationship()
    round: Mapped[Round | None] = relationship()
    lines: Mapped[list["RecommendationLine"]] = relationship(
        back_populates="recommendation", order_by="RecommendationLine.request_id"
    )
    weighed: Mapped[list["Weighed"]] = relationship(order_by="Weighed.id")
    compromises: Mapped[list["Compromise"]] = relationship(order_by="Compromise.id")
    decision: Mapped["Decision | None"] = relationship(back_populates="recommendation")
    withdrawal: Mapped["Withdrawal | None"] = relationship()

    __table_args__ = (
        sa.CheckConstraint("yearly_cost IS NULL OR yearly_cost >= 0", name="cost_not_negative"),
    )

    @classmethod
    def visible_to(cls, user: Any) -> sa.Select[Self]:
        """As the waiting list, for managers too; the case behind it opens by its own door."""
        if user.role not in READERS:
            return sa.select(cls).where(sa.false())
        return sa.select(cls).where(cls.municipality_id == user.municipality_id)

    @property
    def first(self) -> "RecommendationLine":
        return self.lines[0]

    @property
    def child(self) -> Child:
        return self.first.request.child

    @property
    def is_standing(self) -> bool:
        """It waits for somebody to decide."""
        return self.decision is None and self.withdrawal is None

    @property
    def followed(self) -> bool | None:
        """Whether it is what the system suggested; None where nothing was suggested."""
        if self.suggested_family_id is None:
            return None
        return self.suggested_family_id == self.family_id


class RecommendationLine(Model):
    """One child of a recommendation: its need, the families compared and what it says."""

    id: Mapped[primary_key]
    recommendation_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("recommendation.id"))
    request_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("placement_request.id"))
    need: Mapped[dict[str, Any]] = mapped_column(sa.JSON, deferred=True)
    # The families compared, the chosen one first.
    candidates: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, deferred=True)
    child_view: Mapped[str] = mapped_column(sa.Text, default="")
    parents_view: Mapped[str] = mapped_column(sa.Text, default="")
    consent: Mapped[Consent | None]
    consented_on: Mapped[date | None]

    recommendation: Mapped[Recommendation] = relationship(back_populates="lines")
    request: Mapped[PlacementRequest] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("recommendation_id", "request_id"),
        sa.CheckConstraint("consent <> 'given' OR consented_on IS NOT NULL", name="consent_dated"),
    )


class Weighed(Model):
    """What was weighed of one point of Barnets Lov § 52, and whether the family meets it."""

    id: Mapped[primary_key]
    recommendation_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("recommendation.id"))
    point: Mapped[short]
    is_met: Mapped[bool]
    words: Mapped[str] = mapped_column(sa.Text)

    __table_args__ = (sa.UniqueConstraint("recommendation_id", "point"),)


class Compromise(Model):
    """What a recommendation gives up, in a sentence (kompromis)."""

    id: Mapped[primary_key]
    recommendation_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("recommendation.id"))
    kind: Mapped[CompromiseKind]
    words: Mapped[str] = mapped_column(sa.Text)

    __table_args__ = (sa.UniqueConstraint("recommendation_id", "kind"),)


class Withdrawal(Model):
    """A recommendation taken back by its writer before it was decided."""

    id: Mapped[primary_key]
    recommendation_id: Mapped[int] = mapped_column(sa.ForeignKey("recommendation.id"), unique=True)
    withdrawn_by_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    withdrawn_on: Mapped[date]
    withdrawn_at: Mapped[moment]
    reason: Mapped[str] = mapped_column(sa.Text)


class Decision(Model):
    """What a person made of a recommendation, and why. Written once, never changed (afgørelse)."""

    id: Mapped[primary_key]
    recommendation_id: Mapped[int] = mapped_column(sa.ForeignKey("recommendation.id"), unique=True)
    decided_by_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    decided_on: Mapped[date] = mapped_column(index=True)
    decided_at: Mapped[moment]
    outcome: Mapped[Outcome]
    reason: Mapped[str] = mapped_column(sa.Text)
    missing: Mapped[str] = mapped_column(sa.Text, default="")
    members: Mapped[str] = mapped_column(sa.Text, default="")  # one a line: name and role

    recommendation: Mapped[Recommendation] = relationship(back_populates="decision")
    decided_by: Mapped[User] = relationship()

    __table_args__ = (
        sa.CheckConstraint("outcome <> 'sent_back' OR missing <> ''", name="says_what_is_missing"),
    )


class DecisionRule(Owned, Model):
    """Who decides what in a municipality from a day on, until the next. Never changed, only added.

    A question that nothing lifts higher is the team leader's.
    """

    id: Mapped[primary_key]
    starts_on: Mapped[date]
    no_consent: Mapped[Level]
    overridden: Mapped[Level]
    split: Mapped[Level]
    dear: Mapped[Level]
    cost_limit: Mapped[Decimal | None] = mapped_column(sa.Numeric(12, 2))
    set_by_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    set_at: Mapped[moment]

    set_by: Mapped[User] = relationship()

    __table_args__ = (
        sa.CheckConstraint("cost_limit IS NULL OR cost_limit > 0", name="cost_limit_positive"),
    )
