"""What a paper is worth on a day, and which certificates a household lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from fostermatch import deadlines
from fostermatch.families.models import HouseholdMember
from fostermatch.papers.models import CERTIFICATES, Paper, PaperKind

AHEAD = timedelta(days=60)


class State(IntEnum):
    """The most urgent first."""

    LAPSED = 1  # requested in vain: the time to answer is over
    EXPIRED = 2
    AWAITED = 3  # requested, and there is still time to answer
    EXPIRING = 4  # soon
    ASKED_FOR = 5  # with no time to answer
    IN_ORDER = 6
    REPLACED = 7
    WITHDRAWN = 8


DUE = (State.LAPSED, State.EXPIRED, State.AWAITED, State.EXPIRING)


@dataclass(frozen=True)
class Standing:
    """A paper, its state, and the day on which that changes or did."""

    paper: Paper
    state: State
    day: date | None = None

    def days_left(self, on: date) -> int:
        return (self.day - on).days if self.day else 0

    @property
    def is_due(self) -> bool:
        return self.state in DUE

    @property
    def holds(self) -> bool:
        return self.state in (State.IN_ORDER, State.EXPIRING)


def standings(papers: Iterable[Paper], on: date) -> list[Standing]:
    """Each paper of one household, newest first. A newer one of a kind takes the older's place.

    A request takes the place of another request, but not of a paper that is there.
    """
    found: list[Standing] = []
    seen: set[Any] = set()
    received: set[Any] = set()
    for paper in sorted(papers, key=lambda paper: (paper.day, paper.id), reverse=True):
        key = (paper.member_id, paper.kind)
        if paper.withdrawn_on:
            found.append(Standing(paper, State.WITHDRAWN, paper.withdrawn_on))
        elif key in received or (key in seen and not paper.is_received):
            found.append(Standing(paper, State.REPLACED))
        else:
            found.append(standing(paper, on))
            if paper.kind.replaces:
                (received if paper.is_received else seen).add(key)
    return found


def standing(paper: Paper, on: date) -> Standing:
    """Of a paper that neither was withdrawn nor has been replaced."""
    if paper.is_received:
        day = paper.expires_on
        if day is None or day > on + AHEAD:
            return Standing(paper, State.IN_ORDER, day)
        return Standing(paper, State.EXPIRING if day >= on else State.EXPIRED, day)
    if paper.requested_on is None or not paper.kind.is_certificate:
        return Standing(paper, State.ASKED_FOR, paper.requested_on)
    day = last_answer(paper.requested_on)
    return Standing(paper, State.AWAITED if day >= on else State.LAPSED, day)


def last_answer(requested_on: date) -> date:
    """The last day on which a request in e-Boks can be approved."""
    window = deadlines.value("certificate_consent_window", requested_on)
    return requested_on + timedelta(days=window)


@dataclass(frozen=True)
class Owed:
    """A certificate that somebody in a household lacks, and what is known of it."""

    member: HouseholdMember
    kind: PaperKind
    since: date  # the birthday from which it is owed; it may lie ahead
    standing: Standing | None

    def is_due(self, on: date) -> bool:
        return self.since <= on


def owed(
    members: Iterable[HouseholdMember],
    found: Iterable[Standing],
    on: date,
    ahead: timedelta = AHEAD,
) -> list[Owed]:
    """What everyone old enough lacks, and those who will be old enough soon."""
    latest: dict[tuple[int | None, PaperKind], Standing] = {}
    for one in sorted(found, key=lambda one: one.holds, reverse=True):
        if one.state not in (State.REPLACED, State.WITHDRAWN):
            latest.setdefault((one.paper.member_id, one.paper.kind), one)
    return [
        Owed(member, kind, since, known)
        for member in members
        if (since := member.turns(deadlines.value("certificate_age", on))) <= on + ahead
        for kind in CERTIFICATES
        if not ((known := latest.get((member.id, kind))) and known.holds)
    ]
