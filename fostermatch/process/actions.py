"""What can be done with the days of the board. Callers commit."""

from datetime import date

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.process import queries
from fostermatch.process.models import ProcessLimit
from fostermatch.process.queries import Limits
from fostermatch.stage_days import set_days


def set_limits(municipality_id: int, days: Limits, on: date, by: User) -> None:
    """Days per stage from today on. What held before stays, for those who look back."""
    now = queries.limits(municipality_id, on)
    changed = set_days(ProcessLimit, municipality_id, now, days, on)
    audit.record("process_limits.set", by.municipality, by=by, days=changed)
