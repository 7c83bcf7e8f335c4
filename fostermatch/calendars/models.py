import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fostermatch.accounts.models import User
from fostermatch.database import Model, Owned, foreign_key, moment, primary_key


class CalendarFeed(Owned, Model):
    """The secret address of somebody's calendar (kalenderadresse). Only its hash is kept."""

    id: Mapped[primary_key]
    user_id: Mapped[foreign_key] = mapped_column(sa.ForeignKey("user.id"))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[moment]
    fetched_at: Mapped[moment | None]
    revoked_at: Mapped[moment | None]

    user: Mapped[User] = relationship()

    __table_args__ = (
        sa.Index(
            "uq_calendar_feed_open",
            "user_id",
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        ),
    )
