"""What must hold before a pair is considered at all. Never scored, never traded.

Every function reads as if it spoke of one child and one family, and answers for all pairs at
once. What is unknown passes and is listed for a person to check, save where a child must be
kept away from someone. `ease` orders the changes one could make, easiest first; 0 means that
no change is ever suggested.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fostermatch.matching import facts
from fostermatch.matching.columns import Column
from fostermatch.matching.tables import NO, YES, Needs, Offers
from fostermatch.matching.types import Facts, Need, Offer, SiblingRule

ACUTE = 3

Rule = Callable[[Needs, Offers], Column]


@dataclass(frozen=True)
class Requirement:
    key: str
    holds: Rule
    facts: Callable[[Need, Offer], Facts] = facts.nothing
    unsure: Callable[[Need, Offer], bool] = lambda need, offer: False
    ease: int = 0
    now: Rule | None = None  # where a change has a size: what the limit is
    needed: Rule | None = None  # and what it would have to be


def if_asked(asked: ArrayLike, met: ArrayLike) -> Column:
    """Holds where it is not asked for, or met."""
    return np.asarray(np.logical_or(np.logical_not(asked), met))


def is_in_force(need: Needs, offer: Offers) -> Column:
    """The approval is in force: Barnets Lov section 43."""
    return offer.in_force


def is_not_paused(need: Needs, offer: Offers) -> Column:
    return np.logical_not(offer.paused)


def is_fresh(need: Needs, offer: Offers) -> Column:
    """The family confirmed its places lately; one approved place in five is not available."""
    return offer.fresh


def has_a_place(need: Needs, offer: Offers) -> Column:
    return np.asarray((need.wants & (offer.places > 0)).any(axis=-1))


def covers_level(need: Needs, offer: Offers) -> Column:
    """The kind of approval covers the support level. Not assessed passes."""
    return need.level <= offer.level


def approves_age(need: Needs, offer: Offers) -> Column:
    return (offer.min_age <= need.age) & (need.age <= offer.max_age)


def approves_groups(need: Needs, offer: Offers) -> Column:
    """Every target group of the child is among those approved, where any are named."""
    return offer.any_group | need.groups.all_in(offer.groups)


def takes_groups_now(need: Needs, offer: Offers) -> Column:
    return np.logical_not(need.groups.shared_with(offer.not_now).some)


def takes_age_now(need: Needs, offer: Offers) -> Column:
    return (offer.takes_min_age <= need.age) & (need.age <= offer.takes_max_age)


def takes_siblings_here(need: Needs, offer: Offers) -> Column:
    """Siblings decided to live together find room for all: Barnets Lov section 52."""
    room = (need.wants & (offer.room >= need.together[..., None])).any(axis=-1)
    return if_asked(need.together > 1, room & (offer.takes_siblings != NO))


def takes_acute_now(need: Needs, offer: Offers) -> Column:
    return if_asked(need.tier == ACUTE, offer.takes_acute != NO)


def leaves_child_alone(need: Needs, offer: Offers) -> Column:
    """No other child in a home that must have only this one."""
    alone = np.isinf(offer.child_ages).all(axis=-1) & (offer.children_of_unknown_age == 0)
    return if_asked(need.only_child, alone)


def keeps_away(need: Needs, offer: Offers) -> Column:
    """Outside the no-contact distance. A home whose place is unknown cannot be shown safe."""
    km = need.keep_away.km_to(offer.home)
    return if_asked(need.keep_away.known, km >= need.keep_away_km)


def is_step_free(need: Needs, offer: Offers) -> Column:
    return if_asked(need.step_free, offer.step_free != NO)


def has_no_pets(need: Needs, offer: Offers) -> Column:
    return if_asked(need.no_pets, offer.pets != YES)


def has_no_smoke(need: Needs, offer: Offers) -> Column:
    return if_asked(need.no_smoke, offer.smokes != YES)


def speaks_language(need: Needs, offer: Offers) -> Column:
    """One of the child's languages, where that was decided."""
    speaks = need.languages.shared_with(offer.languages).some
    return if_asked(need.language_required & need.languages.some, speaks)


def is_within_limit(need: Needs, offer: Offers) -> Column:
    """Not further from the child's home than decided. A family the child knows may be."""
    km = need.home.km_to(offer.home)
    known = need.known.shared_with(offer.as_family).some
    return np.asarray(known | ~(km > need.km_limit))


def is_for_this_child(need: Needs, offer: Offers) -> Column:
    """A network approval is for one child: Barnets Lov section 43."""
    return np.asarray(offer.for_anyone | (offer.only_for == need.key))


def is_not_vetoed(need: Needs, offer: Offers) -> Column:
    return np.logical_not(need.vetoed.shared_with(offer.as_offer).some)


def _approved_bound(need: Needs, offer: Offers) -> Column:
    return np.where(need.age < offer.min_age, offer.min_age, offer.max_age)


def _own_bound(need: Needs, offer: Offers) -> Column:
    return np.where(need.age < offer.takes_min_age, offer.takes_min_age, offer.takes_max_age)


REQUIREMENTS = (
    Requirement("in_force", is_in_force),
    Requirement("only_for", is_for_this_child),
    Requirement("no_contact", keeps_away, facts.distance_kept),
    Requirement("veto", is_not_vetoed),
    Requirement("only_child", leaves_child_alone, facts.other_children),
    Requirement(
        "step_free",
        is_step_free,
        unsure=lambda need, offer: need.step_free and offer.step_free is None,
    ),
    Requirement(
        "pets", has_no_pets, unsure=lambda need, offer: need.no_pets and offer.pets is None
    ),
    Requirement(
        "smoke", has_no_smoke, unsure=lambda need, offer: need.no_smoke and offer.smokes is None
    ),
    Requirement("fresh", is_fresh, facts.days_since_confirmed, ease=1),
    Requirement(
        "distance",
        is_within_limit,
        facts.distance_from_home,
        unsure=lambda need, offer: (
            need.km_limit is not None and (need.home is None or offer.home is None)
        ),
        ease=2,
        now=lambda need, offer: need.km_limit,
        needed=lambda need, offer: np.ceil(need.home.km_to(offer.home)),
    ),
    Requirement(
        "own_ages",
        takes_age_now,
        facts.own_ages,
        ease=3,
        now=_own_bound,
        needed=lambda need, offer: need.age,
    ),
    Requirement("not_now", takes_groups_now, facts.refused_groups, ease=4),
    Requirement(
        "acute",
        takes_acute_now,
        unsure=lambda need, offer: need.tier == ACUTE and offer.takes_acute is None,
        ease=5,
    ),
    Requirement("place", has_a_place, facts.slots_wanted, ease=6),
    Requirement("language", speaks_language, facts.languages_wanted, ease=7),
    Requirement(
        "siblings",
        takes_siblings_here,
        unsure=lambda need, offer: (
            need.sibling_rule is SiblingRule.TOGETHER and offer.takes_siblings is None
        ),
        ease=8,
    ),
    Requirement("not_paused", is_not_paused, ease=9),
    Requirement(
        "age",
        approves_age,
        facts.approved_ages,
        ease=10,
        now=_approved_bound,
        needed=lambda need, offer: need.age,
    ),
    Requirement("groups", approves_groups, facts.unapproved_groups, ease=11),
    Requirement(
        "level",
        covers_level,
        facts.levels,
        unsure=lambda need, offer: need.level is None,
        ease=12,
        now=lambda need, offer: offer.level,
        needed=lambda need, offer: need.level,
    ),
)


def requirement_table(need: Needs, offer: Offers) -> Column:
    """Which requirements hold: (requirements, *pairs), True where one does."""
    pairs = np.broadcast_shapes(need.age.shape, offer.level.shape)
    return np.array([np.broadcast_to(r.holds(need, offer), pairs) for r in REQUIREMENTS])


def meets_all(need: Needs, offer: Offers) -> Column:
    """Which pairs meet every requirement."""
    met = np.ones(np.broadcast_shapes(need.age.shape, offer.level.shape), bool)
    for requirement in REQUIREMENTS:
        met &= requirement.holds(need, offer)
    return met
