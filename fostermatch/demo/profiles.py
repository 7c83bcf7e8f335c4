"""Need profiles: level and target groups that go together, and the words that go with them."""

from dataclasses import dataclass
from datetime import date, timedelta

from fostermatch.children.models import Child, NeedProfile, OwnWords, Speaker
from fostermatch.demo import towns
from fostermatch.demo.cases import is_girl, spoken_by
from fostermatch.demo.scene import Scene
from fostermatch.demo.words import children as said
from fostermatch.demo.words import profiles as written
from fostermatch.needs import SupportLevel, Trait, target_groups

L = SupportLevel
LEVELS = {L.NOT_ASSESSED: 0.04, L.LIGHT: 0.13, L.MODERATE: 0.3, L.HIGH: 0.36, L.COMPLETE: 0.17}
RESPITE_LEVELS = {
    L.NOT_ASSESSED: 0.04,
    L.LIGHT: 0.22,
    L.MODERATE: 0.34,
    L.HIGH: 0.3,
    L.COMPLETE: 0.1,
}
HOW_MANY_GROUPS = {L.NONE: 1, L.LIGHT: 1, L.NOT_ASSESSED: 1, L.MODERATE: 2, L.HIGH: 3}
SCHOOLS = (
    *("Skovbrynskolen", "Åmoseskolen", "Fjordblikskolen", "Bavnehøj Friskole", "Engdragets Skole"),
    *("Søndermarkens Skole", "Mølledammens Skole", "Strandkærskolen"),
)
SPECIAL_SCHOOLS = ("Specialskolen Lyngbakken", "Heldagsskolen Kløverstien")
DAY_CARE = ("Børnehuset Tusindben", "Børnehaven Regnbuebroen", "Vuggestuen Mariehønen")


@dataclass(frozen=True)
class Group:
    """A target group with the levels and ages at which it is common, and how common."""

    name: str
    share: float
    least: SupportLevel = SupportLevel.LIGHT
    ages: tuple[int, int] = (0, 22)


GROUPS = (
    Group("Omsorgssvigt", 6),
    Group("Social isolation", 1.5, ages=(5, 22)),
    Group("Indadreagerende adfærd", 2.5, ages=(3, 22)),
    Group("Stressbelastning", 2, ages=(6, 22)),
    Group("Angst", 2, L.MODERATE, (6, 22)),
    Group("Opmærksomhedsforstyrrelse", 3, L.MODERATE, (6, 22)),
    Group("Udadreagerende adfærd", 2, L.MODERATE, (4, 22)),
    Group("Tilknytningsforstyrrelse", 2, L.MODERATE, (2, 22)),
    Group("Voldeligt overgreb", 1, L.MODERATE, (2, 22)),
    Group("Udviklingsforstyrrelse af tale og sprog", 1.5, L.MODERATE, (2, 8)),
    Group("Depression", 0.8, L.MODERATE, (12, 22)),
    Group("Autismespektrum", 2, L.HIGH, (4, 22)),
    Group("Andet overgreb", 0.6, L.HIGH, (4, 22)),
    Group("Selvskadende adfærd", 0.8, L.HIGH, (12, 22)),
    Group("Spiseforstyrrelse", 0.4, L.HIGH, (12, 22)),
    Group("Stofmisbrug", 0.6, L.HIGH, (14, 22)),
    Group("Ikke-personfarlig kriminalitet", 0.4, L.HIGH, (13, 22)),
    Group("Udviklingshæmning", 0.8, L.HIGH, (3, 22)),
    Group("Mobilitetsnedsættelse", 0.3, L.HIGH, (2, 22)),
    Group("Medfødt hjerneskade", 0.3, L.HIGH, (0, 22)),
)


def code_of(name: str) -> str:
    return next(group.code for group in target_groups().values() if group.da == name)


def profile(
    scene: Scene, child: Child, level: SupportLevel, on: date, respite: bool
) -> NeedProfile:
    """What the child needs, written on the day."""
    age = child.age_on(on)
    names = groups(scene, level, age)
    wishes = wishes_of(scene, age)
    says = Sayings(scene, child)
    allergic = scene.chance(0.06)
    language = spoken_by(child)
    return NeedProfile(
        written_on=on,
        written_by=child.caseworker,
        support_level=level,
        target_groups=frozenset(code_of(name) for name in names),
        development=says.both(written.DEVELOPMENT[names[0]], written.STRENGTHS),
        parents_capacity=says.one(written.PARENTS_CAPACITY),
        surroundings=says.one(written.SURROUNDINGS),
        allergies="Hund og kat" if allergic else "",
        health=written.ALLERGY if allergic else says.one(written.HEALTH),
        languages=frozenset([language] if language else []),
        language_required=language is not None and scene.chance(0.12),
        wishes=frozenset(wishes),
        faith=says.one(written.FAITH) if scene.chance(0.15) else "",
        only_child=level in (L.HIGH, L.COMPLETE) and scene.chance(0.1) or said_of(scene),
        step_free="Mobilitetsnedsættelse" in names or said_of(scene),
        no_pets=allergic or said_of(scene),
        no_smoke=age < 3 or scene.chance(0.05) or said_of(scene),
        **school(scene, child, level, age),
        **contact(scene, child, respite),
    )


def said_of(scene: Scene) -> bool | None:
    """No, or nobody has asked yet."""
    return False if scene.chance(0.8) else None


def heard(scene: Scene, child: Child, profile: NeedProfile, respite: bool) -> list[OwnWords]:
    """What the child, if it can speak, and the parents said about then."""
    says, age = Sayings(scene, child), child.age_on(profile.written_on)
    wishes = [trait for trait in Trait if trait in profile.wishes]
    parents = says.one(said.PARENTS_RESPITE if respite else said.PARENTS)
    words = {Speaker.CHILD: says.child_words(age, wishes, respite), Speaker.PARENTS: parents}
    return [
        OwnWords(
            speaker=speaker,
            said_on=max(child.born_on, profile.written_on - timedelta(scene.random.randint(0, 20))),
            heard_by=child.caseworker.name if child.caseworker else scene.pick(said.HEARD_BY),
            words=text,
        )
        for speaker, text in words.items()
        if text
    ]


def groups(scene: Scene, level: SupportLevel, age: int) -> list[str]:
    """Names of target groups, all different, the first and heaviest one needing the level."""
    levels = list(SupportLevel)
    common = [
        group
        for group in GROUPS
        if group.ages[0] <= age <= group.ages[1]
        and levels.index(group.least) <= max(levels.index(level), levels.index(L.LIGHT))
    ]
    number = scene.random.randint(1, HOW_MANY_GROUPS.get(level, 3))
    found: list[Group] = []
    while len(found) < min(number, len(common)):
        rest = [group for group in common if group not in found]
        found += scene.random.choices(rest, [group.share for group in rest])
    found.sort(key=lambda group: levels.index(group.least), reverse=True)
    return [group.name for group in found]


def wishes_of(scene: Scene, age: int) -> list[Trait]:
    """What is wished for; town and country exclude each other, faith is rare."""
    common = [Trait.ANIMALS, Trait.OTHER_CHILDREN, Trait.CALM, Trait.SPORT, Trait.MUSIC]
    place = scene.pick((Trait.COUNTRY, Trait.TOWN))
    rare = [Trait.CHRISTIAN] if scene.chance(0.03) else []
    own_room = [Trait.OWN_ROOM] if age >= 8 and scene.chance(0.3) else []
    return scene.some([*common, place], most=2, least=0 if age < 3 else 1) + own_room + rare


def school(scene: Scene, child: Child, level: SupportLevel, age: int) -> dict[str, str | None]:
    """A school or day care, mostly in the child's own postcode."""
    near = child.postcode if scene.chance(0.75) else towns.own(scene)
    if age < 1:
        return {"school": "", "school_postcode": None}
    special = level is L.COMPLETE or (level is L.HIGH and scene.chance(0.4))
    kinds = DAY_CARE if age < 6 else SPECIAL_SCHOOLS if special else SCHOOLS
    return {"school": scene.pick(kinds), "school_postcode": near}


def contact(scene: Scene, child: Child, respite: bool) -> dict[str, int | bool | str | None]:
    if respite or scene.chance(0.15):
        unknown = None if scene.chance(0.3) else 0
        return {"contact_per_month": unknown, "contact_supervised": None, "contact_postcode": None}
    where = child.postcode if scene.chance(0.8) else towns.own_or_neighbouring(scene, True)
    return {
        "contact_per_month": scene.pick((1, 2, 2, 4, 4, 4, 8)),
        "contact_supervised": scene.chance(0.35),
        "contact_place": scene.pick(written.CONTACT_PLACES),
        "contact_postcode": where,
    }


@dataclass(frozen=True)
class Sayings:
    """Picks sentences and puts the child's name into them."""

    scene: Scene
    child: Child

    def one(self, sentences: tuple[str, ...]) -> str:
        girl = is_girl(self.child)
        return self.scene.pick(sentences).format(
            navn=self.child.first_name,
            han="hun" if girl else "han",
            ham="hende" if girl else "ham",
        )

    def both(self, first: tuple[str, ...], second: tuple[str, ...]) -> str:
        return f"{self.one(first)} {self.one(second)}"

    def child_words(self, age: int, wishes: list[Trait], respite: bool) -> str:
        if age < 2:
            return ""
        if age < 6:
            return self.one(said.SMALL)
        wish = [said.WISHES[wish][age >= 12] for wish in wishes[:1]]
        more = said.RESPITE if respite else said.YOUNG if age >= 12 else said.CHILD
        return " ".join([*wish, self.one(more)])
