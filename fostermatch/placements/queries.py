import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.accounts.models import User
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.placements.models import Breakdown, MoveOn, Placement
from fostermatch.requests.models import PlacementRequest


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


def open_to(user: User, family_id: int) -> dict[int, int]:
    """The family's stays whose case the user may open now, by the place each takes."""
    seen = Child.visible_to(user).with_only_columns(Child.id)
    rows = db.session.execute(
        sa.select(Placement.taken_place_id, Placement.id).where(
            Placement.family_id == family_id, Placement.child_id.in_(seen)
        )
    )
    return {place: stay for place, stay in rows if place}


def breakdown_of(placement: Placement) -> Breakdown | None:
    return db.session.scalar(sa.select(Breakdown).filter_by(placement_id=placement.id))


def follows(child_id: int) -> dict[int, Placement]:
    """The stay that each request of the child follows, by the request's id."""
    rows = db.session.scalars(
        sa.select(MoveOn)
        .join(MoveOn.request)
        .options(joinedload(MoveOn.follows).joinedload(Placement.family))
        .where(PlacementRequest.child_id == child_id)
    )
    return {row.request_id: row.follows for row in rows}
