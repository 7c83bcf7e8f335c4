"""What would be suggested if something were different. Nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fostermatch.accounts.models import Municipality
from fostermatch.matching import Need, Offer, Outcome, Pairing, Weights, match
from fostermatch.rounds import inputs


@dataclass(frozen=True)
class Situation:
    """All that a round is told. `replace` makes another: other weights, a family more."""

    needs: list[Need]
    offers: list[Offer]
    weights: Weights


@dataclass(frozen=True)
class Difference:
    """A child who would be suggested another home, or one where there was none, or none."""

    need: int
    before: Pairing | None
    after: Pairing | None


@dataclass(frozen=True)
class Comparison:
    before: Outcome
    after: Outcome
    differences: list[Difference]


def today(municipality: Municipality, on: date, weights: Weights) -> Situation:
    """The waiting list and the places as a round on the day would see them."""
    return Situation(inputs.needs(municipality, on), inputs.offers(municipality, on), weights)


def compare(before: Situation, after: Situation) -> Comparison:
    """Match both and set them beside each other, child by child in the order of the lists."""
    one, other = matched(before), matched(after)
    old, new = suggestions(one), suggestions(other)
    differences = [
        Difference(need, old.get(need), new.get(need))
        for need in old | new
        if home(old.get(need)) != home(new.get(need))
    ]
    return Comparison(one, other, differences)


def matched(situation: Situation) -> Outcome:
    return match(situation.needs, situation.offers, situation.weights)


def suggestions(outcome: Outcome) -> dict[int, Pairing | None]:
    return {result.need: result.suggestion for result in outcome.results}


def home(pairing: Pairing | None) -> tuple[int, int] | None:
    return (pairing.family, pairing.slot) if pairing else None
