from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from fostermatch.database import Model, Owned, primary_key
from fostermatch.process.stages import Stage


class ProcessLimit(Owned, Model):
    """How many days a request may stay at a stage, in this municipality and from a day on."""

    id: Mapped[primary_key]
    stage: Mapped[Stage]
    days: Mapped[int]
    applies_from: Mapped[date]

    __table_args__ = (
        sa.UniqueConstraint("municipality_id", "stage", "applies_from"),
        sa.CheckConstraint("days > 0", name="days_positive"),
    )
