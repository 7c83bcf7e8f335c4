"""What the calendar is told and what it answers.

Weekends are counted from 0 to the end of the period; which dates they have is the caller's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Pattern = tuple[int, ...]  # weekends, first to last


@dataclass(frozen=True)
class Respite:
    """One child's request for weekends away. It is met by one family for the whole period."""

    key: int
    options: tuple[Pattern, ...]  # any one of them will do
    loads: tuple[int, ...] = ()  # what the child uses of a family's limits, one entry a kind
    sibling_group: int | None = None  # siblings have one family and the same weekends, or wait
    family_before: int | None = None  # where the child has been: worth the bonus
    most_gaps: int = 2  # weekends of the option that may fall in the family's pauses


@dataclass(frozen=True)
class Host:
    """One family in the period."""

    key: int
    places: tuple[int, ...]  # one entry a weekend: how many children
    pauses: frozenset[int] = frozenset()  # weekends the family is away
    limits: tuple[int, ...] = ()  # of each kind of load, on any weekend


@dataclass(frozen=True)
class Stay:
    """A request with the family it got."""

    request: int
    family: int
    weekends: Pattern
    gaps: Pattern = ()  # weekends of the option on which the family pauses: `cover` finds others


@dataclass(frozen=True)
class Calendar:
    """The plan of the period, and how good it is."""

    stays: tuple[Stay, ...]  # by request
    waiting: Mapping[int, str] = field(default_factory=dict)
    value: int = 0
    bound: int = 0  # no plan is worth more

    @property
    def gap(self) -> float:
        """(bound - value) / bound, 0 where the plan is proved to be best."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0


def every_second(weekends: int) -> tuple[Pattern, Pattern]:
    """Weekends A and weekends B of a period of so many weekends.

    >>> every_second(5)
    ((0, 2, 4), (1, 3))
    """
    return tuple(range(0, weekends, 2)), tuple(range(1, weekends, 2))


def once_a_month(months: Sequence[int]) -> tuple[Pattern, ...]:
    """The first weekend of every month, the second, and so on to the last they all have.

    months: one entry a weekend, the same number for weekends of the same month.

    >>> once_a_month([1, 1, 1, 2, 2, 2, 2])
    ((0, 3), (1, 4), (2, 5))
    """
    of_month: dict[int, list[int]] = {}
    for weekend, month in enumerate(months):
        of_month.setdefault(month, []).append(weekend)
    return tuple(zip(*of_month.values(), strict=False))
