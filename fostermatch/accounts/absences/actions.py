"""What can be done with absences. Callers commit."""

from datetime import date

from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.absences import queries
from fostermatch.accounts.absences.models import Absence
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.i18n import day


def write(absence: Absence, user: User, by: User) -> None:
    """Somebody is away from one day until another. The deputy is there all that time."""
    if absence.called_off_on:
        raise Refused(_("It has been called off. Write a new one."))
    if other := queries.overlapping(user.id, absence):
        raise Refused(
            _(
                "There is already an absence from %(day)s. Change that one.",
                day=day(other.starts_on),
            )
        )
    if absence.deputy_id and (other := queries.overlapping(absence.deputy_id, absence)):
        raise Refused(
            _(
                "The deputy is away from %(day)s. Choose somebody who is there.",
                day=day(other.starts_on),
            )
        )
    if absence.id is None:
        absence.user_id, absence.municipality_id = user.id, user.municipality_id
        db.session.add(absence)
    audit.record("absence.write", absence, by=by, user=user.id, deputy=absence.deputy_id)


def call_off(absence: Absence, by: User, on: date) -> None:
    """The absence does not come about, or is over before its time."""
    if absence.called_off_on:
        raise Refused(_("It has already been called off."))
    if absence.starts_on < on:
        absence.ends_on = date.fromordinal(on.toordinal() - 1)
    else:
        absence.called_off_on = on
    audit.record("absence.call_off", absence, by=by, user=absence.user_id)
