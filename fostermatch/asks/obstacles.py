"""Why a family is not to be asked now, and when the place it was asked about is gone."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch.asks.models import Ask
from fostermatch.database import db
from fostermatch.families.models import Approval, Family, TakenPlace
from fostermatch.families.places import care_of
from fostermatch.i18n import day
from fostermatch.needs import Slot
from fostermatch.requests.models import PlacementRequest


def obstacles(request: PlacementRequest, family: Family, on: date) -> list[str]:
    """What speaks against asking the family today, with what to do about it."""
    care = care_of(request.slots[0])
    if not any(row.care is care for row in family.approvals_on(on)):
        return [_("The family has no approval in force for this. Record the approval first.")]
    found = []
    pause = family.pause_on(on)
    if pause and pause.ends_on:
        found.append(
            _("The family has a pause until %(day)s. Ask after that.", day=day(pause.ends_on))
        )
    elif pause:
        found.append(_("The family has a pause. Talk to its consultant and end the pause first."))
    if not any(place_left(family.id, slot, on) for slot in request.slots):
        found.append(_("All the family's places are taken. Ask a family with a free place."))
    return found


def place_left(family_id: int, slot: Slot, on: date) -> bool:
    """Whether a place is free, or known to become so: one taken without an end is gone."""
    approved = db.session.scalar(
        sa.select(sa.func.coalesce(sa.func.max(Approval.places), 0)).where(
            Approval.family_id == family_id,
            Approval.care == care_of(slot),
            Approval.in_force(on),
        )
    )
    return len(taken(family_id, (slot,))) < (approved or 0)


def taken(family_id: int, slots: Sequence[Slot]) -> list[TakenPlace]:
    return list(
        db.session.scalars(
            sa.select(TakenPlace).where(
                TakenPlace.family_id == family_id,
                TakenPlace.slot.in_(slots),
                TakenPlace.ends_on.is_(None),
            )
        )
    )


def place_is_gone(ask: Ask, on: date) -> bool:
    """Somebody took a place after the family was asked, and none is left."""
    slots = ask.request.slots
    since = any(place.agreed_at > ask.asked_at for place in taken(ask.family_id, slots))
    return since and not any(place_left(ask.family_id, slot, on) for slot in slots)
