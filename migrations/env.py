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
    sqlite = database.engine.dialect.name == "sqlite"
    with database.engine.connect() as connection:
        if sqlite:
            # It changes a table by making a new one, and the old one's rows are spoken of
            # elsewhere. The driver does not begin by itself, so this is outside a transaction.
            connection.connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=render_item,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                raise RuntimeError(f"rows without what they point at: {broken}")
        connection.commit()
        if sqlite:
            connection.connection.execute("PRAGMA foreign_keys=ON")


run()
