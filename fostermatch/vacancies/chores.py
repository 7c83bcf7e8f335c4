"""Asks families by mail whether their places are still free, where the municipality wants it."""

import sqlalchemy as sa

from fostermatch import clock
from fostermatch.accounts.models import Municipality
from fostermatch.chores import every
from fostermatch.database import db
from fostermatch.families.models import Family
from fostermatch.vacancies import actions, queries


@every(day_of_week="1", hour="8", minute="5")
def ask_families() -> None:
    """Each once after its last word. Who does not answer is rung up, not written to again."""
    today, now = clock.today(), clock.now()
    for municipality in db.session.scalars(sa.select(Municipality).filter_by(asks_by_mail=True)):
        own = sa.select(Family).where(Family.open_to(municipality.id))
        for line in queries.to_confirm(own, municipality, today):
            if line.family.email and not line.asked_since:
                actions.ask_by_mail(line.family, municipality, by=None, on=today, at=now)
    db.session.commit()
