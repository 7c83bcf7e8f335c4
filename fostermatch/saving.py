"""Every form is saved once, however often it is sent.

Each form carries a random key. It is stored in the same transaction as what the form
made, so a second press finds it and is taken to the result of the first.
"""

from typing import Any

import sqlalchemy as sa
from flask import Flask, flash, redirect, request
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from fostermatch import clock
from fostermatch.database import Model, Owned, db, foreign_key, moment
from fostermatch.errors import Refused, refused


class SavedForm(Owned, Model):
    """The key of a form that has been saved, and the page its sender was taken to."""

    key: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    user_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    saved_at: Mapped[moment]
    location: Mapped[str] = mapped_column(sa.Text)


def save_and_go(location: str, message: str) -> Any:
    """Commit what the form did, say so, and go on to the page."""
    if key := sent_key():
        db.session.add(
            SavedForm(
                key=key,
                user_id=current_user.id,
                municipality_id=current_user.municipality_id,
                saved_at=clock.now(),
                location=location,
            )
        )
    db.session.commit()
    flash(message)
    return redirect(location)


def sent_key() -> str:
    return request.form.get("once", "")[:64] if request.method == "POST" else ""


def already_saved() -> Any:
    """Where the first press of this form led, None if this is the first."""
    key = sent_key()
    if not key or not current_user.is_authenticated:
        return None
    location = db.session.scalar(
        sa.select(SavedForm.location).filter_by(key=key, user_id=current_user.id)
    )
    if location is None:
        return None
    flash(_("This had already been saved. Nothing was saved twice."))
    return redirect(location)


def pressed_twice_at_once(_error: IntegrityError) -> Any:
    """The database refused a second row: this form's own, or one that somebody else just made."""
    db.session.rollback()
    return already_saved() or refused(
        Refused(_("Somebody else has just saved the same. Go back and look before you save again."))
    )


def init_app(app: Flask) -> None:
    app.before_request(already_saved)
    app.register_error_handler(IntegrityError, pressed_twice_at_once)
