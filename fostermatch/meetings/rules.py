"""What must hold before people meet. Refusals are sentences that say what to do."""

import re
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from fostermatch.asks.models import AskState
from fostermatch.asks.traces import holds
from fostermatch.errors import Refused
from fostermatch.i18n import day
from fostermatch.meetings.models import Meeting, Party
from fostermatch.meetings.queries import Pair
from fostermatch.requests.models import PlacementRequest

LONGEST_AHEAD = timedelta(days=366)


def check_pair(pair: Pair | None) -> Pair:
    """Only a family that has been asked, and has not said no, meets anybody."""
    if pair is None:
        raise Refused(_("The family has not been asked yet. Ask it first."))
    if pair.ask.state is AskState.NO:
        raise Refused(
            _("The family said no on %(day)s. Ask another family.", day=day(pair.ask.said_on))
        )
    if pair.ask.state is AskState.WITHDRAWN:
        raise Refused(_("We have withdrawn the question. Ask the family again instead."))
    return pair


def check_open(request: PlacementRequest, pair: Pair | None) -> Pair:
    """Meetings are planned as long as the child waits."""
    if not request.state.is_open:
        raise Refused(_("The request is closed, so there is nothing to meet about."))
    return check_pair(pair)


def check_day(meeting: Meeting, pair: Pair, on: date) -> None:
    if meeting.planned_on < pair.ask.asked_on:
        raise Refused(_("The family had not been asked on that day."))
    if meeting.planned_on > on + LONGEST_AHEAD:
        raise Refused(_("The day is more than a year ahead."))


def check_parents_first(meeting: Meeting, pair: Pair, day: date) -> None:
    """The parents meet the family before the child does, or a sentence says why not."""
    if meeting.party is not Party.CHILD or meeting.own_reason:
        return
    parents = pair.latest(Party.PARENTS)
    if parents is None or parents.day > day:
        raise Refused(
            _(
                "The parents meet the family before the child. Plan their meeting first, "
                "or write why the child meets the family without it."
            )
        )


def check_place(text: str, *homes: Any) -> None:
    """The street of a protected home is never written where others read it."""
    for home in homes:
        street = re.match(r"[^\d,]*", home.address)
        if home.protected_address and street and holds(text, street.group().strip()):
            raise Refused(
                _("The address is protected. Write the place without it, as: at the family's home.")
            )
