"""What people decided of pairs, as rounds and pages read it."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.database import db
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds.steering.models import Steering

WITH_NAMES = (
    joinedload(Steering.family),
    joinedload(Steering.set_by),
    joinedload(Steering.ended_by),
)


def in_force(municipality_id: int, on: date) -> list[Steering]:
    """All that stand on the day, oldest first."""
    return list(
        db.session.scalars(
            sa.select(Steering)
            .where(
                Steering.municipality_id == municipality_id,
                Steering.ended_at.is_(None),
                sa.or_(Steering.until.is_(None), Steering.until >= on),
            )
            .order_by(Steering.id)
        )
    )


def of_requests(requests: Iterable[int]) -> list[Steering]:
    """Those of the requests that nobody has lifted, with names, oldest first."""
    return list(
        db.session.scalars(
            sa.select(Steering)
            .options(*WITH_NAMES)
            .where(Steering.request_id.in_(list(requests)), Steering.ended_at.is_(None))
            .order_by(Steering.id)
        )
    )


def of_child(child_id: int) -> list[Steering]:
    """All there ever were for the child, lifted ones too."""
    return list(
        db.session.scalars(
            sa.select(Steering)
            .options(*WITH_NAMES)
            .where(Steering.request.has(child_id=child_id))
            .order_by(Steering.id)
        )
    )


def named(keys: Iterable[int]) -> dict[int, Steering]:
    """By key, with names; lifted ones too, as an old round may have been told of them."""
    rows = db.session.scalars(
        sa.select(Steering)
        .options(*WITH_NAMES, joinedload(Steering.request).joinedload(PlacementRequest.child))
        .where(Steering.id.in_(list(keys)))
    )
    return {row.id: row for row in rows}
