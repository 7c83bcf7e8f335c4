"""What a place costs by kind and day: the municipality's own prices before the shipped ones.

Shipped are published averages, dated and with their source (data/prices.csv).
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

from fostermatch.costs.models import OwnPrice, PriceKind

DAYS = 365  # in the year of a price, so that a week costs the same in every year
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Price:
    """What a place of one kind costs from a day on, until the next price."""

    kind: PriceKind
    starts_on: date
    yearly: Decimal
    source: str
    is_own: bool = False

    @property
    def weekly(self) -> Decimal:
        return weekly(self.yearly)


def weekly(yearly: Decimal) -> Decimal:
    return yearly * 7 / DAYS


@cache
def shipped() -> tuple[Price, ...]:
    path = Path(__file__).parent.parent / "data" / "prices.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Price(
                kind=kind,
                starts_on=date.fromisoformat(row["starts_on"]),
                yearly=Decimal(row["yearly"]),
                source=row["source"],
            )
            for row in csv.DictReader(file)
            for kind in PriceKind
            if kind == row["kind"]
        )


class Prices:
    """What holds on a day. An own price, once there is one, goes before every shipped one."""

    def __init__(self, own: Iterable[OwnPrice] = ()) -> None:
        """The municipality's own by first day; of two with the same, the later written counts."""
        self.rows: defaultdict[PriceKind, list[Price]] = defaultdict(list)
        for price in shipped():
            self.rows[price.kind].append(price)
        for row in own:
            self.rows[row.kind].append(
                Price(row.kind, row.starts_on, row.yearly, row.source, is_own=True)
            )

    def price(self, kind: PriceKind, on: date) -> Price | None:
        begun = [row for row in self.rows[kind] if row.starts_on <= on]
        return begun[-1] if begun else None

    def coming(self, on: date) -> list[Price]:
        rows = (row for kind in PriceKind for row in self.rows[kind] if row.starts_on > on)
        return sorted(rows, key=lambda row: row.starts_on)

    def earlier(self, on: date) -> list[Price]:
        """What no longer holds on the day, the latest first."""
        found = [
            row
            for kind in PriceKind
            for row in self.rows[kind]
            if row.starts_on <= on and row is not self.price(kind, on)
        ]
        return sorted(found, key=lambda row: row.starts_on, reverse=True)

    def amount(self, kind: PriceKind, first: date, last: date) -> Decimal | None:
        """What the days from first to last cost, both included, each at the price of its day.

        None where some of them have no price.
        """
        changes = {row.starts_on for row in self.rows[kind] if first < row.starts_on <= last}
        total = NOTHING
        for begins, ends in pairwise([first, *sorted(changes), last + timedelta(1)]):
            price = self.price(kind, begins)
            if price is None:
                return None
            total += price.yearly * (ends - begins).days / DAYS
        return total
