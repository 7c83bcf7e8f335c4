"""The story of a stay: what has been recorded of it, newest first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from fostermatch.placements.following.due import Followed
from fostermatch.placements.models import StepState


@dataclass(frozen=True)
class Event:
    on: date
    kind: str
    row: Any


# On one and the same day the child comes before anything is seen of how it goes.
ORDER_OF_A_DAY = (
    "step",
    "moved_in",
    "note",
    "visited",
    "checked",
    "followed_up",
    "youth",
    "moved_out",
)


def story(stay: Followed) -> list[Event]:
    placement = stay.placement
    events = [Event(placement.starts_on, "moved_in", placement), *recorded(stay)]
    events += [
        Event(row.planned_on, "step", row) for row in stay.steps if row.state is StepState.HELD
    ]
    events += [Event(row.note_on, "note", row) for row in stay.follow_ups if row.note_on]
    if placement.ends_on:
        events.append(Event(placement.ends_on, "moved_out", placement))
    return sorted(
        events, key=lambda event: (event.on, ORDER_OF_A_DAY.index(event.kind)), reverse=True
    )


def recorded(stay: Followed) -> list[Event]:
    """What the child's own story shows as well."""
    events = [Event(row.held_on, "visited", row) for row in stay.held_visits if row.held_on]
    events += [
        Event(row.held_on, "followed_up", row) for row in stay.held_follow_ups if row.held_on
    ]
    events += [Event(row.held_on, "checked", row) for row in stay.checks]
    last = stay.placement.ends_on or date.max
    events += [
        Event(row.done_on, "youth", row)
        for row in stay.youth
        if not stay.placement.is_respite
        if stay.placement.starts_on <= row.done_on <= last
    ]
    return events
