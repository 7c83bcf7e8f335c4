"""Places are taken and requests closed in many ways: what they answer is withdrawn by the clock."""

import sqlalchemy as sa

from fostermatch import clock
from fostermatch.accounts.models import Municipality
from fostermatch.asks import actions
from fostermatch.chores import every
from fostermatch.database import db


@every(minute="*")
def withdraw_what_is_overtaken() -> None:
    for key in db.session.scalars(sa.select(Municipality.id)).all():
        actions.end_overtaken(key, by=None, on=clock.today(), at=clock.now())
        db.session.commit()
