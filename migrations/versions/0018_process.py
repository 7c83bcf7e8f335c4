"""The way from a family's answer to a child who has moved in.

Meetings of parents and child with a family, what each said afterwards, what the child was told;
who stands in for whom; and the days a municipality allows for each stage. What people said is
written once, as the replies of families are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

PARTIES = ("parents", "child", "family")
SAYS = ("yes", "thinking", "no", "not_asked", "too_small")
STAGES = (
    *("expected", "ready", "shortlist", "asked", "meetings", "mutual_yes", "decision"),
    *("introduction", "moved_in", "check_3", "check_6", "check_12", "done"),
    *("placed_elsewhere", "not_needed"),
)
WRITTEN_ONCE = ("feedback", "opinion", "told")


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("party", enum("party", *PARTIES), nullable=False),
        sa.Column("arranged_on", sa.Date(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("own_reason", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("took_part", sa.String(200), nullable=False),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("cancelled_because", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *of_pair("meeting"),
        check("meeting", "not_the_family", "party <> 'family'"),
        check("meeting", "held_with_somebody", "(held_on IS NULL) = (took_part = '')"),
        check(
            "meeting",
            "cancelled_with_a_reason",
            "(cancelled_on IS NULL) = (cancelled_because = '')",
        ),
        check("meeting", "held_or_cancelled", "held_on IS NULL OR cancelled_on IS NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    planned = sa.text("held_on IS NULL AND cancelled_on IS NULL")
    op.create_index(
        "uq_meeting_planned",
        "meeting",
        ["request_id", "family_id", "party"],
        unique=True,
        sqlite_where=planned,
        postgresql_where=planned,
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("party", enum("party", *PARTIES), nullable=False),
        sa.Column("felt_right", sa.Text(), nullable=False),
        sa.Column("unsure_of", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        *recorded("feedback"),
        check("feedback", "says_something", "felt_right <> '' OR unsure_of <> ''"),
        reference("feedback", "meeting_id", "meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("party", enum("party", *PARTIES), nullable=False),
        sa.Column("says", enum("says", *SAYS), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        *recorded("opinion"),
        *of_pair("opinion"),
        check("opinion", "not_the_family", "party <> 'family'"),
        check(
            "opinion",
            "says_fits_party",
            "(party = 'parents' AND says <> 'too_small')"
            " OR (party = 'child' AND says <> 'not_asked')",
        ),
        check("opinion", "a_reason_where_needed", "words <> '' OR says IN ('yes', 'thinking')"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
    )
    op.create_table(
        "told",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("told_by", sa.String(200), nullable=False),
        *recorded("told"),
        *of_pair("told"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told")),
    )
    for table in ("meeting", "opinion", "told"):
        index(table, "request_id", "family_id", "municipality_id")
    for table in WRITTEN_ONCE:
        index(table, "recorded_by_id")
        write_once(table)
    index("feedback", "meeting_id")
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("called_off_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        check("absence", "deputy_is_another", "deputy_id IS NULL OR deputy_id <> user_id"),
        check("absence", "period_ordered", "ends_on IS NULL OR ends_on >= starts_on"),
        reference("absence", "user_id", "user"),
        reference("absence", "deputy_id", "user"),
        reference("absence", "municipality_id", "municipality"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    index("absence", "user_id", "deputy_id", "municipality_id")
    op.create_table(
        "process_limit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage", enum("stage", *STAGES), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("applies_from", sa.Date(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        check("process_limit", "days_positive", "days > 0"),
        reference("process_limit", "municipality_id", "municipality"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process_limit")),
        sa.UniqueConstraint(
            "municipality_id",
            "stage",
            "applies_from",
            name=op.f("uq_process_limit_municipality_id"),
        ),
    )
    index("process_limit", "municipality_id")


def of_pair(table: str) -> tuple[sa.Column | sa.ForeignKeyConstraint, ...]:
    """The child's request and the family a row is about."""
    owners = {"request_id": "placement_request", "family_id": "family"}
    owners["municipality_id"] = "municipality"
    return (
        *(sa.Column(column, sa.Integer(), nullable=False) for column in owners),
        *(reference(table, column, other) for column, other in owners.items()),
    )


def recorded(table: str) -> tuple[sa.Column | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        reference(table, "recorded_by_id", "user"),
    )


def enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def reference(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def write_once(table: str) -> None:
    """By the triggers of 0008."""
    for deed in ("update", "delete"):
        if op.get_bind().dialect.name == "postgresql":
            act = "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        else:
            act = f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
        op.execute(f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed} ON {table} {act}")


def downgrade() -> None:
    for table in ("process_limit", "absence", "told", "opinion", "feedback", "meeting"):
        op.drop_table(table)
