"""One's own calendar: the page with its address, and what other programs fetch there."""

from hmac import compare_digest
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_login import current_user

from fostermatch import access, clock
from fostermatch.accounts.models import User
from fostermatch.calendars import actions, feed, queries
from fostermatch.calendars.models import CalendarFeed
from fostermatch.database import db
from fostermatch.extensions import limiter

bp = Blueprint("calendars", __name__, url_prefix="/calendar")


@bp.get("")
def page() -> Any:
    access.require("calendar.have")
    return show()


@bp.post("")
def give_address() -> Any:
    """Shown on the answer to this press and never again."""
    access.require("calendar.have")
    token = actions.give_address(current_user, clock.now())
    db.session.commit()
    return show(feed.address(".fetch", token=token))


def show(address: str | None = None) -> str:
    return render_template(
        "calendars/page.html", feed=queries.open_feed(current_user), address=address
    )


@bp.post("/revoke")
def revoke() -> Any:
    access.require("calendar.have")
    actions.revoke(current_user, clock.now())
    db.session.commit()
    return redirect(url_for(".page"))


def asked_for() -> str:
    return actions.hashed(str((request.view_args or {}).get("token")))


def unknown(response: Any) -> bool:
    return bool(response.status_code == 404)


@bp.get("/<token>.ics")
@limiter.limit("30 per 15 minutes", deduct_when=unknown)
@limiter.limit("60 per 15 minutes", key_func=asked_for)
def fetch(token: str) -> Any:
    """Open to whoever knows the secret, as a calendar program cannot sign in."""
    found = queries.feed_with(actions.hashed(token))
    if found is None or not is_open(found, token):
        abort(404)
    today = clock.today()
    with force_locale(found.user.language):
        content = feed.calendar(queries.entries(found.user, today), today)
    queries.note_fetch(found, clock.now())
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response.make_conditional(request)


def is_open(found: CalendarFeed, token: str) -> bool:
    """The user still works here, in a role that has such a calendar."""
    user: User = found.user
    right = compare_digest(found.token_hash, actions.hashed(token))
    return right and user.covers(clock.today()) and access.allowed(user, "calendar.have")
