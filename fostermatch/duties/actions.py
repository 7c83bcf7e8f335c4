"""What can be done with appointments. Callers commit."""

from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.duties import queries
from fostermatch.duties.models import Appointment, Participant
from fostermatch.errors import Refused
from fostermatch.families.models import Family


def plan(row: Appointment, families: Sequence[Family], by: User, at: datetime) -> None:
    if row.held_on:
        raise Refused(_("It has already been held. Correct what was recorded instead."))
    write("appointment.plan", row, families, by, at)


def hold(row: Appointment, families: Sequence[Family], by: User, at: datetime) -> None:
    """It has been held, and these families took part."""
    write("appointment.hold", row, families, by, at)


def write(
    action: str, row: Appointment, families: Sequence[Family], by: User, at: datetime
) -> None:
    if row.cancelled_on:
        raise Refused(_("It has been cancelled. Plan a new one."))
    row.changed_at = at
    for family in families:
        if queries.same_day(family, row):
            raise Refused(
                _(
                    "Family %(reference)s already has one of this kind on that day.",
                    reference=family.reference,
                )
            )
    take_part(row, families)
    db.session.add(row)
    keys = [family.id for family in families]
    audit.record(action, row, by=by, duty=row.duty, families=keys)


def take_part(row: Appointment, families: Sequence[Family]) -> None:
    """These families and no others. Who was to come and does not is kept as absent."""
    known = {participant.family_id: participant for participant in row.participants}
    for participant in row.participants:
        participant.absent = participant.family not in families
    for family in families:
        if family.id not in known:
            row.participants.append(Participant(family=family, absent=False))


def cancel(row: Appointment, because: str, by: User, on: date, at: datetime) -> None:
    """It does not take place, or was recorded by mistake. Cancelled ones count for nothing."""
    if row.cancelled_on:
        raise Refused(_("It has already been cancelled."))
    row.cancelled_on, row.cancelled_because, row.changed_at = on, because, at
    audit.record("appointment.cancel", row, by=by)
