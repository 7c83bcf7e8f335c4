"""How much of what matching uses is known of a child."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from fostermatch.children.models import Child, NeedProfile

SCHOOL_AGE, WISHING_AGE = 1, 3  # day care counts as school


@dataclass(frozen=True)
class Completeness:
    asked: int
    missing: tuple[str, ...]  # names of fields of the profile

    @property
    def known(self) -> int:
        return self.asked - len(self.missing)


# Languages are left out: most children speak Danish only, and that is nothing to fill in.
MATCHED: dict[str, Any] = {
    "support_level": _l("Support level"),
    "target_groups": _l("Target groups"),
    "school_postcode": _l("Postcode of the school"),
    "contact_per_month": _l("Contact visits a month"),
    "contact_postcode": _l("Postcode of the parent the child visits"),
    "wishes": _l("Wishes of the child and the parents"),
    "only_child": _l("Must be the only child in the home"),
    "no_pets": _l("Cannot live with pets (allergy)"),
    "no_smoke": _l("Cannot live with smoke"),
    "step_free": _l("Needs a home without steps"),
}


def completeness(child: Child, profile: NeedProfile, on: date) -> Completeness:
    asked = [name for name in MATCHED if is_asked(name, child.age_on(on), profile)]
    return Completeness(len(asked), tuple(name for name in asked if not is_known(name, profile)))


def is_asked(name: str, age: int, profile: NeedProfile) -> bool:
    """Nobody asks an infant for its school, or where visits are that nobody knows of."""
    return {
        "school_postcode": age >= SCHOOL_AGE,
        "wishes": age >= WISHING_AGE,
        "contact_postcode": bool(profile.contact_per_month),
    }.get(name, True)


def is_known(name: str, profile: NeedProfile) -> bool:
    if name == "support_level":
        return profile.support_level.number is not None
    value = getattr(profile, name)
    return value is not None and value not in ("", frozenset())
