from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import User
from fostermatch.choices import Choice
from fostermatch.database import (
    Model,
    Period,
    foreign_key,
    moment,
    period_ordered,
    primary_key,
    short,
)
from fostermatch.needs import Slot

if TYPE_CHECKING:
    from fostermatch.families.models.family import Family


class PauseReason(Choice):
    HOLIDAY = "holiday", _l("Holiday")
    ILLNESS = "illness", _l("Illness")
    STRAIN = "strain", _l("Needs a rest")
    FAMILY = "family", _l("Changes in the family")
    SUPERVISION = "supervision", _l("Closer supervision")
    OTHER = "other", _l("Other")


class Pause(Period, Model):
    """A time in which a family takes no new child (pause)."""

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    reason: Mapped[PauseReason]
    note: Mapped[str] = mapped_column(sa.Text, default="")

    family: Mapped["Family"] = relationship(back_populates="pauses")

    __table_args__ = (period_ordered(),)


class ConfirmedHow(Choice):
    PHONE = "phone", _l("By phone")
    VISIT = "visit", _l("At a visit")
    MAIL = "mail", _l("By mail")
    MEETING = "meeting", _l("At a meeting")
    LINK = "link", _l("By the family's own link")

    @classmethod
    def to_choose(cls) -> list[Any]:
        """A link is only ever pressed by the family."""
        return [option for option in cls.options() if option.value != cls.LINK]


class Confirmation(Model):
    """A family's word on its free places (bekræftelse): how many, when, to whom and how.

    Of the others that could be free it says "not now", or from which day. With nobody who
    heard it, the family has pressed its own link.
    """

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    slot: Mapped[Slot]
    free_places: Mapped[int]
    later_places: Mapped[int] = mapped_column(default=0)
    later_from: Mapped[date | None]
    confirmed_at: Mapped[moment]
    confirmed_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    how: Mapped[ConfirmedHow]

    family: Mapped["Family"] = relationship(back_populates="confirmations")
    confirmed_by: Mapped[User | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint("free_places >= 0", name="free_places_not_negative"),
        sa.CheckConstraint("later_places >= 0", name="later_places_not_negative"),
        sa.CheckConstraint("later_from IS NULL OR later_places > 0", name="later_from_of_some"),
    )


class TakenPlace(Period, Model):
    """A place in use or promised (optaget plads).

    Places of a slot are numbered from 1. The database refuses two open rows with one number,
    so one place cannot be given twice even by two people at the same moment.
    """

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    slot: Mapped[Slot]
    number: Mapped[int]
    by_other_municipality: Mapped[bool] = mapped_column(default=False)
    note: Mapped[short] = mapped_column(default="")
    agreed_at: Mapped[moment]

    family: Mapped["Family"] = relationship(back_populates="taken_places")

    __table_args__ = (
        sa.CheckConstraint("number >= 1", name="number_positive"),
        period_ordered(),
        sa.Index(
            "uq_taken_place_open",
            "family_id",
            "slot",
            "number",
            unique=True,
            sqlite_where=sa.text("ends_on IS NULL"),
            postgresql_where=sa.text("ends_on IS NULL"),
        ),
    )
