"""What was compromised on in a quarter, and how those placements fared against the others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from fostermatch.decisions.choices import CompromiseKind
from fostermatch.placements.models import EndReason
from fostermatch.privacy import Shown, out_of, shown_apart


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
    """One child's placement, and the recommendation it came of."""

    recommendation: int
    followed: bool | None  # what was suggested; None where nothing was
    compromises: tuple[CompromiseKind, ...]
    placement: int
    starts_on: date
    ends_on: date | None
    end_reason: EndReason | None


@dataclass(frozen=True)
class Fared:
    """How some placements have fared until today. Every figure is out of `placements`.

    None is a number that is not shown.
    """

    placements: int | None
    running: int | None
    planned: int | None  # ended, and not by a breakdown
    breakdowns: int | None
    days: int | None  # median so far; None where there are none

    def percent(self, number: int) -> int | None:
        return round(100 * number / self.placements) if self.placements else None


def fared(stays: Sequence[Settled], on: date) -> Fared:
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
    kinds: list[tuple[CompromiseKind, int | None]]
    recommendations: int | None  # accepted
    with_compromise: Fared
    without: Fared
    followed: Fared
    not_followed: Fared
    nothing_suggested: Fared


def figures(rows: Sequence[Settled], on: date) -> Figures:
    accepted = {row.recommendation: row for row in rows}
    counted = Counter(kind for row in accepted.values() for kind in row.compromises)

    def those(wanted: bool | None) -> Fared:
        return fared([row for row in rows if row.followed is wanted], on)

    return Figures(
        kinds=[(kind, counted[kind]) for kind in CompromiseKind if counted[kind]],
        recommendations=len(accepted),
        with_compromise=fared([row for row in rows if row.compromises], on),
        without=fared([row for row in rows if not row.compromises], on),
        followed=those(True),
        not_followed=those(False),
        nothing_suggested=those(None),
    )


def for_managers(found: Figures) -> Figures:
    """Without what could tell of fewer than five children."""
    given_up = [found.with_compromise, found.without]
    suggested = [found.followed, found.not_followed, found.nothing_suggested]
    tables = shown_apart([[ends(one) for one in part] for part in (given_up, suggested)])
    with_compromise, without = covered(given_up, tables[0])
    followed, not_followed, nothing_suggested = covered(suggested, tables[1])
    every = found.recommendations or 0
    return Figures(
        kinds=[(kind, out_of(count or 0, every)) for kind, count in found.kinds],
        recommendations=out_of(every, every),
        with_compromise=with_compromise,
        without=without,
        followed=followed,
        not_followed=not_followed,
        nothing_suggested=nothing_suggested,
    )


def ends(one: Fared) -> list[int]:
    return [one.running or 0, one.planned or 0, one.breakdowns or 0]


def covered(rows: list[Fared], table: Shown) -> list[Fared]:
    """A median is shown where all it is counted from is."""
    return [
        replace(
            row,
            placements=placements,
            running=running,
            planned=planned,
            breakdowns=breakdowns,
            days=None if None in (placements, running, planned, breakdowns) else row.days,
        )
        for row, (running, planned, breakdowns), placements in zip(
            rows, table.cells, table.row_sums, strict=True
        )
    ]
