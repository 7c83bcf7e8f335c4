"""Where people live: the postcodes of Randers, which Fjordby borrows, and of its neighbours."""

from functools import cache

from fostermatch import postcodes
from fostermatch.demo.scene import Scene
from fostermatch.matching import Point

CENTRE = "8900"
# How many in a hundred live where.
OWN = {
    "8900": 27,
    "8920": 15,
    "8930": 15,
    "8940": 13,
    "8960": 13,
    "8870": 5,
    "8981": 4,
    "8983": 3,
    "8990": 3,
    "8970": 2,
}
NEIGHBOURS = ("706", "707", "710", "740", "791", "846")
IN_TOWN = frozenset(("8900", "8920", "8930", "8940", "8960"))


@cache
def neighbouring() -> list[str]:
    """Postcodes of the municipalities around, which all touch or nearly touch our own."""
    return [
        code.number
        for code in postcodes.every().values()
        if code.municipality_code in NEIGHBOURS and is_near(code.point)
    ]


def is_near(point: Point) -> bool:
    """Within about 45 km: 0.4 degrees north or south, 0.65 east or west."""
    centre = postcodes.every()[CENTRE].point
    north, east = point.latitude - centre.latitude, point.longitude - centre.longitude
    return (north / 0.4) ** 2 + (east / 0.65) ** 2 <= 1


def own(scene: Scene) -> str:
    return scene.random.choices(list(OWN), list(OWN.values()))[0]


def own_or_neighbouring(scene: Scene, neighbours: bool) -> str:
    return scene.pick(neighbouring()) if neighbours else own(scene)


def is_north(postcode: str) -> bool:
    """Which of two teams has the case: the centre and all north of it, or what lies south."""
    return postcodes.every()[postcode].point.latitude >= postcodes.every()[CENTRE].point.latitude
