"""What in a text would tell who the child is."""

import re
from datetime import date

from flask_babel import gettext as _

from fostermatch import postcodes
from fostermatch.children.models import Child, NeedProfile

CPR = re.compile(r"(?<!\d)\d{6}[-–\s]?\d{4}(?!\d)")
MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
# Words in the name of a school that name no school.
GENERAL = {
    "skole",
    "skolen",
    "friskole",
    "privatskole",
    "specialskole",
    "heldagsskole",
    "efterskole",
    "børnehave",
    "børnehaven",
    "børnehus",
    "vuggestue",
    "dagpleje",
    "klasse",
    "gymnasium",
    "privat",
    "kommune",
}
# Words in what somebody is called that name nobody.
KIN = {
    *("mor", "far", "mormor", "morfar", "farmor", "farfar", "moster", "faster", "morbror"),
    *("farbror", "onkel", "tante", "søster", "bror", "halvsøster", "halvbror", "stedmor"),
    *("stedfar", "papmor", "papfar", "bonusmor", "bonusfar", "kusine", "fætter", "nabo"),
    *("naboen", "lærer", "læreren", "pædagog", "pædagogen", "træner", "træneren", "familie"),
    *("familien", "fam", "forældre", "ven", "veninde", "fra", "til", "og"),
}
SHORT = 3


def traces(text: str, child: Child) -> list[str]:
    """What must not stand in the text, each named as the words that gave it away."""
    siblings = child.sibling_group.children if child.sibling_group else []
    profile = child.profile
    found = {
        _("the child's name"): names_in(text, child),
        _("a sibling's name"): [
            word for one in siblings if one.id != child.id for word in names_in(text, one)
        ],
        _("the name of somebody close to the child"): close_names_in(text, child),
        _("the school"): school_in(text, profile) if profile else [],
        _("the address"): address_in(text, child),
        _("the case number"): [child.case_number] if holds(text, child.case_number) else [],
        _("a birthday"): birthday_in(text, child.born_on),
        _("a CPR number"): [_("ten digits")] if CPR.search(text) else [],
    }
    return [
        _("%(what)s (%(words)s)", what=what, words=", ".join(dict.fromkeys(words)))
        for what, words in found.items()
        if words
    ]


def close_names_in(text: str, child: Child) -> list[str]:
    """Names from the network map and the genogram; what somebody is to the child may be said."""
    names = [word for person in child.people for word in parts_in(text, person.name)]
    return [name for name in names if name.casefold() not in KIN]


def names_in(text: str, child: Child) -> list[str]:
    return parts_in(text, child.name)


def parts_in(text: str, name: str) -> list[str]:
    """Parts of the name. One that may be a common word (bo, liv, august) counts as it is spelt."""
    parts = [part for part in re.split(r"[\s\-]+", name) if len(part) > 1]
    proper = [part for part in parts if part[:1].isupper()] or parts
    return [part for part in proper if holds(text, part, as_spelt=is_common(part))]


def is_common(part: str) -> bool:
    return len(part) <= SHORT or part.casefold() in MONTHS


def school_in(text: str, profile: NeedProfile) -> list[str]:
    towns = {word.casefold() for code in postcodes.every().values() for word in code.town.split()}
    words = [
        word
        for word in re.findall(r"\w+", profile.school)
        if len(word) > SHORT and word.casefold() not in GENERAL | towns
    ]
    return [word for word in (profile.school, *words) if holds(text, word)][:1]


def address_in(text: str, child: Child) -> list[str]:
    """The street and the postcode; of a protected address the town as well."""
    street = re.match(r"[^\d,]*", child.address)
    home = postcodes.find(child.postcode)
    town = re.match(r"\w+", home.town) if home and child.protected_address else None
    words = [
        street.group().strip() if street else "",
        child.postcode,
        town.group() if town else "",
    ]
    return [word for word in words if len(word) > SHORT and holds(text, word)]


def birthday_in(text: str, born_on: date) -> list[str]:
    day, month, year = born_on.day, born_on.month, born_on.year
    years = rf"(?:{year}|{year % 100:02})"
    shapes = (
        rf"0?{day}\s*[./-]\s*0?{month}\s*[./-]\s*{years}",
        rf"{year}-{month:02}-{day:02}",
        rf"{day}\.?\s*{MONTHS[month - 1]}\s*{year}",
        rf"{day:02}{month:02}{years}",
    )
    found = re.search(rf"(?<!\d)(?:{'|'.join(shapes)})(?!\d)", text, re.IGNORECASE)
    return [found.group()] if found else []


def holds(text: str, word: str, as_spelt: bool = False) -> bool:
    """Whether the word stands in the text by itself, in the genitive too."""
    flags = 0 if as_spelt else re.IGNORECASE
    return bool(word) and bool(re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", text, flags))
