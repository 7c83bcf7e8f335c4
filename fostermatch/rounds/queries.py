"""What the pages of rounds read."""

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload, undefer

from fostermatch.accounts.models import Municipality, User
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.families.models import Approval, Family
from fostermatch.matching import DEFAULT_WEIGHTS, Weights
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds.models import MatchingRules, Proposal, Round

RULES = (joinedload(Round.rules).joinedload(MatchingRules.set_by),)
LINES = (
    undefer(Proposal.answers),
    joinedload(Proposal.request).joinedload(PlacementRequest.child).joinedload(Child.team),
    joinedload(Proposal.family),
    joinedload(Proposal.own_best_family),
)


def hold(municipality: Municipality) -> None:
    """Hold its row, so that of two who change what its rounds are told the later reads first."""
    row = sa.select(Municipality.id).where(Municipality.id == municipality.id)
    db.session.execute(row.with_for_update(key_share=True))


def rules_in_force(municipality_id: int) -> MatchingRules | None:
    """The latest version; None where the municipality has set no weights of its own."""
    return db.session.scalar(
        sa.select(MatchingRules)
        .where(MatchingRules.municipality_id == municipality_id)
        .order_by(MatchingRules.number.desc())
        .limit(1)
    )


def weighting(rules: MatchingRules | None) -> Weights:
    return rules.weighting() if rules else DEFAULT_WEIGHTS


def every_version(user: User) -> list[MatchingRules]:
    """All the weights the municipality has had, newest first."""
    found = MatchingRules.visible_to(user).options(joinedload(MatchingRules.set_by))
    return list(db.session.scalars(found.order_by(MatchingRules.number.desc())))


def rounds(user: User, limit: int = 50) -> list[tuple[Round, int, int]]:
    """The latest rounds with how many children and suggestions each has."""
    counted = (
        sa.select(
            Proposal.round_id,
            sa.func.count().label("children"),
            sa.func.count(Proposal.family_id).label("suggested"),
        )
        .group_by(Proposal.round_id)
        .subquery()
    )
    rows = db.session.execute(
        Round.visible_to(user)
        .add_columns(counted.c.children, counted.c.suggested)
        .outerjoin(counted, counted.c.round_id == Round.id)
        .where(sa.not_(Round.standing))
        .options(joinedload(Round.run_by))
        .order_by(Round.run_at.desc())
        .limit(limit)
    )
    return [(round_, children or 0, suggested or 0) for round_, children, suggested in rows]


def proposals(round_: Round) -> list[Proposal]:
    """The round's lines in the order of the waiting list, with all that a line shows."""
    return list(
        db.session.scalars(
            sa.select(Proposal)
            .options(*LINES)
            .where(Proposal.round_id == round_.id)
            .order_by(Proposal.place_in_list)
        )
    )


def latest_round(municipality_id: int) -> Round | None:
    """The latest that was kept: the one to decide on."""
    return db.session.scalar(
        sa.select(Round)
        .where(Round.municipality_id == municipality_id, sa.not_(Round.standing))
        .order_by(Round.run_at.desc())
        .limit(1)
    )


def previous_round(round_: Round) -> Round | None:
    """The one kept before it."""
    return db.session.scalar(
        sa.select(Round)
        .options(selectinload(Round.proposals).joinedload(Proposal.family))
        .where(
            Round.municipality_id == round_.municipality_id,
            sa.not_(Round.standing),
            Round.run_at < round_.run_at,
        )
        .order_by(Round.run_at.desc())
        .limit(1)
    )


def latest_inputs(municipality_id: int) -> Round | None:
    """The latest round with what it was told."""
    found = sa.select(Round).options(undefer(Round.inputs))
    latest = Round.municipality_id == municipality_id
    return db.session.scalar(found.where(latest).order_by(Round.run_at.desc()).limit(1))


def stale_families(round_: Round) -> list[tuple[Family, int | None]]:
    """Whose free places the round left out, with the days since they were confirmed.

    Never confirmed first, then longest ago.
    """
    days = {
        offer["family"]: offer["confirmed_days"]
        for offer in round_.inputs["offers"]
        if not offer["fresh"] and not offer["paused"] and any(offer["places"].values())
    }
    families = families_named(set(days))
    found = [(families[key], since) for key, since in days.items() if key in families]
    return sorted(found, key=lambda item: (item[1] is not None, -(item[1] or 0)))


def latest_line(request_id: int) -> Proposal | None:
    """What today's proposal says of a request, or else the latest round that knew it."""
    return db.session.scalar(
        sa.select(Proposal)
        .join(Proposal.round)
        .options(contains_eager(Proposal.round).undefer(Round.inputs), *LINES)
        .where(Proposal.request_id == request_id)
        .order_by(Round.standing.desc(), Proposal.id.desc())
        .limit(1)
    )


def families_named(keys: set[int]) -> dict[int, Family]:
    found = db.session.scalars(sa.select(Family).where(Family.id.in_(keys)))
    return {family.id: family for family in found}


def approvals_named(keys: set[int]) -> dict[int, Approval]:
    """The approvals by key, with their families."""
    found = db.session.scalars(
        sa.select(Approval).options(joinedload(Approval.family)).where(Approval.id.in_(keys))
    )
    return {approval.id: approval for approval in found}


def protected(families: set[int]) -> set[int]:
    """Those of the families whose address is protected."""
    found = sa.select(Family.id).where(Family.id.in_(families), Family.protected_address)
    return set(db.session.scalars(found))


def with_own_limit(requests: set[int]) -> set[int]:
    """Those of the requests with a distance of their own, whatever the municipality's."""
    found = sa.select(PlacementRequest.id).where(
        PlacementRequest.id.in_(requests), PlacementRequest.km_limit.is_not(None)
    )
    return set(db.session.scalars(found))


def initials(requests: set[int]) -> dict[int, PlacementRequest]:
    """The requests by key, with their children: who a line speaks of, by initial."""
    found = db.session.scalars(
        sa.select(PlacementRequest)
        .options(joinedload(PlacementRequest.child))
        .where(PlacementRequest.id.in_(requests))
    )
    return {request.id: request for request in found}


def holders(round_id: int, families: set[int]) -> defaultdict[int, list[Proposal]]:
    """By family, the lines of the round that suggest it."""
    lines = db.session.scalars(
        sa.select(Proposal)
        .options(joinedload(Proposal.request).joinedload(PlacementRequest.child))
        .where(Proposal.round_id == round_id, Proposal.family_id.in_(families))
    )
    found: defaultdict[int, list[Proposal]] = defaultdict(list)
    for line in lines:
        found[line.family_id or 0].append(line)
    return found
