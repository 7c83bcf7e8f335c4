from datetime import date

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.choices import Choice
from fostermatch.database import Model, Owned, Versioned, foreign_key, primary_key
from fostermatch.placements.models.placement import Placement


class Result(Choice):
    CONTINUE = "continue", _l("The stay continues")
    CHANGE = "change", _l("The stay continues with other support")
    RETURN_HOME = "return_home", _l("The child is to return home")
    OTHER_PLACE = "other_place", _l("The child is to live in another place")


class FollowUp(Owned, Versioned, Model):
    """A follow-up on a stay (opfølgning), with the status note that comes before it."""

    id: Mapped[primary_key]
    placement_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("placement.id"))
    planned_on: Mapped[date | None]
    held_on: Mapped[date | None]
    note_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(sa.Text, default="")
    result: Mapped[Result | None]
    child_view: Mapped[str] = mapped_column(sa.Text, default="")
    decided: Mapped[str] = mapped_column(sa.Text, default="")
    grant_ends_on: Mapped[date | None]
    next_on: Mapped[date | None]

    placement: Mapped[Placement] = relationship()

    __table_args__ = (
        sa.CheckConstraint("planned_on IS NOT NULL OR held_on IS NOT NULL", name="dated"),
        sa.CheckConstraint("(held_on IS NULL) = (result IS NULL)", name="held_has_a_result"),
        sa.CheckConstraint("next_on IS NULL OR next_on > held_on", name="next_comes_after"),
        sa.Index(
            "uq_follow_up_open",
            "placement_id",
            unique=True,
            sqlite_where=sa.text("held_on IS NULL"),
            postgresql_where=sa.text("held_on IS NULL"),
        ),
    )
