"""What the page of one child and the waiting list read, from all the packages below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from fostermatch.accounts.absences.queries import in_charge
from fostermatch.accounts.models import Team, User
from fostermatch.asks.models import Ask
from fostermatch.asks.queries import latest
from fostermatch.asks.queries import of_child as asked_for_child
from fostermatch.children.models import Child, SiblingGroup
from fostermatch.database import db
from fostermatch.families import queries as families
from fostermatch.families.models import Family
from fostermatch.meetings import queries as meetings
from fostermatch.meetings.models import Meeting, Opinion, Told
from fostermatch.placements.models import Placement
from fostermatch.placements.queries import of_child
from fostermatch.recruitment.models import Applicant, Exemption
from fostermatch.requests.models import CLOSED, CareKind, PlacementRequest, State, Urgency, WhereNow
from fostermatch.rounds.models import Decision, Proposal


@dataclass(frozen=True)
class Line:
    """One line of the waiting list: a request, and what the latest round suggests."""

    request: PlacementRequest
    days: int
    proposal: Proposal | None
    asks: dict[int, Ask]  # the latest by family


def waiting_list(user: User, on: date, asked: dict[str, Any]) -> list[Line]:
    """Everyone waiting whom the user may see and asked for, longest wait first: a few queries."""
    found = PlacementRequest.visible_to(user).options(
        joinedload(PlacementRequest.child).options(
            joinedload(Child.team),
            joinedload(Child.sibling_group).selectinload(SiblingGroup.children),
            selectinload(Child.profiles),
        )
    )
    found = found.join(PlacementRequest.child).where(PlacementRequest.state.not_in(CLOSED))
    if "team" in asked:
        found = found.where(Child.team_id == asked["team"])
    if "mine" in asked:
        found = found.where(in_charge(Child.caseworker_id, user, on))
    for column in ("kind", "urgency", "where_now"):
        if column in asked:
            found = found.where(getattr(PlacementRequest, column) == asked[column])
    requests = db.session.scalars(
        found.order_by(PlacementRequest.waiting_since, PlacementRequest.id)
    ).all()
    proposals = latest_proposals(request.id for request in requests)
    asks = latest(request.id for request in requests)
    return [
        Line(
            request,
            request.days_waited(on),
            proposals.get(request.id),
            asks[request.id],
        )
        for request in requests
    ]


def latest_proposals(requests: Iterable[int]) -> dict[int, Proposal]:
    """What the latest round that knew each request says of it."""
    latest = (
        sa.select(sa.func.max(Proposal.id))
        .where(Proposal.request_id.in_(list(requests)))
        .group_by(Proposal.request_id)
    )
    rows = db.session.scalars(
        sa.select(Proposal)
        .options(
            joinedload(Proposal.family), joinedload(Proposal.decision), joinedload(Proposal.round)
        )
        .where(Proposal.id.in_(latest))
    )
    return {row.request_id: row for row in rows}


def waiting_for_a_home(user: User) -> list[PlacementRequest]:
    """Whom a network family may be for: those with an open request for a home, network first."""
    return list(
        db.session.scalars(
            PlacementRequest.visible_to(user)
            .options(joinedload(PlacementRequest.child).joinedload(Child.team))
            .where(PlacementRequest.state.not_in(CLOSED), PlacementRequest.kind != CareKind.RESPITE)
            .order_by(
                PlacementRequest.kind != CareKind.NETWORK,
                PlacementRequest.waiting_since,
                PlacementRequest.id,
            )
        )
    )


@dataclass(frozen=True)
class Counts:
    """The figures of one team, or of the whole municipality."""

    waiting: int
    median_days: int | None
    in_institution: int
    acute: int


def counts(user: User, on: date) -> tuple[Counts, dict[str, Counts]]:
    """The whole municipality and each team: aggregates, without a case in sight."""
    rows = db.session.execute(
        sa.select(
            PlacementRequest.waiting_since,
            PlacementRequest.where_now,
            PlacementRequest.urgency,
            Team.name.label("team"),
        )
        .join(PlacementRequest.child)
        .join(Child.team)
        .where(
            PlacementRequest.municipality_id == user.municipality_id,
            PlacementRequest.state.not_in((*CLOSED, State.EXPECTED)),
        )
        .order_by(Team.name)
    ).all()
    teams = {row.team: [other for other in rows if other.team == row.team] for row in rows}
    return count(rows, on), {name: count(own, on) for name, own in teams.items()}


def count(rows: Sequence[Any], on: date) -> Counts:
    days = [(on - row.waiting_since).days for row in rows]
    return Counts(
        waiting=len(rows),
        median_days=round(median(days)) if days else None,
        in_institution=sum(row.where_now is WhereNow.INSTITUTION for row in rows),
        acute=sum(row.urgency is Urgency.ACUTE for row in rows),
    )


@dataclass(frozen=True)
class Case:
    """All that the page of one child shows."""

    requests: list[PlacementRequest]
    placements: list[Placement]
    proposals: dict[int, Proposal]
    decisions: list[Decision]
    asks: list[Ask]
    meetings: list[Meeting]
    opinions: list[Opinion]
    told: list[Told]


def case(child: Child) -> Case:
    requests = list(
        db.session.scalars(
            sa.select(PlacementRequest)
            .where(PlacementRequest.child_id == child.id)
            .order_by(PlacementRequest.waiting_since.desc(), PlacementRequest.id.desc())
        )
    )
    keys = [request.id for request in requests]
    decisions = db.session.scalars(
        sa.select(Decision)
        .join(Decision.proposal)
        .join(Proposal.round)
        .options(
            joinedload(Decision.proposal).joinedload(Proposal.family),
            joinedload(Decision.decided_by),
        )
        .where(Proposal.request_id.in_(keys))
        .order_by(Decision.decided_at.desc())
    )
    return Case(
        requests,
        of_child(child.id),
        latest_proposals(keys),
        list(decisions),
        asked_for_child(child.id),
        meetings.meetings_of(keys),
        meetings.opinions_of(keys),
        meetings.told(keys),
    )


# On one and the same day a child comes on the list before it leaves it, and is decided on
# before it moves in.
ORDER_OF_A_DAY = (
    "moved_out",
    "profile",
    "waiting",
    "asked",
    "replied",
    "told",
    "met",
    "meeting_off",
    "wished",
    "decided",
    "closed",
    "moved_in",
)


@dataclass(frozen=True)
class Event:
    """One line of a child's or a family's story."""

    on: date
    kind: str
    row: Any


def timeline(child: Child, case: Case) -> list[Event]:
    """What happened, newest first."""
    events = [Event(row.written_on, "profile", row) for row in child.profiles]
    for request in case.requests:
        events.append(Event(request.waiting_since, "waiting", request))
        if request.closed_on:
            events.append(Event(request.closed_on, "closed", request))
    for ask in case.asks:
        events.append(Event(ask.asked_on, "asked", ask))
        events += [Event(reply.said_on, "replied", reply) for reply in ask.replies]
    events += [Event(row.held_on, "met", row) for row in case.meetings if row.held_on]
    events += [
        Event(row.cancelled_on, "meeting_off", row) for row in case.meetings if row.cancelled_on
    ]
    events += [Event(row.said_on, "wished", row) for row in case.opinions]
    events += [Event(row.told_on, "told", row) for row in case.told]
    events += [Event(row.decided_on, "decided", row) for row in case.decisions]
    for placement in case.placements:
        events.append(Event(placement.starts_on, "moved_in", placement))
        if placement.ends_on:
            events.append(Event(placement.ends_on, "moved_out", placement))
    return sorted(
        events, key=lambda event: (event.on, ORDER_OF_A_DAY.index(event.kind)), reverse=True
    )


def family_timeline(family: Family) -> list[Event]:
    """The family's story, with the exceptions made when it became a family."""
    exemptions = db.session.scalars(
        sa.select(Exemption)
        .join(Exemption.applicant)
        .options(joinedload(Exemption.given_by))
        .where(Applicant.family_id == family.id)
    )
    events = [Event(event.on, event.kind, event.row) for event in families.timeline(family)]
    events += [Event(row.given_on, "exempted", row) for row in exemptions]
    return sorted(events, key=lambda event: event.on, reverse=True)
