"""Homes get their approvals and their household: what the authority says, and who lives there."""

from collections.abc import Sequence
from datetime import date, timedelta

from fostermatch.demo import names
from fostermatch.demo.book import Book
from fostermatch.demo.households import Home, Use
from fostermatch.demo.profiles import code_of
from fostermatch.demo.scene import Scene
from fostermatch.demo.words import families as words
from fostermatch.families.models import (
    Approval,
    ApprovalKind,
    Authority,
    Care,
    HouseholdMember,
    Relation,
)

# Ages an approval covers, and how common they are.
BANDS = {
    (0, 17): 24,
    (0, 12): 14,
    (3, 12): 10,
    (0, 8): 6,
    (4, 15): 10,
    (6, 17): 18,
    (6, 14): 8,
    (10, 17): 14,
}
EVERYDAY = ("Omsorgssvigt", "Social isolation", "Indadreagerende adfærd", "Stressbelastning")
WIDER = (
    *("Angst", "Opmærksomhedsforstyrrelse", "Tilknytningsforstyrrelse", "Voldeligt overgreb"),
    *("Depression", "Udviklingsforstyrrelse af tale og sprog", "Udadreagerende adfærd"),
)
WIDEST = ("Overgreb", "Psykiske vanskeligheder", "Udviklingsforstyrrelse", "Selvskadende adfærd")
GROUPS = {
    ApprovalKind.GENERAL: (EVERYDAY, WIDER[:4]),
    ApprovalKind.ENHANCED: ((*EVERYDAY, *WIDER[:5]), (*WIDER[5:], "Autismespektrum", "Overgreb")),
    ApprovalKind.SPECIALISED: ((*EVERYDAY, *WIDER), WIDEST),
}


def approve(book: Book, home: Home) -> None:
    """The approvals in force, and for some homes an earlier one that they have grown out of."""
    ages, groups = ages_of(book.scene, home), groups_of(book.scene, home)
    home.ages = list(ages)
    for care in home.cares():
        since = earlier(book, home, care) or home.since
        row = approval(home, care, home.kind, len(home.of(care.slots[0])), since, home.until)
        row.min_age, row.max_age = ages
        row.target_groups = groups
        row.conditions = book.scene.pick(words.CONDITIONS) if book.scene.chance(0.12) else ""
        book.write(row)
    home.family.registered_on = home.since


def run_out(book: Book, homes: Sequence[Home]) -> None:
    """Where children live, one approval has run out unseen and two are about to."""
    lived_in = [
        home
        for home in homes
        if home.cares() == [Care.FULL_TIME] and home.kind is ApprovalKind.GENERAL and not home.until
        if all(bed.use is Use.OWN for bed in home.beds)
    ]
    for home, days in zip(lived_in[: book.scene.count(3)], (-9, 24, 51), strict=False):
        last = max(home.family.approvals, key=lambda row: row.starts_on)
        last.ends_on = max(last.starts_on, book.scene.today + timedelta(days))


def approval(
    home: Home, care: Care, kind: ApprovalKind, places: int, since: date, until: date | None
) -> Approval:
    return Approval(
        family=home.family,
        care=care,
        kind=kind,
        authority=authority(home),
        places=places,
        min_age=0,
        max_age=17,
        starts_on=since,
        ends_on=until,
    )


def authority(home: Home) -> Authority:
    if home.kind is ApprovalKind.NETWORK:
        return Authority.MUNICIPALITY
    north = home.family.postcode.startswith("9")
    return Authority.HJOERRING if north else Authority.SILKEBORG


def ages_of(scene: Scene, home: Home) -> tuple[int, int]:
    """A usual band that covers everybody who lives or lived there."""
    bands = [band for band in BANDS if all(band[0] <= age <= band[1] for age in home.ages)]
    return scene.random.choices(bands, [BANDS[band] for band in bands])[0]


def groups_of(scene: Scene, home: Home) -> frozenset[str]:
    """What the approval names: nothing for a third, which then are not limited to any."""
    if home.kind is ApprovalKind.NETWORK or scene.chance(0.35):
        return frozenset()
    always, some = GROUPS[home.kind]
    named = [*always, *scene.some(some, len(some), 1)]
    return frozenset(code_of(name) for name in named) | home.groups


def earlier(book: Book, home: Home, care: Care) -> date | None:
    """Some were approved as general first. Returns the day the present approval began."""
    years = (book.scene.today - home.since).days // 365
    grown = home.kind in (ApprovalKind.ENHANCED, ApprovalKind.SPECIALISED) and years >= 4
    if not grown or home.until or not book.scene.chance(0.3):
        return None
    changed = home.since + timedelta(book.scene.random.randint(500, 1000))
    places = len(home.of(care.slots[0]))
    first = approval(home, care, ApprovalKind.GENERAL, places, home.since, changed)
    book.write(first)
    return changed + timedelta(1)


def fill(book: Book, home: Home) -> None:
    """The carers, and for many their own children. Those who have grown up have moved out."""
    scene, family = book.scene, home.family
    years = scene.random.randint(30, 59)
    couple = [True, False] if scene.chance(0.85) else [scene.chance(0.8)]
    for woman in couple:
        name = f"{carer(scene, home, woman)} {family.name}"
        age = min(62, max(30, years + scene.random.randint(-3, 4)))
        book.write(member(home, name, scene.ago(365 * age, 365 * age + 360), Relation.CARER))
    for number in range(scene.pick((0, 0, 1, 1, 2, 2, 3))):
        age = years - 29 - 3 * number - scene.random.randint(0, 4)
        if age >= 0:
            own_child(book, home, scene.ago(365 * age + 5, 365 * age + 360))


def carer(scene: Scene, home: Home, woman: bool) -> str:
    return (
        names.first_name(scene, woman, home.language)
        if home.language
        else names.grown_up(scene, woman)
    )


def own_child(book: Book, home: Home, born_on: date) -> None:
    name = names.first_name(book.scene, book.scene.chance(0.5), home.language)
    row = member(home, f"{name} {home.family.name}", born_on, Relation.OWN_CHILD)
    moved_out = born_on + timedelta(365 * 19 + born_on.day * 20)
    if moved_out <= row.starts_on:
        return
    row.ends_on = moved_out if moved_out < book.scene.today else None
    book.write(row)


def member(home: Home, name: str, born_on: date, relation: Relation) -> HouseholdMember:
    return HouseholdMember(
        family=home.family,
        name=name,
        born_on=born_on,
        relation=relation,
        starts_on=max(born_on, home.since),
    )
