"""What people's steering comes to in a round: rows in, pairs for the core out. Never fails a round.

Each child is pinned to, or held a place in, one family at most. The earlier decision is kept
where two can no longer both be.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fostermatch.matching import Need, Obstacle, Offer, SiblingRule, Slot, match, obstacles
from fostermatch.matching.plain import to_plain
from fostermatch.rounds.steering.models import Kind, Steering

Pair = tuple[int, int]  # need key, offer key
Vetoes = dict[Pair, str]


@dataclass
class Steered:
    vetoes: Vetoes
    pins: dict[Pair, int] = field(default_factory=dict)  # with the key of the steering
    holds: dict[Pair, int] = field(default_factory=dict)
    left_out: dict[int, list[Obstacle]] = field(default_factory=dict)  # by key of the steering

    def plain(self) -> dict[str, Any]:
        return {
            "vetoes": [[*pair, reason] for pair, reason in self.vetoes.items()],
            "pins": [[*pair, key] for pair, key in self.pins.items()],
            "holds": [[*pair, key] for pair, key in self.holds.items()],
            "left_out": [[key, to_plain(failed)] for key, failed in self.left_out.items()],
        }


def steer(
    rows: Sequence[Steering], needs: Sequence[Need], offers: Sequence[Offer], said_no: Vetoes
) -> Steered:
    """The decisions that can be kept, and why the others cannot."""
    waiting = {need.key: need for need in needs}
    slots = {need.key: need.slots for need in needs}
    rows = [row for row in rows if row.request_id in waiting]
    found = Steered(vetoed(rows, offers) | said_no)
    claims: dict[int, int] = {}
    for row in rows:
        if row.kind is Kind.VETO:
            continue
        mine = [offer for offer in offers if offer.family == row.family_id]
        need = waiting[row.request_id]
        against = held_for_others(found.holds, slots, [need], mine) | found.vetoes
        place, failed = claim(need, mine, claims, needs, offers, against)
        if place is None:
            found.left_out[row.id] = failed
        else:
            claims[need.key] = place
            keep(row, need, place, needs, found)
    found.vetoes = held_for_others(found.holds, slots, needs, offers) | found.vetoes
    return found


def vetoed(rows: Iterable[Steering], offers: Iterable[Offer]) -> Vetoes:
    by_family = {(row.family_id, row.request_id): row for row in rows if row.kind is Kind.VETO}
    return {
        (request, offer.key): f"veto {row.id}"
        for (family, request), row in by_family.items()
        for offer in offers
        if offer.family == family
    }


def is_steering(reason: str) -> bool:
    """Whether a veto comes from a person's steering; a family's no is the day alone."""
    return " " in reason


def keep(row: Steering, need: Need, place: int, needs: Sequence[Need], found: Steered) -> None:
    """Siblings who stay together are held a place each; a pin draws them along by itself."""
    if row.kind is Kind.PIN:
        found.pins[need.key, place] = row.id
    else:
        found.holds |= {(one.key, place): row.id for one in together_with(need, needs)}


def together_with(need: Need, needs: Sequence[Need]) -> list[Need]:
    """The need, and those of siblings who are to live in the same home."""
    if need.sibling_group is None or need.sibling_rule is not SiblingRule.TOGETHER:
        return [need]
    return [one for one in needs if one.sibling_group == need.sibling_group]


def claim(
    need: Need,
    mine: Sequence[Offer],
    claims: Mapping[int, int],
    needs: Sequence[Need],
    offers: Sequence[Offer],
    vetoes: Vetoes,
) -> tuple[int | None, list[Obstacle]]:
    """The family's offer that can be kept for the child beside earlier claims, or what fails."""
    if not mine:
        return None, [Obstacle("in_force", {})]
    siblings = len(together_with(need, needs))
    failed = obstacles(need, mine, together=siblings, vetoes=vetoes)
    for offer, against in zip(mine, failed, strict=True):
        if not against and can_all_be_kept({**claims, need.key: offer.key}, needs, offers, vetoes):
            return offer.key, []
    least = min(failed, key=len)
    return None, list(least) or [Obstacle("claimed", {})]


def can_all_be_kept(
    claims: Mapping[int, int], needs: Sequence[Need], offers: Sequence[Offer], vetoes: Vetoes
) -> bool:
    """Whether the core finds room for all of them at once, whoever else waits."""
    asked = {one.key for need in needs if need.key in claims for one in together_with(need, needs)}
    children = [need for need in needs if need.key in asked]
    homes = [offer for offer in offers if offer.key in claims.values()]
    known = {offer.key for offer in homes}
    against = [pair for pair in vetoes if pair[0] in asked and pair[1] in known]
    try:
        match(children, homes, pins=list(claims.items()), vetoes=against)
    except ValueError:
        return False
    return True


def held_for_others(
    holds: Mapping[Pair, int],
    slots: Mapping[int, tuple[Slot, ...]],
    needs: Sequence[Need],
    offers: Sequence[Offer],
) -> Vetoes:
    """The pairs that have no place left, as all of it is held for others."""
    found: Vetoes = {}
    for offer in offers:
        held = {need: key for (need, place), key in holds.items() if place == offer.key}
        wanted = [slots[need] for need in held]
        for need in needs:
            if held and need.key not in held and not fits([*wanted, need.slots], offer.places):
                found[need.key, offer.key] = f"hold {min(held.values())}"
    return found


def fits(wanted: Sequence[tuple[Slot, ...]], places: Mapping[Slot, int]) -> bool:
    """Whether each gets a place in one of its slots."""
    if not wanted:
        return True
    return any(
        fits(wanted[1:], {**places, slot: places[slot] - 1})
        for slot in wanted[0]
        if places.get(slot, 0) > 0
    )
