"""What would be suggested if something were different. Nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean

from fostermatch.matching import Outcome, Pairing, match
from fostermatch.rounds.situation import Situation


@dataclass(frozen=True)
class Difference:
    """A child who would be suggested another home, or one where there was none, or none."""

    need: int
    before: Pairing | None
    after: Pairing | None
    was_there: bool = True  # on the list before
    is_there: bool = True  # and after


@dataclass(frozen=True)
class Figures:
    """One matching in numbers that name nobody."""

    children: int
    placed: int
    strong: int
    mean_wait: float | None  # days of those who get a suggestion
    value: int


@dataclass(frozen=True)
class Comparison:
    before: Figures
    after: Figures
    differences: list[Difference]


def compare(before: Situation, after: Situation) -> Comparison:
    """Match both and set them beside each other, child by child in the order of the lists."""
    one, other = matched(before), matched(after)
    old, new = suggestions(one), suggestions(other)
    differences = [
        Difference(need, old.get(need), new.get(need), need in old, need in new)
        for need in old | new
        if home(old.get(need)) != home(new.get(need)) or (need in old) != (need in new)
    ]
    return Comparison(figures(before, one), figures(after, other), differences)


def figures(situation: Situation, outcome: Outcome) -> Figures:
    found = [one.suggestion for one in outcome.results if one.suggestion]
    placed = {one.need for one in outcome.results if one.suggestion}
    waits = [need.days_waiting for need in situation.needs if need.key in placed]
    return Figures(
        children=len(situation.needs),
        placed=len(found),
        strong=sum(pairing.strong for pairing in found),
        mean_wait=mean(waits) if waits else None,
        value=outcome.value,
    )


def matched(situation: Situation) -> Outcome:
    return match(
        situation.needs,
        situation.offers,
        situation.weights,
        vetoes=situation.vetoes,
        pins=situation.pins,
        holds=situation.holds,
    )


def suggestions(outcome: Outcome) -> dict[int, Pairing | None]:
    return {result.need: result.suggestion for result in outcome.results}


def home(pairing: Pairing | None) -> tuple[int, int] | None:
    return (pairing.family, pairing.slot) if pairing else None
