"""How much each request hastened when it became ready, and which were seen coming."""

from datetime import timedelta

import sqlalchemy as sa

from fostermatch.database import db
from fostermatch.demo.scene import Scene
from fostermatch.requests.models import PlacementRequest, Urgency

SEEN_COMING = {Urgency.ACUTE: 0.3, Urgency.SEMI_ACUTE: 0.35, Urgency.PLANNED: 0.15}


def fill(scene: Scene) -> None:
    for row in db.session.scalars(sa.select(PlacementRequest).order_by(PlacementRequest.id)):
        if row.is_expected:
            continue
        row.ready_urgency = row.urgency
        if not row.kind.is_respite and scene.chance(SEEN_COMING.get(row.urgency, 0)):
            seen = row.waiting_since - timedelta(scene.random.randint(10, 60))
            row.expected_since = max(seen, row.child.born_on)
