from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.placements.models import PayContract, Placement


def in_force(user: User, on: date) -> list[PayContract]:
    """The contracts of stays that last, those to be reviewed first."""
    rows = db.session.scalars(
        PayContract.visible_to(user)
        .join(PayContract.placement)
        .options(contains_eager(PayContract.placement).joinedload(Placement.family))
        .options(joinedload(PayContract.written_by))
        .where(PayContract.in_force(on), Placement.not_over(on))
    )
    return sorted(rows, key=lambda row: (row.review_on or date.max, row.starts_on, row.id))


def without_contract(user: User, on: date) -> list[Placement]:
    """Stays in families with no contract in force."""
    has_one = sa.exists().where(PayContract.placement_id == Placement.id, PayContract.in_force(on))
    return list(
        db.session.scalars(
            Placement.visible_to(user)
            .options(joinedload(Placement.family))
            .where(Placement.family_id.is_not(None), Placement.in_force(on), ~has_one)
            .order_by(Placement.starts_on, Placement.id)
        )
    )
