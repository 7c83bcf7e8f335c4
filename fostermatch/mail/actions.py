"""What can be done with mails. Callers commit."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.mail.models import Mail, MailState


def write(
    municipality_id: int, key: str, recipient: str, subject: str, body: str, at: datetime
) -> None:
    """Put a mail in the outbox, unless one with the key is there already.

    Nothing is sent here: a page never waits for a mail server.
    """
    known = sa.select(Mail.id).filter_by(municipality_id=municipality_id, key=key)
    if db.session.scalar(known) is None:
        db.session.add(
            Mail(
                municipality_id=municipality_id,
                key=key,
                recipient=recipient,
                subject=" ".join(subject.split()),
                body=body,
                written_at=at,
                due_at=at,
                changed_at=at,
            )
        )


def send_again(mail: Mail, by: User, at: datetime) -> None:
    """Somebody has decided that a mail which failed, or whose fate is unknown, is to go out."""
    if mail.state not in (MailState.FAILED, MailState.UNCLEAR):
        raise Refused(_("Only a mail that could not be sent, or perhaps was, can be sent again."))
    mail.state, mail.attempts = MailState.WAITING, 0
    mail.due_at = mail.changed_at = at
    audit.record("mail.send_again", mail, by=by)
