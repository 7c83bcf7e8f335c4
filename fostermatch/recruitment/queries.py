from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.recruitment.models import Applicant, Stage, Step

EVERYTHING = (
    joinedload(Applicant.consultant),
    joinedload(Applicant.family),
    joinedload(Applicant.campaign),
    selectinload(Applicant.steps).joinedload(Step.recorded_by),
    selectinload(Applicant.members),
)


def applicants(user: User, asked: dict[str, Any]) -> list[Applicant]:
    """Those under way (or at the stage asked for), who has stood still longest first."""
    found = Applicant.visible_to(user).options(
        joinedload(Applicant.consultant), selectinload(Applicant.steps)
    )
    if "q" in asked:
        words = asked["q"].strip()
        found = found.where(
            sa.or_(
                Applicant.name.icontains(words, autoescape=True),
                Applicant.phone.contains(words, autoescape=True),
                Applicant.postcode == words,
            )
        )
    if "interest" in asked:
        found = found.where(Applicant.interest == asked["interest"])
    wanted = Stage.of(asked.get("stage"))
    rows = db.session.scalars(found)
    return sorted(
        (row for row in rows if (row.stage is wanted if wanted else not row.stage.is_end)),
        key=lambda row: (row.since, row.id),
    )
