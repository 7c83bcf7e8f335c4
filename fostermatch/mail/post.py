"""The way to the mail server (SMTP), and what its answers mean."""

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from fostermatch.mail.models import Mail, MailState

OUTBOX = "outbox"  # no server: mails are read on the page of the outbox
SECONDS = 30
PERMANENT = 500  # RFC 5321, 4.2.1: from here on trying again does not help

Deliver = Callable[[Mail], MailState]


@contextmanager
def connection(server: str, sender: str) -> Iterator[Deliver]:
    """A function that hands over one mail and says how it went.

    server is smtp://, smtp+tls:// (STARTTLS) or smtps://, with user and password if it wants
    them. Raises OSError (smtplib's errors are of that kind) if there is no way through.
    """
    if server == OUTBOX:
        yield lambda mail: MailState.SENT
        return
    parts = urlsplit(server)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with kind(parts.hostname or "", parts.port or 0, timeout=SECONDS) as smtp:
        if parts.scheme == "smtp+tls":
            smtp.starttls()
        if parts.username:
            smtp.login(unquote(parts.username), unquote(parts.password or ""))
        yield lambda mail: hand_over(smtp, letter(mail, sender))


def letter(mail: Mail, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.recipient, mail.subject
    # The same at every attempt, so that a receiver can see if a mail comes twice.
    domain = parseaddr(sender)[1].rpartition("@")[2]
    message["Message-ID"] = f"<fostermatch.{mail.id}.{mail.written_at:%Y%m%d%H%M%S}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    return message


def hand_over(smtp: smtplib.SMTP, message: EmailMessage) -> MailState:
    """Give one mail to the server, which alone can say that it was not taken."""
    try:
        smtp.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _answer in refused.recipients.values()]
        return MailState.FAILED if min(codes) >= PERMANENT else MailState.WAITING
    except smtplib.SMTPResponseException as answer:
        return MailState.FAILED if answer.smtp_code >= PERMANENT else MailState.WAITING
    except OSError:
        # The line was cut: the mail may have been taken before that.
        return MailState.UNCLEAR
    return MailState.SENT
