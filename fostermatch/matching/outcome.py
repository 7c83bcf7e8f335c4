"""A solved round in words of the trade: each child's answer and why, and what places are worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import overload

import numpy as np

from fostermatch.matching.columns import Column
from fostermatch.matching.explaining import pairing_of, ranked_families
from fostermatch.matching.kernel import WAITS
from fostermatch.matching.round import SLOTS, Round
from fostermatch.matching.solver import Solution
from fostermatch.matching.types import Outcome, Pairing, PlacePrice, Result, Slot
from fostermatch.matching.waiting import Placed, has_room, holders_of, placed_of, waiting_of


class Answers(Sequence[Result]):
    """One result a need, worked out when it is asked for and then kept. Equals a tuple of them."""

    def __init__(self, keys: Sequence[int], answer: Callable[[int], Result]) -> None:
        self._keys, self._answer = keys, cache(answer)

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> Result: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Result, ...]: ...
    def __getitem__(self, index: int | slice) -> Result | tuple[Result, ...]:
        if isinstance(index, slice):
            return tuple(map(self._answer, self._keys[index]))
        return self._answer(self._keys[index])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __reduce__(self) -> tuple[type[tuple[Result, ...]], tuple[tuple[Result, ...]]]:
        return tuple, (tuple(self),)


def outcome_of(ready: Round, solution: Solution, order: Sequence[int]) -> Outcome:
    """The solution in words of the round, one result per need key in this order."""
    placed = placed_of(ready, solution.family.tolist())
    bound = {row for group in ready.groups for row in group.children}
    bound |= {row for row, need in enumerate(ready.needs) if need.key in ready.pins}
    rows = {need.key: row for row, need in enumerate(ready.needs)}

    def answer(key: int) -> Result:
        return _result(ready, solution, rows[key], placed, rows[key] in bound)

    return Outcome(
        results=Answers(tuple(order), answer),
        value=solution.value,
        bound=solution.bound,
        gap=solution.gap,
        weights=ready.weights.version,
        prices=_place_prices(ready, solution.prices),
    )


def _result(ready: Round, solution: Solution, row: int, placed: Placed, bound: bool) -> Result:
    need, link = ready.needs[row].key, int(solution.pair[row])
    families = ranked_families(ready, row)
    best = next(iter(families.values()), None)
    goes_to = () if best is None else _goes_to(ready, row, best, placed)
    if link == WAITS:
        own_best = None if best is None else _own_best(ready, row, best, len(families), placed)
        waits = waiting_of(ready, row, solution.waiting[row], placed)
        return Result(need, None, own_best, goes_to, waits)
    suggestion = _suggestion(ready, link, families)
    margin = None if bound else _margin(ready, solution, row)
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


def _margin(ready: Round, solution: Solution, row: int) -> int:
    """What the list loses at least if this child may not have this family, by the prices.

    Not for a pinned child and for siblings, whose choice hangs on more than prices.
    """
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
