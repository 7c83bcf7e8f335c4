"""The whole waiting list against all offers at once, and why each child got its answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from fostermatch.matching.columns import Column
from fostermatch.matching.explaining import pairing_of, ranked_families
from fostermatch.matching.kernel import WAITS
from fostermatch.matching.round import SLOTS, Round, prepare, problem_of
from fostermatch.matching.rows import (
    Vetoes,
    check_decisions,
    check_pins_fit,
    check_rows,
    reasons_of,
)
from fostermatch.matching.solver import Solution, solve_problem
from fostermatch.matching.types import (
    DEFAULT_WEIGHTS,
    Need,
    Offer,
    Outcome,
    Pairing,
    PlacePrice,
    Result,
    Slot,
    Waiting,
    Weights,
)
from fostermatch.matching.waiting import Placed, has_room, holders_of, placed_of, waiting_of

NO_OFFERS = Waiting("no_offers", {}, {}, (), 0, ())


def match(
    needs: Sequence[Need],
    offers: Sequence[Offer],
    weights: Weights = DEFAULT_WEIGHTS,
    *,
    pins: Collection[tuple[int, int]] = (),
    vetoes: Vetoes = (),
    time_limit: float = 30.0,
) -> Outcome:
    """Suggest at most one offer for every need so that the whole list gains most.

    pins: (need key, offer key) that a person decided, kept whatever they cost. vetoes: (need
    key, offer key) ruled out, with a reason where they are a mapping. time_limit: seconds for
    siblings and other coupled choices; without those, and up to municipal size with them, the
    answer is exact (gap 0). The order of the rows changes nothing.

    ValueError names the row and the rule: a key given twice or unknown, a value out of range, a
    pin that breaks a requirement or contradicts another decision. A need that nothing fits
    waits with its reason and fails nothing.
    """
    ruled_out = reasons_of(vetoes)
    check_rows(needs, offers, weights)
    pinned = check_decisions(needs, offers, pins, ruled_out)
    if not needs or not offers:
        results = tuple(Result(need.key, None, None, (), NO_OFFERS) for need in needs)
        return Outcome(results, 0, 0, 0.0, weights.version)
    ready = prepare(needs, offers, weights, ruled_out, pinned)
    check_pins_fit(ready)
    solution = solve_problem(problem_of(ready), time_limit)
    return outcome_of(ready, solution, [need.key for need in needs])


def outcome_of(ready: Round, solution: Solution, order: Sequence[int]) -> Outcome:
    """The solution in words of the round, one result per need key in this order."""
    placed = placed_of(ready, solution.family.tolist())
    results = {
        need.key: _result(ready, solution, row, placed) for row, need in enumerate(ready.needs)
    }
    return Outcome(
        results=tuple(results[key] for key in order),
        value=solution.value,
        bound=solution.bound,
        gap=solution.gap,
        weights=ready.weights.version,
        prices=_place_prices(ready, solution.prices),
    )


def _result(ready: Round, solution: Solution, row: int, placed: Placed) -> Result:
    need, link = ready.needs[row].key, int(solution.pair[row])
    families = ranked_families(ready, row)
    best = next(iter(families.values()), None)
    goes_to = () if best is None else _goes_to(ready, row, best, placed)
    if link == WAITS:
        own_best = None if best is None else _own_best(ready, row, best, len(families), placed)
        waits = waiting_of(ready, row, solution.waiting[row], placed)
        return Result(need, None, own_best, goes_to, waits)
    suggestion = _suggestion(ready, link, families)
    margin = _margin(ready, solution, row)
    if suggestion.rank == 1 or best is None:
        return Result(need, suggestion, suggestion, (), None, margin)
    own_best = _own_best(ready, row, best, len(families), placed)
    return Result(need, suggestion, own_best, goes_to, None, margin)


def _suggestion(ready: Round, link: int, families: Mapping[int, int]) -> Pairing:
    pair, slot = int(ready.links.pair[link]), Slot(int(ready.links.pool[link]) % SLOTS)
    family = ready.offers[ready.scores.offer[pair]].family
    rank = list(families).index(family) + 1
    return pairing_of(ready, pair, slot, rank, len(families))


def _own_best(ready: Round, row: int, pair: int, of: int, placed: Placed) -> Pairing:
    """In a slot that is still free, if there is one."""
    offer = int(ready.scores.offer[pair])
    usable = [s for s in sorted(ready.needs[row].slots) if ready.offer_table.places[offer, s] > 0]
    free = [slot for slot in usable if placed.left[offer, slot] > 0]
    return pairing_of(ready, pair, Slot((free or usable)[0]), 1, of)


def _goes_to(ready: Round, row: int, pair: int, placed: Placed) -> tuple[int, ...]:
    """Who holds the places of the child's own best, where none is left."""
    offer = int(ready.scores.offer[pair])
    if has_room(ready, row, offer, placed):
        return ()
    return tuple(sorted(set(holders_of(ready, row, offer, placed))))


def _margin(ready: Round, solution: Solution, row: int) -> int | None:
    """What the list loses at least if this child may not have this family, by the prices.

    None for a pinned child and for siblings, whose choice hangs on more than prices.
    """
    if ready.needs[row].key in ready.pins or any(row in g.children for g in ready.groups):
        return None
    mine = ready.links_of(row)
    net = ready.scores.benefit[ready.links.pair[mine]] - solution.prices[ready.links.pool[mine]]
    family = ready.family[ready.links.pool[mine] // SLOTS]
    own = mine == solution.pair[row]
    others = net[family != family[own][0]]
    return max(0, int(net[own][0]) - max(0, int(others.max(initial=0))))


def _place_prices(ready: Round, prices: Column) -> tuple[PlacePrice, ...]:
    """Places of which one more would help, dearest first."""
    worth = np.flatnonzero(prices > 0)
    order = worth[np.argsort(-prices[worth], kind="stable")].tolist()
    return tuple(
        PlacePrice(ready.offers[pool // SLOTS].key, Slot(pool % SLOTS), int(prices[pool]))
        for pool in order
    )
