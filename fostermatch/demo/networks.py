"""The people around a child who waits: a small family, and who of them was thought of as a home."""

from datetime import date, timedelta

from fostermatch.children.models import Child, Consideration, Contact, NetworkOutcome, Person, Tie
from fostermatch.demo import names
from fostermatch.demo.cases import spoken_by
from fostermatch.demo.profiles import Sayings
from fostermatch.demo.scene import Scene
from fostermatch.demo.words import network as words

# How often somebody is written on the map, and how many years older than the child.
FAMILY = {
    Tie.MOTHER: (0.95, 27),
    Tie.FATHER: (0.85, 30),
    Tie.STEPFATHER: (0.2, 32),
    Tie.HALF_BROTHER: (0.25, -2),
    Tie.HALF_SISTER: (0.2, 12),
    Tie.MOTHERS_MOTHER: (0.6, 54),
    Tie.MOTHERS_FATHER: (0.4, 57),
    Tie.FATHERS_MOTHER: (0.35, 56),
    Tie.FATHERS_FATHER: (0.35, 58),
}
MALE = {
    *(Tie.FATHER, Tie.STEPFATHER, Tie.HALF_BROTHER, Tie.MOTHERS_FATHER, Tie.FATHERS_FATHER),
    *(Tie.MOTHERS_BROTHER, Tie.FATHERS_BROTHER, Tie.LEISURE),
}
CONTACTS = {
    Contact.CLOSE: 0.35,
    Contact.STRAINED: 0.25,
    Contact.NONE: 0.15,
    Contact.UNKNOWN: 0.25,
}
OLD = 50  # years older than the child
AT_HOME = (Tie.MOTHER, Tie.STEPFATHER)


def around(scene: Scene, child: Child, on: date, solved: bool = False) -> None:
    """Draw up the map of a child on the day it was described."""
    people = {}
    for tie, (share, older) in FAMILY.items():
        if scene.chance(share) and child.born_on.year - older < on.year:
            people[tie] = person(scene, child, tie, older)
    if solved:
        think(scene, child, on, scene.pick(list(words.SOLUTION)), NetworkOutcome.SOLUTION, people)
    else:
        for tie, outcome in scene.some(list(words.THOUGHT_OF), most=3):
            think(scene, child, on, tie, outcome, people)
    child.people = list(people.values())


def person(scene: Scene, child: Child, tie: Tie, older: int) -> Person:
    last_name = child.last_name if scene.chance(0.7) else names.last_name(scene, None)
    dead = older > OLD and scene.chance(0.3)
    return Person(
        name=f"{first_name(scene, child, tie, older)} {last_name}",
        tie=tie,
        born_year=child.born_on.year - older + scene.random.randint(-3, 3) * (abs(older) > 5),
        is_dead=dead,
        lives_with_child=tie in AT_HOME and scene.chance(0.6),
        lives_where="" if dead else scene.pick(words.LIVES),
        contact=Contact.UNKNOWN if dead else scene.deck(CONTACTS, 8)[0],
    )


def first_name(scene: Scene, child: Child, tie: Tie, older: int) -> str:
    if language := spoken_by(child):
        return names.first_name(scene, tie not in MALE, language)
    if older > 20:
        return scene.pick(names.MEN if tie in MALE else names.WOMEN)
    return scene.pick(names.BOYS if tie in MALE else names.GIRLS)


def think(
    scene: Scene,
    child: Child,
    on: date,
    tie: Tie,
    outcome: NetworkOutcome,
    people: dict[Tie, Person],
) -> None:
    says = Sayings(scene, child)
    one = people.setdefault(tie, person(scene, child, tie, older=30))
    one.is_dead = False
    notes = words.SOLUTION if outcome is NetworkOutcome.SOLUTION else None
    note = notes[tie] if notes else words.THOUGHT_OF[tie, outcome]
    asked = outcome is not NetworkOutcome.NOT_ASKED
    child.considerations.append(
        Consideration(
            person=one,
            recorded_on=on,
            recorded_by=child.caseworker,
            thought_of_by=says.one(words.BY),
            outcome=outcome,
            asked_on=on - timedelta(scene.random.randint(1, 9)) if asked else None,
            asked_by=child.caseworker.name if asked and child.caseworker else "",
            note=says.one((note,)),
        )
    )


def as_a_whole(scene: Scene, child: Child, on: date) -> None:
    """One line for a child who was placed long ago."""
    child.considerations.append(
        Consideration(
            recorded_on=on,
            recorded_by=child.caseworker,
            outcome=NetworkOutcome.NOBODY,
            note=Sayings(scene, child).one(words.NOBODY),
        )
    )
