"""What the law asks the choice to weigh: dated points with their source (data/section_52.csv)."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from flask_babel import get_locale


@dataclass(frozen=True)
class Point:
    key: str
    law: str
    applies_from: date
    da: str
    en: str

    def __str__(self) -> str:
        return self.da if str(get_locale() or "da") == "da" else self.en


@cache
def every() -> dict[str, Point]:
    path = Path(__file__).parent.parent / "data" / "section_52.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["key"]: Point(
                row["key"],
                row["law"],
                date.fromisoformat(row["applies_from"]),
                row["da"],
                row["en"],
            )
            for row in csv.DictReader(file)
        }


def points(on: date) -> list[Point]:
    """Those in force on the day, in the order of the file."""
    return [point for point in every().values() if point.applies_from <= on]
