"""What was compromised on in a quarter, and how those placements fared against the others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from fostermatch.decisions.choices import CompromiseKind
from fostermatch.decisions.models import Recommendation
from fostermatch.placements.models import EndReason, Placement


@dataclass(frozen=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def named(cls, name: str) -> "Quarter | None":
        """From an address, which may say anything."""
        year, _dash, number = name.partition("-")
        fine = year.isdecimal() and number in ("1", "2", "3", "4") and 1900 < int(year) < 2200
        return cls(int(year), int(number)) if fine else None

    @property
    def name(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        after = date(self.year + self.number // 4, 3 * (self.number % 4) + 1, 1)
        return after - timedelta(1)


@dataclass(frozen=True)
class Settled:
    """One child's placement and the recommendation it came of."""

    recommendation: Recommendation
    placement: Placement


@dataclass(frozen=True)
class Fared:
    """How some placements have fared until today. Every figure is out of `placements`."""

    placements: int
    running: int
    planned: int  # ended, and not by a breakdown
    breakdowns: int
    days: int | None  # median so far; None where there are none

    def percent(self, number: int) -> int | None:
        return round(100 * number / self.placements) if self.placements else None


def fared(rows: Iterable[Settled], on: date) -> Fared:
    stays = [row.placement for row in rows]
    ended = [stay for stay in stays if stay.ends_on and stay.ends_on < on]
    breakdowns = sum(stay.end_reason is EndReason.BREAKDOWN for stay in ended)
    days = [max(0, (min(stay.ends_on or on, on) - stay.starts_on).days) for stay in stays]
    return Fared(
        placements=len(stays),
        running=len(stays) - len(ended),
        planned=len(ended) - breakdowns,
        breakdowns=breakdowns,
        days=round(median(days)) if days else None,
    )


@dataclass(frozen=True)
class Figures:
    kinds: list[tuple[CompromiseKind, int]]
    recommendations: int  # accepted in the quarter
    with_compromise: Fared
    without: Fared
    followed: Fared
    not_followed: Fared
    nothing_suggested: Fared


def figures(rows: Sequence[Settled], on: date) -> Figures:
    accepted = {row.recommendation.id: row.recommendation for row in rows}
    counted = Counter(one.kind for row in accepted.values() for one in row.compromises)

    def those(wanted: bool | None) -> Fared:
        return fared([row for row in rows if row.recommendation.followed is wanted], on)

    return Figures(
        kinds=[(kind, counted[kind]) for kind in CompromiseKind if counted[kind]],
        recommendations=len(accepted),
        with_compromise=fared([row for row in rows if row.recommendation.compromises], on),
        without=fared([row for row in rows if not row.recommendation.compromises], on),
        followed=those(True),
        not_followed=those(False),
        nothing_suggested=those(None),
    )
