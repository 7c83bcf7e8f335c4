"""What would be suggested if something were different. Nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass

from fostermatch.matching import Outcome, Pairing, match
from fostermatch.rounds.situation import Situation


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
    return match(situation.needs, situation.offers, situation.weights, vetoes=situation.vetoes)


def suggestions(outcome: Outcome) -> dict[int, Pairing | None]:
    return {result.need: result.suggestion for result in outcome.results}


def home(pairing: Pairing | None) -> tuple[int, int] | None:
    return (pairing.family, pairing.slot) if pairing else None
