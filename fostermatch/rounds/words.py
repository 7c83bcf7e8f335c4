"""The core's keys and facts as sentences for people, in their language."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from fostermatch.i18n import day, language_name, number
from fostermatch.matching import Answer, Obstacle, Pairing, Relaxation, Verdict, Waiting
from fostermatch.needs import Slot, SupportLevel, Trait, group_name
from fostermatch.wording import small

CRITERIA = {
    "competence": _l("Need and competence"),
    "known": _l("Knows the family"),
    "preparation": _l("Training and supervision"),
    "school": _l("School"),
    "contact": _l("Contact with parents"),
    "wishes": _l("Wishes"),
    "age_room": _l("Can stay for years"),
    "household": _l("Other children in the home"),
    "language": _l("Language"),
}

REQUIREMENTS = {
    "in_force": _l("the approval is not in force"),
    "only_for": _l("approved for another child"),
    "no_contact": _l("too near somebody the child must not meet"),
    "veto": _l("has said no or is ruled out"),
    "claimed": _l("cannot be kept beside an earlier pin or hold"),
    "only_child": _l("other children in the home"),
    "step_free": _l("steps in the home"),
    "pets": _l("pets in the home"),
    "smoke": _l("smoke in the home"),
    "fresh": _l("places not confirmed lately"),
    "distance": _l("too far from home"),
    "own_ages": _l("takes other ages now"),
    "not_now": _l("says no to the need now"),
    "acute": _l("cannot take a child at once"),
    "place": _l("no free place"),
    "language": _l("does not speak the language"),
    "siblings": _l("no room for all the siblings"),
    "not_paused": _l("has a pause"),
    "age": _l("age outside the approval"),
    "groups": _l("not approved for the target group"),
    "level": _l("not approved for the support level"),
}

# A requirement that holds only because something is unknown, as what is to be asked.
CHECKS = {
    "step_free": _l("whether there are steps"),
    "pets": _l("whether there are pets"),
    "smoke": _l("whether somebody smokes"),
    "distance": _l("the distance from home"),
    "acute": _l("whether they can take a child at once"),
    "siblings": _l("whether they take siblings"),
    "level": _l("the child's support level, which is not assessed"),
}

VERDICTS = {
    Verdict.MATCH: _l("fits"),
    Verdict.MISMATCH: _l("does not fit"),
    Verdict.UNKNOWN: _l("not known"),
}

SIGNS = {Verdict.MATCH: "✓", Verdict.MISMATCH: "✕", Verdict.UNKNOWN: "?"}

Facts = Mapping[str, Any]


def spoken(labels: Mapping[Any, Any]) -> dict[Any, str]:
    """The labels in the visitor's language, looked up once for a page that shows them often."""
    return {key: str(label) for key, label in labels.items()}


def level_name(value: int) -> str:
    return str(next(level.label for level in SupportLevel if level.number == value))


def listed(codes: Any, name: Callable[[str], str]) -> str:
    return ", ".join(name(code) for code in codes)


def trait_name(code: str) -> str:
    trait = Trait.of(code)
    return str(trait.label) if trait else code


def competence(facts: Facts) -> str:
    if facts.get("missing"):
        missing = ", ".join(sorted(small(group_name(code)) for code in facts["missing"]))
        if facts.get("covered"):
            return _("Experience of part of it; not of %(groups)s", groups=missing)
        return _("No experience of %(groups)s", groups=missing)
    return _("Has experience of the child's needs")


def known(facts: Facts) -> str:
    return _("The child has lived or stayed there") if facts.get("known") else _("New to the child")


def preparation(facts: Facts) -> str:
    return _("This year's training and supervision")


def school(facts: Facts) -> str:
    return _("%(km)s km to the school", km=kilometres(facts["km"], facts.get("rough")))


def contact(facts: Facts) -> str:
    return _("%(km)s km to the parents", km=kilometres(facts["km"], facts.get("rough")))


def kilometres(km: float, rough: Any = False) -> str:
    """In figures; roughly, in tens: exact distances to several places would find an address."""
    return _("about %(km)s", km=number(tens(km))) if rough else number(km)


def tens(km: float) -> int:
    return max(10, 10 * round(km / 10))


def wishes(facts: Facts) -> str:
    if facts.get("missing"):
        return _("Not met: %(wishes)s", wishes=listed(facts["missing"], trait_name))
    return _("Met: %(wishes)s", wishes=listed(facts.get("met", ()), trait_name))


def age_room(facts: Facts) -> str:
    return _("Approved and willing up to %(age)s years", age=facts["until"])


def household(facts: Facts) -> str:
    ages = facts.get("children") or ()
    if facts.get("how_many"):
        return ngettext("%(num)s other child", "%(num)s other children", facts["how_many"])
    if facts.get("unknown_age"):
        return _("Children from another municipality; ages not known")
    if not ages:
        return _("No other children")
    return _("Children of %(ages)s", ages=", ".join(str(age) for age in ages))


def language(facts: Facts) -> str:
    if facts.get("shared"):
        return _("Speaks %(languages)s", languages=listed(facts["shared"], language_name))
    return _("Does not speak the child's language")


SENTENCES: dict[str, Callable[[Facts], str]] = {
    "competence": competence,
    "known": known,
    "preparation": preparation,
    "school": school,
    "contact": contact,
    "wishes": wishes,
    "age_room": age_room,
    "household": household,
    "language": language,
}


def reason(answer: Answer, rough: bool = False) -> str:
    """Why a criterion was answered as it was, in words; rough: distances in tens."""
    if answer.facts.get("asked") is False:
        return _("Not relevant for this child")
    if answer.verdict is Verdict.UNKNOWN and "unknown_age" not in answer.facts:
        return _("Not stated")
    return SENTENCES[answer.key]({**answer.facts, "rough": rough or answer.facts.get("rough")})


def said(answer: Answer) -> str:
    """An answer in a few words, for where there are no colours."""
    if answer.facts.get("asked") is False:
        return reason(answer)
    return f"{VERDICTS[answer.verdict]}: {small(reason(answer))}"


def to_check(pairing: Pairing) -> str:
    """What holds only because nobody has said otherwise, for a person to ask about."""
    return ", ".join(str(CHECKS.get(key, what(key))) for key in pairing.to_check)


def why_waiting(waits: Waiting) -> str:
    return left_because(waits.reason)


def left_because(reason: str) -> str:
    """Why a child has no suggestion, in a sentence."""
    return {
        "no_offers": _("No family has a free and confirmed place."),
        "no_offer_fits": _("No approved family meets what the child must have."),
        "siblings": _("No home has room for the siblings as decided."),
        "places_taken": _("Families fit, but others on the list need the places more."),
        "held_back": _("A place fits, but is kept for a child who needs more than this one."),
    }.get(reason, reason)


def most_blocked(waits: Waiting, limit: int = 3) -> list[str]:
    """What most families fail on, most frequent first."""
    ranked = sorted(waits.blocked.items(), key=lambda item: -item[1])
    return [
        ngettext("%(what)s: %(num)s family", "%(what)s: %(num)s families", count, what=what(key))
        for key, count in ranked[:limit]
        if count
    ]


def what(requirement: str) -> str:
    return str(REQUIREMENTS.get(requirement, requirement))


def what_would_open(relaxation: Relaxation) -> str:
    """The smallest change that would open a family."""
    opens = ngettext("%(num)s family", "%(num)s families", relaxation.opens)
    if relaxation.requirement == "distance" and relaxation.needed is not None:
        return _(
            "%(km)s km instead of %(now)s → %(opens)s",
            km=number(relaxation.needed),
            now=number(relaxation.now or 0),
            opens=opens,
        )
    if relaxation.requirement == "place":
        return _("One more free place → %(opens)s", opens=opens)
    if relaxation.requirement == "fresh":
        return _("Confirm places that have gone stale → %(opens)s", opens=opens)
    return _(
        "Another answer on %(what)s → %(opens)s", what=what(relaxation.requirement), opens=opens
    )


def obstacles(found: Iterable[Obstacle], rough: bool = False) -> list[str]:
    return [obstacle(one.requirement, one.facts, rough) for one in found]


def obstacle(requirement: str, facts: Facts, rough: bool = False) -> str:
    """Why a family cannot be considered, with what was needed and what was found."""
    detail: dict[str, Callable[[], str]] = {
        "distance": lambda: _(
            "%(km)s km, the limit is %(limit)s",
            km=kilometres(facts["km"], rough or facts.get("rough")),
            limit=number(facts["km_limit"]),
        ),
        "age": lambda: ages(facts, _("approved for %(low)s–%(high)s years")),
        "own_ages": lambda: ages(facts, _("takes %(low)s–%(high)s years")),
        "level": lambda: _(
            "needs %(needed)s, approved to %(approved)s",
            needed=level_name(facts["level_needed"]).lower(),
            approved=level_name(facts["level_approved"]).lower(),
        ),
        "groups": lambda: listed(facts["missing"], group_name),
        "not_now": lambda: listed(facts["groups"], group_name),
        "place": lambda: listed(facts["slots"], slot_name),
        "fresh": lambda: fresh(facts),
    }
    if requirement == "veto":
        return ruled_out(facts["reason"])
    sentence = what(requirement)
    return f"{sentence}: {detail[requirement]()}" if requirement in detail else sentence


def ruled_out(reason: str) -> str:
    """A person's steering by its kind, or the day on which the family said no."""
    by_steering = {
        "veto": _("is ruled out for the child"),
        "hold": _("its place is held for another child"),
    }
    kind = reason.partition(" ")[0]
    return by_steering.get(kind) or _("has said no: %(day)s", day=day(date.fromisoformat(reason)))


def ages(facts: Facts, sentence: str) -> str:
    return sentence % {"low": facts.get("min_age", 0), "high": facts.get("max_age", 17)}


def fresh(facts: Facts) -> str:
    days = facts.get("days")
    if days is None:
        return _("never confirmed")
    return ngettext("%(num)s day ago", "%(num)s days ago", int(days))


def slot_name(name: str) -> str:
    slot = Slot.of(name.lower())
    return str(slot.label) if slot else name
