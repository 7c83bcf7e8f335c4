"""What can be done with requests. Callers commit."""

from datetime import date

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.requests.models import CLOSED, PlacementRequest, State, Urgency


def open_request(child: Child, request: PlacementRequest, by: User) -> PlacementRequest:
    """Put a child on the waiting list."""
    check_alone(child, request)
    request.municipality_id, request.child = child.municipality_id, child
    become_ready(request)
    db.session.add(request)
    audit.record("request.open", request, by=by, kind=request.kind, urgency=request.urgency)
    return request


def expect(child: Child, request: PlacementRequest, by: User, on: date) -> PlacementRequest:
    """Warn of a need that may come. Nobody waits yet, and the need may still be undescribed."""
    check_alone(child, request)
    request.municipality_id, request.child = child.municipality_id, child
    request.state, request.urgency = State.EXPECTED, Urgency.EXPECTED
    request.waiting_since = request.expected_since = on
    db.session.add(request)
    audit.record("request.expect", request, by=by, kind=request.kind)
    return request


def make_ready(request: PlacementRequest, by: User) -> None:
    """What was expected has come: the wait begins, and the day it was first expected is kept."""
    request.state = State.READY
    if request.wanted_on:
        request.wanted_on = max(request.wanted_on, request.waiting_since)
    become_ready(request)
    audit.record("request.ready", request, by=by, urgency=request.urgency)


def become_ready(request: PlacementRequest) -> None:
    """From here on the child waits and is in rounds."""
    child = request.child
    if child.profile is None:
        raise Refused(_("Describe the child's need first; the match is made from it."))
    if request.waiting_since < child.born_on:
        raise Refused(_("The child was not born on that day."))
    if not child.considerations:
        check_network_may_wait(request)
    request.ready_urgency = request.urgency


def check_network_may_wait(request: PlacementRequest) -> None:
    """Who in the network was thought of is recorded first, unless there is no time (BL § 52)."""
    if request.urgency is not Urgency.ACUTE:
        raise Refused(
            _(
                "Record first who in family and network has been thought of: "
                "on the child's page, under family and network."
            )
        )
    if not request.network_later:
        raise Refused(
            _(
                "Nobody in family and network has been thought of yet. "
                "Write why it must wait, and when you come back to it."
            )
        )


def edit(request: PlacementRequest, by: User) -> None:
    """Log a change, once it is clear that the child still waits for one thing of a kind."""
    check_alone(request.child, request)
    if request.waiting_since < request.child.born_on:
        raise Refused(_("The child was not born on that day."))
    audit.record("request.edit", request, by=by)


def check_alone(child: Child, request: PlacementRequest) -> None:
    """One open request for a home and one for respite at most."""
    with db.session.no_autoflush:
        others = db.session.scalars(
            sa.select(PlacementRequest).where(
                PlacementRequest.child_id == child.id, PlacementRequest.state.not_in(CLOSED)
            )
        )
        respite = request.kind.is_respite
        if any(one is not request and one.kind.is_respite is respite for one in others):
            raise Refused(
                _("The child is already on the waiting list for this. Edit that request.")
            )


def close(request: PlacementRequest, state: State, because: str, by: User, on: date) -> None:
    """Take a request off the waiting list for another reason than a placement."""
    if not request.state.is_open:
        raise Refused(_("The request is already closed."))
    end(request, state, on)
    request.closed_because = because
    audit.record("request.close", request, by=by, state=state)


def meet(request: PlacementRequest, on: date) -> None:
    """The child gets a home: the request is closed by its placement."""
    if not request.state.is_open:
        raise Refused(_("The child has left the waiting list since the round was run."))
    end(request, State.PLACED, on)


def end(request: PlacementRequest, state: State, on: date) -> None:
    if on < request.waiting_since:
        raise Refused(_("The day is before the child came on the waiting list."))
    request.state, request.closed_on = state, on
