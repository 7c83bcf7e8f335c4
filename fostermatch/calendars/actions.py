"""What can be done with the address of a calendar. Callers commit."""

import secrets
from datetime import datetime
from hashlib import sha256

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.calendars import queries
from fostermatch.calendars.models import CalendarFeed
from fostermatch.database import db


def give_address(user: User, at: datetime) -> str:
    """A new secret for the user's calendar; the old one stops at once.

    The secret is returned and kept nowhere.
    """
    revoke(user, at)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed(
        user_id=user.id,
        municipality_id=user.municipality_id,
        token_hash=hashed(token),
        created_at=at,
    )
    db.session.add(feed)
    audit.record("calendar.give_address", feed, by=user)
    return token


def revoke(user: User, at: datetime) -> None:
    feed = queries.open_feed(user)
    if feed:
        feed.revoked_at = at
        audit.record("calendar.revoke", feed, by=user)


def hashed(token: str) -> str:
    """256 random bits need no salt and no slow hash."""
    return sha256(token.encode()).hexdigest()
