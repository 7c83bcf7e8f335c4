"""What a round is told: rows of the register in, the core's own rows out."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.accounts.models import Municipality
from fostermatch.asks.queries import families_that_said_no
from fostermatch.children.models import Child, NeedProfile
from fostermatch.clock import day_of, years_between
from fostermatch.database import db
from fostermatch.duties import queries as duties
from fostermatch.families import places
from fostermatch.families.models import (
    Approval,
    ApprovalKind,
    Family,
    Relation,
    Statement,
)
from fostermatch.families.queries import latest_statements
from fostermatch.matching import Need, Offer, SiblingRule
from fostermatch.needs import everything_below
from fostermatch.placements.models import Placement
from fostermatch.requests.models import IN_ROUNDS, CareKind, PlacementRequest


def needs(municipality: Municipality, on: date) -> list[Need]:
    """Who waits for a family that is yet to be found, longest wait first.

    A network family is found by name around the child, so network requests stay outside.
    """
    waiting = db.session.scalars(
        sa.select(PlacementRequest)
        .options(
            joinedload(PlacementRequest.child).selectinload(Child.profiles),
            joinedload(PlacementRequest.child).joinedload(Child.sibling_group),
        )
        .where(
            PlacementRequest.municipality_id == municipality.id,
            PlacementRequest.state.in_(IN_ROUNDS),
            PlacementRequest.kind != CareKind.NETWORK,
            PlacementRequest.waiting_since <= on,
        )
        .order_by(PlacementRequest.waiting_since, PlacementRequest.id)
    ).all()
    known = known_families([request.child_id for request in waiting])
    return [
        need(request, request.child.profile, known[request.child_id], municipality, on)
        for request in waiting
        if request.child.profile
    ]


def need(
    request: PlacementRequest,
    profile: NeedProfile,
    known: frozenset[int],
    municipality: Municipality,
    on: date,
) -> Need:
    child, siblings = request.child, request.child.sibling_group
    return Need(
        key=request.id,
        age=min(child.age_on(on), 22),
        slots=tuple(slot.core for slot in request.slots),
        level=profile.support_level.number,
        groups=profile.target_groups,
        home=child.home,
        school=profile.school_point,
        contact=profile.contact_point if profile.contact_per_month else None,
        km_limit=float(request.km_limit or municipality.km_limit),
        days_waiting=request.days_waited(on),
        in_institution=request.in_institution,
        tier=request.urgency.tier,
        sibling_group=group_key(request),
        sibling_rule=siblings.wish.core if siblings else SiblingRule.NONE,
        only_child=bool(profile.only_child),
        step_free=bool(profile.step_free),
        no_pets=bool(profile.no_pets),
        no_smoke=bool(profile.no_smoke),
        languages=profile.languages,
        language_required=profile.language_required,
        wishes=profile.wishes,
        known_families=known,
    )


def group_key(request: PlacementRequest) -> int | None:
    """Siblings are one group for a home and another for respite."""
    group = request.child.sibling_group_id
    return None if group is None else 2 * group + request.kind.is_respite


def known_families(children: list[int]) -> defaultdict[int, frozenset[int]]:
    """The families each child lives with or has lived with, respite too."""
    rows = db.session.execute(
        sa.select(Placement.child_id, Placement.family_id).where(
            Placement.child_id.in_(children), Placement.family_id.is_not(None)
        )
    )
    found: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
    for child, family in rows:
        found[child] |= frozenset(filter(None, [family]))
    return found


def offers(
    municipality: Municipality,
    on: date,
    include_stale: bool = False,
    network: Collection[int] = (),
) -> list[Offer]:
    """The approvals in force on the day with what is free in them and what the family says.

    A stale place is told as such and fails the core's freshness, unless asked in on purpose.
    A network family is left out, since it was found by name, unless it is among `network`.
    """
    approvals = list(
        db.session.scalars(
            sa.select(Approval)
            .join(Approval.family)
            .options(joinedload(Approval.family).selectinload(Family.members))
            .where(
                Family.open_to(municipality.id),
                Approval.in_force(on),
                sa.or_(
                    Approval.kind != ApprovalKind.NETWORK, Approval.family_id.in_(list(network))
                ),
            )
            .order_by(Approval.id)
        )
    )
    keys = list({approval.family_id for approval in approvals})
    register = places.register(keys, on, municipality.fresh_for_days)
    said, placed = latest_statements(keys, on), placed_ages(keys, on)
    kept = duties.register(municipality.id, keys, on)
    return [
        offer(approval, register, said.get(approval.family_id), placed, kept, on, include_stale)
        for approval in approvals
    ]


def offer(
    approval: Approval,
    register: places.Register,
    said: Statement | None,
    placed: defaultdict[int, list[int]],
    kept: duties.Register,
    on: date,
    include_stale: bool,
) -> Offer:
    family = approval.family
    slots = [register.slot(family.id, slot, approval) for slot in approval.care.slots]
    confirmed = [slot.confirmation.confirmed_at for slot in slots if slot.confirmation]
    own = [m.age_on(on) for m in family.household_on(on) if m.relation is Relation.OWN_CHILD]
    stale = not any(slot.is_fresh for slot in slots)
    groups = approval.target_groups
    return Offer(
        key=approval.id,
        family=family.id,
        places={
            slot.slot.core: slot.fresh + slot.stale if include_stale or stale else slot.fresh
            for slot in slots
        },
        level=approval.kind.covers_level.number or 0,
        min_age=approval.min_age,
        max_age=approval.max_age,
        groups=everything_below(groups) if groups else None,
        home=family.home,
        takes_min_age=said.min_age if said else None,
        takes_max_age=said.max_age if said else None,
        takes=everything_below(said.takes) if said else frozenset(),
        not_now=everything_below(said.says_no_on(on)) if said else frozenset(),
        takes_siblings=said.siblings if said else None,
        takes_acute=said.acute if said else None,
        children=tuple(sorted(age for age in [*own, *placed[family.id]] if 0 <= age < 18)),
        children_of_unknown_age=register.others_children(family.id),
        pets=said.pets if said else None,
        smokes=said.smokes if said else None,
        step_free=said.step_free if said else None,
        languages=said.languages if said else frozenset(),
        traits=said.traits if said else frozenset(),
        prepared=kept.is_prepared(family.id),
        confirmed_days=(on - day_of(max(confirmed))).days if confirmed else None,
        fresh=include_stale or not stale,
        paused=any(slot.paused for slot in slots),
    )


def placed_ages(families: list[int], on: date) -> defaultdict[int, list[int]]:
    """The ages of our children who live full-time in each family."""
    rows = db.session.execute(
        sa.select(Placement.family_id, Child.born_on)
        .join(Placement.child)
        .where(
            Placement.family_id.in_(families),
            Placement.not_over(on),
            Placement.kind.in_(("foster", "network")),
        )
    )
    found: defaultdict[int, list[int]] = defaultdict(list)
    for family, born_on in rows:
        found[family or 0].append(years_between(born_on, on))
    return found


def vetoes(
    municipality: Municipality, needs: list[Need], offers: list[Offer]
) -> dict[tuple[int, int], str]:
    """The pairs ruled out, each with its reason: the day on which the family said no to the child.

    A no is a fact about that request only, and counts while it stands.
    """
    said_no = families_that_said_no(municipality.id)
    return {
        (need.key, offer.key): said_no[need.key, offer.family].isoformat()
        for need in needs
        for offer in offers
        if (need.key, offer.family) in said_no
    }
