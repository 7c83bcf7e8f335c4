"""How an enquiry from the public page comes in, and how it is answered. Callers commit."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch import audit, clock
from fostermatch.accounts.models import Municipality, User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.mail import actions as mail
from fostermatch.recruitment.models import AnsweredHow, Applicant
from fostermatch.recruitment.stages import Stage

ONE_ENQUIRY = timedelta(days=1)


def receive(applicant: Applicant, owner: Municipality, at: datetime) -> None:
    """Put an enquiry in the consultants' inbox and write a receipt.

    Somebody who writes twice within a day has written once.
    """
    again = db.session.scalar(
        sa.select(Applicant.id).where(
            Applicant.municipality_id == owner.id,
            sa.func.lower(Applicant.email) == applicant.email.lower(),
            Applicant.name == applicant.name,
            Applicant.arrived_at > at - ONE_ENQUIRY,
        )
    )
    if again is not None:
        return
    applicant.municipality_id = owner.id
    applicant.arrived_at = applicant.consented_at = at
    applicant.enquired_on = clock.day_of(at)
    applicant.enter(Stage.ENQUIRY, applicant.enquired_on)
    db.session.add(applicant)
    audit.record("applicant.enquire", applicant, by=None, interest=applicant.interest)
    mail.write(
        owner.id,
        f"receipt:{applicant.id}",
        applicant.email,
        _("Thank you for your enquiry"),
        receipt(owner),
        at,
    )


def receipt(owner: Municipality) -> str:
    return "\n\n".join(
        (
            _("Hello"),
            _(
                "We have received your enquiry about becoming a foster or respite family. "
                "A family-care consultant will call you within a few days."
            ),
            _("You may take your consent back at any time: just answer this mail."),
            _("Kind regards") + f"\n{owner.name}",
        )
    )


def take(applicant: Applicant, by: User) -> None:
    """The consultant answers this one."""
    applicant.consultant_id = by.id
    audit.record("applicant.take", applicant, by=by)


def answer(applicant: Applicant, how: AnsweredHow, at: datetime, by: User) -> None:
    """Somebody has spoken with the applicant for the first time."""
    if applicant.answered_at is not None:
        raise Refused(_("The enquiry has been answered already."))
    applicant.answered_at, applicant.answered_how = at, how
    applicant.consultant_id = applicant.consultant_id or by.id
    audit.record("applicant.answer", applicant, by=by, how=how)
