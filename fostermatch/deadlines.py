"""Time limits and ages set by law and practice: dated, with their source (data/deadlines.csv)."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Deadline:
    value: int
    applies_from: date


@cache
def every() -> dict[str, list[Deadline]]:
    """The values of each key, the latest first."""
    path = Path(__file__).parent / "data" / "deadlines.csv"
    found: dict[str, list[Deadline]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            since = date.fromisoformat(row["applies_from"]) if row["applies_from"] else date.min
            found.setdefault(row["key"], []).append(Deadline(int(row["value"]), since))
    return {
        key: sorted(rows, key=lambda row: row.applies_from, reverse=True)
        for key, rows in found.items()
    }


def value(key: str, on: date) -> int:
    """What holds on the day."""
    return next(row.value for row in every()[key] if row.applies_from <= on)


def first_day(key: str) -> date:
    """From when there is a limit at all."""
    return every()[key][-1].applies_from
