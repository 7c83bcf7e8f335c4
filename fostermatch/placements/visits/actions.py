"""What can be done with supervision visits. Callers commit."""

from collections.abc import Sequence

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.placements.models import SupervisionVisit


def plan(row: SupervisionVisit, advisers: Sequence[User], by: User) -> None:
    write("visit.plan", row, advisers, by)


def hold(row: SupervisionVisit, advisers: Sequence[User], by: User) -> None:
    """It has been made, or what was recorded of it is corrected."""
    if row.talked_with_child:
        row.why_no_talk = ""
    write("visit.hold", row, advisers, by)


def write(action: str, row: SupervisionVisit, advisers: Sequence[User], by: User) -> None:
    row.advisers = list(advisers)
    db.session.add(row)
    audit.record(action, row, by=by, advisers=[adviser.id for adviser in advisers])
