"""What both a child's need and a family's approval are described with: levels, groups, wishes.

Target groups are KL's (Fælles Faglig Begrebsmodel), shipped as data/target_groups.csv.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from fostermatch import matching
from fostermatch.choices import Choice


class SupportLevel(Choice):
    """How much support a child needs (støttebehovsniveau, FFB)."""

    NOT_ASSESSED = "not_assessed", _l("Not assessed")
    NONE = "none", _l("No extra support")
    LIGHT = "light", _l("Light support")
    MODERATE = "moderate", _l("Moderate support")
    HIGH = "high", _l("High support")
    COMPLETE = "complete", _l("Complete support")

    @property
    def number(self) -> int | None:
        """0 for no support to 4 for complete; None when nobody has assessed it."""
        return list(SupportLevel).index(self) - 1 if self is not self.NOT_ASSESSED else None


class Slot(Choice):
    """What one place in a family is for."""

    FULL_TIME = "full_time", _l("Full-time")
    WEEKEND_A = "weekend_a", _l("Weekend A")
    WEEKEND_B = "weekend_b", _l("Weekend B")
    WEEKDAYS = "weekdays", _l("Weekdays")
    HOLIDAYS = "holidays", _l("Holidays")

    @property
    def core(self) -> matching.Slot:
        return matching.Slot(list(Slot).index(self))

    @classmethod
    def from_core(cls, slot: matching.Slot) -> "Slot":
        return list(cls)[slot]


class Trait(Choice):
    """What a family can say of its home, and a child or its parents can wish for."""

    ANIMALS = "animals", _l("Animals")
    COUNTRY = "country", _l("Lives in the country")
    TOWN = "town", _l("Lives in a town")
    OTHER_CHILDREN = "other_children", _l("Other children in the home")
    CALM = "calm", _l("A calm home with few people")
    SPORT = "sport", _l("Sport and outdoor life")
    MUSIC = "music", _l("Music and creative things")
    OWN_ROOM = "own_room", _l("A room of one's own")
    CHRISTIAN = "christian", _l("Christian home")
    MUSLIM = "muslim", _l("Muslim home")


# ISO 639 codes; their names come from the visitor's own language.
LANGUAGES = (
    "ar",
    "bs",
    "da",
    "de",
    "en",
    "fa",
    "fo",
    "kl",
    "pl",
    "ro",
    "so",
    "tr",
    "uk",
    "ur",
    "vi",
)


@dataclass(frozen=True)
class TargetGroup:
    """One kind of problem or disability (målgruppe)."""

    code: str
    parent: str | None
    da: str
    en: str

    def __str__(self) -> str:
        return self.da if str(get_locale() or "da") == "da" else self.en


@cache
def target_groups() -> dict[str, TargetGroup]:
    path = Path(__file__).parent / "data" / "target_groups.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {
            row["code"]: TargetGroup(row["code"], row["parent"] or None, row["da"], row["en"])
            for row in rows
        }


@cache
def target_groups_by_heading() -> list[tuple[TargetGroup, list[TargetGroup]]]:
    """The two headings of the tree, each with all groups below it in alphabetical order."""
    groups = target_groups()
    headings = [group for group in groups.values() if group.parent is None]
    return [
        (
            heading,
            sorted(
                (g for g in groups.values() if heading.code in lineage(g.code)[1:]),
                key=lambda group: group.da,
            ),
        )
        for heading in headings
    ]


def lineage(code: str) -> list[str]:
    """The code and all above it, nearest first."""
    group = target_groups().get(code)
    if group is None:
        return [code]
    return [code, *(lineage(group.parent) if group.parent else [])]


@cache
def everything_below(codes: frozenset[str]) -> frozenset[str]:
    """The codes and all below them: who is approved for a group is approved for its parts."""
    return codes | {code for code in target_groups() if codes & set(lineage(code))}


def group_name(code: str) -> str:
    return str(target_groups().get(code, code))
