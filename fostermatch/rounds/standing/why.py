"""Why another family is suggested now: what a round was told before, and what it is told now.

The first of the reasons that holds, in the order of `Why`. Pure; ids and facts, no names.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from fostermatch.matching import Need, Offer, Weights
from fostermatch.rounds.standing.models import Why

Pair = tuple[int, int]
Facts = dict[str, Any]


@dataclass(frozen=True)
class Knew:
    """A round: what it was told, and the family it suggested for each need."""

    needs: list[Need]
    offers: list[Offer]
    vetoes: Mapping[Pair, str]  # with reasons: a day where the family said no
    pins: Mapping[Pair, int]
    holds: Mapping[Pair, int]
    weights: Weights
    suggested: Mapping[int, int | None]

    @cached_property
    def by_need(self) -> dict[int, Need]:
        return {need.key: need for need in self.needs}

    def of(self, family: int | None) -> dict[int, Offer]:
        return {offer.key: offer for offer in self.offers if offer.family == family}

    def said_no(self, need: int, family: int | None) -> str | None:
        """The day."""
        days = (self.vetoes.get((need, offer), " ") for offer in self.of(family))
        return next((day for day in days if " " not in day), None)

    def steering(self, need: int, families: set[int | None]) -> set[tuple[str, Pair]]:
        """What people decided that concerns the need, or a place in the families."""
        offers = {offer.key for offer in self.offers if offer.family in families}
        ruled_out = [pair for pair, why in self.vetoes.items() if why.startswith("veto")]
        return {
            (kind, pair)
            for kind, pairs in (("pin", self.pins), ("veto", ruled_out), ("hold", self.holds))
            for pair in pairs
            if pair[0] == need or (pair[1] in offers and kind != "veto")
        }


@dataclass(frozen=True)
class Change:
    """One need whose family is another, between two rounds."""

    need: int
    before: int | None
    after: int | None
    was: Knew
    now: Knew

    def offers_of(self, family: int | None) -> list[tuple[Offer, Offer]]:
        """The family's approvals as they were and as they are, where both know them."""
        old, new = self.was.of(family), self.now.of(family)
        return [(old[key], new[key]) for key in old.keys() & new.keys()]

    def places(self, offer: Offer) -> int:
        return sum(offer.places.get(slot, 0) for slot in self.now.by_need[self.need].slots)


def why(change: Change) -> tuple[Why, Facts]:
    for reason, holds in REASONS:
        facts = holds(change)
        if facts is not None:
            return reason, facts
    return Why.WHOLE_LIST, {}


def said_no(change: Change) -> Facts | None:
    day = change.now.said_no(change.need, change.before)
    new = day and not change.was.said_no(change.need, change.before)
    return {"family": change.before, "on": day} if new else None


def steered(change: Change) -> Facts | None:
    families = {change.before, change.after} - {None}
    old, new = (one.steering(change.need, families) for one in (change.was, change.now))
    for found, ended in ((new - old, False), (old - new, True)):
        if found:
            kind, (need, _offer) = min(found)
            return {"kind": kind, "ended": ended, "other": need != change.need}
    return None


def place_gone(change: Change) -> Facts | None:
    """Not where a pause or an unconfirmed place is what took it away."""
    for old, new in change.offers_of(change.before):
        fewer = change.places(new) < change.places(old)
        if fewer and new.paused == old.paused and new.fresh == old.fresh:
            return {"family": change.before}
    return None


def not_confirmed(change: Change) -> Facts | None:
    pairs = change.offers_of(change.before)
    lost = any(old.fresh and not new.fresh and not new.paused for old, new in pairs)
    return {"family": change.before} if lost else None


def paused(change: Change) -> Facts | None:
    pairs = change.offers_of(change.before)
    began = any(new.paused and not old.paused for old, new in pairs)
    return {"family": change.before} if began else None


def not_now(change: Change) -> Facts | None:
    groups = change.now.by_need[change.need].groups
    pairs = change.offers_of(change.before)
    said = any((new.not_now - old.not_now) & groups for old, new in pairs)
    return {"family": change.before} if said else None


def approval(change: Change) -> Facts | None:
    gone = change.was.of(change.before).keys() - change.now.of(change.before).keys()
    pairs = change.offers_of(change.before)
    other = any(approved(old) != approved(new) for old, new in pairs)
    return {"family": change.before} if gone or other else None


def approved(offer: Offer) -> tuple[Any, ...]:
    return offer.level, offer.min_age, offer.max_age, offer.groups, offer.in_force


def need(change: Change) -> Facts | None:
    """All but the days waited, which grow by themselves."""
    old, new = change.was.by_need[change.need], change.now.by_need[change.need]
    if replace(old, days_waiting=0) == replace(new, days_waiting=0):
        return None
    grew = replace(old, days_waiting=0, age=new.age) == replace(new, days_waiting=0)
    return {"age": new.age} if grew else {}


def new_family(change: Change) -> Facts | None:
    new = change.after is not None and not change.was.of(change.after)
    return {"family": change.after} if new else None


def new_place(change: Change) -> Facts | None:
    for old, new in change.offers_of(change.after):
        usable = [o.fresh and not o.paused and change.places(o) for o in (old, new)]
        if usable[1] > usable[0]:
            return {"family": change.after}
    appeared = change.now.of(change.after).keys() - change.was.of(change.after).keys()
    return {"family": change.after} if appeared else None


def family_says(change: Change) -> Facts | None:
    for family in (change.before, change.after):
        for old, new in change.offers_of(family):
            if replace(old, confirmed_days=None) != replace(new, confirmed_days=None):
                return {"family": family}
    return None


def weights(change: Change) -> Facts | None:
    return None if change.was.weights == change.now.weights else {}


def child_came(change: Change) -> Facts | None:
    came = change.now.by_need.keys() - change.was.by_need.keys()
    took = any(change.now.suggested.get(key) == change.before for key in came)
    return {} if change.before is not None and took else None


def child_left(change: Change) -> Facts | None:
    left = change.was.by_need.keys() - change.now.by_need.keys()
    had = any(change.was.suggested.get(key) == change.after for key in left)
    return {} if change.after is not None and had else None


def goes_first(change: Change) -> Facts | None:
    """The family that was this child's is another's now, and was not."""
    took = change.before is not None and any(
        family == change.before and change.was.suggested.get(key) != family
        for key, family in change.now.suggested.items()
        if key != change.need
    )
    return {} if took else None


Reason = Callable[[Change], Facts | None]
REASONS: tuple[tuple[Why, Reason], ...] = (
    (Why.SAID_NO, said_no),
    (Why.STEERED, steered),
    (Why.PLACE_GONE, place_gone),
    (Why.NOT_CONFIRMED, not_confirmed),
    (Why.PAUSED, paused),
    (Why.NOT_NOW, not_now),
    (Why.APPROVAL, approval),
    (Why.NEED, need),
    (Why.NEW_FAMILY, new_family),
    (Why.NEW_PLACE, new_place),
    (Why.FAMILY_SAYS, family_says),
    (Why.WEIGHTS, weights),
    (Why.CHILD_CAME, child_came),
    (Why.CHILD_LEFT, child_left),
    (Why.GOES_FIRST, goes_first),
)
