"""Today's proposal and how it changed, as pages read it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from fostermatch.accounts.models import User
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.requests.models import CLOSED, PlacementRequest
from fostermatch.rounds.models import Round
from fostermatch.rounds.standing.models import ProposalChange


def of_municipality(municipality_id: int) -> sa.Select[Round]:
    return sa.select(Round).where(Round.municipality_id == municipality_id, Round.standing)


def standing_round(municipality_id: int, *options: Any) -> Round | None:
    """Today's proposal; None before the municipality's list was matched for the first time."""
    return db.session.scalar(of_municipality(municipality_id).options(*options))


WITH_FAMILIES = (joinedload(ProposalChange.before), joinedload(ProposalChange.after))


def changes(requests: Iterable[int], since: datetime, until: datetime) -> list[ProposalChange]:
    """How today's proposal changed for the requests in that time, oldest first."""
    return list(
        db.session.scalars(
            sa.select(ProposalChange)
            .options(*WITH_FAMILIES)
            .where(
                ProposalChange.request_id.in_(list(requests)),
                ProposalChange.at > since,
                ProposalChange.at <= until,
            )
            .order_by(ProposalChange.at, ProposalChange.id)
        )
    )


def changes_of_child(child_id: int) -> list[ProposalChange]:
    return list(
        db.session.scalars(
            sa.select(ProposalChange)
            .join(ProposalChange.request)
            .options(*WITH_FAMILIES)
            .where(PlacementRequest.child_id == child_id)
            .order_by(ProposalChange.at, ProposalChange.id)
        )
    )


def changes_in_team(user: User, since: datetime) -> list[ProposalChange]:
    """The latest change of each of the own team's children who still wait, newest first."""
    latest = (
        sa.select(sa.func.max(ProposalChange.id))
        .where(ProposalChange.municipality_id == user.municipality_id, ProposalChange.at >= since)
        .group_by(ProposalChange.request_id)
    )
    return list(
        db.session.scalars(
            sa.select(ProposalChange)
            .join(ProposalChange.request)
            .join(PlacementRequest.child)
            .options(
                *WITH_FAMILIES,
                contains_eager(ProposalChange.request).contains_eager(PlacementRequest.child),
            )
            .where(
                ProposalChange.id.in_(latest),
                Child.team_id == user.team_id,
                PlacementRequest.state.not_in(CLOSED),
            )
            .order_by(ProposalChange.at.desc(), ProposalChange.id.desc())
        )
    )
