"""What can be done with the introduction. Callers commit."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.placements.introduction.usual import usual
from fostermatch.placements.models import IntroductionStep, Placement
from fostermatch.requests.models import CareKind


def propose(placement: Placement, known: Sequence[IntroductionStep], by: User, on: date) -> None:
    """Start from the usual plan. Each step can be changed afterwards."""
    if known:
        raise Refused(_("There is a plan already. Change its steps, or add one."))
    if placement.starts_on < on:
        raise Refused(_("The child has moved in already. Add the steps that there were."))
    for step in usual(placement.starts_on, comes_from_institution(placement), on):
        row = IntroductionStep(
            municipality_id=placement.municipality_id,
            placement=placement,
            kind=step.kind,
            planned_on=step.on,
            takes_part=_("The family and the institution's staff") if step.with_staff else "",
        )
        save(row, by)


def comes_from_institution(placement: Placement) -> bool:
    request = placement.request
    return request is not None and (request.in_institution or request.kind is CareKind.BRIDGE)


def save(row: IntroductionStep, by: User) -> None:
    row.first_planned_on = row.first_planned_on or row.planned_on
    db.session.add(row)
    audit.record("introduction.step", row, by=by, kind=row.kind, state=row.state)
