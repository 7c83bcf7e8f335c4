"""What the list would gain from other offers than there are: one more place, one more family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from fostermatch.matching.kernel import WAITS
from fostermatch.matching.round import Round, prepare, problem_of
from fostermatch.matching.rows import Vetoes, check_decisions, check_rows, reasons_of
from fostermatch.matching.solver import Solution, solve_problem
from fostermatch.matching.types import DEFAULT_WEIGHTS, Need, Offer, Slot, Weights


@dataclass(frozen=True)
class Gain:
    """What a change is worth, found by solving the whole list again."""

    offer: int  # the approval added or changed
    value: int  # points
    placed: tuple[int, ...]  # needs that get a suggestion and had none
    days_waited: int  # by those needs so far


def one_more_place(
    needs: Sequence[Need],
    offers: Sequence[Offer],
    key: int,
    slot: Slot,
    weights: Weights = DEFAULT_WEIGHTS,
    *,
    vetoes: Vetoes = (),
    time_limit: float = 30.0,
) -> Gain:
    """What one more place in this offer would add. ValueError: no such offer."""
    if key not in {offer.key for offer in offers}:
        raise ValueError(f"offer {key}: not on the list")
    more = [
        replace(offer, places={**offer.places, slot: offer.places.get(slot, 0) + 1})
        if offer.key == key
        else offer
        for offer in offers
    ]
    before = _solved(needs, offers, weights, vetoes, time_limit)
    return _gain(needs, before, _solved(needs, more, weights, vetoes, time_limit), key)


def what_would_help(
    needs: Sequence[Need],
    offers: Sequence[Offer],
    candidates: Sequence[Offer],
    weights: Weights = DEFAULT_WEIGHTS,
    *,
    vetoes: Vetoes = (),
    verify: int = 5,
    time_limit: float = 30.0,
) -> tuple[Gain, ...]:
    """Which of these invented offers would relieve the list most, best first.

    Prices say which could be worth most; those are added one at a time, the list is solved
    again and only what that showed is returned. Keys must differ from those of the offers.
    """
    before = _solved(needs, offers, weights, vetoes, time_limit)
    likely = sorted(candidates, key=lambda c: -_promise(needs, c, weights, before))[:verify]
    gains = [
        _gain(
            needs,
            before,
            _solved(needs, [*offers, candidate], weights, vetoes, time_limit),
            candidate.key,
        )
        for candidate in likely
    ]
    return tuple(sorted(gains, key=lambda gain: (-gain.value, gain.offer)))


@dataclass(frozen=True)
class Solved:
    placed: frozenset[int]  # need keys
    worth: dict[int, int]  # need key -> what its present answer is worth to it, less the price
    value: int


def _solved(
    needs: Sequence[Need],
    offers: Sequence[Offer],
    weights: Weights,
    vetoes: Vetoes,
    time_limit: float,
) -> Solved:
    reasons = reasons_of(vetoes)
    check_rows(needs, offers, weights)
    check_decisions(needs, offers, (), reasons)
    if not needs or not offers:
        return Solved(frozenset(), {}, 0)
    ready = prepare(needs, offers, weights, reasons, {})
    solution = solve_problem(problem_of(ready), time_limit)
    return Solved(
        frozenset(
            need.key for need, pair in zip(ready.needs, solution.pair, strict=True) if pair != WAITS
        ),
        _worth(ready, solution),
        solution.value,
    )


def _worth(ready: Round, solution: Solution) -> dict[int, int]:
    at = solution.pair != WAITS
    worth = np.zeros(len(ready.needs), np.int64)
    benefit = ready.scores.benefit[ready.links.pair[solution.pair[at]]]
    worth[at] = benefit - solution.prices[solution.family[at]]
    return {need.key: int(points) for need, points in zip(ready.needs, worth, strict=True)}


def _promise(needs: Sequence[Need], candidate: Offer, weights: Weights, before: Solved) -> int:
    """What its places could add by the prices: for each, the child that gains most."""
    if not needs:
        return 0
    ready = prepare(needs, [candidate], weights, {}, {})
    keys = ready.need_table.key[ready.scores.need].tolist()
    gains = ready.scores.benefit - np.array([before.worth.get(key, 0) for key in keys], np.int64)
    places = int(ready.offer_table.places.sum())
    return int(np.sort(np.maximum(gains, 0))[::-1][:places].sum())


def _gain(needs: Sequence[Need], before: Solved, after: Solved, key: int) -> Gain:
    placed = sorted(after.placed - before.placed)
    days = {need.key: need.days_waiting for need in needs}
    return Gain(key, after.value - before.value, tuple(placed), sum(days[key] for key in placed))
