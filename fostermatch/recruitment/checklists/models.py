from datetime import date

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import User
from fostermatch.choices import Choice
from fostermatch.database import (
    Model,
    Owned,
    Period,
    foreign_key,
    period_ordered,
    primary_key,
    short,
)
from fostermatch.i18n import is_danish
from fostermatch.recruitment.models import Applicant
from fostermatch.recruitment.stages import Track


class Giver(Choice):
    FAMILY = "family", _l("The family")
    MUNICIPALITY = "municipality", _l("The municipality")
    AUTHORITY = "authority", _l("The socialtilsyn")


class ChecklistLine(Owned, Period, Model):
    """One line of the municipality's checklist for a track (tjeklistepunkt).

    Its text is never changed: a line that should say something else ends, and another begins.
    """

    id: Mapped[primary_key]
    track: Mapped[Track]
    code: Mapped[str] = mapped_column(sa.String(40))
    position: Mapped[int]
    text_da: Mapped[short]
    text_en: Mapped[short] = mapped_column(default="")
    required: Mapped[bool] = mapped_column(default=True)
    given_by: Mapped[Giver]

    __table_args__ = (
        sa.UniqueConstraint("municipality_id", "track", "code"),
        period_ordered(),
    )

    COURSE = "course"

    @property
    def text(self) -> str:
        return self.text_da if is_danish() or not self.text_en else self.text_en

    @property
    def is_course(self) -> bool:
        """Ticking it says that the course is done, which no family is used without."""
        return self.code == self.COURSE

    def concerns(self, applicant: Applicant) -> bool:
        """Whether the line was on the list while the applicant was under way."""
        asked_before = self.ends_on is not None and self.ends_on < applicant.enquired_on
        done_before = applicant.stage.is_end and applicant.since < self.starts_on
        return self.track is applicant.track and not asked_before and not done_before


class Tick(Model):
    """A line of the checklist that is in order for an applicant, and when that was taken back."""

    id: Mapped[primary_key]
    applicant_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("applicant.id"))
    line_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("checklist_line.id"))
    ticked_on: Mapped[date]
    ticked_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    unticked_on: Mapped[date | None]
    unticked_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(sa.Text, default="")

    line: Mapped[ChecklistLine] = relationship()
    ticked_by: Mapped[User | None] = relationship(foreign_keys=[ticked_by_id])
    unticked_by: Mapped[User | None] = relationship(foreign_keys=[unticked_by_id])

    __table_args__ = (
        sa.CheckConstraint("unticked_on IS NULL OR unticked_on >= ticked_on", name="days_ordered"),
        sa.Index(
            "uq_tick_standing",
            "applicant_id",
            "line_id",
            unique=True,
            sqlite_where=sa.text("unticked_on IS NULL"),
            postgresql_where=sa.text("unticked_on IS NULL"),
        ),
    )
