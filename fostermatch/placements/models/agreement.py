from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from fostermatch.accounts.models import User
from fostermatch.database import (
    Model,
    Owned,
    Period,
    foreign_key,
    moment,
    period_ordered,
    primary_key,
)
from fostermatch.placements.models.placement import Placement


def one_without_end(table: str) -> sa.Index:
    """The latest version at most is open, whoever writes at the same moment."""
    return sa.Index(
        f"uq_{table}_open",
        "placement_id",
        unique=True,
        sqlite_where=sa.text("ends_on IS NULL"),
        postgresql_where=sa.text("ends_on IS NULL"),
    )


class Agreed(Owned, Period):
    """A version of what was agreed with a family. A new one ends the old; none is changed."""

    id: Mapped[primary_key]
    placement_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("placement.id"))
    written_by_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    written_at: Mapped[moment]

    @declared_attr
    def placement(cls) -> Mapped[Placement]:  # noqa: N805 (SQLAlchemy calls it on the class)
        return relationship()

    @declared_attr
    def written_by(cls) -> Mapped[User]:  # noqa: N805
        return relationship()

    def overlaps(self, first: date, last: date | None) -> bool:
        return (last is None or self.starts_on <= last) and (
            self.ends_on is None or first <= self.ends_on
        )


class TaskAgreement(Agreed, Model):
    """What a family undertakes for the child, and what it gets to do it (opgavebeskrivelse)."""

    undertakes: Mapped[str] = mapped_column(sa.Text)
    support: Mapped[str] = mapped_column(sa.Text, default="")
    contact: Mapped[str] = mapped_column(sa.Text, default="")

    __table_args__ = (period_ordered(), one_without_end("task_agreement"))
