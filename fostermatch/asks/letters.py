"""The mail that asks a family. It holds the anonymous text and nothing else of the child."""

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from fostermatch.accounts.models import User
from fostermatch.asks.models import Ask
from fostermatch.database import db
from fostermatch.mail import actions as mail


def send(ask: Ask, by: User, at: datetime) -> None:
    db.session.flush()
    with force_locale("da"):
        subject = _("Would you take a child?")
        body = "\n\n".join(
            (
                _("Dear family"),
                ask.text,
                _(
                    "Would you think about it? Answer %(name)s at %(email)s, or call us. "
                    "You may say no: it does not count against you.",
                    name=by.name,
                    email=by.email,
                ),
                _("Kind regards\n%(municipality)s", municipality=by.municipality.name),
            )
        )
    mail.write(ask.municipality_id, f"ask:{ask.id}", ask.family.email, subject, body, at)
