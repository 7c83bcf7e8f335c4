from datetime import date, datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.choices import Choice
from fostermatch.database import Model, Owned, foreign_key, moment, primary_key
from fostermatch.families.models import Family


class Answer(Choice):
    """What a family can say of the places that are free on paper."""

    STILL_FREE = "still_free", _l("Still free")
    NOT_NOW = "not_now", _l("Not now")
    FROM_DAY = "from_day", _l("Free from a day")


class PlacesLink(Owned, Model):
    """A mail that asks a family about its places, and what it answered (link til familien)."""

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    sent_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    sent_at: Mapped[moment]
    last_day: Mapped[date]
    answer: Mapped[Answer | None]
    answered_at: Mapped[datetime | None]
    from_day: Mapped[date | None]

    family: Mapped[Family] = relationship()

    __table_args__ = (
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_when"),
        sa.CheckConstraint("from_day IS NULL OR answer = 'from_day'", name="from_day_answer"),
    )
