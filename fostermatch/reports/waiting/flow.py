"""How many came onto the list and left it, and how many will wait if it goes on like that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import mean, stdev

import numpy as np
import scipy as sp

from fostermatch.reports.acute import quarter_of
from fostermatch.reports.recruiting import latest_months
from fostermatch.reports.survival import CONFIDENCE
from fostermatch.reports.waiting.durations import Count
from fostermatch.reports.waiting.register import MONTHS, STATES, Waits
from fostermatch.requests.models import CLOSED

YEAR = 12
AHEAD = (3, 6)  # months
FEWEST_MOVES = 12  # onto the list and off it in a year: with fewer nothing can be foreseen


@dataclass(frozen=True)
class Period:
    """A month or a quarter; the last one is not over."""

    first: date
    before: int | None  # waited when it began; None: not shown
    new: int | None
    placed: int | None
    elsewhere: int | None
    withdrawn: int | None
    after: int | None


def periods(waits: Waits, firsts: Sequence[date], on: date) -> list[Period]:
    """What came and left in each, the oldest first: before + new - all who left = after."""
    lasts = [*(first - timedelta(1) for first in firsts[1:]), on]
    return [
        period(waits, first, last)
        for first, last in zip(firsts, lasts, strict=True)
        if began(waits, last)
    ]


def period(waits: Waits, first: date, last: date) -> Period:
    start, end = first.toordinal(), last.toordinal()
    left = (waits.until >= start) & (waits.until <= end)
    placed, elsewhere, withdrawn = (
        int((left & (waits.state == STATES.index(state))).sum()) for state in CLOSED
    )
    return Period(
        first,
        int(waits.on_list(start - 1).sum()),
        int(((waits.since >= start) & (waits.since <= end)).sum()),
        placed,
        elsewhere,
        withdrawn,
        int(waits.on_list(end).sum()),
    )


def began(waits: Waits, day: date) -> bool:
    """Before the first request there was no list, rather than an empty one."""
    return bool(len(waits) and waits.since.min() <= day.toordinal())


def months(on: date) -> list[date]:
    return latest_months(on, MONTHS)[::-1]


def quarters(on: date) -> list[date]:
    """Those that lie wholly within the months, and the one that is not over."""
    return [month for month in months(on) if month == quarter_of(month)]


def hidden(found: Sequence[Period], count: Count) -> list[Period]:
    """Without small numbers. The number waiting is known before and after, so those who left are
    known as soon as the new ones are: a period that hides either of them hides all."""
    new = count([one.new or 0 for one in found])
    return [hide(one, number, count) for one, number in zip(found, new, strict=True)]


def hide(one: Period, new: int | None, count: Count) -> Period:
    before, after = (count([number or 0])[0] for number in (one.before, one.after))
    left = [one.placed or 0, one.elsewhere or 0, one.withdrawn or 0]
    told = new is not None and count([sum(left)])[0] is not None
    placed, elsewhere, withdrawn = count(left) if told else (None, None, None)
    return Period(one.first, before, new if told else None, placed, elsewhere, withdrawn, after)


@dataclass(frozen=True)
class Ahead:
    """How many will wait then: most likely, and with 95 % confidence between these."""

    months: int
    expected: int
    low: int
    high: int


def forecast(waits: Waits, on: date) -> list[Ahead]:
    """Today's number and the mean net flow of the last twelve whole months, with its spread.

    The months are taken to be independent of each other. Nothing where there is too little to
    go on: not a year of months, or hardly a move in it.
    """
    firsts = latest_months(on, YEAR + 1)[::-1]
    if not began(waits, firsts[0]):
        return []
    ends = [int(waits.on_list(first.toordinal() - 1).sum()) for first in firsts]
    start, end = firsts[0].toordinal(), firsts[-1].toordinal()
    moves = sum(int(((days >= start) & (days < end)).sum()) for days in (waits.since, waits.until))
    if moves < FEWEST_MOVES:
        return []
    now = int(waits.on_list(on.toordinal()).sum())
    return [ahead(now, np.diff(ends).tolist(), number) for number in AHEAD]


def ahead(now: int, net: Sequence[int], number: int) -> Ahead:
    """The spread of the sum of coming months, and that the mean itself is known from few."""
    sure = float(sp.stats.t.ppf((1 + CONFIDENCE) / 2, len(net) - 1))
    middle = now + number * mean(net)
    half = sure * stdev(net) * sqrt(number + number**2 / len(net))
    return Ahead(number, *(max(0, round(middle + way)) for way in (0, -half, half)))
