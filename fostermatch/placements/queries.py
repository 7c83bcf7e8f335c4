import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.database import db
from fostermatch.placements.models import Placement


def of_child(child_id: int) -> list[Placement]:
    """The child's stays, newest first."""
    return list(
        db.session.scalars(
            sa.select(Placement)
            .options(joinedload(Placement.family))
            .where(Placement.child_id == child_id)
            .order_by(Placement.starts_on.desc(), Placement.id.desc())
        )
    )
