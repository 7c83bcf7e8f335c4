"""Errors a person can meet, and the page each one gets."""

from typing import Any

from flask import Flask, current_app, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from fostermatch.database import db


class Refused(Exception):
    """The rules of the trade say no. The message is shown to the user."""


def refused(error: Refused) -> tuple[str, int]:
    db.session.rollback()
    return render_template("errors/refused.html", message=str(error)), 409


def overtaken(_error: StaleDataError) -> tuple[str, int]:
    db.session.rollback()  # before the sentence: its language is read from the database
    return refused(
        Refused(_("Somebody else saved this a moment ago. Open the page again and see."))
    )


def signed_out_meanwhile(error: CSRFError) -> tuple[str, int]:
    message = _("The page had been open so long that we could not be sure it was you.")
    hint = _("Go back, open the page again and send it once more.")
    return page(error.code or 400, _("Please try again"), f"{message} {hint}")


def http_error(error: HTTPException) -> Any:
    if error.response is not None or error.code is None or error.code < 400:
        return error
    title, message = explanation(error.code)
    return page(error.code, title, message)


def unexpected(error: Exception) -> tuple[str, int]:
    """What happened goes to the log, without the values it happened to."""
    db.session.rollback()
    current_app.logger.error("%s in %s", type(error).__name__, request.endpoint, exc_info=error)
    return page(500, *explanation(500))


def explanation(code: int) -> tuple[str, str]:
    known = {
        403: (
            _("You may not do this"),
            _("Your role does not allow it. Your administrator can tell you who may."),
        ),
        404: (
            _("The page does not exist"),
            _("The address may be wrong, or what it shows belongs to others."),
        ),
        413: (_("That was too much"), _("What you sent is larger than we can take.")),
        429: (
            _("Too many attempts"),
            _("Wait a quarter of an hour and try again, or ask your administrator for help."),
        ),
        500: (
            _("Something went wrong with us"),
            _("Nothing was saved. Try again; if it happens again, tell your administrator when."),
        ),
    }
    return known.get(code, (_("This cannot be done"), _("Go back and try again.")))


def page(code: int, title: str, message: str) -> tuple[str, int]:
    return render_template("errors/error.html", title=title, message=message), code


def init_app(app: Flask) -> None:
    app.register_error_handler(Refused, refused)
    app.register_error_handler(StaleDataError, overtaken)
    app.register_error_handler(CSRFError, signed_out_meanwhile)
    app.register_error_handler(HTTPException, http_error)
    if not app.testing:
        app.register_error_handler(Exception, unexpected)
