"""How Alembic meets the app: its database, its tables, and how our column types are written."""

from alembic import context
from flask import current_app
from sqlalchemy import types

from fostermatch.database import Moment
from fostermatch.encryption import Encrypted

PLAIN = {Moment: "sa.DateTime()", Encrypted: "sa.LargeBinary()"}


def render_item(kind, item, _autogen):
    """Write our types as what the database stores, so that a migration needs no model."""
    if kind != "type" or not isinstance(item, types.TypeDecorator):
        return False
    return PLAIN.get(type(item)) or f"sa.{item.impl!r}"


def run() -> None:
    database = current_app.extensions["migrate"].db
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=render_item,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
