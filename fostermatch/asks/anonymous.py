"""What a family is told of a child before it has said yes: facts a person chose, and no names."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from fostermatch import postcodes
from fostermatch.children.models import Child, NeedProfile, SiblingWish
from fostermatch.choices import Choice
from fostermatch.i18n import month
from fostermatch.requests.models import CareKind, PlacementRequest, Urgency, Weekend
from fostermatch.wording import small, target_groups

BANDS = ((0, 2), (3, 5), (6, 9), (10, 13), (14, 17), (18, 22))
YOUNG = 14
MIDDLE = 0.05  # degrees of latitude, about 5 km


class Fact(Choice):
    """What may be told, in the order it is told."""

    CARE = "care", _l("Kind of care")
    AGE = "age", _l("Age, within a few years")
    NEED = "need", _l("The need in words")
    RESPITE = "respite", _l("Respite pattern")
    SIBLINGS = "siblings", _l("Siblings")
    CONTACT = "contact", _l("Contact visits in general")
    AREA = "area", _l("Part of the municipality")
    START = "start", _l("Wanted start, by month")


# In a small place the part of the municipality can give a child away.
USUALLY_TOLD = frozenset(Fact) - {Fact.AREA}


def sayable(request: PlacementRequest, on: date) -> list[Fact]:
    """The facts there is something to say about."""
    always = {Fact.CARE, Fact.AGE}
    return [fact for fact in Fact if fact in always or sentence(fact, request, on)]


def text(request: PlacementRequest, facts: set[Fact], on: date) -> str:
    """The chosen facts as sentences, one a line."""
    said = [sentence(fact, request, on) for fact in Fact if fact in facts]
    return "\n".join([opening(request, facts, on), *filter(None, said)])


def opening(request: PlacementRequest, facts: set[Fact], on: date) -> str:
    who = person(request.child, on, with_age=Fact.AGE in facts)
    if Fact.CARE not in facts:
        return _("We are looking for a family for %(who)s.", who=who)
    return {
        CareKind.FOSTER: _("We are looking for a foster family for %(who)s.", who=who),
        CareKind.NETWORK: _("We are looking for a network family for %(who)s.", who=who),
        CareKind.RESPITE: _("We are looking for a respite family for %(who)s.", who=who),
        CareKind.ACUTE: _("We are looking for a family that can take %(who)s at once.", who=who),
        CareKind.BRIDGE: _(
            "We are looking for a foster family for %(who)s who lives in an institution now.",
            who=who,
        ),
    }[request.kind]


def person(child: Child, on: date, with_age: bool) -> str:
    age = child.age_on(on)
    who = _("a young person") if with_age and age >= YOUNG else _("a child")
    if not with_age:
        return who
    low, high = next((band for band in BANDS if age <= band[1]), BANDS[-1])
    return _("%(who)s aged %(low)s–%(high)s", who=who, low=low, high=high)


def sentence(fact: Fact, request: PlacementRequest, on: date) -> str:
    """One fact for the family; empty where there is nothing to say."""
    child, profile = request.child, request.child.profile
    match fact:
        case Fact.NEED:
            return need(profile) if profile else ""
        case Fact.RESPITE:
            return respite(request)
        case Fact.SIBLINGS:
            return siblings(child)
        case Fact.CONTACT:
            return contact(profile) if profile else ""
        case Fact.AREA:
            return area(child)
        case Fact.START:
            return start(request, on)
    return ""


def need(profile: NeedProfile) -> str:
    level = [] if profile.support_level.number is None else [small(profile.support_level.label)]
    words = ", ".join([*level, *target_groups(profile.target_groups)])
    return _("The need: %(need)s.", need=words) if words else ""


def respite(request: PlacementRequest) -> str:
    if request.respite_pattern is None:
        return ""
    pattern = small(request.respite_pattern.label)
    if request.weekend in (Weekend.A, Weekend.B):
        weekend = small(request.weekend.label)
        return _("When: %(pattern)s (%(weekend)s).", pattern=pattern, weekend=weekend)
    return _("When: %(pattern)s.", pattern=pattern)


def siblings(child: Child) -> str:
    group = child.sibling_group
    if group is None:
        return ""
    others = len(group.children) - 1
    if group.wish is SiblingWish.TOGETHER:
        return ngettext(
            "There is %(num)s sibling, and they must live in the same home.",
            "There are %(num)s siblings, and they must live in the same home.",
            others,
        )
    if group.wish is SiblingWish.MAY_SPLIT:
        return ngettext(
            "There is %(num)s sibling, and they would like to live in the same home.",
            "There are %(num)s siblings, and they would like to live in the same home.",
            others,
        )
    return _("There are siblings, who are to live elsewhere.")


def contact(profile: NeedProfile) -> str:
    times = profile.contact_per_month
    if not times:
        return ""
    if profile.contact_supervised:
        return ngettext(
            "Supervised contact with the parents %(num)s time a month.",
            "Supervised contact with the parents %(num)s times a month.",
            times,
        )
    return ngettext(
        "Contact with the parents %(num)s time a month.",
        "Contact with the parents %(num)s times a month.",
        times,
    )


def area(child: Child) -> str:
    """In which part of its municipality the child's home lies; nothing of a protected one."""
    home = postcodes.find(child.postcode)
    if home is None or child.protected_address:
        return ""
    around = [
        code.point
        for code in postcodes.every().values()
        if code.municipality_code == home.municipality_code
    ]
    # A degree of longitude is about half as long as one of latitude here.
    north = home.point.latitude - sum(one.latitude for one in around) / len(around)
    east = (home.point.longitude - sum(one.longitude for one in around) / len(around)) / 2
    if max(abs(north), abs(east)) < MIDDLE:
        return _("The home is in the middle of the municipality.")
    if abs(north) >= abs(east):
        return (
            _("The home is in the north of the municipality.")
            if north > 0
            else _("The home is in the south of the municipality.")
        )
    return (
        _("The home is in the east of the municipality.")
        if east > 0
        else _("The home is in the west of the municipality.")
    )


def start(request: PlacementRequest, on: date) -> str:
    """The month only: an exact day may point to one child."""
    wanted = request.wanted_on
    if request.urgency is Urgency.ACUTE or wanted is None or wanted <= on:
        return _("As soon as it can be done.")
    return _("Wanted from %(month)s.", month=month(wanted))
