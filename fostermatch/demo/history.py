"""Stays become rows: the children, the places they take, and the placements."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from fostermatch.children.models import SiblingWish
from fostermatch.demo import costs, met, networks
from fostermatch.demo.book import Book
from fostermatch.demo.households import Home, Use
from fostermatch.demo.profiles import Sayings
from fostermatch.demo.scene import workday
from fostermatch.demo.settling import Pairs
from fostermatch.demo.stays import Stay
from fostermatch.demo.words import families
from fostermatch.demo.words import requests as written
from fostermatch.families.models import ApprovalKind
from fostermatch.needs import SupportLevel
from fostermatch.placements.models import Placement, PlacementKind
from fostermatch.requests.models import PlacementRequest

L = SupportLevel
LEVELS = {
    ApprovalKind.GENERAL: (L.LIGHT, L.MODERATE),
    ApprovalKind.ENHANCED: (L.MODERATE, L.HIGH, L.HIGH),
    ApprovalKind.SPECIALISED: (L.HIGH, L.COMPLETE),
    ApprovalKind.NETWORK: (L.NONE, L.LIGHT, L.LIGHT, L.MODERATE),
}
LEVELS_IN_INSTITUTIONS = (L.MODERATE, L.HIGH, L.HIGH, L.HIGH, L.COMPLETE)
SHARE_OF_SPLIT_GROUPS = (SiblingWish.MAY_SPLIT, SiblingWish.MAY_SPLIT, SiblingWish.APART)


def give_children(book: Book, stays: Sequence[Stay], shared: Pairs, split: Pairs) -> None:
    """Every stay gets its child; brothers and sisters share their name and their home."""
    for one, other in (*shared, *split):
        if one.child or other.child:
            continue
        one.child = book.new_child(one.born_on)
        other.child = book.new_child(other.born_on, one.child)
        apart = book.scene.pick(SHARE_OF_SPLIT_GROUPS)
        together = (one, other) in shared
        book.siblings(SiblingWish.TOGETHER if together else apart, one.child, other.child)
    for stay in stays:
        if stay.child is None and stay.came_from:
            stay.child = stay.came_from.child
        stay.child = stay.child or book.new_child(stay.born_on)


def record(book: Book, stays: Sequence[Stay]) -> None:
    """Write the stays of one kind, each with its place and the request it met."""
    requests = met.requests(book, stays)
    for stay, cost in zip(stays, costs.of(book.scene, stays), strict=True):
        describe(book, stay)
        book.write(placement(book, stay, requests.get(stay), cost))


def describe(book: Book, stay: Stay) -> None:
    """The child's need as it was before the stay, or as it was seen a year ago."""
    levels = LEVELS[stay.bed.home.kind] if stay.bed else LEVELS_IN_INSTITUTIONS
    seen = stay.starts_on - timedelta(book.scene.random.randint(5, 40))
    if stay.ends_on is None:
        seen = max(seen, book.scene.ago(230, 480))
    respite = stay.kind is PlacementKind.RESPITE
    profile = book.describe(stay.who, book.scene.pick(levels), max(seen, stay.born_on), respite)
    if not stay.who.considerations:
        networks.as_a_whole(book.scene, stay.who, profile.written_on)
    if stay.bed and stay.ends_on is None:
        stay.bed.home.groups |= profile.target_groups


def placement(book: Book, stay: Stay, request: PlacementRequest | None, cost: Decimal) -> Placement:
    agreed_on = request.closed_on if request else workday(stay.starts_on - timedelta(10))
    bed = stay.bed
    place = (
        book.take(bed, stay.starts_on, stay.ends_on, agreed_on or stay.starts_on) if bed else None
    )
    return Placement(
        municipality_id=book.owner,
        child=stay.who,
        kind=stay.kind,
        family=bed.home.family if bed else None,
        taken_place=place,
        request=request,
        site="" if bed else book.scene.pick(written.SITES),
        duty_to_act=stay.duty_to_act,
        yearly_cost=cost,
        starts_on=stay.starts_on,
        ends_on=stay.ends_on,
        end_reason=stay.reason,
        end_note=end_note(book, stay),
    )


def end_note(book: Book, stay: Stay) -> str:
    if stay.reason is None:
        return ""
    return Sayings(book.scene, stay.who).one(written.END_NOTES[stay.reason])


def take_for_others(book: Book, homes: Sequence[Home]) -> None:
    """Beds that children of other municipalities have."""
    for home in homes:
        for bed in home.beds:
            if bed.use is Use.OTHERS and bed.others_since:
                since = bed.others_since
                book.take(bed, since, None, since - timedelta(9), families.OTHER_MUNICIPALITY)
