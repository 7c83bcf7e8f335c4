"""How well a place meets a need, one question at a time.

Every function reads as if it spoke of one child and one family, and answers for all pairs at
once: 0 poor, 1 good, NaN unknown or not asked. Only what differs from family to family is
asked; age, behaviour and history are the same wherever the child goes and set the priority
and the support level. The evidence stands with each question; sources in the README.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from fostermatch.matching import facts
from fostermatch.matching.columns import Column, Points
from fostermatch.matching.tables import UNKNOWN, Needs, Offers
from fostermatch.matching.types import Facts, Need, Offer, Slot

SCHOOL_KM = (3, 30)  # full marks up to, none from
CONTACT_KM = (10, 60)
GROWN_UP = 18
MANY_CHILDREN = 4
WELL_APART_YEARS = 4


@dataclass(frozen=True)
class Criterion:
    key: str
    measure: Callable[[Needs, Offers], Column]
    asked: Callable[[Need], bool]
    facts: Callable[[Need, Offer], Facts]


def is_competent(need: Needs, offer: Offers) -> Column:
    """The share of the child's target groups that the family says yes to or is trained in.

    Strong: problem behaviour goes with breakdown (r = .35, Konijn 2019, 42 studies) except in
    treatment foster care (Fisher 2011); unmet need is the reason carers name first (Illinois).
    """
    share = need.groups.shared_with(offer.takes).count / np.maximum(need.groups.count, 1)
    return np.where(need.groups.some & offer.said_what_it_takes, share, np.nan)


def is_known(need: Needs, offer: Offers) -> Column:
    """Whether the child knows the family: network, or respite before.

    Medium: kinship lowers breakdown (r = .31 Konijn 2019; lowest hazard in Los Angeles,
    Robinson-Cortes), not significant in Oosterman 2007 and Holtan 2013. Barnets Lov section 52
    puts close and known adults first.
    """
    knows = need.known.shared_with(offer.as_family).some
    return np.where(need.known.some, knows, np.nan)


def is_prepared(need: Needs, offer: Offers) -> Column:
    """Whether this year's training and supervision are in place.

    Medium: quality of care r = .29 (Konijn 2019); training took away the added risk of earlier
    moves (KEEP, randomised, 700 families, Price 2008). Not a record of past breakdowns.
    """
    return np.where(offer.prepared == UNKNOWN, np.nan, offer.prepared)


def keeps_school(need: Needs, offer: Offers) -> Column:
    """How near the child's own school is.

    Medium: the hazard of disruption rises with the distance (Robinson-Cortes, .0205***).
    Barnets Lov section 52: schooling and no change of school.
    """
    return nearness(need.school, offer.home, *SCHOOL_KM)


def keeps_contact(need: Needs, offer: Offers) -> Column:
    """How near the parents live whom the child is to see. Weak to medium, indirect evidence."""
    return nearness(need.contact, offer.home, *CONTACT_KM)


def meets_wishes(need: Needs, offer: Offers) -> Column:
    """The share of the child's and the parents' wishes that the family meets.

    Medium: consent protects against breakdown among Danish teenagers (SFI 10:06); the child's
    view must be weighed in any case.
    """
    share = need.wishes.shared_with(offer.traits).count / np.maximum(need.wishes.count, 1)
    return np.where(need.wishes.some & offer.said_traits, share, np.nan)


def leaves_room_to_grow(need: Needs, offer: Offers) -> Column:
    """The share of the years until 18 that lie inside the approval and the family's own range.

    Weak beyond the approval itself; spares the child a move for age alone.
    """
    years = GROWN_UP - need.age
    last = np.minimum(offer.max_age, offer.takes_max_age)
    share = np.clip((last + 1 - need.age) / np.maximum(years, 1), 0, 1)
    asked = (years > 0) & need.wants[..., Slot.FULL_TIME]
    return np.where(asked, share, np.nan)


def suits_household(need: Needs, offer: Offers) -> Column:
    """Fewer other children, and none near the child's own age.

    Weak: risk tends to rise with the number of children (Chamberlain 2006).
    """
    children = np.isfinite(offer.child_ages).sum(axis=-1)
    calm = np.clip(1 - children / MANY_CHILDREN, 0, 1)
    years = np.abs(need.age[..., None] - offer.child_ages).min(axis=-1, initial=np.inf)
    share = (calm + np.minimum(years / WELL_APART_YEARS, 1)) / 2
    return np.where(offer.children_of_unknown_age > 0, np.nan, share)


def shares_language(need: Needs, offer: Offers) -> Column:
    """Whether the family speaks one of the child's languages. Weak evidence, a child's right."""
    shared = need.languages.shared_with(offer.languages).some
    return np.where(need.languages.some & offer.said_languages, shared, np.nan)


def nearness(here: Points, there: Points, near_km: float, far_km: float) -> Column:
    """1 up to near_km, 0 from far_km, a straight line between; NaN where unknown."""
    return np.clip((far_km - here.km_to(there)) / (far_km - near_km), 0, 1)


def _always(need: Need) -> bool:
    return True


CRITERIA = (
    Criterion("competence", is_competent, lambda need: bool(need.groups), facts.competence),
    Criterion(
        "known",
        is_known,
        lambda need: bool(need.known_families),
        facts.acquaintance,
    ),
    Criterion("preparation", is_prepared, _always, facts.nothing),
    Criterion(
        "school",
        keeps_school,
        lambda need: need.school is not None,
        facts.school,
    ),
    Criterion(
        "contact",
        keeps_contact,
        lambda need: need.contact is not None,
        facts.contact,
    ),
    Criterion("wishes", meets_wishes, lambda need: bool(need.wishes), facts.wishes),
    Criterion(
        "age_room",
        leaves_room_to_grow,
        lambda need: need.age < GROWN_UP and Slot.FULL_TIME in need.slots,
        facts.years_to_come,
    ),
    Criterion(
        "household",
        suits_household,
        _always,
        facts.other_children,
    ),
    Criterion(
        "language",
        shares_language,
        lambda need: bool(need.languages),
        facts.shared_languages,
    ),
)
