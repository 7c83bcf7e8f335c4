"""More answers for one child: its best families, how sturdy a choice is, what would open more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fostermatch.matching.explaining import pairing_of, ranked_families
from fostermatch.matching.round import SLOTS, Round, prepare
from fostermatch.matching.rows import Vetoes, check_decisions, check_rows, reasons_of
from fostermatch.matching.scoring import fit_of
from fostermatch.matching.types import (
    DEFAULT_WEIGHTS,
    Need,
    Offer,
    Outcome,
    Pairing,
    Relaxation,
    Slot,
    Weights,
)
from fostermatch.matching.waiting import placed_of, relaxations_of


def shortlist(
    needs: Sequence[Need],
    key: int,
    offers: Sequence[Offer],
    weights: Weights = DEFAULT_WEIGHTS,
    *,
    vetoes: Vetoes = (),
    limit: int = 10,
) -> tuple[Pairing, ...]:
    """The families that fit one need best, whoever else waits: one pairing a family.

    `needs` is the list the key is found in, for its siblings' sake. ValueError: it is not there.

    >>> from fostermatch.matching import Need, Offer, Slot
    >>> child = Need(key=1, age=9, slots=(Slot.FULL_TIME,), level=1)
    >>> home = Offer(key=10, family=7, places={Slot.FULL_TIME: 1}, level=2, prepared=True)
    >>> [(pairing.family, pairing.rank, pairing.of) for pairing in shortlist([child], 1, [home])]
    [(7, 1, 1)]
    """
    found = ranking(needs, key, offers, weights, vetoes=vetoes)
    return tuple(found.pairing(rank) for rank in range(1, min(limit, len(found.offers)) + 1))


@dataclass(frozen=True)
class Ranking:
    """The offers that fit one need, best first; a pairing is worked out when it is asked for."""

    offers: tuple[int, ...]  # keys, one a family
    ready: tuple[Round | None, int]  # the round it was found in, and the row of the need
    pairs: tuple[int, ...]

    def pairing(self, rank: int) -> Pairing:
        ready, row = self.ready
        if ready is None:
            raise ValueError(f"rank {rank}: no offer fits")
        pair = self.pairs[rank - 1]
        return pairing_of(ready, pair, _first_slot(ready, row, pair), rank, len(self.pairs))


def ranking(
    needs: Sequence[Need],
    key: int,
    offers: Sequence[Offer],
    weights: Weights = DEFAULT_WEIGHTS,
    *,
    vetoes: Vetoes = (),
) -> Ranking:
    """As `shortlist`, for many families of which few are looked at.

    >>> from fostermatch.matching import Need, Offer, Slot
    >>> child = Need(key=1, age=9, slots=(Slot.FULL_TIME,), level=1)
    >>> home = Offer(key=10, family=7, places={Slot.FULL_TIME: 1}, level=2, prepared=True)
    >>> ranking([child], 1, [home]).offers
    (10,)
    """
    ready, row = _ready(needs, key, offers, weights, vetoes)
    pairs = tuple(ranked_families(ready, row).values()) if ready else ()
    keys = ready.offer_table.key[ready.scores.offer[list(pairs)]].tolist() if ready else []
    return Ranking(tuple(keys), (ready, row), pairs)


def openings(
    needs: Sequence[Need],
    key: int,
    offers: Sequence[Offer],
    weights: Weights = DEFAULT_WEIGHTS,
    *,
    vetoes: Vetoes = (),
    outcome: Outcome | None = None,
    ranked: Ranking | None = None,
) -> tuple[Relaxation, ...]:
    """Every single change that would open an offer to one need, easiest first.

    With the outcome of a round, places that it gives to others count as taken. ranked: the
    ranking of the same, where it is at hand. ValueError: the need is not on the list.

    >>> from fostermatch.matching import Need, Offer, Slot
    >>> child = Need(key=1, age=9, slots=(Slot.FULL_TIME,), level=1)
    >>> home = Offer(key=10, family=7, places={Slot.FULL_TIME: 1}, level=2, prepared=True)
    >>> from dataclasses import replace
    >>> [change] = openings([child], 1, [replace(home, max_age=6)])
    >>> change.requirement, change.now, change.needed, change.offers
    ('age', 6.0, 9.0, (10,))
    """
    ready, row = ranked.ready if ranked else _ready(needs, key, offers, weights, vetoes)
    if ready is None:
        return ()
    placed = placed_of(ready, [-1] * len(ready.needs))
    rows = {offer.key: row for row, offer in enumerate(ready.offers)}
    for result in outcome.results if outcome else ():
        if result.suggestion and result.need != key:
            placed.left[rows[result.suggestion.offer], result.suggestion.slot] -= 1
    return relaxations_of(ready, row, placed)


def sturdiness(
    needs: Sequence[Need],
    key: int,
    offers: Sequence[Offer],
    weights: Weights = DEFAULT_WEIGHTS,
    *,
    family: int | None = None,
    vetoes: Vetoes = (),
    draws: int = 100,
    spread: float = 0.3,
    seed: int = 0,
    ranked: Ranking | None = None,
) -> float | None:
    """In what share of weightings a family stays first for one need.

    Each draw multiplies the points of every criterion by a number between 1 - spread and
    1 + spread, evenly. family: its key; None for the one that is first with these weights.
    None where no family fits. Same seed, same share. ranked: the ranking of the same, where it
    is at hand. ValueError: the need is not on the list.

    >>> from fostermatch.matching import Need, Offer, Slot
    >>> child = Need(key=1, age=9, slots=(Slot.FULL_TIME,), level=1)
    >>> home = Offer(key=10, family=7, places={Slot.FULL_TIME: 1}, level=2, prepared=True)
    >>> sturdiness([child], 1, [home])
    1.0
    """
    ready, row = ranked.ready if ranked else _ready(needs, key, offers, weights, vetoes)
    pairs = ready.pairs_of(row) if ready else np.zeros(0, int)
    if ready is None or not len(pairs):
        return None
    table = {name: shares[pairs] for name, shares in ready.scores.answers.items()}
    families = np.array([ready.offers[o].family for o in ready.scores.offer[pairs].tolist()])
    random, first = np.random.default_rng(seed), families[0] if family is None else family
    factors = random.uniform(1 - spread, 1 + spread, (draws, len(weights.criteria)))
    points = np.array(list(weights.criteria.values())) * factors
    best = [
        families[np.argmax(fit_of(table, dict(zip(weights.criteria, drawn, strict=True))))]
        for drawn in points.tolist()
    ]
    return float(np.mean(np.array(best) == first))


def _ready(
    needs: Sequence[Need],
    key: int,
    offers: Sequence[Offer],
    weights: Weights,
    vetoes: Vetoes,
) -> tuple[Round | None, int]:
    """A round of one need and its siblings, and the row of the need; None without offers."""
    asked = next((need for need in needs if need.key == key), None)
    if asked is None:
        raise ValueError(f"need {key}: not on the list")
    group = asked.sibling_group
    mine = [n for n in needs if n.key == key or (group is not None and n.sibling_group == group)]
    reasons = reasons_of(vetoes)
    check_rows(mine, offers, weights)
    check_decisions(needs, offers, (), reasons)
    if not offers:
        return None, 0
    ready = prepare(mine, offers, weights, reasons, {})
    return ready, [need.key for need in ready.needs].index(key)


def _first_slot(ready: Round, row: int, pair: int) -> Slot:
    free = ready.offer_table.places[ready.scores.offer[pair], :SLOTS] > 0
    return next(slot for slot in sorted(ready.needs[row].slots) if free[slot])
