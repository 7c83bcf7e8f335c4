"""What more families would do for today's list, found by matching all of it again with them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from fostermatch import postcodes
from fostermatch.accounts.models import Municipality, User
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.families.models import ApprovalKind
from fostermatch.matching import (
    Gain,
    Need,
    Offer,
    Slot,
    Standing,
    resolve,
    standing,
    what_would_help,
)
from fostermatch.needs import SupportLevel
from fostermatch.recruitment.models import Campaign, Interest
from fostermatch.reports.supply import AGES, KINDS, NEARBY_KM
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds.told import told

VERIFIED = 5  # how many are tried by matching the whole list again


@dataclass(frozen=True)
class Helpful:
    """One more family of a kind, and what it is worth today."""

    kind: ApprovalKind
    ages: tuple[int, int]
    postcode: str
    children: int
    days_waited: int


@dataclass(frozen=True)
class Added:
    """What some families more would do for today's list."""

    placed_before: int
    placed: int
    waiting: int
    days_waited: int  # so far, by those who would get a suggestion and have none
    ages: list[tuple[tuple[int, int], int]]
    levels: list[tuple[SupportLevel, int]]


def today(municipality: Municipality, on: date) -> Standing:
    """Today's list, matched with all that people have decided of it."""
    facts = told(municipality, on)
    return standing(
        facts.needs,
        facts.offers,
        facts.weights,
        vetoes=facts.steered.vetoes,
        pins=facts.steered.pins.keys(),
        holds=facts.steered.holds.keys(),
    )


def most_helpful(now: Standing) -> list[Helpful]:
    """Of one family of each kind, for each age group, near each town where children wait."""
    invented = [
        (kind, ages, postcode) for postcode in towns(now) for kind in KINDS for ages in AGES
    ]
    offers = [family(-number, *one) for number, one in enumerate(invented, 1)]
    gains = what_would_help(now, offers, verify=VERIFIED)
    return [helpful(gain, *invented[-gain.offer - 1]) for gain in gains if gain.placed]


def helpful(gain: Gain, kind: ApprovalKind, ages: tuple[int, int], postcode: str) -> Helpful:
    return Helpful(kind, ages, postcode, len(gain.placed), gain.days_waited)


def family(key: int, kind: ApprovalKind, ages: tuple[int, int], postcode: str) -> Offer:
    """An invented family with one full-time place, of which nothing else is known."""
    return Offer(
        key=key,
        family=key,
        places={Slot.FULL_TIME: 1},
        level=kind.covers_level.number or 0,
        min_age=ages[0],
        max_age=ages[1],
        home=postcodes.point(postcode),
    )


def towns(now: Standing) -> list[str]:
    """The postcodes where most who wait for a home come from, none near another.

    Those with a protected address are in no town.
    """
    keys = [need.key for need in now.needs if Slot.FULL_TIME in need.slots]
    rows = db.session.scalars(
        sa.select(Child.postcode)
        .join(PlacementRequest, PlacementRequest.child_id == Child.id)
        .where(PlacementRequest.id.in_(keys), Child.protected_address.is_(False))
    )
    found: list[str] = []
    for postcode, _count in sorted(Counter(rows).items(), key=lambda one: (-one[1], one[0])):
        if not any(postcode in postcodes.within(other, NEARBY_KM) for other in found):
            found.append(postcode)
    return found


def with_more(now: Standing, number: int, kind: ApprovalKind, postcode: str) -> Added:
    """Today's list with so many families more, for children of all ages."""
    more = [family(-one, kind, (0, 17), postcode) for one in range(1, number + 1)]
    after = resolve(now, offers=more)
    came: list[Need] = [need for need in now.needs if need.key in after.placed - now.placed]
    levels = Counter(need.level for need in came)
    return Added(
        placed_before=len(now.placed),
        placed=len(after.placed),
        waiting=len(now.needs),
        days_waited=sum(need.days_waiting for need in came),
        ages=[
            ((low, high), count)
            for low, high in AGES
            if (count := sum(low <= need.age <= high for need in came))
        ],
        levels=[(level, levels[level.number]) for level in SupportLevel if levels[level.number]],
    )


def campaigns(user: User, on: date) -> list[Campaign]:
    """Those that look for foster families now."""
    found = Campaign.visible_to(user).where(
        Campaign.wanted == Interest.FOSTER, Campaign.in_force(on)
    )
    return list(db.session.scalars(found.order_by(Campaign.starts_on.desc(), Campaign.id)))
