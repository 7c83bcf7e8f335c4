"""Why: the answers of a pair, the rank of a family, the cause of waiting, what would open more."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from math import isnan

import numpy as np

from fostermatch.matching.criteria import CRITERIA, Criterion
from fostermatch.matching.requirements import REQUIREMENTS, Requirement, requirement_table
from fostermatch.matching.round import Round
from fostermatch.matching.tables import needs_table, offers_table
from fostermatch.matching.types import (
    DEFAULT_WEIGHTS,
    Answer,
    Facts,
    Need,
    Obstacle,
    Offer,
    Pairing,
    Slot,
    Verdict,
    Weights,
)

GOOD = 0.5  # share from which an answer is a match


def explain(
    need: Need,
    offer: Offer,
    weights: Weights = DEFAULT_WEIGHTS,
    *,
    together: int = 1,
    veto: str | None = None,
) -> tuple[tuple[Obstacle, ...], tuple[Answer, ...]]:
    """The requirements that any pair fails, and its answers: "why not that family?".

    together: how many siblings must come to one home with the child, itself counted.
    veto: the reason this pair was ruled out, where it was.

    >>> from fostermatch.matching import Need, Offer, Slot
    >>> child = Need(key=1, age=9, slots=(Slot.FULL_TIME,), level=1)
    >>> home = Offer(key=10, family=7, places={Slot.FULL_TIME: 1}, level=2, prepared=True)
    >>> failed, answers = explain(child, replace(home, max_age=6))
    >>> [(obstacle.requirement, dict(obstacle.facts)) for obstacle in failed]
    [('age', {'age': 9, 'min_age': 0, 'max_age': 6})]
    >>> [answer.key for answer in answers if answer.points]
    ['preparation', 'household']
    """
    vetoes = {} if veto is None else {(need.key, offer.key): veto}
    if offer.only_for == need.key:
        need = replace(need, known_families=need.known_families | {offer.family})
    child = needs_table([need], {need.key: together}, vetoes)
    family = offers_table([offer], [need], vetoes)
    met = requirement_table(child, family)[:, 0]
    failed = [r for r, holds in zip(REQUIREMENTS, met, strict=True) if not holds]
    return obstacles_of(failed, need, offer, together, veto), answers(need, [offer], weights)[0]


def obstacles(
    need: Need,
    offers: Sequence[Offer],
    *,
    together: int = 1,
    vetoes: Mapping[tuple[int, int], str] | None = None,
) -> tuple[tuple[Obstacle, ...], ...]:
    """What each offer fails on for one child, in the order given: "why not another family?".

    The same as the first half of `explain`, for many offers in one pass. vetoes: the reason by
    (need key, offer key) of pairs ruled out; those of other needs do no harm.
    """
    if not offers:
        return ()
    reasons = vetoes or {}
    network = {offer.family for offer in offers if offer.only_for == need.key}
    need = replace(need, known_families=need.known_families | network)
    child = needs_table([need], {need.key: together}, reasons)
    families = offers_table(offers, [need], reasons)
    failed = [
        [REQUIREMENTS[row] for row in np.flatnonzero(~met)]
        for met in requirement_table(child, families).T
    ]
    return tuple(
        obstacles_of(one, need, offer, together, reasons.get((need.key, offer.key)))
        for one, offer in zip(failed, offers, strict=True)
    )


def answers(
    need: Need, offers: Sequence[Offer], weights: Weights = DEFAULT_WEIGHTS
) -> tuple[tuple[Answer, ...], ...]:
    """How each offer meets one child, in the order given, whether it could be considered or not.

    The second half of `explain` for many offers in one pass, as a round of these would see them.
    """
    if not offers:
        return ()
    network = {offer.family for offer in offers if offer.only_for == need.key}
    need = replace(need, known_families=need.known_families | network)
    child, families = needs_table([need], {}, {}), offers_table(offers, [need], {})
    shares = {c.key: c.measure(child, families).tolist() for c in CRITERIA}
    return tuple(
        answers_of(need, offer, {key: found[row] for key, found in shares.items()}, weights)
        for row, offer in enumerate(offers)
    )


def obstacles_of(
    failed: Collection[Requirement], need: Need, offer: Offer, together: int, veto: str | None
) -> tuple[Obstacle, ...]:
    extra: dict[str, Facts] = {"siblings": {"siblings": together}}
    if veto:
        extra["veto"] = {"reason": veto}
    return tuple(Obstacle(r.key, {**r.facts(need, offer), **extra.get(r.key, {})}) for r in failed)


def answers_of(
    need: Need, offer: Offer, shares: Mapping[str, float], weights: Weights
) -> tuple[Answer, ...]:
    """Every criterion's answer for one pair, in the order of the table."""
    return tuple(
        _answer(criterion, need, offer, shares[criterion.key], weights) for criterion in CRITERIA
    )


def _answer(
    criterion: Criterion, need: Need, offer: Offer, share: float, weights: Weights
) -> Answer:
    if not criterion.asked(need):
        return Answer(criterion.key, Verdict.UNKNOWN, None, 0, {"asked": False})
    facts = criterion.facts(need, offer)
    if isnan(share):
        return Answer(criterion.key, Verdict.UNKNOWN, None, 0, facts)
    verdict = Verdict.MATCH if share >= GOOD else Verdict.MISMATCH
    points = round(share * weights.criteria.get(criterion.key, 0))
    return Answer(criterion.key, verdict, round(share, 4), points, facts)


def pairing_of(ready: Round, pair: int, slot: Slot, rank: int, of: int) -> Pairing:
    """One pair with all that is to be said of it."""
    scores = ready.scores
    row = int(scores.need[pair])
    need, offer = ready.needs[row], ready.offers[scores.offer[pair]]
    shares = {key: float(found[pair]) for key, found in scores.answers.items()}
    fit = int(scores.fit[pair])
    return Pairing(
        offer=offer.key,
        family=offer.family,
        slot=slot,
        fit=fit,
        price=int(scores.price[pair]),
        benefit=int(scores.benefit[pair]),
        strong=fit >= ready.weights.strong and bool(ready.mostly_known(row, np.array([pair]))[0]),
        answers=answers_of(need, offer, shares, ready.weights),
        rank=rank,
        of=of,
        to_check=tuple(r.key for r in REQUIREMENTS if r.unsure(need, offer)),
    )


def ranked_families(ready: Round, need: int) -> dict[int, int]:
    """Family key -> the family's best pair, in the order the child alone would choose."""
    pairs, best = ready.pairs_of(need), dict[int, int]()
    families = ready.offer_table.family[ready.scores.offer[pairs]]
    for family, pair in zip(families.tolist(), pairs.tolist(), strict=True):
        best.setdefault(family, pair)
    return best
