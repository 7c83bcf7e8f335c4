from typing import Any

from fostermatch.children.models import Child
from fostermatch.children.network.forms import siblings_of
from fostermatch.database import db


def closed_to(user: Any, child: Child) -> set[int]:
    """The brothers and sisters whose case, and with it their name, is not open to the user."""
    siblings = {one.id for one in siblings_of(child)}
    if not siblings:
        return set()
    seen = Child.visible_to(user).where(Child.id.in_(siblings)).with_only_columns(Child.id)
    return siblings - set(db.session.scalars(seen))
