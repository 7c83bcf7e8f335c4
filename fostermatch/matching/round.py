"""One round made ready: rows in the order of their keys, tables, pools, groups, side limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from fostermatch.matching.columns import Column
from fostermatch.matching.criteria import CRITERIA
from fostermatch.matching.kernel import ties
from fostermatch.matching.problem import Group, Problem, Row, apart_rows, side_rows
from fostermatch.matching.reuse import Sides, score_again, sides_again, sides_of
from fostermatch.matching.scoring import Scores, score, strict_tier, with_network
from fostermatch.matching.tables import NO, Needs, Offers
from fostermatch.matching.types import Need, Offer, SiblingRule, Slot, Weights

SLOTS = len(Slot)
UNPINNED = -(2**62)
Pairs = frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Links:
    """Every pair that may be used with every slot of it: what the solver calls a pair."""

    pair: Column  # in scores
    need: Column  # row
    pool: Column  # row of the offer times SLOTS, plus the slot


@dataclass(frozen=True)
class Round:
    """Rows are sorted by key, so that the order they came in changes nothing."""

    sides: Sides
    weights: Weights
    pins: Mapping[int, int]  # need key -> offer key
    holds: Pairs  # of need keys and offer keys
    groups: tuple[Group, ...]
    scores: Scores
    links: Links

    @property
    def needs(self) -> Sequence[Need]:
        return self.sides.needs

    @property
    def offers(self) -> Sequence[Offer]:
        return self.sides.offers

    @property
    def need_table(self) -> Needs:
        return self.sides.need_table

    @property
    def offer_table(self) -> Offers:
        return self.sides.offer_table

    @cached_property
    def family(self) -> Column:
        """The row of each offer's family."""
        return np.unique(self.offer_table.family, return_inverse=True)[1]

    def mostly_known(self, need: int, pairs: Column) -> Column:
        """Whether at least half of the points asked for this need (row) have an answer."""
        points = self.weights.criteria
        asked = [(c.key, points.get(c.key, 0)) for c in CRITERIA if c.asked(self.needs[need])]
        known = [of * ~np.isnan(self.scores.answers[key][pairs]) for key, of in asked]
        return np.asarray(2 * sum(known) >= sum(of for _, of in asked))

    def pairs_of(self, need: int) -> Column:
        """The pairs of a need (row), what the child alone would choose first.

        By fit, families of whom most is known before those of whom little is: an unknown
        counts as the mean of the rest, and one good answer should not outdo seven.
        """
        scores = self.scores
        pairs = np.arange(*np.searchsorted(scores.need, [need, need + 1]))
        key = self.offer_table.key[scores.offer[pairs]]
        little = ~self.mostly_known(need, pairs)
        return np.asarray(pairs[np.lexsort((key, scores.price[pairs], -scores.fit[pairs], little))])

    def siblings_of(self, need: int) -> list[int]:
        """The children (rows) that must come to one home with this need, itself first."""
        for group in self.groups:
            if group.rule is SiblingRule.TOGETHER and need in group.children:
                return [need, *(row for row in group.children if row != need)]
        return [need]

    def links_of(self, need: int) -> Column:
        """The links of a need (row)."""
        return np.arange(*np.searchsorted(self.links.need, [need, need + 1]))


def prepare(
    needs: Sequence[Need],
    offers: Sequence[Offer],
    weights: Weights,
    vetoes: Mapping[tuple[int, int], str],
    pins: Mapping[int, int],
    holds: Pairs = frozenset(),
    previous: Round | None = None,
) -> Round:
    """Tables and scores of a round that has at least one need and one offer.

    What a previous round with the same weights found for rows that are the same is kept.
    """
    rows = sorted(with_network(needs, offers), key=lambda need: need.key)
    others = sorted(offers, key=lambda offer: offer.key)
    groups = groups_of(rows, weights)
    together = together_of(rows, groups)
    if previous is None or previous.weights != weights:
        sides = sides_of(rows, others, together, vetoes)
        scores = score(sides.need_table, sides.offer_table, weights)
    else:
        sides = sides_again(previous.sides, rows, others, together, vetoes)
        scores = score_again(previous.scores, previous.sides, sides, weights)
    links = links_of(sides.need_table, sides.offer_table, scores, pins)
    return Round(sides, weights, pins, holds, groups, scores, links)


def groups_of(needs: Sequence[Need], weights: Weights) -> tuple[Group, ...]:
    """Sibling groups with two or more children on the list, and the rule for each."""
    found: dict[int, list[int]] = {}
    for row, need in enumerate(needs):
        if need.sibling_group is not None:
            found.setdefault(need.sibling_group, []).append(row)
    return tuple(
        Group(tuple(rows), rule, weights.sibling_bonus, weights.split_price)
        for _, rows in sorted(found.items())
        if len(rows) > 1
        and (rule := strictest(needs[row].sibling_rule for row in rows)) != SiblingRule.NONE
    )


def strictest(rules: Iterable[SiblingRule]) -> SiblingRule:
    """One rule for a group: apart protects a child and goes first, then together."""
    said = set(rules)
    order = (SiblingRule.APART, SiblingRule.TOGETHER, SiblingRule.MAY_SPLIT)
    return next((rule for rule in order if rule in said), SiblingRule.NONE)


def together_of(needs: Sequence[Need], groups: Iterable[Group]) -> dict[int, int]:
    """Need key -> how many children must come to one home with it."""
    return {
        needs[row].key: len(group.children)
        for group in groups
        if group.rule is SiblingRule.TOGETHER
        for row in group.children
    }


def links_of(needs: Needs, offers: Offers, scores: Scores, pins: Mapping[int, int]) -> Links:
    """The pairs with their free slots; a pinned need keeps only the offer it is pinned to."""
    free = needs.wants[scores.need] & (offers.places[scores.offer] > 0)
    pinned_to = np.array([pins.get(key, UNPINNED) for key in needs.key.tolist()], np.int64)
    wanted = pinned_to[scores.need]
    free &= ((wanted == UNPINNED) | (wanted == offers.key[scores.offer]))[:, None]
    pair, slot = np.nonzero(free)
    return Links(pair, scores.need[pair], scores.offer[pair] * SLOTS + slot)


def problem_of(ready: Round) -> Problem:
    """The assignment of the round."""
    links = ready.links
    side, limits = side_rows(_side_rows(ready), len(links.pair))
    return Problem(
        children=len(ready.needs),
        child=links.need,
        pool=links.pool,
        benefit=ready.scores.benefit[links.pair],
        tie=ties(
            ready.need_table.key[links.need],
            ready.offer_table.key[links.pool // SLOTS],
            links.pool % SLOTS,
        ),
        places=ready.offer_table.places.reshape(-1),
        room=(ready.family[:, None] * SLOTS + np.arange(SLOTS)).reshape(-1),
        groups=ready.groups,
        side=side,
        side_limits=limits,
        pinned=np.array([need.key in ready.pins for need in ready.needs], bool),
        tier=strict_tier(ready.need_table, ready.weights),
        waits_from=ready.offer_table.places.size,
    )


def _side_rows(ready: Round) -> Iterator[Row]:
    child, home = ready.links.need, ready.family[ready.links.pool // SLOTS]
    yield from apart_rows(ready.groups, child, home)
    yield from _no_siblings_rows(ready, child, home)
    yield from _only_child_rows(ready, child, home)
    yield from _held_rows(ready)


def _no_siblings_rows(ready: Round, child: Column, home: Column) -> Iterator[Row]:
    """A family that says no to siblings takes at most one of a group."""
    unwilling = ready.family[ready.offer_table.takes_siblings == NO]
    split = [group for group in ready.groups if group.rule is SiblingRule.MAY_SPLIT]
    apart = [replace(group, rule=SiblingRule.APART) for group in split]
    pairs = np.flatnonzero(np.isin(home, unwilling))
    for inner, use, limit in apart_rows(apart, child[pairs], home[pairs]):
        yield pairs[inner], use, limit


def _held_rows(ready: Round) -> Iterator[Row]:
    """Others leave a place for each child that one is held for, in a slot that child can use."""
    slots = {need.key: frozenset(need.slots) for need in ready.needs}
    held: dict[int, dict[int, frozenset[Slot]]] = {}
    for need, offer in ready.holds:
        held.setdefault(offer, {})[need] = slots[need]
    offer_key = ready.offer_table.key[ready.links.pool // SLOTS]
    slot, need_key = ready.links.pool % SLOTS, ready.need_table.key[ready.links.need]
    for offer, holders in sorted(held.items()):
        places = ready.offer_table.places[np.searchsorted(ready.offer_table.key, offer), :SLOTS]
        others = (offer_key == offer) & ~np.isin(need_key, list(holders))
        for some in unions(holders.values()):
            inside = sum(wanted <= some for wanted in holders.values())
            pairs = np.flatnonzero(others & np.isin(slot, list(some)))
            left = float(max(0, int(places[list(some)].sum()) - inside))
            yield pairs, np.ones(len(pairs)), left


def unions(sets: Iterable[frozenset[Slot]]) -> list[frozenset[Slot]]:
    """Every union of some of the sets."""
    found: set[frozenset[Slot]] = set()
    for one in set(sets):
        found |= {one, *(one | other for other in found)}
    return sorted(found, key=sorted)


def _only_child_rows(ready: Round, child: Column, home: Column) -> Iterator[Row]:
    """Beside a child that must be the only one, no other at the same time, siblings excepted.

    Another such child who would be as alone takes up as much in the same row: the linear
    relaxation then does not let in a bit of each.
    """
    group = np.arange(len(ready.needs))
    for number, together in enumerate(ready.groups):
        group[list(together.children)] = len(ready.needs) + number
    slot, places = ready.links.pool % SLOTS, ready.offer_table.places.reshape(-1)
    only = ready.need_table.only_child[child]
    by_home = np.argsort(home, kind="stable")
    starts = np.searchsorted(home[by_home], np.arange(len(ready.offers) + 1))
    for where in np.unique(home[only]).tolist():
        here = by_home[starts[where] : starts[where + 1]]
        kin = group[child[here]] == group[child[here]][:, None]
        clash = meets(slot[here], slot[here][:, None]) & ~kin
        never = clash | (child[here] == child[here][:, None])
        rows = dict[tuple[bytes, bytes], Row]()
        for one in np.flatnonzero(only[here]).tolist():
            others = clash[one]
            room = int(places[np.unique(ready.links.pool[here[others]])].sum())
            most = min(room, len(np.unique(child[here[others]])))
            alone = only[here] & never[:, others].all(axis=1)
            alone[one] = True
            row = others | (np.arange(len(here)) == one)
            use = np.where(alone, float(most), 1.0)[row]
            rows[here[row].tobytes(), use.tobytes()] = here[row], use, float(most)
        yield from rows.values()


def meets(slot: Column, other: Column) -> Column:
    """Whether children in these slots are in the home at the same time as one in the other."""
    full_time = (slot == Slot.FULL_TIME) | (other == Slot.FULL_TIME)
    return np.asarray(full_time | (slot == other))
