"""The door to a placement: it opens with the child's case, and its reading is logged there."""

from typing import Any

from sqlalchemy.orm import joinedload

from fostermatch import access
from fostermatch.children.models import Child
from fostermatch.children.opening import open_case
from fostermatch.placements.models import Placement

WITH_PLACE = (
    joinedload(Placement.child).joinedload(Child.team),
    joinedload(Placement.family),
    joinedload(Placement.request),
)


def open_placement(placement_id: int) -> Placement:
    placement: Placement = access.get_or_404(Placement, placement_id, *WITH_PLACE)
    open_case(placement.child_id)
    return placement


def write_in(placement_id: int) -> Placement:
    """To record what follows the stay: the child's own team."""
    placement = open_placement(placement_id)
    access.require("placement.follow", placement)
    return placement


def write_in_row(model: Any, key: int) -> Any:
    """A row about a placement that is to be changed."""
    row = access.get_or_404(model, key)
    row.placement = write_in(row.placement_id)
    return row
