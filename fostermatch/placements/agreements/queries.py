from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.database import db
from fostermatch.placements.models import Agreed, Placement

Version = TypeVar("Version", bound=Agreed)


def versions(model: type[Version], placement: Placement) -> list[Version]:
    """The newest first."""
    rows = sa.select(model).where(model.placement_id == placement.id)
    return list(
        db.session.scalars(
            rows.options(joinedload(model.written_by)).order_by(model.starts_on.desc())
        )
    )
