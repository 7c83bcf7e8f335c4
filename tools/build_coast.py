"""Make fostermatch/data/coast.json from Denmark in Natural Earth's countries (1:10 million).

    python tools/build_coast.py SOURCE.json

The source is one GeoJSON feature. Three decimals of a degree are left, about 100 metres.
"""

import json
import sys
from itertools import groupby
from pathlib import Path

TARGET = Path(__file__).parents[1] / "fostermatch" / "data" / "coast.json"
DECIMALS = 3


def shores(feature: dict) -> list[list[list[float]]]:
    """The outline of each part of the land, without points that fall together."""
    found = []
    for outline, *_lakes in feature["geometry"]["coordinates"]:
        points = [[round(part, DECIMALS) for part in point] for point in outline]
        found.append([one for one, _same in groupby(points)])
    return found


def main() -> None:
    found = shores(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    TARGET.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(found)} shores, {sum(map(len, found))} points in {TARGET}")


if __name__ == "__main__":
    main()
