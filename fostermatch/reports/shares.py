"""Of the children placed: how many live in families, in the network, near home."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from flask_babel import lazy_gettext as _l

from fostermatch.accounts.models import User
from fostermatch.choices import Choice
from fostermatch.reports.acute import QUARTER
from fostermatch.reports.privacy import Shown, shown
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


def shares(user: User, on: date, which: Which, duty: WithDuty) -> list[Period]:
    """The last twelve quarters, oldest first: two queries."""
    firsts = quarters(on, BACK)
    found = stays(user.municipality_id, firsts[0], on)
    codes = local_postcodes(user.municipality)
    near = np.isin(found.postcode, sorted(codes)) if codes is not None else None
    return [
        period(
            found,
            first,
            counted(found, which, first, last_day(first, QUARTER, on)),
            near if duty is WithDuty.ALL else None,
            duty,
        )
        for first in firsts
    ]


def counted(found: Stays, which: Which, first: date, last: date) -> Mask:
    return found.on(last) if which is Which.STOCK else found.begun(first, last)


def period(found: Stays, first: date, rows: Mask, near: Mask | None, duty: WithDuty) -> Period:
    """Kinds and duty are hidden as one table, so that no filter gives away another's numbers."""
    kinds = of_duty(
        shown(table(found.step[rows], found.with_duty[rows], len(STEPS)), keep_sums=True), duty
    )
    network, others, institution = kinds
    families = added(network, others)
    local = network_local = None
    if near is not None:
        at_home = shown(table(found.step[rows], near[rows], len(STEPS) - 1), keep_sums=True)
        local = Share(at_home.column_sums[1], families)
        network_local = Share(at_home.cells[NETWORK][1] if network is not None else None, network)
    placed = added(families, institution)
    return Period(
        first, placed, Share(families, placed), Share(network, families), local, network_local
    )


def table(step: Ints, answer: Mask, steps: int) -> list[list[int]]:
    """How many at each of the first steps, without and with."""
    flat = np.bincount(2 * step[step < steps] + answer[step < steps], minlength=2 * steps)
    counts: list[list[int]] = flat.reshape(steps, 2).tolist()
    return counts


def of_duty(kinds: Shown, duty: WithDuty) -> list[int | None]:
    if duty is WithDuty.ALL:
        return kinds.row_sums
    return [row[duty is WithDuty.WITH] for row in kinds.cells]


def added(*counts: int | None) -> int | None:
    """The sum, hidden when a part of it is."""
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
