"""What can be done with placements. Callers commit."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families import actions as families
from fostermatch.families.models import ApprovalKind, Family
from fostermatch.families.places import care_of
from fostermatch.needs import Slot
from fostermatch.placements.models import Breakdown, EndReason, MoveOn, Placement, PlacementKind
from fostermatch.requests import actions as requests
from fostermatch.requests.models import PlacementRequest

LONGEST_AHEAD = timedelta(days=366)


def start(
    request: PlacementRequest,
    family: Family,
    slot: Slot,
    starts_on: date,
    by: User,
    on: date,
    at: datetime,
    yearly_cost: Decimal | None = None,
) -> Placement:
    """Give the child a place in the family: the place is taken, the request is closed.

    Request first and family second are locked in that order by everyone, so nobody waits in
    a ring. Refuses when the place, the approval or the request is gone since the round.
    """
    lock(request)
    check_start(request, slot, starts_on, on)
    check_approval(request, family, slot, starts_on)
    requests.meet(request, on)
    placement = Placement(
        municipality_id=request.municipality_id,
        child=request.child,
        kind=kind_of(family, slot, starts_on),
        family=family,
        request=request,
        taken_place=families.take_place(family, slot, starts_on, at),
        starts_on=starts_on,
        yearly_cost=yearly_cost,
    )
    db.session.add(placement)
    audit.record("placement.start", placement, by=by, family=family.id, slot=slot)
    return placement


def lock(request: PlacementRequest) -> None:
    """Hold the request's row, and read it again as the one before us left it."""
    row = sa.select(PlacementRequest).where(PlacementRequest.id == request.id)
    db.session.execute(row.with_for_update().execution_options(populate_existing=True))


def check_start(request: PlacementRequest, slot: Slot, starts_on: date, on: date) -> None:
    """The place must be of a kind the child still asks for, from a day that makes sense."""
    if slot not in request.slots:
        raise Refused(_("The request has changed since the round and asks for another place."))
    if starts_on < request.waiting_since:
        raise Refused(_("The first day is before the child came on the waiting list."))
    if starts_on > on + LONGEST_AHEAD:
        raise Refused(_("The first day is more than a year ahead."))


def check_approval(request: PlacementRequest, family: Family, slot: Slot, day: date) -> None:
    care = care_of(slot)
    approval = next((row for row in family.approvals_on(day) if row.care is care), None)
    if approval is None:
        raise Refused(_("The family's approval is not in force on that day."))
    age = request.child.age_on(day)
    if not approval.admits(age, day):
        raise Refused(
            _(
                "The child is %(age)s and the family is approved for %(low)s–%(high)s years.",
                age=age,
                low=approval.min_age,
                high=approval.max_age,
            )
        )
    if family.pause_on(day):
        raise Refused(_("The family takes no child now: it has a pause."))


def kind_of(family: Family, slot: Slot, day: date) -> PlacementKind:
    if slot is not Slot.FULL_TIME:
        return PlacementKind.RESPITE
    kinds = {approval.kind for approval in family.approvals_on(day)}
    return PlacementKind.NETWORK if kinds == {ApprovalKind.NETWORK} else PlacementKind.FOSTER


def end(
    placement: Placement,
    on: date,
    reason: EndReason,
    note: str,
    breakdown: Breakdown | None,
    by: User,
) -> None:
    """The last day of a stay. The place is free from the day after."""
    if placement.ends_on:
        raise Refused(_("The stay has already ended."))
    if on < placement.starts_on:
        raise Refused(_("The last day is before the first day of the stay."))
    placement.ends_on, placement.end_reason, placement.end_note = on, reason, note
    if placement.taken_place:
        families.free_place(placement.taken_place, on)
    if breakdown:
        breakdown.placement_id = placement.id
        breakdown.municipality_id = placement.municipality_id
        db.session.add(breakdown)
    audit.record("placement.end", placement, by=by, reason=reason)


def move_on(placement: Placement, request: PlacementRequest, by: User) -> None:
    """The child waits again, and the request knows which stay it follows."""
    if placement.is_respite:
        raise Refused(_("The child does not live here. Open a request on the child's page."))
    requests.open_request(placement.child, request, by=by)
    link = MoveOn(
        municipality_id=placement.municipality_id, request=request, follows_id=placement.id
    )
    db.session.add(link)
    audit.record("placement.move_on", placement, by=by, request=request.id)
