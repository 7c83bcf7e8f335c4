"""Of the children placed: how many live in families, in the network, near home."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from flask_babel import lazy_gettext as _l

from fostermatch.accounts.models import User
from fostermatch.choices import Choice
from fostermatch.privacy import LEAST, shown
from fostermatch.reports.acute import QUARTER
from fostermatch.reports.stays import (
    STEPS,
    Ints,
    Mask,
    Stays,
    last_day,
    local_postcodes,
    quarters,
    stays,
)

BACK = 12  # quarters
NETWORK, FAMILY, INSTITUTION = range(len(STEPS))


class Which(Choice):
    STOCK = "stock", _l("Placed at the end of the quarter")
    NEW = "new", _l("Newly placed in the quarter")


class WithDuty(Choice):
    ALL = "all", _l("All")
    WITH = "with", _l("With duty to act")
    WITHOUT = "without", _l("Without duty to act")


@dataclass(frozen=True)
class Share:
    """So many of so many. None: a small number that is not shown."""

    count: int | None
    of: int | None

    @property
    def percent(self) -> float | None:
        if self.count is None or not self.of:
            return None
        return 100 * self.count / self.of


@dataclass(frozen=True)
class Period:
    """One quarter, as it may be shown."""

    first: date
    placed: int | None
    in_families: Share
    network: Share  # of those in families
    local: Share | None  # of those in families; None where it is not asked for or not known
    network_local: Share | None  # of those in the network


@dataclass(frozen=True)
class Shares:
    periods: list[Period]  # the last twelve quarters, oldest first
    whole: Period | None  # all of them together; only for what is new

    @property
    def latest(self) -> Period | None:
        """The one to be named: all together, or else the latest that can be shown."""
        if self.whole:
            return self.whole if self.whole.in_families.percent is not None else None
        known = [one for one in self.periods if one.in_families.percent is not None]
        return known[-1] if known else None

    @property
    def is_empty(self) -> bool:
        """There is nobody, and nothing is hidden."""
        return all(one.placed == 0 for one in self.periods)


def shares(user: User, on: date, which: Which, duty: WithDuty) -> Shares:
    """Two queries."""
    firsts = quarters(on, BACK)
    found = stays(user.municipality_id, firsts[0], on)
    codes = local_postcodes(user.municipality)
    near = None
    if codes is not None and duty is WithDuty.ALL:
        near = np.isin(found.postcode, sorted(codes))
    if which is Which.STOCK:
        rows = [found.on(last_day(first, QUARTER, on)) for first in firsts]
    else:
        rows = [found.begun(first, last_day(first, QUARTER, on)) for first in firsts]
    periods = [
        period(found, first, counted, near, duty)
        for first, counted in zip(firsts, rows, strict=True)
    ]
    whole = None
    if which is Which.NEW and sum(one.placed is None for one in periods) != 1:
        whole = period(found, firsts[0], np.logical_or.reduce(rows), near, duty)
    return Shares(periods, whole)


def period(found: Stays, first: date, rows: Mask, near: Mask | None, duty: WithDuty) -> Period:
    step = found.step[rows]
    network, others, institution = kinds(step, found.with_duty[rows], duty)
    families = added(network, others)
    local = network_local = None
    if near is not None:
        in_families = step != INSTITUTION
        where = table(step[in_families], near[rows][in_families], INSTITUTION)
        at_home = shown(where, keep_sums=True)
        local = Share(at_home.column_sums[1], families)
        network_local = Share(at_home.cells[NETWORK][1], network)
    placed = added(families, institution)
    return Period(
        first, placed, Share(families, placed), Share(network, families), local, network_local
    )


def kinds(step: Ints, with_duty: Mask, duty: WithDuty) -> list[int | None]:
    """How many on each step. A step is split by duty only where neither part is small.

    So no filter gives away another's numbers: a hidden part is one of two with a known sum.
    """
    split = table(step, with_duty, len(STEPS))
    whole = shown([[sum(parts) for parts in split]])
    if duty is WithDuty.ALL:
        return whole.cells[0]
    return [
        parts[duty is WithDuty.WITH]
        if whole.is_whole and not any(0 < n < LEAST for n in parts)
        else None
        for parts in split
    ]


def table(step: Ints, answer: Mask, steps: int) -> list[list[int]]:
    """How many on each step, without and with."""
    counts: list[list[int]] = (
        np.bincount(2 * step + answer, minlength=2 * steps).reshape(steps, 2).tolist()
    )
    return counts


def added(*counts: int | None) -> int | None:
    """The sum, hidden when a part of it is."""
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
