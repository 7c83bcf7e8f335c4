"""The log and the decisions are written once: the database refuses to change or delete them.

A rule in the code would not hold for a bulk update or for somebody with a database prompt.
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("audit_entry", "decision")


def upgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is written once', TG_TABLE_NAME; END $$"
        )
    for table in TABLES:
        for deed in ("update", "delete"):
            if postgresql:
                act = "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            else:
                act = f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
            op.execute(f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed} ON {table} {act}")


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in TABLES:
        for deed in ("update", "delete"):
            on = f" ON {table}" if postgresql else ""
            op.execute(f"DROP TRIGGER {table}_no_{deed}{on}")
    if postgresql:
        op.execute("DROP FUNCTION refuse_change()")
