"""Who lived where: the stays of a municipality as columns, for figures that count many of them.

Respite is no stay to live in, and is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from fostermatch import clock, postcodes
from fostermatch.accounts.models import Municipality
from fostermatch.children.models import Child
from fostermatch.costs.models import PriceKind
from fostermatch.costs.prices import Prices
from fostermatch.database import db
from fostermatch.families.models import Approval, ApprovalKind, Care, Family
from fostermatch.placements.models import Placement, PlacementKind
from fostermatch.reports.acute import QUARTER, quarter_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

# The steps of Indsatstrappen that the register knows: 4 network, 5 foster family, 6 institution.
STEPS = (PlacementKind.NETWORK, PlacementKind.FOSTER, PlacementKind.INSTITUTION)
FIRST_STEP = 4
SAME_MOVE = 31  # days at most between a stay's end and the next one's beginning, for one move
OPEN = date.max.toordinal()
PRICED = list(PriceKind)


@dataclass(frozen=True)
class Stays:
    """One entry a stay in every column, by child and then by first day."""

    child: Ints
    team: Ints
    step: Ints  # 0, 1, 2: the index in STEPS
    with_duty: Mask
    postcode: npt.NDArray[np.str_]  # of the family; empty where there is none
    starts: Ints  # days are ordinals
    ends: Ints  # the last day; OPEN without an end
    yearly: Floats  # the stay's own price; not a number where none is recorded
    priced_as: Ints  # the index in PRICED

    def on(self, day: date) -> Mask:
        """Where each child lived on the day: of several stays the one that began last."""
        here = (self.starts <= day.toordinal()) & (self.ends >= day.toordinal())
        rows = np.flatnonzero(here)
        last = np.ones(len(rows), dtype=bool)
        last[:-1] = self.child[rows[1:]] != self.child[rows[:-1]]
        found = np.zeros(len(here), dtype=bool)
        found[rows[last]] = True
        return found

    def begun(self, first: date, last: date) -> Mask:
        return (self.starts >= first.toordinal()) & (self.starts <= last.toordinal())

    def days(self, first: date, last: date) -> Ints:
        """How many days of each stay lie between two days, both included."""
        ends = np.minimum(self.ends, last.toordinal())
        found: Ints = np.maximum(ends - np.maximum(self.starts, first.toordinal()) + 1, 0)
        return found

    def prices(self, prices: Prices, on: date) -> Floats:
        """Kroner a year for each stay: its own, or what its kind costs on the day."""
        table = [prices.price(kind, on) for kind in PRICED]
        usual = np.array([float(price.yearly) if price else np.nan for price in table])
        return np.where(np.isnan(self.yearly), usual[self.priced_as], self.yearly)

    def moves(self) -> tuple[Ints, Ints]:
        """The rows before and after every move: the next stay of a child, begun soon enough."""
        before = np.flatnonzero(self.child[:-1] == self.child[1:])
        soon = self.starts[before + 1] - self.ends[before] <= SAME_MOVE
        return before[soon], before[soon] + 1


def stays(municipality_id: int, since: date, on: date) -> Stays:
    """Those not over before a day, and begun by another: two queries."""
    step = sa.case(*((Placement.kind == kind, at) for at, kind in enumerate(STEPS)))
    rows = db.session.execute(
        sa.select(
            Placement.id,
            Placement.child_id,
            Child.team_id,
            step,
            Placement.duty_to_act,
            Placement.starts_on,
            Placement.ends_on,
            sa.cast(Placement.yearly_cost, sa.Float),
            Placement.family_id,
            Family.postcode,
        )
        .join(Placement.child)
        .outerjoin(Placement.family)
        .where(
            Placement.municipality_id == municipality_id,
            Placement.kind.in_(STEPS),
            Placement.not_over(since),
            Placement.starts_on <= on,
        )
    ).all()
    columns: Any = zip(*rows, strict=True) if rows else [()] * 10
    keys, children, teams, steps, duties, begun, over, yearly, families, codes = columns
    starts = whole(day.toordinal() for day in begun)
    ends = whole(day.toordinal() if day else OPEN for day in over)
    found: tuple[Any, ...] = (
        whole(children),
        whole(teams),
        whole(steps),
        np.array(duties, dtype=bool),
        np.array([code or "" for code in codes], dtype=np.str_),
        starts,
        ends,
        np.array(yearly, dtype=np.float64),  # None becomes not a number
        priced(municipality_id, steps, families, begun, yearly),
    )
    order = np.lexsort((whole(keys), ends, starts, found[0]))
    return Stays(*(column[order] for column in found))


def priced(
    municipality_id: int,
    steps: Sequence[int],
    families: Sequence[int | None],
    begun: Sequence[date],
    yearly: Sequence[float | None],
) -> Ints:
    """By which price a stay without its own is counted."""
    kinds = approved(municipality_id) if None in yearly else {}
    number = {kind: at for at, kind in enumerate(PRICED)}
    usual = [number[PriceKind.of_stay(kind, None)] for kind in STEPS]
    of_family = {kind: number[PriceKind.of_family(kind)] for kind in ApprovalKind}
    found = whole(usual[step] for step in steps)
    for row in np.flatnonzero(found == usual[STEPS.index(PlacementKind.FOSTER)]).tolist():
        if yearly[row] is None:
            kind = kind_on(kinds.get(families[row] or 0), begun[row])
            found[row] = of_family[kind or ApprovalKind.GENERAL]
    return found


def whole(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


Approved = list[tuple[date, ApprovalKind]]


def approved(municipality_id: int) -> dict[int, Approved]:
    """By family, what it has been approved as to live in, oldest first: one query."""
    rows = db.session.execute(
        sa.select(Approval.family_id, Approval.starts_on, Approval.kind)
        .join(Approval.family)
        .where(Family.municipality_id == municipality_id, Approval.care == Care.FULL_TIME)
        .order_by(Approval.starts_on, Approval.id)
    )
    found: defaultdict[int, Approved] = defaultdict(list)
    for family, starts_on, kind in rows:
        found[family].append((starts_on, kind))
    return dict(found)


def kind_on(approvals: Approved | None, day: date) -> ApprovalKind | None:
    """The latest begun by the day, or else the first."""
    if not approvals:
        return None
    return approvals[max(0, bisect_right(approvals, day, key=lambda row: row[0]) - 1)][1]


def local_postcodes(municipality: Municipality) -> frozenset[str] | None:
    """All postcodes of the municipality; None where it has not said which it is."""
    own = postcodes.find(municipality.postcode)
    if own is None:
        return None
    return frozenset(
        code.number
        for code in postcodes.every().values()
        if code.municipality_code == own.municipality_code
    )


def quarters(on: date, back: int) -> list[date]:
    """The first days of the latest quarters, oldest first; the last one is not over."""
    newest = quarter_of(on)
    return [clock.months_after(newest, -QUARTER * ago) for ago in range(back - 1, -1, -1)]


def last_day(first: date, months: int, on: date) -> date:
    """The last day of so many months from a first, or today while they last."""
    following = clock.months_after(first, months)
    return min(on, date.fromordinal(following.toordinal() - 1))
