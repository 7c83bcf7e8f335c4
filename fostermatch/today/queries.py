"""What each role has to do today, as lines that lead straight to where it is done."""

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.accounts.models import User
from fostermatch.asks.queries import families_that_said_no
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.duties.models import Appointment
from fostermatch.duties.queries import Line, Whose, planned
from fostermatch.duties.queries import lines as due_lines
from fostermatch.recruitment.enquiries.queries import unanswered
from fostermatch.recruitment.models import Applicant
from fostermatch.recruitment.queries import Limits, applicants
from fostermatch.requests.models import CLOSED, PlacementRequest
from fostermatch.rounds.models import Decision, Proposal
from fostermatch.rounds.queries import latest_round
from fostermatch.vacancies import queries as vacancies
from fostermatch.vacancies.queries import Line as PlacesLine

SHOWN = 8
SOON_DAYS = 30


def undecided(user: User) -> list[Proposal]:
    """The suggestions of the latest round that still wait for a decision, one's own team first.

    A family that has said no since leaves nothing to decide.
    """
    latest = latest_round(user.municipality_id)
    if latest is None:
        return []
    said_no = families_that_said_no(user.municipality_id)
    lines = db.session.scalars(
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
    return [line for line in lines if (line.request_id, line.family_id) not in said_no]


def to_confirm(user: User, on: date) -> list[PlacesLine]:
    """The user's families whose free places are to be confirmed this week, longest ago first."""
    return vacancies.to_confirm(vacancies.whose(user, mine=True), user.municipality, on)


def enquiries(user: User) -> list[Applicant]:
    """Enquiries from the public page that nobody has answered."""
    return unanswered(user)[:SHOWN]


@dataclass(frozen=True)
class Duties:
    """A consultant's visits and courses."""

    now: list[Appointment]  # today's, and those that have passed and nobody has recorded
    owed: list[Line]  # due soon, with nothing planned


def duties(user: User, on: date) -> Duties:
    soon = on + timedelta(SOON_DAYS)
    lines = due_lines(user, on, {"whose": Whose.MINE, "until": soon})
    return Duties(
        now=planned(user, Whose.MINE, until=on),
        owed=[line for line in lines if line.due.planned is None],
    )


def standing_still(user: User, on: date, limits: Limits) -> list[Applicant]:
    """The applicants who have stood at their stage for longer than they should."""
    return applicants(user, {"stuck": True}, limits, on)
