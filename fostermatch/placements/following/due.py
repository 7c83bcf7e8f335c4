"""What is owed on a stay and by when, and what of it was kept.

Told a stay and what has been recorded of it; asks nobody. Nothing of this is stored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from fostermatch import deadlines
from fostermatch.choices import Choice
from fostermatch.clock import birthday, months_after
from fostermatch.placements.models import (
    MONTHS,
    CheckUp,
    FollowUp,
    IntroductionStep,
    Placement,
    PlacementKind,
    StepState,
    SupervisionVisit,
    YouthStep,
)

YEAR = 12  # months
AHEAD = timedelta(366)


class What(Choice):
    INTRODUCTION = "introduction", _l("Introduction")
    VISIT = "visit", _l("Supervision visit")
    FOLLOW_UP = "follow_up", _l("Follow-up")
    STATUS_NOTE = "status_note", _l("Status note")
    CHECK = "check", _l("Check")
    YOUTH_PLAN = "youth_plan", _l("Youth plan")
    AFTERCARE = "aftercare_talk", _l("Talk about support after 18")


@dataclass(frozen=True)
class Due:
    """Something that has not been done yet."""

    placement: Placement
    what: What
    due_on: date
    planned_on: date | None = None
    row: Any = None
    months: int = 0  # of a check

    @property
    def label(self) -> Any:
        if self.what is What.CHECK:
            return _("Check after %(months)s months", months=self.months)
        return self.row.kind.label if self.what is What.INTRODUCTION else self.what.label

    def is_overdue(self, on: date) -> bool:
        return self.due_on < on


@dataclass(frozen=True)
class Kept:
    """Something that was due, and the day it was done."""

    what: What
    due_on: date
    done_on: date | None = None

    @property
    def in_time(self) -> bool:
        return self.done_on is not None and self.done_on <= self.due_on

    def counts(self, on: date) -> bool:
        """In the share of the year: it is done, or its day has passed."""
        return self.due_on.year == on.year and (self.done_on is not None or self.due_on < on)


@dataclass(frozen=True)
class Followed:
    """A stay with all that has been recorded of it."""

    placement: Placement
    steps: Sequence[IntroductionStep] = ()
    visits: Sequence[SupervisionVisit] = ()
    follow_ups: Sequence[FollowUp] = ()
    checks: Sequence[CheckUp] = ()
    youth: Sequence[YouthStep] = ()

    @property
    def held_visits(self) -> list[SupervisionVisit]:
        found = [row for row in self.visits if row.held_on]
        return sorted(found, key=lambda row: row.held_on or date.max)

    @property
    def planned_visit(self) -> SupervisionVisit | None:
        """The next one."""
        found = [row for row in self.visits if row.planned_on and not row.held_on]
        return min(found, key=lambda row: row.planned_on or date.max, default=None)

    @property
    def held_follow_ups(self) -> list[FollowUp]:
        found = [row for row in self.follow_ups if row.held_on]
        return sorted(found, key=lambda row: row.held_on or date.max)

    @property
    def open_follow_up(self) -> FollowUp | None:
        return next((row for row in self.follow_ups if not row.held_on), None)

    @property
    def has_checks(self) -> bool:
        """Where a family is to settle in with the child for good."""
        return self.placement.kind in (PlacementKind.FOSTER, PlacementKind.NETWORK)


def dues(stay: Followed, on: date) -> list[Due]:
    """All that is still to be done while the stay lasts, first due first."""
    last = stay.placement.ends_on
    if last and last < on:
        return []
    found = [*introduction(stay), *follow_ups(stay)]
    if not stay.placement.is_respite:
        found += [*visits(stay, on), *checks(stay, on), *growing_up(stay, on)]
    found = [due for due in found if last is None or due.due_on <= last]
    return sorted(found, key=lambda due: due.due_on)


def introduction(stay: Followed) -> Iterator[Due]:
    for row in stay.steps:
        if row.state is StepState.PLANNED:
            yield Due(stay.placement, What.INTRODUCTION, row.planned_on, row.planned_on, row)


def visits(stay: Followed, on: date) -> Iterator[Due]:
    """The next visit, as long as the child is a child."""
    if stay.placement.child.age_on(on) < deadlines.value("grown_up_age", on):
        held = [row.held_on for row in stay.held_visits if row.held_on]
        due_on = visit_days(stay.placement.starts_on, held)[-1]
        row = stay.planned_visit
        yield Due(stay.placement, What.VISIT, due_on, row.planned_on if row else None, row)


def visit_days(starts_on: date, held: Sequence[date]) -> list[date]:
    """When each of these visits was due, and when the next one is.

    Every twelve months see as many visits as the law says: the first ones are spread evenly over
    the first year, and each later one is due a year after the one that many before it.
    """
    since = counted_from("child_visits_per_year_min", starts_on)
    made = [day for day in held if day >= since]
    return [next_visit(since, made[:number]) for number in range(len(made) + 1)]


def next_visit(since: date, made: Sequence[date]) -> date:
    a_year = deadlines.value("child_visits_per_year_min", made[-1] if made else since)
    if len(made) >= a_year:
        return months_after(made[-a_year], YEAR)
    return months_after(since, YEAR * (len(made) + 1) // a_year)


def counted_from(key: str, starts_on: date) -> date:
    """A stay older than the limit is held to it from the limit's first day."""
    return max(starts_on, deadlines.first_day(key))


def follow_ups(stay: Followed) -> Iterator[Due]:
    row = stay.open_follow_up
    due_on = follow_up_days(stay.placement, stay.held_follow_ups)[-1]
    planned_on = row.planned_on if row else None
    yield Due(stay.placement, What.FOLLOW_UP, due_on, planned_on, row)
    if not stay.placement.is_respite and (row is None or row.note_on is None):
        note_on = note_day(planned_on or due_on)
        yield Due(stay.placement, What.STATUS_NOTE, note_on, row=row)


def follow_up_days(placement: Placement, held: Sequence[FollowUp]) -> list[date]:
    """When each of these follow-ups was due, and when the next one is."""
    key = "first_follow_up_max"
    since = counted_from(key, placement.starts_on)
    days = [months_after(since, deadlines.value(key, since))]
    return days + [row.next_on or proposed_day(placement, row.held_on or since) for row in held]


def proposed_day(placement: Placement, held_on: date) -> date:
    """When to meet again, if nobody says otherwise."""
    key = "short_placement_follow_up" if placement.is_acute else "follow_up_interval"
    return held_on + timedelta(weeks=deadlines.value(key, held_on))


def note_day(follow_up_on: date) -> date:
    days = deadlines.value("status_note_before_follow_up", follow_up_on)
    return follow_up_on - timedelta(days)


def checks(stay: Followed, on: date) -> Iterator[Due]:
    """The next check. One that was not made lapses when the next is due, the last after a year."""
    made = {row.months for row in stay.checks}
    for months, until in zip(MONTHS, (*MONTHS[1:], 2 * YEAR), strict=True):
        lapses_on = months_after(stay.placement.starts_on, until)
        if stay.has_checks and months not in made and on < lapses_on:
            due_on = months_after(stay.placement.starts_on, months)
            yield Due(stay.placement, What.CHECK, due_on, months=months)
            return


def growing_up(stay: Followed, on: date) -> Iterator[Due]:
    """What comes with the 16th and the 18th birthday, a year ahead at most."""
    born_on, done = stay.placement.child.born_on, {row.duty.value for row in stay.youth}
    sixteen = birthday(born_on, deadlines.value("youth_plan_age", on))
    begins = counted_from("youth_plan_ready_max", max(sixteen, stay.placement.starts_on))
    grown_up = birthday(born_on, deadlines.value("grown_up_age", on))
    days = {
        What.YOUTH_PLAN: months_after(begins, deadlines.value("youth_plan_ready_max", begins)),
        What.AFTERCARE: months_after(grown_up, -deadlines.value("aftercare_talk_before", grown_up)),
    }
    for what, due_on in days.items():
        too_late = what is What.YOUTH_PLAN and on >= grown_up
        if what not in done and not too_late and due_on <= on + AHEAD:
            yield Due(stay.placement, what, due_on)


def kept(stay: Followed) -> list[Kept]:
    """All that has been due so far and the next of each, with the day it was done."""
    found = [*kept_follow_ups(stay)]
    if not stay.placement.is_respite:
        held = [row.held_on for row in stay.held_visits if row.held_on]
        days = visit_days(stay.placement.starts_on, held)
        done: list[date | None] = [*held[len(held) - len(days) + 1 :], None]
        found += [Kept(What.VISIT, *pair) for pair in zip(days, done, strict=True)]
    if stay.has_checks:
        made = {row.months: row.held_on for row in stay.checks}
        found += [
            Kept(What.CHECK, months_after(stay.placement.starts_on, months), made.get(months))
            for months in MONTHS
        ]
    last = stay.placement.ends_on
    return [row for row in found if row.done_on or last is None or row.due_on <= last]


def kept_follow_ups(stay: Followed) -> Iterator[Kept]:
    """A status note is held to the day of the follow-up it came before."""
    held = stay.held_follow_ups
    days = follow_up_days(stay.placement, held)
    for due_on, row in zip(days, held, strict=False):
        yield Kept(What.FOLLOW_UP, due_on, row.held_on)
        if row.held_on and not stay.placement.is_respite:
            yield Kept(What.STATUS_NOTE, note_day(row.planned_on or row.held_on), row.note_on)
    yield Kept(What.FOLLOW_UP, days[-1])
