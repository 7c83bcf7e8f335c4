from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import TypeVar

from fostermatch import clock

T = TypeVar("T")

SATURDAY = 5


@dataclass
class Scene:
    """The day, the size and the luck of one filling. Whatever is random or dated asks here."""

    random: Random
    today: date
    size: float = 1.0
    used: set[str] = field(default_factory=set)  # names, numbers and addresses given out

    def count(self, at_size_one: float) -> int:
        return max(1, round(at_size_one * self.size))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, values: Sequence[T]) -> T:
        return self.random.choice(values)

    def some(self, values: Sequence[T], most: int, least: int = 1) -> list[T]:
        number = self.random.randint(least, most)
        return self.random.sample(list(values), min(number, len(values)))

    def shuffled(self, values: Sequence[T]) -> list[T]:
        return self.random.sample(list(values), len(values))

    def deck(self, shares: Mapping[T, float], cards: int) -> list[T]:
        """So many cards in these shares, exact to the nearest card, shuffled."""
        whole = sum(shares.values())
        exact = {value: cards * share / whole for value, share in shares.items()}
        dealt = {value: int(number) for value, number in exact.items()}
        rest = sorted(exact, key=lambda value: dealt[value] - exact[value])
        for value in rest[: cards - sum(dealt.values())]:
            dealt[value] += 1
        return self.shuffled([value for value, number in dealt.items() for _ in range(number)])

    def spread(self, quantiles: Sequence[tuple[float, float]], number: int) -> list[int]:
        """Values spread evenly over a distribution given by (share, value) points, rising."""
        shares = [(step + self.random.uniform(0.35, 0.65)) / number for step in range(number)]
        return [round(between(quantiles, share)) for share in shares]

    def spread_beside(
        self, quantiles: Sequence[tuple[float, float]], others: Sequence[int], number: int
    ) -> list[int]:
        """Values spread so that with the others half lie below the distribution's median."""
        median = between(quantiles, 0.5)
        wanted = (number + len(others)) // 2 - sum(value < median for value in others)
        below = min(number, max(0, wanted))
        shares = [(step + 0.5) / max(1, below) / 2 for step in range(below)]
        shares += [0.5 + (step + 0.5) / (number - below) / 2 for step in range(number - below)]
        return [round(between(quantiles, share)) for share in shares]

    def ago(self, least: int, most: int) -> date:
        return self.today - timedelta(self.random.randint(least, most))

    def ahead(self, least: int, most: int) -> date:
        return workday(self.today + timedelta(self.random.randint(least, most)))

    def moment(self, day: date) -> datetime:
        """Some time in the office hours of the day."""
        clock_time = time(self.random.randint(8, 14), self.random.randrange(60))
        return datetime.combine(day, clock_time, clock.DENMARK)


def between(quantiles: Sequence[tuple[float, float]], share: float) -> float:
    """The value at a share, on straight lines between the points."""
    for (low, start), (high, end) in pairwise(quantiles):
        if share <= high:
            return start + (end - start) * (share - low) / (high - low)
    return quantiles[-1][1]


def workday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(max(0, day.weekday() - SATURDAY + 1))
