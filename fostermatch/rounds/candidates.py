"""The families as they stand to one child: how each fits, or what it fails on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from fostermatch.matching import (
    REQUIREMENTS,
    Answer,
    Need,
    Obstacle,
    Offer,
    Pairing,
    Ranking,
    SiblingRule,
    answers,
    obstacles,
    ranking,
)
from fostermatch.matching.columns import Points
from fostermatch.rounds.situation import Situation

EASE = {requirement.key: requirement.ease or inf for requirement in REQUIREMENTS}


@dataclass(frozen=True)
class Candidate:
    """One family by its best approval. Without a rank it fails what the obstacles say."""

    offer: Offer
    km: float | None  # between the two homes
    rank: int | None
    ranking: Ranking
    obstacles: tuple[Obstacle, ...] = ()
    failing_answers: tuple[Answer, ...] = ()

    @property
    def fits(self) -> bool:
        return self.rank is not None

    @cached_property
    def pairing(self) -> Pairing | None:
        return self.ranking.pairing(self.rank) if self.rank else None

    @property
    def answers(self) -> tuple[Answer, ...]:
        return self.pairing.answers if self.pairing else self.failing_answers

    @property
    def family(self) -> int:
        return self.offer.family

    @property
    def nearly(self) -> bool:
        """One thing stands in the way, and it could change."""
        return len(self.obstacles) == 1 and self.hardest < inf

    @property
    def hardest(self) -> float:
        return max((EASE[one.requirement] for one in self.obstacles), default=0)

    @property
    def order(self) -> tuple[float, ...]:
        far = inf if self.km is None else self.km
        return len(self.obstacles), self.hardest, self.rank or 0, far, self.family


def candidates(situation: Situation, need: Need) -> list[Candidate]:
    """Every family approved for such places, best first: those that fit, then the nearest to it.

    The answers of those that fail are left out until `answered` is asked for them.
    """
    offers = [offer for offer in situation.offers if set(need.slots) & set(offer.places)]
    vetoes = situation.vetoes_of(need, offers)
    found = ranking(situation.needs, need.key, offers, situation.weights, vetoes=vetoes)
    ranks = {key: rank for rank, key in enumerate(found.offers, 1)}
    failed = obstacles(need, offers, together=together(situation, need), vetoes=vetoes)
    best: dict[int, Candidate] = {}
    for offer, km, fails in zip(offers, kilometres(need, offers), failed, strict=True):
        if offer.key in ranks or fails:
            one = Candidate(offer, km, ranks.get(offer.key), found, fails)
            best[one.family] = min(best.get(one.family, one), one, key=lambda each: each.order)
    return sorted(best.values(), key=lambda each: each.order)


def answered(situation: Situation, need: Need, chosen: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates with the answers of all of them."""
    rows = list(chosen)
    failing = [row.offer for row in rows if not row.fits]
    own = iter(answers(need, failing, situation.weights))
    for row in rows:
        yield row if row.fits else replace(row, failing_answers=next(own))


def together(situation: Situation, need: Need) -> int:
    """How many children must come to one home with this one, itself counted."""
    if need.sibling_rule is not SiblingRule.TOGETHER:
        return 1
    return sum(need.sibling_group == other.sibling_group for other in situation.needs)


def kilometres(need: Need, offers: list[Offer]) -> list[float | None]:
    away = Points.of([need.home]).km_to(Points.of(offer.home for offer in offers))
    return [None if km != km else km for km in away.tolist()]
