"""Sends what lies in the outbox, each mail once.

A mail is marked as being sent, and that is stored, before it is handed to the server. If we are
stopped between the two marks nobody knows whether it went out, so it is not sent again by itself:
it is shown as perhaps sent, and somebody decides.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import current_app

from fostermatch import clock
from fostermatch.chores import every
from fostermatch.database import db
from fostermatch.mail import post
from fostermatch.mail.models import Mail, MailState

AT_A_TIME = 50
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]
LOST_AFTER = timedelta(minutes=10)


@every(minute="*")
def send_what_is_due() -> None:
    give_up_on_lost(clock.now())
    due = (
        sa.select(Mail.id)
        .where(Mail.state == MailState.WAITING, Mail.due_at <= clock.now())
        .order_by(Mail.due_at, Mail.id)
        .limit(AT_A_TIME)
    )
    keys = list(db.session.scalars(due))
    db.session.commit()
    if not keys:
        return
    server, sender = current_app.config["MAIL_SERVER"], current_app.config["MAIL_FROM"]
    try:
        with post.connection(server, sender) as deliver:
            for key in keys:
                send(key, deliver)
    except OSError as error:
        current_app.logger.warning("No way to the mail server: %s", type(error).__name__)


def send(key: int, deliver: post.Deliver) -> None:
    """Claim one mail, hand it over, and keep how it went."""
    claimed = db.session.scalar(
        sa.update(Mail)
        .where(Mail.id == key, Mail.state == MailState.WAITING)
        .values(state=MailState.SENDING, changed_at=clock.now(), attempts=Mail.attempts + 1)
        .returning(Mail.id)
    )
    db.session.commit()
    if claimed is None:
        return  # somebody else sends it
    mail = db.session.get_one(Mail, key, populate_existing=True)
    db.session.commit()  # no lock is held while the server thinks
    keep(mail, deliver(mail), clock.now())


def keep(mail: Mail, state: MailState, at: datetime) -> None:
    if state is MailState.WAITING and mail.attempts > len(PAUSES):
        state = MailState.FAILED
    if state is MailState.WAITING:
        mail.due_at = at + PAUSES[mail.attempts - 1]
    mail.state, mail.changed_at = state, at
    db.session.commit()


def give_up_on_lost(at: datetime) -> None:
    """What was being sent when we were stopped may have gone out or not."""
    db.session.execute(
        sa.update(Mail)
        .where(Mail.state == MailState.SENDING, Mail.changed_at < at - LOST_AFTER)
        .values(state=MailState.UNCLEAR, changed_at=at)
    )
    db.session.commit()
