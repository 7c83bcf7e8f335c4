"""Today's proposal is that of this minute."""

import sqlalchemy as sa
from flask import current_app

from fostermatch import clock
from fostermatch.accounts.models import Municipality
from fostermatch.chores import every
from fostermatch.database import db
from fostermatch.rounds.standing import actions
from fostermatch.rounds.steering import actions as steering


@every(minute="*")
def renew() -> None:
    for key in db.session.scalars(sa.select(Municipality.id)).all():
        renew_one(key)


def renew_one(municipality_id: int) -> None:
    """What fails leaves the earlier proposal with its time, and is done again in a minute."""
    try:
        municipality = db.session.get_one(Municipality, municipality_id)
        steering.end_past(municipality_id, clock.today(), clock.now())
        actions.refresh(municipality, clock.today(), clock.now())
        db.session.commit()
    except Exception as error:
        db.session.rollback()
        current_app.logger.error(
            "%s: today's proposal of municipality %s was not renewed",
            type(error).__name__,
            municipality_id,
            exc_info=error,
        )
