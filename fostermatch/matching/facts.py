"""What one pair has to tell beside a requirement or a criterion: numbers and keys, no words."""

from __future__ import annotations

import numpy as np

from fostermatch.matching.columns import Points
from fostermatch.matching.types import Facts, Need, Offer, Point, Slot


def km_between(here: Point | None, there: Point | None) -> dict[str, float]:
    """The distance of two places as a fact, to 100 metres; nothing where one is unknown."""
    if here is None or there is None:
        return {}
    one, other = (Points(np.asarray(p.latitude), np.asarray(p.longitude)) for p in (here, there))
    return {"km": round(float(one.km_to(other)), 1)}


def nothing(need: Need, offer: Offer) -> Facts:
    return {}


def levels(need: Need, offer: Offer) -> Facts:
    needed = {} if need.level is None else {"level_needed": need.level}
    return {**needed, "level_approved": offer.level}


def approved_ages(need: Need, offer: Offer) -> Facts:
    return {"age": need.age, "min_age": offer.min_age, "max_age": offer.max_age}


def own_ages(need: Need, offer: Offer) -> Facts:
    found = {"age": need.age, "min_age": offer.takes_min_age, "max_age": offer.takes_max_age}
    return {name: age for name, age in found.items() if age is not None}


def unapproved_groups(need: Need, offer: Offer) -> Facts:
    return {"missing": tuple(sorted(need.groups - (offer.groups or frozenset())))}


def refused_groups(need: Need, offer: Offer) -> Facts:
    return {"groups": tuple(sorted(need.groups & offer.not_now))}


def slots_wanted(need: Need, offer: Offer) -> Facts:
    return {"slots": tuple(Slot(slot).name for slot in need.slots)}


def days_since_confirmed(need: Need, offer: Offer) -> Facts:
    return {} if offer.confirmed_days is None else {"days": offer.confirmed_days}


def distance_kept(need: Need, offer: Offer) -> Facts:
    return {**km_between(need.keep_away, offer.home), "km_needed": need.keep_away_km}


def distance_from_home(need: Need, offer: Offer) -> Facts:
    limit = {} if need.km_limit is None else {"km_limit": need.km_limit}
    return {**km_between(need.home, offer.home), **limit}


def school(need: Need, offer: Offer) -> Facts:
    return km_between(need.school, offer.home)


def contact(need: Need, offer: Offer) -> Facts:
    return km_between(need.contact, offer.home)


def competence(need: Need, offer: Offer) -> Facts:
    covered = {"of": len(need.groups), "covered": len(need.groups & offer.takes)}
    missing = tuple(sorted(need.groups - offer.takes)) if offer.takes else ()
    return {**covered, "missing": missing, **levels(need, offer)}


def acquaintance(need: Need, offer: Offer) -> Facts:
    network = offer.only_for == need.key
    return {"known": network or offer.family in need.known_families, "network": network}


def wishes(need: Need, offer: Offer) -> Facts:
    met, missing = need.wishes & offer.traits, need.wishes - offer.traits
    return {"met": tuple(sorted(met)), "missing": tuple(sorted(missing)) if offer.traits else ()}


def years_to_come(need: Need, offer: Offer) -> Facts:
    said = offer.max_age if offer.takes_max_age is None else offer.takes_max_age
    return {"age": need.age, "until": min(offer.max_age, said)}


def other_children(need: Need, offer: Offer) -> Facts:
    others = offer.children_of_unknown_age
    known: Facts = {"children": tuple(sorted(offer.children))}
    return {**known, "unknown_age": others} if others else known


def languages_wanted(need: Need, offer: Offer) -> Facts:
    return {"languages": tuple(sorted(need.languages))}


def shared_languages(need: Need, offer: Offer) -> Facts:
    return {"shared": tuple(sorted(need.languages & offer.languages))}
