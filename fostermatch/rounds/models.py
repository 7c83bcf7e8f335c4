from datetime import date
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import Role, User
from fostermatch.database import Model, Owned, foreign_key, moment, primary_key, short
from fostermatch.families.models import Family
from fostermatch.matching import Need, Offer, Result, Weights
from fostermatch.matching.plain import from_plain
from fostermatch.needs import Slot
from fostermatch.requests.models import PlacementRequest


class MatchingRules(Owned, Model):
    """What counts for how much in the rounds from one moment on (vægte).

    Written once: a change is a new version, with who made it and why. Where none is set, the
    weights the core comes with are in force; they are version 1.
    """

    id: Mapped[primary_key]
    number: Mapped[int]
    set_at: Mapped[moment]
    set_by_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(sa.Text)
    weights: Mapped[dict[str, Any]] = mapped_column(sa.JSON)

    set_by: Mapped[User] = relationship()

    __table_args__ = (sa.UniqueConstraint("municipality_id", "number"),)

    def weighting(self) -> Weights:
        return Weights.from_json(self.weights)


class Round(Owned, Model):
    """One matching of the whole waiting list to the fresh places, kept as it was (runde).

    `inputs` holds the needs and offers as the core was told them, ids and facts without names,
    so that the round can be opened, explained and run again next year.
    """

    id: Mapped[primary_key]
    run_at: Mapped[moment]
    run_on: Mapped[date]
    run_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    note: Mapped[short] = mapped_column(default="")
    stale_included: Mapped[bool] = mapped_column(default=False)
    rules_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("matching_rules.id"))
    weights: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    inputs: Mapped[dict[str, Any]] = mapped_column(sa.JSON, deferred=True)
    value: Mapped[int]
    bound: Mapped[int]
    milliseconds: Mapped[int]

    run_by: Mapped[User | None] = relationship()
    rules: Mapped[MatchingRules | None] = relationship()
    proposals: Mapped[list["Proposal"]] = relationship(
        back_populates="round", order_by="Proposal.place_in_list"
    )

    @classmethod
    def visible_to(cls, user: Any) -> sa.Select[Self]:
        """A round shows initials and ages of the whole list: it is for those who find homes."""
        if user.role not in (Role.CASEWORKER, Role.TEAM_LEADER, Role.FAMILY_CONSULTANT):
            return sa.select(cls).where(sa.false())
        return sa.select(cls).where(cls.municipality_id == user.municipality_id)

    def needs(self) -> list[Need]:
        return [from_plain(Need, plain) for plain in self.inputs["needs"]]

    def offers(self) -> list[Offer]:
        return [from_plain(Offer, plain) for plain in self.inputs["offers"]]

    def vetoes(self) -> dict[tuple[int, int], str]:
        return {(need, offer): why for need, offer, why in self.inputs.get("vetoes", [])}

    def weighting(self) -> Weights:
        return Weights.from_json(self.weights)


class Proposal(Owned, Model):
    """What a round says of one child: a family, or why the child goes on waiting (forslag)."""

    id: Mapped[primary_key]
    round_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("round.id"))
    request_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("placement_request.id"))
    place_in_list: Mapped[int]
    family_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("family.id"))
    slot: Mapped[Slot | None]
    fit: Mapped[int | None]
    strong: Mapped[bool | None]
    own_best_family_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("family.id"))
    bundle: Mapped[int | None]
    answers: Mapped[dict[str, Any]] = mapped_column(sa.JSON, deferred=True)

    round: Mapped[Round] = relationship(back_populates="proposals")
    request: Mapped[PlacementRequest] = relationship()
    family: Mapped[Family | None] = relationship(foreign_keys=[family_id])
    own_best_family: Mapped[Family | None] = relationship(foreign_keys=[own_best_family_id])

    __table_args__ = (
        sa.UniqueConstraint("round_id", "request_id"),
        sa.CheckConstraint("(family_id IS NULL) = (slot IS NULL)", name="slot_with_family"),
    )

    @classmethod
    def visible_to(cls, user: Any) -> sa.Select[Self]:
        visible = Round.visible_to(user).with_only_columns(Round.id)
        return sa.select(cls).where(cls.round_id.in_(visible))

    @property
    def result(self) -> Result:
        return from_plain(Result, self.answers)
