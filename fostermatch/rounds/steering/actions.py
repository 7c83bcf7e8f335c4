"""What can be done with the steering of pairs. Callers commit."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families.models import Family
from fostermatch.placements.actions import lock
from fostermatch.requests.models import CLOSED, IN_ROUNDS, CareKind, PlacementRequest
from fostermatch.rounds import queries, words
from fostermatch.rounds.steering.models import Kind, Steering
from fostermatch.rounds.steering.queries import in_force
from fostermatch.rounds.steering.telling import steer
from fostermatch.rounds.told import Told, told

TRIAL = 0  # the key of what is not saved yet


@dataclass(frozen=True)
class Wish:
    """What is wanted of a pair, and why."""

    kind: Kind
    reason: str
    until: date | None = None


def set_steering(
    request: PlacementRequest, family: Family, wish: Wish, by: User, on: date, at: datetime
) -> Steering:
    """Pin a family, rule it out, or hold a place, from the next matching on.

    The municipality's row is held, so two people cannot both take the last place.
    """
    queries.hold(by.municipality)
    lock(request)
    if request.state not in IN_ROUNDS or request.kind is CareKind.NETWORK:
        raise Refused(_("Only a child who is ready or waits, and not for its network, is matched."))
    end_past(request.municipality_id, on, at)
    check_against_others(request, family, wish.kind)
    if wish.kind is not Kind.VETO:
        check_it_can_be_kept(request, family, wish.kind, told(by.municipality, on))
    row = Steering(
        municipality_id=request.municipality_id,
        request_id=request.id,
        family_id=family.id,
        set_by_id=by.id,
        set_at=at,
        **vars(wish),
    )
    db.session.add(row)
    audit.record("steering.set", row, by=by, request=request.id, family=family.id, kind=wish.kind)
    return row


def check_against_others(request: PlacementRequest, family: Family, kind: Kind) -> None:
    """What stands for the child already must not say the opposite."""
    for row in in_force(request.municipality_id, date.min):
        if row.request_id != request.id:
            continue
        same = row.family_id == family.id
        if same and row.kind is kind:
            raise Refused(_("This stands already. Lift it first if its reason has changed."))
        if same and Kind.VETO in (row.kind, kind):
            raise Refused(
                _("The family cannot be ruled out for the child and meant for it. Lift one first.")
            )
        if not same and Kind.VETO not in (row.kind, kind):
            raise Refused(
                _(
                    "Family %(reference)s is pinned to the child or holds a place for it. "
                    "Lift that first.",
                    reference=row.family.reference,
                )
            )


def check_it_can_be_kept(
    request: PlacementRequest, family: Family, kind: Kind, facts: Told
) -> None:
    """It meets what the child must have, and a place is left beside what others decided."""
    trial = Steering(id=TRIAL, request_id=request.id, family_id=family.id, kind=kind)
    # What stands for the child itself is of the same family, and takes the same place.
    earlier = [
        row
        for row in in_force(request.municipality_id, facts.on)
        if row.request_id != request.id or row.kind is Kind.VETO
    ]
    found = steer([*earlier, trial], facts.needs, facts.offers, facts.said_no)
    if failed := found.left_out.get(TRIAL):
        reasons = "; ".join(words.obstacle(one.requirement, one.facts) for one in failed)
        raise Refused(_("It cannot be kept: %(reasons)s.", reasons=reasons))


def lift(row: Steering, because: str, by: User, at: datetime) -> None:
    """From the next matching on the pair is like any other."""
    if row.ended_at:
        raise Refused(_("It has been lifted already."))
    row.end(at, by, because)
    audit.record("steering.lift", row, by=by)


def end_past(municipality_id: int, on: date, at: datetime) -> None:
    """Nobody lifts a hold whose last day has passed, or what was set for a child who has left."""
    past = (
        sa.select(Steering)
        .join(Steering.request)
        .where(
            Steering.municipality_id == municipality_id,
            Steering.ended_at.is_(None),
            sa.or_(Steering.until < on, PlacementRequest.state.in_(CLOSED)),
        )
    )
    for row in db.session.scalars(past):
        row.end(at)
        audit.record("steering.end", row, by=None)
