from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from fostermatch.accounts.models import Municipality, User
from fostermatch.database import db
from fostermatch.recruitment.models import Applicant, Campaign

DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def slug(name: str) -> str:
    """A municipality's name as it stands in an address: Aarhus Kommune → aarhus-kommune."""
    plain = name.lower().translate(DANISH_LETTERS)
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in plain).split())


def municipality(wanted: str) -> Municipality | None:
    found = db.session.scalars(sa.select(Municipality).order_by(Municipality.id))
    return next((row for row in found if slug(row.name) == wanted), None)


def campaign(owner: Municipality, key: str | None) -> Campaign | None:
    """The campaign that the link names; a link with a wrong number is still a link."""
    if not key or not key.isdecimal() or len(key) > 9:
        return None
    return db.session.scalar(sa.select(Campaign).filter_by(id=int(key), municipality_id=owner.id))


def unanswered(user: User) -> list[Applicant]:
    """Enquiries that nobody has answered yet, the oldest first."""
    return list(
        db.session.scalars(
            Applicant.visible_to(user)
            .where(Applicant.arrived_at.is_not(None), Applicant.answered_at.is_(None))
            .options(
                joinedload(Applicant.consultant),
                joinedload(Applicant.campaign),
                selectinload(Applicant.steps),
            )
            .order_by(Applicant.arrived_at)
        )
    )


def hours_to_answer(user: User, since: datetime) -> list[float]:
    """How long the enquiries since then had to wait for their first answer."""
    rows = db.session.execute(
        sa.select(Applicant.arrived_at, Applicant.answered_at).where(
            Applicant.municipality_id == user.municipality_id,
            Applicant.arrived_at >= since,
            Applicant.answered_at.is_not(None),
            Applicant.consented_at.is_not(None),  # by the public page; calls are answered at once
        )
    )
    return [
        (answered - arrived).total_seconds() / 3600
        for arrived, answered in rows
        if arrived and answered
    ]
