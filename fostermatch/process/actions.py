"""What can be done with the days of the board. Callers commit."""

from datetime import date

import sqlalchemy as sa

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.process import queries
from fostermatch.process.models import ProcessLimit
from fostermatch.process.queries import Limits


def set_limits(municipality_id: int, days: Limits, on: date, by: User) -> None:
    """Days per stage from today on. What held before stays, for those who look back."""
    now = queries.limits(municipality_id, on)
    changed = {stage: number for stage, number in days.items() if now[stage] != number}
    db.session.execute(
        sa.delete(ProcessLimit).where(
            ProcessLimit.municipality_id == municipality_id,
            ProcessLimit.applies_from == on,
            ProcessLimit.stage.in_(list(changed)),
        )
    )
    for stage, number in changed.items():
        db.session.add(
            ProcessLimit(municipality_id=municipality_id, stage=stage, days=number, applies_from=on)
        )
    audit.record(
        "process_limits.set",
        by.municipality,
        by=by,
        days={str(stage): number for stage, number in changed.items()},
    )
