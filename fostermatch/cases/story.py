"""The stories of a child and a family, told by the parts of the house that know them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.asks.models import Ask
from fostermatch.cases.queries import Case
from fostermatch.children.models import Child
from fostermatch.clock import day_of
from fostermatch.database import db
from fostermatch.decisions.models import Recommendation
from fostermatch.families import queries as families
from fostermatch.families.models import Family
from fostermatch.meetings.models import Meeting
from fostermatch.placements.models import Placement
from fostermatch.placements.story import recorded
from fostermatch.recruitment.models import Applicant, Exemption
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds.steering.models import Steering

# On one and the same day a child comes on the list before it leaves it, and is decided on
# before it moves in.
ORDER_OF_A_DAY = (
    "moved_out",
    "said",
    "profile",
    "considered",
    "expected",
    "waiting",
    "asked",
    "replied",
    "steered",
    "lifted",
    "changed",
    "told",
    "met",
    "meeting_off",
    "wished",
    "recommended",
    "withdrawn",
    "decided",
    "closed",
    "moved_in",
    "visited",
    "checked",
    "followed_up",
    "youth",
)


@dataclass(frozen=True)
class Event:
    """One line of a child's or a family's story."""

    on: date
    kind: str
    row: Any


def timeline(child: Child, case: Case) -> list[Event]:
    """What happened, newest first."""
    return sorted(
        events_of(child, case),
        key=lambda event: (event.on, ORDER_OF_A_DAY.index(event.kind)),
        reverse=True,
    )


def events_of(child: Child, case: Case) -> Iterator[Event]:
    yield from (Event(row.written_on, "profile", row) for row in child.profiles)
    yield from (Event(row.said_on, "said", row) for row in child.own_words)
    yield from (Event(row.recorded_on, "considered", row) for row in child.considerations)
    yield from (event for row in case.requests for event in of_request(row))
    yield from (event for row in case.asks for event in of_ask(row))
    yield from (event for row in case.meetings for event in of_meeting(row))
    yield from (Event(row.said_on, "wished", row) for row in case.opinions)
    yield from (Event(row.told_on, "told", row) for row in case.told)
    yield from (Event(day_of(row.at), "changed", row) for row in case.changes)
    yield from (event for row in case.steering for event in of_steering(row))
    for rows in case.recommended.values():
        yield from (event for row in rows for event in of_recommendation(row))
    yield from (event for row in case.placements for event in of_placement(row))
    for stay in case.stays:
        yield from (Event(event.on, event.kind, event.row) for event in recorded(stay))


def of_request(request: PlacementRequest) -> Iterator[Event]:
    if request.expected_since:
        yield Event(request.expected_since, "expected", request)
    if request.ready_urgency:
        yield Event(request.waiting_since, "waiting", request)
    if request.closed_on:
        yield Event(request.closed_on, "closed", request)


def of_ask(ask: Ask) -> Iterator[Event]:
    yield Event(ask.asked_on, "asked", ask)
    for reply in ask.replies:
        yield Event(reply.said_on, "replied", reply)


def of_meeting(meeting: Meeting) -> Iterator[Event]:
    if meeting.held_on:
        yield Event(meeting.held_on, "met", meeting)
    if meeting.cancelled_on:
        yield Event(meeting.cancelled_on, "meeting_off", meeting)


def of_steering(steered: Steering) -> Iterator[Event]:
    yield Event(day_of(steered.set_at), "steered", steered)
    if steered.ended_at:
        yield Event(day_of(steered.ended_at), "lifted", steered)


def of_recommendation(row: Recommendation) -> Iterator[Event]:
    """What was recommended and what came of it."""
    yield Event(row.recommended_on, "recommended", row)
    if row.withdrawal:
        yield Event(row.withdrawal.withdrawn_on, "withdrawn", row)
    if row.decision:
        yield Event(row.decision.decided_on, "decided", row)


def of_placement(placement: Placement) -> Iterator[Event]:
    yield Event(placement.starts_on, "moved_in", placement)
    if placement.ends_on:
        yield Event(placement.ends_on, "moved_out", placement)


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
