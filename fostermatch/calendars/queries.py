from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.accounts.models import User
from fostermatch.calendars.models import CalendarFeed
from fostermatch.database import db
from fostermatch.duties import queries as duties
from fostermatch.duties.models import Appointment
from fostermatch.placements.following.due import Due
from fostermatch.placements.following.queries import Whose as Mine
from fostermatch.placements.following.queries import due_until

DAYS_BACK = 90


@dataclass(frozen=True)
class Entries:
    """What is in somebody's calendar."""

    appointments: list[Appointment]  # those the user looks after, cancelled ones too
    dues: list[duties.Line]  # of the user's own families, with nothing planned
    stays: list[Due]  # on the stays of the user's own children


def entries(user: User, on: date) -> Entries:
    appointments = db.session.scalars(
        Appointment.visible_to(user)
        .where(
            Appointment.consultant_id == user.id,
            Appointment.planned_on >= on - timedelta(DAYS_BACK),
        )
        .options(*duties.EVERYTHING)
        .order_by(Appointment.planned_on, Appointment.begins, Appointment.id)
    )
    lines = duties.lines(user, on, {"whose": duties.Whose.MINE})
    return Entries(
        list(appointments),
        [line for line in lines if line.due.planned is None],
        due_until(user, Mine.MINE, on, date.max),
    )


def open_feed(user: User) -> CalendarFeed | None:
    return db.session.scalar(sa.select(CalendarFeed).filter_by(user_id=user.id, revoked_at=None))


def feed_with(token_hash: str) -> CalendarFeed | None:
    """The calendar with this secret, unless it has been revoked."""
    return db.session.scalar(
        sa.select(CalendarFeed)
        .filter_by(token_hash=token_hash, revoked_at=None)
        .options(joinedload(CalendarFeed.user).joinedload(User.municipality))
    )


def note_fetch(feed: CalendarFeed, at: datetime) -> None:
    """In a transaction of its own: the one that reads takes no lock."""
    with db.engine.begin() as connection:
        connection.execute(
            sa.update(CalendarFeed).where(CalendarFeed.id == feed.id).values(fetched_at=at)
        )
