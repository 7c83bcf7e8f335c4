"""Danish postcodes with town and position (GeoNames, CC BY 4.0; see data/README.md)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fostermatch.matching import Point
from fostermatch.matching.columns import Points


@dataclass(frozen=True)
class Postcode:
    number: str
    town: str
    point: Point
    municipality_code: str

    def __str__(self) -> str:
        return f"{self.number} {self.town}"


@cache
def every() -> dict[str, Postcode]:
    path = Path(__file__).parent / "data" / "postcodes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["postcode"]: Postcode(
                number=row["postcode"],
                town=row["town"],
                point=Point(float(row["latitude"]), float(row["longitude"])),
                municipality_code=row["municipality_code"],
            )
            for row in csv.DictReader(file)
        }


def find(number: str | None) -> Postcode | None:
    return every().get(number or "")


def point(number: str | None) -> Point | None:
    found = find(number)
    return found.point if found else None


def named(number: str | None) -> str:
    """The postcode with its town, as "8900 Randers C"."""
    return str(find(number) or number or "–")


def area_named(digits: str) -> str:
    """The postcodes that begin with these digits, by the first of them: "89.. (Randers C)"."""
    town = next((one.town for number, one in sorted(every().items()) if number[:2] == digits), "–")
    return f"{digits}.. ({town})"


@cache
def within(number: str, km: int) -> frozenset[str]:
    """The postcodes whose middle lies within so many kilometres of this one's."""
    middle = point(number)
    if middle is None:
        return frozenset()
    codes = every()
    away = Points.of([middle]).km_to(Points.of(code.point for code in codes.values()))
    return frozenset(number for number, far in zip(codes, away, strict=True) if far <= km)
