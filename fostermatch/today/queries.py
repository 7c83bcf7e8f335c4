"""What each role has to do today, as lines that lead straight to where it is done."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.accounts.models import User
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.families.queries import FamilyRow, rows
from fostermatch.recruitment.models import Applicant
from fostermatch.recruitment.queries import Limits, applicants
from fostermatch.requests.models import CLOSED, PlacementRequest
from fostermatch.rounds.models import Decision, Proposal
from fostermatch.rounds.queries import latest_round

SHOWN = 8


def steps_due(user: User, on: date) -> list[PlacementRequest]:
    """The next steps of the user's team that fall due today or have passed."""
    return list(
        db.session.scalars(
            PlacementRequest.visible_to(user)
            .join(PlacementRequest.child)
            .options(joinedload(PlacementRequest.child))
            .where(
                Child.team_id == user.team_id,
                PlacementRequest.state.not_in(CLOSED),
                PlacementRequest.next_step_on <= on,
            )
            .order_by(PlacementRequest.next_step_on)
            .limit(SHOWN)
        )
    )


def undecided(user: User) -> list[Proposal]:
    """The suggestions of the latest round that still wait for a decision, one's own team first."""
    latest = latest_round(user.municipality_id)
    if latest is None:
        return []
    return list(
        db.session.scalars(
            sa.select(Proposal)
            .outerjoin(Decision)
            .join(Proposal.request)
            .join(PlacementRequest.child)
            .options(
                joinedload(Proposal.request).joinedload(PlacementRequest.child),
                joinedload(Proposal.family),
            )
            .where(
                Proposal.round_id == latest.id,
                Proposal.family_id.is_not(None),
                Decision.id.is_(None),
                PlacementRequest.state.not_in(CLOSED),
            )
            .order_by(Child.team_id != user.team_id, Proposal.place_in_list)
        )
    )


def to_confirm(user: User, on: date) -> list[FamilyRow]:
    """Families with free places that nobody has confirmed lately."""
    return rows(user, on, {"places": "stale"})


def standing_still(user: User, on: date, limits: Limits) -> list[Applicant]:
    """The applicants who have stood at their stage for longer than they should."""
    return applicants(user, {"stuck": True}, limits, on)
