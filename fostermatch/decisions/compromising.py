"""What a family gives up for a child, as the facts say it: a beginning for whoever recommends."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from fostermatch.decisions.choices import CompromiseKind as Kind
from fostermatch.decisions.comparing import Candidate
from fostermatch.matching import Answer
from fostermatch.needs import Trait
from fostermatch.rounds import words
from fostermatch.wording import small

CRITERIA = {
    "competence": Kind.TYPE,
    "school": Kind.SCHOOL,
    "contact": Kind.CONTACT,
    "language": Kind.LANGUAGE,
}
REQUIREMENTS = {
    "distance": Kind.DISTANCE,
    "level": Kind.TYPE,
    "groups": Kind.TYPE,
    "language": Kind.LANGUAGE,
    "siblings": Kind.SIBLINGS,
    "pets": Kind.PETS,
}
FAITHS = {Trait.CHRISTIAN, Trait.MUSLIM}


def from_facts(candidate: Candidate) -> dict[Kind, str]:
    """By kind, what does not fit in words."""
    found: defaultdict[Kind, list[str]] = defaultdict(list)
    for answer in candidate.mismatches:
        found[kind_of(answer)].append(
            f"{words.CRITERIA[answer.key]}: {small(words.reason(answer))}."
        )
    for obstacle in candidate.hard_limits:
        sentence = words.obstacle(obstacle.requirement, obstacle.facts)
        kind = REQUIREMENTS.get(obstacle.requirement, Kind.OTHER)
        found[kind].append(f"{sentence[:1].upper()}{sentence[1:]}.")
    return {kind: " ".join(found[kind]) for kind in Kind if kind in found}


def kind_of(answer: Answer) -> Kind:
    facts: Mapping[str, Any] = answer.facts
    missing = set(facts.get("missing") or ()) if answer.key == "wishes" else set()
    if missing & FAITHS:
        return Kind.FAITH
    if missing == {Trait.ANIMALS}:
        return Kind.PETS
    return CRITERIA.get(answer.key, Kind.OTHER)
