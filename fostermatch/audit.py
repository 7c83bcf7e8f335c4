"""Who did what, and who read what, when and why. Rows are only ever added.

Details hold ids and codes, never names or numbers of people.
"""

from typing import Any

import sqlalchemy as sa
from flask import request
from sqlalchemy.orm import Mapped, mapped_column

from fostermatch import clock
from fostermatch.database import Model, Owned, db, foreign_key, moment, primary_key, short


class AuditEntry(Owned, Model):
    """One line of the log (hændelseslog). Triggers in the database refuse changes and deletes."""

    id: Mapped[primary_key]
    at: Mapped[moment] = mapped_column(index=True)
    user_id: Mapped[foreign_key | None] = mapped_column(sa.ForeignKey("user.id"))
    action: Mapped[short]
    thing: Mapped[short]
    thing_id: Mapped[int | None]
    purpose: Mapped[str | None] = mapped_column(sa.Text)
    details: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)

    __table_args__ = (sa.Index("ix_audit_entry_thing", "thing", "thing_id"),)


def record(action: str, thing: Any, by: Any, purpose: str | None = None, **details: Any) -> None:
    """Log something done, in the same transaction as the deed."""
    db.session.flush()
    db.session.add(AuditEntry(**entry(action, thing, by, purpose, details)))


def read(thing: Any, by: Any, action: str = "read") -> None:
    """Log that a case or a list was read, in a transaction of its own that no later failure undoes.

    A form that comes back with errors is not a second read.
    """
    if request.method == "GET":
        facts = entry(action, thing, by, None, {})
        with db.engine.begin() as connection:
            connection.execute(sa.insert(AuditEntry).values(**facts))


def entry(
    action: str, thing: Any, by: Any, purpose: str | None, details: dict[str, Any]
) -> dict[str, Any]:
    return {
        "municipality_id": by.municipality_id if by else thing.municipality_id,
        "at": clock.now(),
        "user_id": by.id if by else None,
        "action": action,
        "thing": thing.__tablename__,
        "thing_id": thing.id,
        "purpose": purpose,
        "details": details,
    }
