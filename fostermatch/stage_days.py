"""How many days something may stand at a stage: usual ones, and a municipality's own from a day on.

Told the table of the municipality's own days: `municipality_id`, `stage`, `days`, `applies_from`.
"""

from datetime import date
from typing import Any

import sqlalchemy as sa

from fostermatch.database import db


def own_days(table: Any, municipality_id: int, on: date) -> dict[Any, int]:
    """By stage, the days the municipality has set by then, the latest of each."""
    rows = db.session.scalars(
        sa.select(table)
        .where(table.municipality_id == municipality_id, table.applies_from <= on)
        .order_by(table.applies_from)
    )
    return {row.stage: row.days for row in rows}


def set_days(
    table: Any, municipality_id: int, now: dict[Any, int], days: dict[Any, int], on: date
) -> dict[str, int]:
    """Days per stage from the day on; what held before stays. Returns what is new, for the log."""
    changed = {stage: number for stage, number in days.items() if now[stage] != number}
    db.session.execute(
        sa.delete(table).where(
            table.municipality_id == municipality_id,
            table.applies_from == on,
            table.stage.in_(list(changed)),
        )
    )
    db.session.add_all(
        table(municipality_id=municipality_id, stage=stage, days=number, applies_from=on)
        for stage, number in changed.items()
    )
    return {str(stage): number for stage, number in changed.items()}
