"""What follows a placement: introduction, visits, follow-ups, checks, agreements, what is learnt.

The task agreement and the pay contract are tables of their own, since different people read them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

STEPS = ("family_visits", "day_visit", "overnight", "weekend", "school_visit", "moving_day")
RESULTS = ("continue", "change", "return_home", "other_place")


def upgrade() -> None:
    table(
        "breakdown",
        sa.Column("causes", sa.JSON(), nullable=False),
        *texts("in_words", "tried", "learnt"),
        references={"placement_id": "placement"},
    )
    op.create_table(
        "move_on",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("follows_id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        reference("move_on", "request_id", "placement_request"),
        reference("move_on", "follows_id", "placement"),
        reference("move_on", "municipality_id", "municipality"),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_move_on")),
    )
    index("move_on", "follows_id", "municipality_id")
    table(
        "introduction_step",
        sa.Column("kind", enum("stepkind", *STEPS), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("first_planned_on", sa.Date(), nullable=False),
        sa.Column("takes_part", sa.String(200), nullable=False),
        sa.Column("state", enum("stepstate", "planned", "held", "cancelled"), nullable=False),
        sa.Column("reaction", sa.Text(), nullable=False),
        sa.Column("cancelled_because", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        check(
            "introduction_step",
            "cancelled_with_a_reason",
            "(state = 'cancelled') = (cancelled_because <> '')",
        ),
        references={"placement_id": "placement"},
    )
    visits()
    follow_ups_and_checks()
    agreements()


def visits() -> None:
    table(
        "supervision_visit",
        *days("planned_on", "held_on"),
        sa.Column("talked_with_child", sa.Boolean(), nullable=True),
        *texts("why_no_talk", "seen", "to_do"),
        sa.Column("version", sa.Integer(), nullable=False),
        check("supervision_visit", "dated", "planned_on IS NOT NULL OR held_on IS NOT NULL"),
        check(
            "supervision_visit",
            "held_says_of_the_talk",
            "(held_on IS NULL) = (talked_with_child IS NULL)",
        ),
        check(
            "supervision_visit",
            "no_talk_has_a_reason",
            "held_on IS NULL OR talked_with_child OR why_no_talk <> ''",
        ),
        references={"placement_id": "placement"},
    )
    op.create_table(
        "visit_adviser",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        reference("visit_adviser", "visit_id", "supervision_visit"),
        reference("visit_adviser", "user_id", "user"),
        sa.PrimaryKeyConstraint("visit_id", "user_id", name=op.f("pk_visit_adviser")),
    )
    index("visit_adviser", "user_id")


def follow_ups_and_checks() -> None:
    table(
        "follow_up",
        *days("planned_on", "held_on", "note_on"),
        *texts("note"),
        sa.Column("result", enum("result", *RESULTS), nullable=True),
        *texts("child_view", "decided"),
        *days("grant_ends_on", "next_on"),
        sa.Column("version", sa.Integer(), nullable=False),
        check("follow_up", "dated", "planned_on IS NOT NULL OR held_on IS NOT NULL"),
        check("follow_up", "held_has_a_result", "(held_on IS NULL) = (result IS NULL)"),
        check("follow_up", "next_comes_after", "next_on IS NULL OR next_on > held_on"),
        references={"placement_id": "placement"},
    )
    one_open("follow_up", "held_on IS NULL")
    table(
        "check_up",
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        *texts("how_child", "how_family", "how_school", "how_contact", "compromise", "worries"),
        sa.Column("who_acts", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("placement_id", "months", name=op.f("uq_check_up_placement_id")),
        check("check_up", "months_known", "months IN (3, 6, 12)"),
        check("check_up", "worry_has_somebody", "worries = '' OR who_acts <> ''"),
        references={"placement_id": "placement"},
    )
    table(
        "youth_step",
        sa.Column("duty", enum("youthduty", "youth_plan", "aftercare_talk"), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        *texts("note"),
        sa.UniqueConstraint("child_id", "duty", name=op.f("uq_youth_step_child_id")),
        references={"child_id": "child"},
    )


def agreements() -> None:
    agreed("task_agreement", *texts("undertakes", "support", "contact"))
    agreed(
        "pay_contract",
        sa.Column("pay_model", enum("paymodel", "yearly", "average"), nullable=False),
        sa.Column("fees", sa.Integer(), nullable=False),
        check("pay_contract", "fees_in_range", "fees BETWEEN 1 AND 10"),
    )


def agreed(name: str, *columns: sa.Column | sa.CheckConstraint) -> None:
    table(
        name,
        sa.Column("starts_on", sa.Date(), nullable=False),
        *days("ends_on"),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        *columns,
        check(name, "period_ordered", "ends_on IS NULL OR ends_on >= starts_on"),
        references={"placement_id": "placement", "written_by_id": "user"},
    )
    one_open(name, "ends_on IS NULL")


def table(name: str, *columns: sa.Column | sa.Constraint, references: dict[str, str]) -> None:
    """One with an id and an owner, and an index for each row it refers to."""
    others = references | {"municipality_id": "municipality"}
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(column, sa.Integer(), nullable=False) for column in others),
        *columns,
        *(reference(name, column, other) for column, other in others.items()),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    index(name, *others)


def index(name: str, *columns: str) -> None:
    for column in columns:
        unique = (name, column) == ("breakdown", "placement_id")
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=unique)


def one_open(name: str, still: str) -> None:
    op.create_index(
        f"uq_{name}_open",
        name,
        ["placement_id"],
        unique=True,
        sqlite_where=sa.text(still),
        postgresql_where=sa.text(still),
    )


def days(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Date(), nullable=True) for name in names]


def texts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def check(table: str, name: str, holds: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(holds, name=op.f(f"ck_{table}_{name}"))


def enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def reference(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def downgrade() -> None:
    for name in (
        "pay_contract",
        "task_agreement",
        "youth_step",
        "check_up",
        "follow_up",
        "visit_adviser",
        "supervision_visit",
        "introduction_step",
        "move_on",
        "breakdown",
    ):
        op.drop_table(name)
