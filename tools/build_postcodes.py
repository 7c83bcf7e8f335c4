"""Make fostermatch/data/postcodes.csv from a list of Danish postcodes derived from GeoNames.

    python tools/build_postcodes.py SOURCE.csv

What is left out is printed.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from math import cos, hypot, radians
from pathlib import Path

TARGET = Path(__file__).parents[1] / "fostermatch" / "data" / "postcodes.csv"
COLUMNS = {
    "postcode": "postnr",
    "town": "navn",
    "latitude": "lat",
    "longitude": "lon",
    "municipality_code": "kommunekode",
}

KEYING_CENTRE = "1513"
NEIGHBOURS = 5
# Anholt, the loneliest postcode that is right, lies 59 km from the nearest of its neighbours.
FARTHEST_KM = 75


def kilometres(one: dict[str, str], other: dict[str, str]) -> float:
    """Distance on a flat map, good enough within Denmark."""
    north = float(one["latitude"]) - float(other["latitude"])
    east = float(one["longitude"]) - float(other["longitude"])
    return 111.2 * hypot(north, east * cos(radians(56)))


def read(source: Path) -> list[dict[str, str]]:
    """The rows under our own column names, in the order of their postcodes."""
    with source.open(encoding="utf-8") as file:
        rows = [
            {ours: row[theirs] for ours, theirs in COLUMNS.items()} for row in csv.DictReader(file)
        ]
    return sorted(rows, key=lambda row: row["postcode"])


def faults(rows: list[dict[str, str]]) -> Iterator[tuple[dict[str, str], str]]:
    """Each row to leave out, and why."""
    municipalities = Counter((row["town"], row["municipality_code"]) for row in rows)
    usual = {town: code for (town, code), _ in reversed(municipalities.most_common())}
    for i, row in enumerate(rows):
        neighbours = rows[max(0, i - NEIGHBOURS) : i] + rows[i + 1 : i + 1 + NEIGHBOURS]
        distance = min(kilometres(row, neighbour) for neighbour in neighbours)
        if row["postcode"] < "1000" or row["postcode"] == KEYING_CENTRE:
            yield row, "a number of the postal service, not a place"
        elif distance > FARTHEST_KM:
            yield row, f"{distance:.0f} km from the numbers next to it"
        elif row["municipality_code"] != usual[row["town"]]:
            yield row, f"not in the municipality of the rest of {row['town']}"


def main() -> None:
    rows = read(Path(sys.argv[1]))
    left_out = {row["postcode"]: reason for row, reason in faults(rows)}
    kept = [row for row in rows if row["postcode"] not in left_out]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
    for row in rows:
        if row["postcode"] in left_out:
            print(f"left out {row['postcode']} {row['town']}: {left_out[row['postcode']]}")
    print(f"{len(kept)} postcodes in {TARGET}")


if __name__ == "__main__":
    main()
