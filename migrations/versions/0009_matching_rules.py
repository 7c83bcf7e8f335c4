"""Weights in versions, one row each time a municipality changes them, and which a round used.

The column is added in plain SQL: SQLite cannot add a foreign key to a table that exists in any
other way than together with its column.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "matching_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_matching_rules_municipality_id_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["user.id"], name=op.f("fk_matching_rules_set_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_rules")),
        sa.UniqueConstraint(
            "municipality_id", "number", name=op.f("uq_matching_rules_municipality_id")
        ),
    )
    for column in ("municipality_id", "set_by_id"):
        op.create_index(
            op.f(f"ix_matching_rules_{column}"), "matching_rules", [column], unique=False
        )
    written_once("matching_rules")
    op.execute(
        "ALTER TABLE round ADD COLUMN rules_id INTEGER"
        " CONSTRAINT fk_round_rules_id_matching_rules REFERENCES matching_rules (id)"
    )
    op.create_index(op.f("ix_round_rules_id"), "round", ["rules_id"], unique=False)


def written_once(table: str) -> None:
    """As for the log and the decisions (0008)."""
    for deed in ("update", "delete"):
        if op.get_bind().dialect.name == "postgresql":
            act = "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        else:
            act = f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
        op.execute(f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed} ON {table} {act}")


def downgrade() -> None:
    op.drop_index(op.f("ix_round_rules_id"), "round")
    op.drop_column("round", "rules_id")
    op.drop_table("matching_rules")
