"""What can be done with meetings and with what was said there. Callers commit."""

from datetime import date, datetime

from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families.models import Family
from fostermatch.i18n import day
from fostermatch.meetings import queries, rules
from fostermatch.meetings.models import Feedback, Meeting, Opinion, Told
from fostermatch.meetings.queries import Pair
from fostermatch.placements.actions import lock
from fostermatch.requests.models import PlacementRequest


def known_pair(request: PlacementRequest, family: Family) -> Pair:
    """Hold the request's row, and see that the family may still become the child's."""
    lock(request)
    return rules.check_pair(queries.pair(request, family.id))


def plan(meeting: Meeting, request: PlacementRequest, family: Family, by: User, on: date) -> None:
    """Arrange a meeting, or move one that has not been held."""
    with db.session.no_autoflush:
        pair = rules.check_open(request, known_pair(request, family))
        check_planned(meeting)
        standing = pair.latest(meeting.party)
        if standing and standing is not meeting and standing.is_planned:
            raise Refused(
                _(
                    "A meeting is already planned for %(day)s. Change that one.",
                    day=day(standing.planned_on),
                )
            )
        rules.check_day(meeting, pair, on)
        rules.check_place(meeting.place, request.child, family)
        rules.check_parents_first(meeting, without(pair, meeting), meeting.planned_on)
    if meeting.id is None:
        meeting.municipality_id, meeting.arranged_on = request.municipality_id, on
        meeting.request, meeting.family = request, family
        db.session.add(meeting)
    audit.record("meeting.plan", meeting, by=by, request=request.id, party=meeting.party)


def without(pair: Pair, meeting: Meeting) -> Pair:
    others = [row for row in pair.meetings if row is not meeting]
    return Pair(pair.ask, others, pair.opinions)


def hold(meeting: Meeting, held_on: date, took_part: str, own_reason: str, by: User) -> None:
    """It has been held, and these took part."""
    check_planned(meeting)
    pair = known_pair(meeting.request, meeting.family)
    if held_on < pair.ask.asked_on:
        raise Refused(_("The family had not been asked on that day."))
    meeting.own_reason = own_reason or meeting.own_reason
    rules.check_parents_first(meeting, without_planned(pair), held_on)
    meeting.held_on, meeting.took_part = held_on, took_part
    audit.record("meeting.hold", meeting, by=by)


def without_planned(pair: Pair) -> Pair:
    """What is only planned has not come before what is held."""
    held = [row for row in pair.meetings if row.held_on]
    return Pair(pair.ask, held, pair.opinions)


def cancel(meeting: Meeting, because: str, by: User, on: date) -> None:
    check_planned(meeting)
    meeting.cancelled_on, meeting.cancelled_because = on, because
    audit.record("meeting.cancel", meeting, by=by)


def check_planned(meeting: Meeting) -> None:
    if meeting.held_on:
        raise Refused(_("The meeting has already been held."))
    if meeting.cancelled_on:
        raise Refused(_("The meeting has been cancelled. Plan a new one."))


def answer(meeting: Meeting, said: Feedback, by: User, at: datetime) -> None:
    """What somebody who was there answered to the two closing questions."""
    if meeting.held_on is None:
        raise Refused(_("The meeting has not been held yet. Record that first."))
    if said.answered_on < meeting.held_on:
        raise Refused(_("The answers are dated before the meeting."))
    said.recorded_by_id, said.recorded_at = by.id, at
    meeting.feedback.append(said)
    audit.record("meeting.answer", meeting, by=by, party=said.party)


def hear(request: PlacementRequest, family: Family, said: Opinion, by: User, at: datetime) -> None:
    """What the parents or the child say of the family. They may change their mind; all is kept."""
    pair = known_pair(request, family)
    earlier = pair.opinions.get(said.party)
    if said.said_on < pair.ask.asked_on:
        raise Refused(_("The family had not been asked on that day."))
    if earlier and said.said_on < earlier.said_on:
        raise Refused(
            _("It is dated before what was last recorded, %(day)s.", day=day(earlier.said_on))
        )
    keep(said, request, family, by, at, "opinion.hear")


def tell(request: PlacementRequest, family: Family, told: Told, by: User, at: datetime) -> None:
    """What the child was told about the family."""
    known_pair(request, family)
    rules.check_place(told.words, family)
    keep(told, request, family, by, at, "child.tell")


def keep(
    row: Opinion | Told,
    request: PlacementRequest,
    family: Family,
    by: User,
    at: datetime,
    action: str,
) -> None:
    row.municipality_id = request.municipality_id
    row.request_id, row.family_id = request.id, family.id
    row.recorded_by_id, row.recorded_at = by.id, at
    db.session.add(row)
    audit.record(action, row, by=by, request=request.id, family=family.id)
