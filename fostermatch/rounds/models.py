from datetime import date, datetime
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import Role, User
from fostermatch.database import Model, Owned, foreign_key, moment, primary_key, short
from fostermatch.families.models import Family
from fostermatch.matching import Need, Obstacle, Offer, Result, Weights
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
    so that the round can be opened, explained and run again next year. The standing one is
    today's proposal: it is matched again whenever what it was told has changed.
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
    standing: Mapped[bool] = mapped_column(default=False)
    checked_at: Mapped[moment | None]  # when the standing one was last compared with the facts
    fingerprint: Mapped[str | None] = mapped_column(sa.String(64))

    run_by: Mapped[User | None] = relationship()
    rules: Mapped[MatchingRules | None] = relationship()
    proposals: Mapped[list["Proposal"]] = relationship(
        back_populates="round", order_by="Proposal.place_in_list"
    )

    __table_args__ = (
        sa.CheckConstraint(
            "standing = (checked_at IS NOT NULL AND fingerprint IS NOT NULL)",
            name="standing_is_checked",
        ),
        sa.Index(
            "uq_round_standing",
            "municipality_id",
            unique=True,
            sqlite_where=sa.text("standing"),
            postgresql_where=sa.text("standing"),
        ),
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

    def decided(self, kind: str) -> dict[tuple[int, int], int]:
        """The pins or holds that were kept, each with the key of its steering."""
        return {(need, offer): key for need, offer, key in self.inputs.get(kind, [])}

    def steered(self) -> set[int]:
        """The keys of all the steering it was told of, kept or not."""
        kept = {key for kind in ("pins", "holds") for key in self.decided(kind).values()}
        codes = (reason.split() for reason in self.vetoes().values())
        return kept | self.left_out().keys() | {int(key) for _kind, *keys in codes for key in keys}

    def left_out(self) -> dict[int, list[Obstacle]]:
        """By key of the steering, why it could not be kept."""
        plain = self.inputs.get("left_out", [])
        return {key: [from_plain(Obstacle, one) for one in failed] for key, failed in plain}

    def weighting(self) -> Weights:
        return Weights.from_json(self.weights)

    @property
    def as_of(self) -> datetime:
        """The moment whose facts it speaks of."""
        return self.checked_at or self.run_at


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
