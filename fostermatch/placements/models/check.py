from datetime import date

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.children.models import Child
from fostermatch.choices import Choice
from fostermatch.database import Model, Owned, Versioned, foreign_key, primary_key, short
from fostermatch.placements.models.placement import Placement

MONTHS = (3, 6, 12)  # after moving in


class CheckUp(Owned, Versioned, Model):
    """How it goes some months after moving in (tjek efter 3, 6 og 12 måneder)."""

    id: Mapped[primary_key]
    placement_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("placement.id"))
    months: Mapped[int]
    held_on: Mapped[date]
    how_child: Mapped[str] = mapped_column(sa.Text, default="")
    how_family: Mapped[str] = mapped_column(sa.Text, default="")
    how_school: Mapped[str] = mapped_column(sa.Text, default="")
    how_contact: Mapped[str] = mapped_column(sa.Text, default="")
    compromise: Mapped[str] = mapped_column(sa.Text, default="")
    worries: Mapped[str] = mapped_column(sa.Text, default="")
    who_acts: Mapped[short] = mapped_column(default="")

    placement: Mapped[Placement] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("placement_id", "months"),
        sa.CheckConstraint("months IN (3, 6, 12)", name="months_known"),
        sa.CheckConstraint("worries = '' OR who_acts <> ''", name="worry_has_somebody"),
    )


class YouthDuty(Choice):
    """What is owed to a young person who grows up in care."""

    PLAN = "youth_plan", _l("Youth plan")
    AFTERCARE = "aftercare_talk", _l("Talk about support after 18")


class YouthStep(Owned, Model):
    """The youth plan is made, or support after 18 has been talked about."""

    id: Mapped[primary_key]
    child_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("child.id"))
    duty: Mapped[YouthDuty]
    done_on: Mapped[date]
    note: Mapped[str] = mapped_column(sa.Text, default="")

    child: Mapped[Child] = relationship()

    __table_args__ = (sa.UniqueConstraint("child_id", "duty"),)
