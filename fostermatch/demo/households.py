"""Homes of foster, network and respite families, each with its beds, before anybody moves in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto

from fostermatch.demo import figures, names, towns
from fostermatch.demo.people import FAMILIES, Staff
from fostermatch.demo.scene import Scene
from fostermatch.families.models import ApprovalKind, Care, Family
from fostermatch.needs import Slot
from fostermatch.placements.models import PlacementKind

KINDS = {ApprovalKind.GENERAL: 0.53, ApprovalKind.ENHANCED: 0.35, ApprovalKind.SPECIALISED: 0.12}
RESPITE_KINDS = {ApprovalKind.GENERAL: 0.74, ApprovalKind.ENHANCED: 0.26}
RESPITE_PLACES = {1: 0.42, 2: 0.42, 3: 0.16}


class Use(Enum):
    """Who has a bed today."""

    OWN = auto()
    OTHERS = auto()
    FREE = auto()


@dataclass(eq=False)
class Bed:
    """One place of a home through time."""

    home: Home
    slot: Slot
    number: int
    use: Use
    taken_from: date = date.max  # the earliest stay so far; date.max: none
    others_since: date | None = None  # a child of another municipality lives there since

    def host(self, starts_on: date) -> None:
        self.taken_from = min(self.taken_from, starts_on)
        self.home.opens_by(starts_on)


@dataclass(eq=False)
class Home:
    """A family in the making, and what its rows must agree on."""

    family: Family
    kind: ApprovalKind
    since: date  # the first day of its approvals
    until: date | None = None
    is_new: bool = False
    paused: bool = False
    language: str | None = None
    beds: list[Bed] = field(default_factory=list)
    ages: list[int] = field(default_factory=list)  # of children who live or lived there
    groups: set[str] = field(default_factory=set)  # their target groups

    def opens_by(self, day: date) -> None:
        self.since = min(self.since, day - timedelta(30 + day.toordinal() % 600))

    def add(self, slot: Slot, *uses: Use) -> None:
        first = 1 + len(self.of(slot))
        self.beds += [Bed(self, slot, first + step, use) for step, use in enumerate(uses)]

    def of(self, slot: Slot, use: Use | None = None) -> list[Bed]:
        return [bed for bed in self.beds if bed.slot is slot and use in (None, bed.use)]

    def cares(self) -> list[Care]:
        return [care for care in Care if self.of(care.slots[0])]


def home(scene: Scene, staff: Staff, kind: ApprovalKind, neighbours: bool = False) -> Home:
    language = scene.pick(list(names.ABROAD)) if scene.chance(0.07) else None
    name = names.last_name(scene, language) if language else names.family(scene)
    family = Family(
        municipality_id=staff.municipality.id,
        name=name,
        phone=names.phone(scene),
        email=names.email(scene, name, "post.example"),
        address=names.address(scene),
        postcode=towns.own_or_neighbouring(scene, neighbours),
        protected_address=scene.chance(0.03),
        team=staff.teams.get(FAMILIES),
        consultant=scene.pick(staff.consultants or [None]),
    )
    return Home(family, kind, scene.ago(500, 3000), language=language)


def homes(scene: Scene, staff: Staff, kinds: dict[ApprovalKind, float], number: int) -> list[Home]:
    """So many homes of these kinds, one in five at the neighbours'."""
    dealt = scene.deck(kinds, number)
    neighbours = scene.deck({False: 0.8, True: 0.2}, number)
    return [home(scene, staff, *facts) for facts in zip(dealt, neighbours, strict=True)]


def foster(scene: Scene, staff: Staff) -> list[Home]:
    """Full-time homes in use, with their beds dealt to our children, others' and nobody."""
    own, others = children_now(scene, PlacementKind.FOSTER), scene.count(figures.TAKEN_BY_OTHERS)
    sizes = family_sizes(scene, own + others)
    empty = scene.count(figures.EMPTY_FAMILIES)
    uses = iter(scene.shuffled([Use.OWN] * own + [Use.OTHERS] * others))
    found = homes(scene, staff, KINDS, len(sizes) + empty)
    for one, size in zip(found, sizes, strict=False):
        one.add(Slot.FULL_TIME, *(next(uses) for _ in range(size)))
    add_free_beds(scene, found[: len(sizes)], found[len(sizes) :])
    pause(scene, found, Slot.FULL_TIME, scene.count(figures.FREE_BUT_PAUSED))
    return found


def children_now(scene: Scene, kind: PlacementKind) -> int:
    return sum(scene.count(number) for number in figures.placed_now(kind) if number)


def family_sizes(scene: Scene, children: int) -> list[int]:
    """How many children each family has, in the published shares, for so many children."""
    shares = figures.FAMILIES_BY_CHILDREN
    mean = sum(size * families for size, families in shares.items()) / sum(shares.values())
    sizes = scene.deck(shares, round(children / mean))
    while sum(sizes) > children:
        sizes[sizes.index(2 if 2 in sizes else max(sizes))] -= 1
    return sizes + [1] * (children - sum(sizes))


def add_free_beds(scene: Scene, with_children: list[Home], empty: list[Home]) -> None:
    """One bed for each empty home, a second for some of them, the rest beside other children."""
    free = scene.count(figures.FREE + figures.FREE_BUT_PAUSED) - len(empty)
    second = empty[: max(1, round(len(empty) * 0.4))]
    beside = scene.shuffled(with_children)[: max(0, free - len(second))]
    for one in (*empty, *second, *beside):
        one.add(Slot.FULL_TIME, Use.FREE)
    for one in empty[::2]:
        one.since, one.is_new = scene.ago(20, 420), True


def pause(scene: Scene, found: list[Home], slot: Slot, free_beds: int) -> None:
    """Let homes pause until so many free beds lie still."""
    for one in scene.shuffled([one for one in found if one.of(slot, Use.FREE) and not one.is_new]):
        beds = len(one.of(slot, Use.FREE))
        if beds <= free_beds:
            one.paused, free_beds = True, free_beds - beds


def network(scene: Scene, staff: Staff) -> list[Home]:
    """Homes approved by the municipality for the children who live there and no others."""
    children = children_now(scene, PlacementKind.NETWORK)
    pairs = round(children * 0.12)
    sizes = [2] * pairs + [1] * (children - 2 * pairs)
    found = homes(scene, staff, {ApprovalKind.NETWORK: 1}, len(sizes))
    for one, size in zip(found, sizes, strict=True):
        one.add(Slot.FULL_TIME, *[Use.OWN] * size)
    return found


def respite(scene: Scene, staff: Staff, foster_homes: list[Home]) -> list[Home]:
    """Homes for respite only, and foster homes that give respite too. All beds free as yet."""
    only = homes(scene, staff, RESPITE_KINDS, scene.count(figures.RESPITE_ONLY_FAMILIES))
    for one in only[1::6]:
        one.since, one.is_new = scene.ago(20, 420), True
    with_room = [one for one in foster_homes if one.of(Slot.FULL_TIME, Use.FREE)]
    both = scene.shuffled(with_room)[: scene.count(figures.RESPITE_AND_FOSTER_FAMILIES)]
    places = scene.deck(RESPITE_PLACES, len(only)) + [1] * len(both)
    for one, number in zip([*only, *both], places, strict=True):
        for slot in Care.RESPITE.slots:
            one.add(slot, *[Use.FREE] * number)
    for one in scene.shuffled([one for one in only if not one.is_new])[: len(only) // 10]:
        one.paused = True
    return only + both


def left(scene: Scene, staff: Staff, number: int, kind: ApprovalKind) -> list[Home]:
    """Homes no longer in use. They end after the last child has moved out."""
    found = homes(scene, staff, {kind: 1}, number)
    for one in found:
        one.until = one.since
        one.add(Slot.FULL_TIME, Use.FREE)
    return found
