"""How many places there will be, month by month. Told everything; knows no table and no person.

Three lines. Expected: approvals until their end, each family's own word on stopping spread
evenly over its band, and applicants under way times the share that came through before. Low:
nobody new. High: nobody stops who has not said on which day, and the applicants come through.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

Group = tuple[str, str]  # care, kind
MONTHS = 24


@dataclass(frozen=True)
class Stock:
    """The places of one approval of one family."""

    group: Group
    places: int
    starts_on: date
    ends_on: date | None
    stops: tuple[date, date] | None  # between these days the family expects to stop
    taken: tuple[date | None, ...] = ()  # the last day of each place in use or put off
    pauses: tuple[tuple[date, date | None], ...] = ()


@dataclass(frozen=True)
class Hope:
    """Applicants at one stage: each with this share becomes a family in so many days."""

    group: Group
    on: date
    places: float  # number of applicants x share x places of a new family


@dataclass(frozen=True)
class Month:
    """What one group has on the first day of a month."""

    on: date
    low: float
    expected: float
    high: float
    free: int  # of the approved places, as known today


def months(today: date, number: int = MONTHS) -> list[date]:
    """Today, and the first days of the months to come."""
    count = today.year * 12 + today.month
    return [today, *(date(*divmod_month(count + ahead), 1) for ahead in range(number))]


def divmod_month(count: int) -> tuple[int, int]:
    return count // 12, count % 12 + 1


def forecast(stock: Iterable[Stock], hopes: Iterable[Hope], today: date) -> list[Month]:
    stock, hopes = list(stock), list(hopes)
    return [month(stock, hopes, today, on) for on in months(today)]


def month(stock: list[Stock], hopes: list[Hope], today: date, on: date) -> Month:
    in_force = [row for row in stock if within((row.starts_on, row.ends_on), on)]
    new = sum(hope.places for hope in hopes if today < hope.on <= on)
    staying = sum(row.places * (1 - stopped_by(row.stops, today, on)) for row in in_force)
    approved = float(sum(row.places for row in in_force))
    return Month(on, staying, staying + new, approved + new, sum(free(row, on) for row in in_force))


def within(period: tuple[date, date | None], on: date) -> bool:
    first, last = period
    return first <= on and (last is None or on <= last)


def stopped_by(band: tuple[date, date] | None, today: date, on: date) -> float:
    """The share of such families that have stopped by the day, spread evenly over the band.

    A band that is over says nothing any more: the family is still there.
    """
    if band is None or band[1] <= today:
        return 0.0
    first = max(band[0], today)
    return min(1.0, max(0.0, (on - first).days / (band[1] - first).days))


def free(row: Stock, on: date) -> int:
    """Places nobody has on the day, and which the family has not put off."""
    if any(within(pause, on) for pause in row.pauses):
        return 0
    return max(0, row.places - sum(last is None or on <= last for last in row.taken))


def added(lines: list[list[Month]]) -> list[Month]:
    """The groups together."""
    return [
        Month(
            same[0].on,
            sum(one.low for one in same),
            sum(one.expected for one in same),
            sum(one.high for one in same),
            sum(one.free for one in same),
        )
        for same in zip(*lines, strict=True)
    ]
