"""The standing proposal of a municipality, why it changed, and what people decided of pairs.

A municipality has one standing round. A pair has one steering of a kind at a time, whoever
sets it at the same moment.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

KINDS = ("pin", "veto", "hold")
WHY = (
    *("said_no", "steered", "place_gone", "not_confirmed", "paused", "not_now", "approval"),
    *("need", "new_family", "new_place", "family_says", "weights"),
    *("child_came", "child_left", "goes_first", "whole_list"),
)


def upgrade() -> None:
    """Column by column: SQLite would make the table anew, and proposals point at it."""
    op.add_column(
        "round", sa.Column("standing", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("round", sa.Column("checked_at", sa.DateTime(), nullable=True))
    op.execute(
        "ALTER TABLE round ADD COLUMN fingerprint VARCHAR(64) CONSTRAINT"
        " ck_round_standing_is_checked CHECK"
        " (standing = (checked_at IS NOT NULL AND fingerprint IS NOT NULL))"
    )
    op.create_index(
        "uq_round_standing",
        "round",
        ["municipality_id"],
        unique=True,
        sqlite_where=sa.text("standing"),
        postgresql_where=sa.text("standing"),
    )
    keep_changes()
    keep_steering()


def keep_changes() -> None:
    op.create_table(
        "proposal_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=True),
        sa.Column("after_id", sa.Integer(), nullable=True),
        sa.Column("why", one_of("why", *WHY), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "before_id IS NOT NULL OR after_id IS NOT NULL",
            name=op.f("ck_proposal_change_some_family"),
        ),
        reference("proposal_change", "request_id", "placement_request"),
        reference("proposal_change", "before_id", "family"),
        reference("proposal_change", "after_id", "family"),
        reference("proposal_change", "municipality_id", "municipality"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_change")),
    )
    index("proposal_change", "request_id", "at", "before_id", "after_id", "municipality_id")


def keep_steering() -> None:
    op.create_table(
        "steering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("kind", one_of("kind", *KINDS), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_because", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'hold') = (until IS NOT NULL)", name=op.f("ck_steering_hold_until")
        ),
        sa.CheckConstraint(
            "ended_at IS NOT NULL OR ended_by_id IS NULL", name=op.f("ck_steering_ended_when")
        ),
        reference("steering", "request_id", "placement_request"),
        reference("steering", "family_id", "family"),
        reference("steering", "set_by_id", "user"),
        reference("steering", "ended_by_id", "user"),
        reference("steering", "municipality_id", "municipality"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steering")),
    )
    index("steering", "request_id", "family_id", "set_by_id", "ended_by_id", "municipality_id")
    op.create_index(
        "uq_steering_standing",
        "steering",
        ["request_id", "family_id", "kind"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def reference(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def downgrade() -> None:
    op.drop_table("steering")
    op.drop_table("proposal_change")
    op.drop_index("uq_round_standing", "round")
    op.execute("DELETE FROM proposal WHERE round_id IN (SELECT id FROM round WHERE standing)")
    op.execute("DELETE FROM round WHERE standing")
    for column in ("fingerprint", "checked_at", "standing"):
        op.drop_column("round", column)
