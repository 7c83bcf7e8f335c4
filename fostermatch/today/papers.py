"""Which papers ask for something to be done, at families and at applicants."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.families.models import Approval, Family, HouseholdMember
from fostermatch.papers.models import Paper
from fostermatch.papers.queries import Folder, folders
from fostermatch.recruitment.models import Applicant


@dataclass(frozen=True)
class Line:
    """One household with what is due in its folder."""

    home: Any
    folder: Folder

    @property
    def is_family(self) -> bool:
        return isinstance(self.home, Family)


def due(user: User, on: date, only_own: bool = True) -> list[Line]:
    """The most urgent first: households of the user's own and of nobody's, or all."""
    found = [*folders(families(user, on, only_own), on), *folders(applicants(user, only_own), on)]
    lines = [Line(home, folder) for home, folder in found if folder.due or folder.owed]
    return sorted(lines, key=lambda line: line.folder.urgency)


def families(user: User, on: date, only_own: bool) -> list[Family]:
    """Those in use."""
    found = Family.visible_to(user).where(Family.approvals.any(Approval.not_over(on)))
    found = found.options(selectinload(Family.members)).order_by(Family.id)
    return list(db.session.scalars(found.where(own(Family, user, only_own))))


def applicants(user: User, only_own: bool) -> list[Applicant]:
    """Those under way whose household is known or who have papers."""
    known = sa.or_(
        Applicant.id.in_(sa.select(HouseholdMember.applicant_id)),
        Applicant.id.in_(sa.select(Paper.applicant_id)),
    )
    found = Applicant.visible_to(user).where(known, own(Applicant, user, only_own))
    found = found.options(selectinload(Applicant.steps), selectinload(Applicant.members))
    rows = db.session.scalars(found.order_by(Applicant.id))
    return [row for row in rows if not row.stage.is_end]


def own(model: Any, user: User, only_own: bool) -> sa.ColumnElement[bool]:
    mine = sa.or_(model.consultant_id == user.id, model.consultant_id.is_(None))
    return mine if only_own else sa.true()
