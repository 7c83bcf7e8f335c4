from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.database import db
from fostermatch.families.models import Family
from fostermatch.leaving.models import Leaving, Outlook


def leaving_of(family: Family) -> Leaving | None:
    """The family's latest stop, unless it has been approved anew since."""
    latest = db.session.scalar(
        sa.select(Leaving)
        .options(joinedload(Leaving.talk_by))
        .where(Leaving.family_id == family.id)
        .order_by(Leaving.last_day.desc())
        .limit(1)
    )
    if latest and any(approval.starts_on > latest.last_day for approval in family.approvals):
        return None
    return latest


def outlook_of(family: Family) -> Outlook | None:
    return db.session.scalar(
        sa.select(Outlook)
        .options(joinedload(Outlook.heard_by))
        .where(Outlook.family_id == family.id)
        .order_by(Outlook.said_on.desc(), Outlook.id.desc())
        .limit(1)
    )


def latest_outlooks(families: Iterable[int]) -> dict[int, Outlook]:
    said = db.session.scalars(
        sa.select(Outlook)
        .where(Outlook.family_id.in_(list(families)))
        .order_by(Outlook.said_on, Outlook.id)
    )
    return {row.family_id: row for row in said}


def left(families: Iterable[int]) -> dict[int, Leaving]:
    """Of these families without an approval, those that stopped, with their latest stop."""
    rows = db.session.scalars(
        sa.select(Leaving).where(Leaving.family_id.in_(list(families))).order_by(Leaving.last_day)
    )
    return {row.family_id: row for row in rows}
