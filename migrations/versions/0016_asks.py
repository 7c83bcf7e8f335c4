"""Families asked for a child, and every answer as it was recorded.

A family has one standing ask for a request, whoever asks at the same moment; answers are
written once, as the log and the decisions are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

STATES = ("asked", "thinking", "yes", "no", "withdrawn")
BECAUSE = ("place_taken", "other_family", "need_changed")


def upgrade() -> None:
    op.create_table(
        "ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("how", enum("askedhow", "phone", "mail", "meeting"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("own_reason", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        *said("ask"),
        sa.CheckConstraint(
            "answered_on IS NULL OR answered_on >= asked_on", name=op.f("ck_ask_answer_follows")
        ),
        sa.CheckConstraint(
            "told_on IS NULL OR state = 'withdrawn'", name=op.f("ck_ask_told_of_withdrawal")
        ),
        reference("ask", "request_id", "placement_request"),
        reference("ask", "family_id", "family"),
        reference("ask", "asked_by_id", "user"),
        reference("ask", "told_by_id", "user"),
        reference("ask", "municipality_id", "municipality"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask")),
    )
    for column in ("request_id", "family_id", "asked_by_id", "told_by_id", "municipality_id"):
        op.create_index(op.f(f"ix_ask_{column}"), "ask", [column], unique=False)
    standing = sa.text("state IN ('asked', 'thinking', 'yes')")
    op.create_index(
        "uq_ask_standing",
        "ask",
        ["request_id", "family_id"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ask_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        *said("reply"),
        reference("reply", "ask_id", "ask"),
        reference("reply", "recorded_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    for column in ("ask_id", "recorded_by_id"):
        op.create_index(op.f(f"ix_reply_{column}"), "reply", [column], unique=False)
    write_once("reply")


def said(table: str) -> tuple[sa.Column | sa.CheckConstraint, ...]:
    """What an ask and each of its replies hold alike."""
    return (
        sa.Column("state", enum("askstate", *STATES), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("thinking_until", sa.Date(), nullable=True),
        sa.Column("why_not", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("withdrawn_because", enum("withdrawnbecause", *BECAUSE), nullable=True),
        sa.CheckConstraint(
            "thinking_until IS NULL OR state = 'thinking'", name=op.f(f"ck_{table}_thinks_until")
        ),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_because IS NOT NULL)",
            name=op.f(f"ck_{table}_withdrawn_because_why"),
        ),
    )


def enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def reference(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def write_once(table: str) -> None:
    """By the triggers of 0008."""
    for deed in ("update", "delete"):
        if op.get_bind().dialect.name == "postgresql":
            act = "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        else:
            act = f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
        op.execute(f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed} ON {table} {act}")


def downgrade() -> None:
    op.drop_table("reply")
    op.drop_table("ask")
