"""What the pages of rounds read."""

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, undefer

from fostermatch.accounts.models import User
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.families.models import Approval, Family
from fostermatch.matching import DEFAULT_WEIGHTS, Weights
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds.models import Decision, MatchingRules, Proposal, Round

RULES = (joinedload(Round.rules).joinedload(MatchingRules.set_by),)
LINES = (
    undefer(Proposal.answers),
    joinedload(Proposal.request).joinedload(PlacementRequest.child).joinedload(Child.team),
    joinedload(Proposal.family),
    joinedload(Proposal.own_best_family),
    joinedload(Proposal.decision),
)


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


def rounds(user: User, limit: int = 50) -> list[tuple[Round, int, int, int]]:
    """The latest rounds with how many children, suggestions and decisions each has."""
    counted = (
        sa.select(
            Proposal.round_id,
            sa.func.count().label("children"),
            sa.func.count(Proposal.family_id).label("suggested"),
            sa.func.count(Decision.id).label("decided"),
        )
        .outerjoin(Proposal.decision)
        .group_by(Proposal.round_id)
        .subquery()
    )
    rows = db.session.execute(
        Round.visible_to(user)
        .add_columns(counted.c.children, counted.c.suggested, counted.c.decided)
        .outerjoin(counted, counted.c.round_id == Round.id)
        .options(joinedload(Round.run_by))
        .order_by(Round.run_at.desc())
        .limit(limit)
    )
    return [(round_, a or 0, b or 0, c or 0) for round_, a, b, c in rows]


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
    return db.session.scalar(
        sa.select(Round)
        .where(Round.municipality_id == municipality_id)
        .order_by(Round.run_at.desc())
        .limit(1)
    )


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
    """What the latest round that knew a request says of it, with all the round was told."""
    newest = sa.select(sa.func.max(Proposal.id)).where(Proposal.request_id == request_id)
    return db.session.scalar(
        sa.select(Proposal)
        .options(*LINES, joinedload(Proposal.round).undefer(Round.inputs))
        .where(Proposal.id == newest.scalar_subquery())
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


def overtaken(requests: list[int], round_id: int) -> set[int]:
    """Those of the requests that a later round has looked at again."""
    return set(
        db.session.scalars(
            sa.select(Proposal.request_id).where(
                Proposal.request_id.in_(requests), Proposal.round_id > round_id
            )
        )
    )


def is_decided(proposals: list[Proposal]) -> bool:
    """Asked of the database, not of what this session read before it had the lock."""
    keys = [proposal.id for proposal in proposals]
    return bool(db.session.scalar(sa.select(sa.exists().where(Decision.proposal_id.in_(keys)))))


def earlier_decisions(proposal: Proposal) -> list[Decision]:
    """What was decided before on the same child and the same family, newest first."""
    return list(
        db.session.scalars(
            sa.select(Decision)
            .join(Decision.proposal)
            .where(
                Proposal.request_id == proposal.request_id,
                Proposal.family_id == proposal.family_id,
                Proposal.id != proposal.id,
            )
            .order_by(Decision.id.desc())
        )
    )


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
