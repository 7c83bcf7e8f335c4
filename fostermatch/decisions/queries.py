"""What the pages of decisions read, and what others show of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload, undefer

from fostermatch.accounts.models import User
from fostermatch.children.models import Child, SiblingWish
from fostermatch.database import db
from fostermatch.decisions.models import (
    Decision,
    DecisionRule,
    Recommendation,
    RecommendationLine,
    Withdrawal,
)
from fostermatch.placements.models import Placement, PlacementKind
from fostermatch.requests.models import CLOSED, CareKind, PlacementRequest

LINES = selectinload(Recommendation.lines).options(
    joinedload(RecommendationLine.request).joinedload(PlacementRequest.child).joinedload(Child.team)
)
SHORT = (
    LINES,
    joinedload(Recommendation.family),
    joinedload(Recommendation.recommended_by),
    joinedload(Recommendation.decision).joinedload(Decision.decided_by),
    joinedload(Recommendation.withdrawal),
)
EVERYTHING = (
    *SHORT,
    undefer(Recommendation.weights),
    selectinload(Recommendation.lines).options(
        undefer(RecommendationLine.need), undefer(RecommendationLine.candidates)
    ),
    joinedload(Recommendation.municipality),
    joinedload(Recommendation.round),
    selectinload(Recommendation.weighed),
    selectinload(Recommendation.compromises),
)
UNDECIDED = sa.and_(
    ~sa.exists().where(Decision.recommendation_id == Recommendation.id),
    ~sa.exists().where(Withdrawal.recommendation_id == Recommendation.id),
)


def about(requests: Iterable[int]) -> sa.ColumnElement[bool]:
    return Recommendation.lines.any(RecommendationLine.request_id.in_(list(requests)))


def standing(requests: Iterable[int]) -> list[Recommendation]:
    """Those of the requests that wait for a decision."""
    found = sa.select(Recommendation).options(*SHORT).where(about(requests), UNDECIDED)
    return list(db.session.scalars(found))


def by_request(requests: Iterable[int]) -> defaultdict[int, list[Recommendation]]:
    """All that was recommended for each request, newest first."""
    keys = list(requests)
    rows = db.session.scalars(
        sa.select(Recommendation)
        .options(*SHORT)
        .where(about(keys))
        .order_by(Recommendation.id.desc())
    )
    found: defaultdict[int, list[Recommendation]] = defaultdict(list)
    for row in rows:
        for line in row.lines:
            found[line.request_id].append(row)
    return found


def is_settled(recommendation: Recommendation) -> bool:
    """Asked of the database, not of what this session read before it had the lock."""
    waits = sa.select(sa.exists().where(Recommendation.id == recommendation.id, UNDECIDED))
    return not db.session.scalar(waits)


def awaiting(user: User) -> list[Recommendation]:
    """What waits for a decision, oldest first."""
    found = Recommendation.visible_to(user).options(*SHORT).where(UNDECIDED)
    return list(db.session.scalars(found.order_by(Recommendation.recommended_on)))


def decided(user: User) -> list[Recommendation]:
    """What was decided, newest first."""
    found = Recommendation.visible_to(user).options(*SHORT).join(Recommendation.decision)
    return list(
        db.session.scalars(found.order_by(Decision.decided_on.desc(), Recommendation.id.desc()))
    )


def brothers_and_sisters(request: PlacementRequest) -> list[PlacementRequest]:
    """The open requests of siblings who must live with the child, for the same care."""
    group = request.child.sibling_group
    if group is None or group.wish is not SiblingWish.TOGETHER:
        return []
    same_care = (
        PlacementRequest.kind == CareKind.RESPITE
        if request.kind.is_respite
        else PlacementRequest.kind != CareKind.RESPITE
    )
    return list(
        db.session.scalars(
            sa.select(PlacementRequest)
            .join(PlacementRequest.child)
            .options(joinedload(PlacementRequest.child).selectinload(Child.profiles))
            .where(
                Child.sibling_group_id == group.id,
                PlacementRequest.id != request.id,
                PlacementRequest.state.not_in(CLOSED),
                same_care,
            )
            .order_by(PlacementRequest.id)
        )
    )


def left_behind(
    request: PlacementRequest, moving: set[int], family_id: int, on: date
) -> list[Child]:
    """Siblings it must live with who wait too or live elsewhere, and do not move with the child."""
    group = request.child.sibling_group
    if group is None or group.wish is not SiblingWish.TOGETHER:
        return []
    waiting = {row.child_id for row in brothers_and_sisters(request)}
    living = db.session.scalars(
        sa.select(Placement.child_id)
        .join(Placement.child)
        .where(
            Child.sibling_group_id == group.id,
            Placement.kind != PlacementKind.RESPITE,
            Placement.in_force(on),
            sa.or_(Placement.family_id.is_(None), Placement.family_id != family_id),
        )
    )
    elsewhere = set() if request.kind.is_respite else set(living)
    stay = (waiting | elsewhere) - moving
    return [child for child in group.children if child.id in stay]


def rule_in_force(municipality_id: int, on: date) -> DecisionRule | None:
    """Of two that hold from one day the later written counts."""
    return db.session.scalar(
        sa.select(DecisionRule)
        .where(DecisionRule.municipality_id == municipality_id, DecisionRule.starts_on <= on)
        .order_by(DecisionRule.starts_on.desc(), DecisionRule.id.desc())
        .limit(1)
    )


def every_rule(user: User) -> list[DecisionRule]:
    """Newest first."""
    found = DecisionRule.visible_to(user).options(joinedload(DecisionRule.set_by))
    return list(
        db.session.scalars(found.order_by(DecisionRule.starts_on.desc(), DecisionRule.id.desc()))
    )
