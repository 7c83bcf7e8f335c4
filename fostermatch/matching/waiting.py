"""Why a child waits, who holds what would fit, and the smallest change that would open a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from fostermatch.matching.candidates import picked
from fostermatch.matching.columns import Column
from fostermatch.matching.explaining import ranked_families
from fostermatch.matching.requirements import REQUIREMENTS, Requirement, requirement_table
from fostermatch.matching.round import SLOTS, Round
from fostermatch.matching.types import Relaxation, Waiting

REASONS = {"no_pairs": "no_offer_fits", "full": "places_taken"}
SIBLINGS, PLACE = "siblings", "place"


@dataclass(frozen=True)
class Placed:
    """Who was given what: needs by pool, and the places left in each."""

    holders: dict[int, list[int]]  # pool -> need keys
    left: Column  # (offers, slots)


def placed_of(ready: Round, pools: Sequence[int]) -> Placed:
    """`pools` has the pool of each need row, negative where it waits."""
    holders: dict[int, list[int]] = {}
    left = ready.offer_table.places.copy()
    for need, pool in zip(ready.needs, pools, strict=True):
        if pool >= 0:
            holders.setdefault(pool, []).append(need.key)
            left[divmod(pool, SLOTS)] -= 1
    return Placed(holders, left)


def waiting_of(ready: Round, need: int, cause: str, placed: Placed) -> Waiting:
    """All that is to be said of a need (row) that waits for this cause of the solver's."""
    reason, met = REASONS.get(cause, cause), _met_by_siblings(ready, need)
    failed = np.logical_not(met[0])
    return Waiting(
        reason=reason,
        blocked=_counts(failed),
        blocked_only=_counts(_alone(failed)),
        relaxations=_relaxations(ready, need, met, placed, reason),
        feasible=len(ranked_families(ready, need)),
        holders=tuple(_holders(ready, need, placed)),
    )


def holders_of(ready: Round, need: int, offer: int, placed: Placed) -> list[int]:
    """Who holds the places of an offer (row) in the slots this need (row) could use."""
    pools = [offer * SLOTS + slot for slot in sorted(ready.needs[need].slots)]
    return [key for pool in pools for key in placed.holders.get(pool, ())]


def has_room(ready: Round, need: int, offer: int, placed: Placed) -> bool:
    return any(placed.left[offer, slot] > 0 for slot in ready.needs[need].slots)


def relaxations_of(ready: Round, need: int, placed: Placed) -> tuple[Relaxation, ...]:
    """Every single change that would open an offer to a need (row), easiest first.

    Siblings who stay together are asked as one: what fails for any of them fails.
    """
    return _relaxations(ready, need, _met_by_siblings(ready, need), placed, "")


def _relaxations(
    ready: Round, need: int, met: Column, placed: Placed, reason: str
) -> tuple[Relaxation, ...]:
    """Easiest first, but what the child waits for before all else."""
    first = {"places_taken": PLACE}.get(reason, reason)
    found = [
        (requirement.key != first, requirement.ease, _relaxation(ready, need, requirement, offers))
        for requirement, offers in _opened(ready, need, met, placed, reason)
        if requirement.ease and len(offers)
    ]
    return tuple(relaxation for *_, relaxation in sorted(found, key=lambda row: row[:2]))


def _opened(
    ready: Round, need: int, met: Column, placed: Placed, reason: str
) -> Iterator[tuple[Requirement, Column]]:
    """Each requirement with the offers (rows) it closes by itself and that have room left."""
    mine, siblings, failed = met[0], len(met), np.asarray(~met.all(axis=0))
    room = _room_left(ready, need, placed, siblings)
    for requirement, closes in zip(REQUIREMENTS, _alone(failed), strict=True):
        opens = closes & room
        if requirement.key == PLACE:
            suits = mine.all(axis=0) if reason == "places_taken" else False
            opens = closes | suits
        elif requirement.key == SIBLINGS and siblings > 1:
            others = np.delete(mine, REQUIREMENTS.index(requirement), axis=0)
            opens = others.all(axis=0) & _room_left(ready, need, placed, 1)
        yield requirement, np.flatnonzero(opens)


def _met_by_siblings(ready: Round, need: int) -> Column:
    """Which requirements hold for it and its siblings: (children, requirements, offers)."""
    rows = [[row] for row in ready.siblings_of(need)]
    return np.array(
        [requirement_table(picked(ready.need_table, row), ready.offer_table) for row in rows]
    )


def _counts(table: Column) -> dict[str, int]:
    counts = table.sum(axis=1).tolist()
    return {r.key: count for r, count in zip(REQUIREMENTS, counts, strict=True) if count}


def _holders(ready: Round, need: int, placed: Placed) -> list[tuple[int, int]]:
    return [
        (ready.offers[offer].family, key)
        for offer in ready.scores.offer[ready.pairs_of(need)].tolist()
        for key in holders_of(ready, need, offer, placed)
    ]


def _alone(failed: Column) -> Column:
    """Where a requirement is the only one that fails."""
    return np.asarray(failed & (failed.sum(axis=0) == 1))


def _room_left(ready: Round, need: int, placed: Placed, children: int) -> Column:
    wants = ready.need_table.wants[need]
    return np.asarray((wants & (placed.left >= children)).any(axis=1))


def _relaxation(ready: Round, need: int, requirement: Requirement, offers: Column) -> Relaxation:
    keys = ready.offer_table.key[offers]
    if requirement.now is None or requirement.needed is None:
        return Relaxation(requirement.key, None, None, len(keys), tuple(keys.tolist()))
    now, needed = _sizes(ready, need, requirement, offers)
    change = np.abs(needed - now)
    order = np.lexsort((keys, change))
    nearest = order[0]
    return Relaxation(
        requirement.key,
        float(now[nearest]),
        float(needed[nearest]),
        int((change <= change[nearest]).sum()),
        tuple(keys[order].tolist()),
    )


def _sizes(
    ready: Round, need: int, requirement: Requirement, offers: Column
) -> tuple[Column, Column]:
    """What the limit of each offer is and would have to be, for the sibling furthest off."""
    child = picked(ready.need_table, np.array(ready.siblings_of(need))[:, None])
    family = picked(ready.offer_table, offers[None])
    shape = (len(child.key), len(offers))
    now, needed = (
        np.broadcast_to(rule(child, family), shape).astype(float)
        for rule in (requirement.now, requirement.needed)
        if rule
    )
    beyond = np.where(requirement.holds(child, family), 0, np.abs(needed - now))
    worst = (np.argmax(beyond, axis=0), np.arange(len(offers)))
    return now[worst], needed[worst]
