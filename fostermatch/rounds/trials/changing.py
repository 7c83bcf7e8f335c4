"""A situation made otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fostermatch import postcodes
from fostermatch.families.models import ApprovalKind
from fostermatch.matching import Need, Offer, Slot, Weights, obstacles
from fostermatch.needs import everything_below
from fostermatch.rounds import queries
from fostermatch.rounds.situation import Situation

ADDED = 0  # the key of the family that is not there; those of the register begin with 1


def changed(start: Situation, weights: Weights, asked: dict[str, Any], usual_km: int) -> Situation:
    """The start with other weights and what else is asked for."""
    needs = [need for need in start.needs if need.key != asked.get("without_child")]
    offers = [offer for offer in start.offers if offer.family != asked.get("without_family")]
    if asked["km_limit"] != usual_km:
        own = queries.with_own_limit({need.key for need in needs})
        limit = float(asked["km_limit"])
        needs = [need if need.key in own else replace(need, km_limit=limit) for need in needs]
    if asked.get("kind"):
        offers = [*offers, added(asked)]
    there = {(need.key, offer.key): (need, offer) for need in needs for offer in offers}
    return Situation(
        needs,
        offers,
        weights,
        vetoes={pair: why for pair, why in start.vetoes.items() if pair in there},
        pins=[pair for pair in start.pins if pair in there and fits(*there[pair])],
        holds=[pair for pair in start.holds if pair in there],
    )


def fits(need: Need, offer: Offer) -> bool:
    """A pin that no longer fits what was changed is let go; it would fail the matching."""
    [failed] = obstacles(need, [offer])
    return not failed


def added(asked: dict[str, Any]) -> Offer:
    groups = frozenset(asked.get("groups") or ())
    kind = next(kind for kind in ApprovalKind if kind == asked["kind"])
    return Offer(
        key=ADDED,
        family=ADDED,
        places={Slot.FULL_TIME: asked["places"]},
        level=kind.covers_level.number or 0,
        min_age=asked["min_age"],
        max_age=asked["max_age"],
        groups=everything_below(groups) if groups else None,
        home=postcodes.point(asked["postcode"]),
        confirmed_days=0,
    )
