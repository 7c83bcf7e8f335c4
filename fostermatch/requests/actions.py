"""What can be done with requests. Callers commit."""

from datetime import date

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.requests.models import CLOSED, PlacementRequest, State


def open_request(child: Child, request: PlacementRequest, by: User) -> PlacementRequest:
    """Put a child on the waiting list."""
    if child.profile is None:
        raise Refused(_("Describe the child's need first; the match is made from it."))
    check_alone(child, request)
    if request.waiting_since < child.born_on:
        raise Refused(_("The child was not born on that day."))
    request.municipality_id, request.child = child.municipality_id, child
    db.session.add(request)
    audit.record("request.open", request, by=by, kind=request.kind, urgency=request.urgency)
    return request


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
