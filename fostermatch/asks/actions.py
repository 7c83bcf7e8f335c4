"""What can be done with asks. Callers commit."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.asks import letters, queries
from fostermatch.asks.models import ANSWERS, Ask, AskedHow, AskState, Reply, WithdrawnBecause
from fostermatch.asks.obstacles import obstacles, place_is_gone
from fostermatch.asks.traces import traces
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families.models import Family
from fostermatch.i18n import day
from fostermatch.placements.actions import lock
from fostermatch.requests.models import PlacementRequest, State


@dataclass(frozen=True)
class Words:
    """How a family is asked: what it is told, how and when, and why in spite of an obstacle."""

    text: str
    how: AskedHow
    asked_on: date
    own_reason: str = ""


def ask(
    request: PlacementRequest, family: Family, words: Words, by: User, on: date, at: datetime
) -> Ask:
    """Record that a family is asked for a child; a mail is put in the outbox with it.

    The request's row is locked, so two people cannot both ask the family for one child.
    """
    lock(request)
    if not request.state.is_open:
        raise Refused(_("The request is closed, so there is nothing to ask about."))
    if standing := queries.standing(request.id, family.id):
        raise Refused(
            _(
                "The family was asked for this child on %(day)s. Record its answer there.",
                day=day(standing.asked_on),
            )
        )
    if (against := obstacles(request, family, on)) and not words.own_reason:
        raise Refused(" ".join(against))
    if found := traces(words.text, request.child):
        raise Refused(tells_who(found))
    if words.asked_on < request.waiting_since:
        raise Refused(_("The child was not on the waiting list on that day."))
    row = Ask(
        municipality_id=request.municipality_id,
        request=request,
        family=family,
        asked_by_id=by.id,
        asked_at=at,
        state=AskState.ASKED,
        said_on=words.asked_on,
        **vars(words),
    )
    db.session.add(row)
    audit.record("ask.make", row, by=by, request=request.id, family=family.id, how=words.how)
    if words.how is AskedHow.MAIL:
        letters.send(row, by, at)
    return row


def tells_who(found: list[str]) -> str:
    return _(
        "The text tells who the child is: %(traces)s. Write it in another way.",
        traces=", ".join(found),
    )


@dataclass(frozen=True)
class Standing:
    """Where an ask stands from a day on: an answer, or our withdrawal."""

    state: AskState
    said_on: date
    thinking_until: date | None = None
    why_not: frozenset[str] = frozenset()
    words: str = ""
    withdrawn_because: WithdrawnBecause | None = None


def answer(row: Ask, said: Standing, by: User, at: datetime) -> None:
    """Record what the family said. It may change its mind; each answer is kept with its day."""
    if row.state is AskState.WITHDRAWN:
        raise Refused(_("We have withdrawn the question. Ask the family again instead."))
    if said.said_on < row.said_on:
        raise Refused(
            _("The answer is dated before what was last recorded, %(day)s.", day=day(row.said_on))
        )
    other = queries.standing(row.request_id, row.family_id)
    if other and other is not row:
        raise Refused(_("The family has been asked again since. Record the answer there."))
    record(row, said, by, at)


def withdraw(
    row: Ask, because: WithdrawnBecause, words: str, by: User, on: date, at: datetime
) -> None:
    """We no longer need the family's answer. It is still to be told so."""
    if not row.stands:
        raise Refused(_("The family has said no, or the question is already withdrawn."))
    said = Standing(AskState.WITHDRAWN, on, words=words, withdrawn_because=because)
    record(row, said, by, at)


def record(row: Ask, said: Standing, by: User | None, at: datetime) -> None:
    facts = {field.name: getattr(said, field.name) for field in fields(said)}
    for name, value in facts.items():
        setattr(row, name, value)
    if said.state in ANSWERS and row.answered_on is None:
        row.answered_on = said.said_on
    row.replies.append(Reply(**facts, recorded_by_id=by.id if by else None, recorded_at=at))
    audit.record("ask.reply", row, by=by, state=said.state)


def tell(row: Ask, by: User, on: date) -> None:
    """The family has heard that we withdrew."""
    if not row.is_to_be_told:
        raise Refused(_("The family has already been told."))
    row.told_on, row.told_by_id = on, by.id
    audit.record("ask.tell", row, by=by)


def end_overtaken(municipality_id: int, by: User | None, on: date, at: datetime) -> int:
    """Withdraw what still stands although the child has a home or the place is gone.

    The family that got the child has said yes by that. Returns how many asks changed.
    """
    ended = 0
    for row in queries.all_standing(municipality_id):
        said = overtaken_by(row, on)
        if said:
            record(row, said, by, at)
            ended += 1
    return ended


def overtaken_by(row: Ask, on: date) -> Standing | None:
    """What has happened since that answers the question; None while it stands."""
    day = max(on, row.said_on)
    if row.request.state is State.PLACED:
        if queries.family_of(row.request) != row.family_id:
            return withdrawn(WithdrawnBecause.OTHER_FAMILY, day)
        return None if row.state is AskState.YES else Standing(AskState.YES, day)
    if not row.request.state.is_open:
        return withdrawn(WithdrawnBecause.NEED_CHANGED, day)
    return withdrawn(WithdrawnBecause.PLACE_TAKEN, day) if place_is_gone(row, on) else None


def withdrawn(because: WithdrawnBecause, on: date) -> Standing:
    return Standing(AskState.WITHDRAWN, on, withdrawn_because=because)
