"""A line's next step as words and as the page where it is done."""

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from fostermatch import access
from fostermatch.accounts.absences.models import Absence
from fostermatch.i18n import day
from fostermatch.meetings import words as meeting_words
from fostermatch.meetings.queries import Pair
from fostermatch.process.queries import Line
from fostermatch.process.steps import Do, Step

MAY = {
    Do.OWN: "request.edit",
    Do.MAKE_READY: "request.edit",
    Do.FIND: "ask.make",
    Do.ASK: "ask.make",
    Do.ASK_NEXT: "ask.make",
    Do.HEAR: "ask.answer",
    Do.WITHDRAW: "ask.make",
    Do.MEETING: "meeting.record",
    Do.RECOMMEND: "recommendation.write",
    Do.DECIDE: "recommendation.read",
    Do.MOVE_IN: "request.edit",
    Do.FOLLOW: "request.edit",
}
PAGES = {Do.OWN: "requests.edit", Do.MAKE_READY: "requests.make_ready"}


@dataclass(frozen=True)
class Next:
    label: str
    family: str  # the reference, where one is concerned
    address: str | None  # None: somebody else does it


def next_of(line: Line, on: date) -> Next | None:
    """What the visitor may know of the next step, and where it leads if it is the visitor's."""
    step = line.step
    if step is None:
        return None
    may = access.allowed(current_user, MAY[step.do], line.request)
    reference = step.pair.ask.family.reference if step.pair else ""
    return Next(label(line, step, on, may), reference, address(line, step, on) if may else None)


def label(line: Line, step: Step, on: date, may: bool) -> str:
    """A caseworker's own words are for the child's team."""
    if step.do is Do.OWN and may and line.request.next_step:
        return line.request.next_step
    if step.meeting:
        return meeting_words.what(step.meeting, on)
    return str(step.due.label if step.due else step.do.label)


def address(line: Line, step: Step, on: date) -> str:
    request, pair = line.request, step.pair
    if pair and step.meeting:
        return meeting_words.where(step.meeting, request.id, pair.ask.family_id, on)
    if pair and step.do is Do.RECOMMEND:
        family_id = pair.ask.family_id
        return url_for("decisions.recommend", request_id=request.id, family_id=family_id)
    if pair:
        return about_ask(step, pair)
    if line.recommended and step.do is Do.DECIDE:
        return url_for("decisions.detail", recommendation_id=line.recommended.id)
    if line.placement:
        return url_for("placements.detail", placement_id=line.placement.id)
    return url_for(PAGES.get(step.do, "match_page.show"), request_id=request.id)


def about_ask(step: Step, pair: Pair) -> str:
    page = "asks.withdraw" if step.do is Do.WITHDRAW else "asks.detail"
    return url_for(page, ask_id=pair.ask.id)


def for_whom(absence: Absence) -> str:
    """What a deputy reads: whose case it is, and how long he or she is away."""
    name = absence.user.name.split()[0]
    if absence.ends_on is None:
        return _("for %(name)s (away)", name=name)
    return _("for %(name)s (away until %(day)s)", name=name, day=day(absence.ends_on))
