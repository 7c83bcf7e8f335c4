from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import User
from fostermatch.database import Model, codes, foreign_key, primary_key

if TYPE_CHECKING:
    from fostermatch.families.models.family import Family


class Statement(Model):
    """What a family says it takes and does not take now, in its own words (ønsker og nej'er).

    A new statement does not change an old one: the latest counts.
    """

    id: Mapped[primary_key]
    family_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("family.id"))
    said_on: Mapped[date]
    heard_by_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    min_age: Mapped[int | None]
    max_age: Mapped[int | None]
    takes: Mapped[codes]
    not_now: Mapped[codes]
    not_now_until: Mapped[date | None]
    siblings: Mapped[bool | None]
    acute: Mapped[bool | None]
    pets: Mapped[bool | None]
    smokes: Mapped[bool | None]
    step_free: Mapped[bool | None]
    drives: Mapped[bool | None]
    parent_at_home: Mapped[bool | None]
    contact_at_home: Mapped[bool | None]
    languages: Mapped[codes]
    traits: Mapped[codes]
    own_words: Mapped[str] = mapped_column(sa.Text, default="")

    family: Mapped["Family"] = relationship(back_populates="statements")
    heard_by: Mapped[User | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint(
            "min_age IS NULL OR max_age IS NULL OR min_age <= max_age", name="ages_ordered"
        ),
    )

    def says_no_on(self, day: date) -> frozenset[str]:
        """The target groups it does not take on the day: a no may run out."""
        over = self.not_now_until is not None and self.not_now_until < day
        return frozenset() if over else self.not_now
