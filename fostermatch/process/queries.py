"""The board: every request on the way, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.accounts.absences.models import Absence
from fostermatch.accounts.absences.queries import Away, away, covered_by, in_charge
from fostermatch.accounts.models import User
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.decisions.models import Recommendation
from fostermatch.decisions.queries import by_request
from fostermatch.meetings.queries import pairs
from fostermatch.placements.following.due import Followed
from fostermatch.placements.following.queries import followed
from fostermatch.placements.models import Placement
from fostermatch.process.facts import Known, Suggestion
from fostermatch.process.models import ProcessLimit
from fostermatch.process.stages import USUAL_DAYS, Stage, since, stage
from fostermatch.process.steps import Step, next_step
from fostermatch.requests.models import CLOSED, PlacementRequest, State
from fostermatch.rounds.models import Proposal, Round
from fostermatch.stage_days import own_days

LATELY = timedelta(90)  # how long what is over is still shown
FOLLOWED = timedelta(366)  # how long a child is followed in its new home

Limits = dict[Stage, int]


@dataclass(frozen=True)
class Line:
    """One request on the board."""

    request: PlacementRequest
    stage: Stage
    since: date
    days: int
    limit: int | None  # None: the way is at its end
    step: Step | None
    in_charge: User | None  # who looks after it today: the caseworker or the deputy
    absence: Absence | None  # of the caseworker
    recommended: Recommendation | None
    placement: Placement | None

    @property
    def stands_still(self) -> bool:
        return self.limit is not None and self.days > self.limit

    @property
    def child(self) -> Child:
        return self.request.child

    @property
    def is_covered(self) -> bool:
        """Somebody stands in for the caseworker."""
        return self.in_charge is not None and self.absence is not None

    @property
    def due_on(self) -> date:
        return self.step.due_on if self.step else date.max

    def is_due(self, on: date) -> bool:
        return self.due_on <= on


def limits(municipality_id: int, on: date) -> Limits:
    """How many days a request may stay at each stage, as set on the day."""
    return USUAL_DAYS | own_days(ProcessLimit, municipality_id, on)


def board(user: User, on: date, *narrowed: sa.ColumnElement[bool]) -> list[Line]:
    """What is under way and what has ended lately, what is due first in front."""
    requests = of_board(user, on, narrowed)
    allowed, absent = limits(user.municipality_id, on), away(user.municipality_id, on)
    lines = [line(known, allowed, absent, on) for known in known_of(requests)]
    return sorted(lines, key=lambda line: (line.due_on, line.since, line.request.id))


def line(known: Known, limits: Limits, absent: Away, on: date) -> Line:
    facts = known.facts(on)
    now, entered = stage(facts), since(facts)
    limit, caseworker = limits.get(now), known.request.child.caseworker
    return Line(
        known.request,
        now,
        entered,
        max(0, (on - entered).days),
        limit,
        next_step(known, now, entered + timedelta(limit or 0)),
        covered_by(caseworker, absent, on),
        absent.get(caseworker.id) if caseworker else None,
        known.recommended,
        known.stay.placement if known.stay else None,
    )


def of_board(
    user: User, on: date, narrowed: Iterable[sa.ColumnElement[bool]]
) -> Sequence[PlacementRequest]:
    closed_lately = PlacementRequest.closed_on >= on - LATELY
    in_a_home = sa.and_(
        PlacementRequest.state == State.PLACED,
        Placement.starts_on >= on - FOLLOWED - LATELY,
        sa.or_(Placement.ends_on.is_(None), Placement.ends_on >= on - LATELY),
    )
    open_ = PlacementRequest.state.not_in(CLOSED)
    found = (
        PlacementRequest.visible_to(user)
        .join(PlacementRequest.child)
        .outerjoin(Placement, Placement.request_id == PlacementRequest.id)
        .where(sa.or_(open_, in_a_home, sa.and_(closed_lately, Placement.id.is_(None))), *narrowed)
        .options(
            joinedload(PlacementRequest.child).options(
                joinedload(Child.team),
                joinedload(Child.caseworker),
                joinedload(Child.sibling_group),
            )
        )
    )
    return db.session.scalars(found.order_by(PlacementRequest.id)).all()


def known_of(requests: Sequence[PlacementRequest]) -> list[Known]:
    """All that is known of each; of those who have a home, how it goes there."""
    waiting = [request for request in requests if request.state.is_open]
    asked, suggested = pairs(waiting), suggestions(request.id for request in waiting)
    recommended = by_request(request.id for request in waiting)
    stays = homes(request.id for request in requests if request.state is State.PLACED)
    return [
        Known(
            request,
            asked.get(request.id, {}),
            suggested.get(request.id),
            recommended[request.id],
            stays.get(request.id),
        )
        for request in requests
    ]


def suggestions(requests: Iterable[int]) -> dict[int, Suggestion]:
    """By request, what today's proposal says, and since when there has been a suggestion."""
    keys = list(requests)
    each = (
        sa.select(Proposal.request_id, sa.func.min(Round.run_on).label("first_on"))
        .join(Proposal.round)
        .where(Proposal.request_id.in_(keys), Proposal.family_id.is_not(None))
        .group_by(Proposal.request_id)
        .subquery()
    )
    rows = db.session.execute(
        sa.select(Proposal, each.c.first_on)
        .join(Proposal.round)
        .outerjoin(each, each.c.request_id == Proposal.request_id)
        .where(Proposal.request_id.in_(keys), Round.standing)
        .options(joinedload(Proposal.family))
    )
    return {row.request_id: Suggestion(row.family, first_on) for row, first_on in rows}


def homes(requests: Iterable[int]) -> dict[int, Followed]:
    rows = db.session.scalars(
        sa.select(Placement)
        .options(joinedload(Placement.family))
        .where(Placement.request_id.in_(list(requests)))
    ).all()
    return {stay.placement.request_id or 0: stay for stay in followed(rows).values()}


def due_in_team(user: User, on: date) -> list[Line]:
    """What is due today in the team and in the cases the user stands in for, one's own first."""
    own = sa.or_(Child.team_id == user.team_id, in_charge(Child.caseworker_id, user, on))
    lines = [line for line in board(user, on, own) if line.is_due(on)]
    return sorted(lines, key=lambda line: line.in_charge is None or line.in_charge.id != user.id)


@dataclass(frozen=True)
class Unseen:
    """Children of one caseworker whose cases nobody looks after today."""

    caseworker: User | None
    absence: Absence | None  # None: there is no caseworker, or one who has left
    children: list[Child]


def unseen(user: User, on: date) -> list[Unseen]:
    """Cases of the user's team that might get stuck unseen, by caseworker.

    No caseworker, one who has left, or one who is away without a deputy who is there.
    """
    waits = sa.exists().where(
        PlacementRequest.child_id == Child.id, PlacementRequest.state.not_in(CLOSED)
    )
    lives = sa.exists().where(Placement.child_id == Child.id, Placement.not_over(on))
    absent = away(user.municipality_id, on)
    children = db.session.scalars(
        sa.select(Child)
        .options(joinedload(Child.caseworker))
        .outerjoin(Child.caseworker)
        .where(
            Child.municipality_id == user.municipality_id,
            Child.team_id == user.team_id,
            sa.or_(waits, lives),
            sa.or_(
                Child.caseworker_id.is_(None),
                sa.not_(User.in_force(on)),
                Child.caseworker_id.in_(absent),
            ),
        )
        .order_by(Child.id)
    )
    found: dict[int | None, Unseen] = {}
    for child in children:
        if covered_by(child.caseworker, absent, on) is None:
            absence = absent.get(child.caseworker_id or 0)
            of_one = Unseen(child.caseworker, absence, [])
            found.setdefault(child.caseworker_id, of_one).children.append(child)
    return list(found.values())
