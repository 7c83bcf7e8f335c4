"""What can be done with follow-ups. Callers commit."""

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.placements.models import FollowUp


def plan(row: FollowUp, by: User) -> None:
    write("follow_up.plan", row, by)


def receive_note(row: FollowUp, by: User) -> None:
    write("follow_up.note", row, by)


def hold(row: FollowUp, by: User) -> None:
    """It has been held, or what was recorded of it is corrected."""
    write("follow_up.hold", row, by)


def write(action: str, row: FollowUp, by: User) -> None:
    db.session.add(row)
    audit.record(action, row, by=by, result=row.result)
