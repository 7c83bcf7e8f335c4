import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column

from fostermatch.choices import Choice
from fostermatch.database import Model, Owned, moment, primary_key, short


class MailState(Choice):
    WAITING = "waiting", _l("Waits to be sent")
    SENDING = "sending", _l("Being sent")
    SENT = "sent", _l("Sent")
    FAILED = "failed", _l("Could not be sent")
    UNCLEAR = "unclear", _l("Perhaps sent")


class Mail(Owned, Model):
    """A letter to one address (mail), written by us and sent beside the pages.

    The key says what the mail is for, so one reminder is never written twice.
    """

    id: Mapped[primary_key]
    key: Mapped[short]
    recipient: Mapped[short]
    subject: Mapped[short]
    body: Mapped[str] = mapped_column(sa.Text)
    written_at: Mapped[moment]
    state: Mapped[MailState] = mapped_column(default=MailState.WAITING)
    due_at: Mapped[moment]
    attempts: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[moment]

    __table_args__ = (
        sa.UniqueConstraint("municipality_id", "key"),
        sa.CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        sa.Index("ix_mail_due", "state", "due_at"),
    )
