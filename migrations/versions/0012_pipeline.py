"""The pipeline: stages by track, days per stage, checklists, exemptions, why people leave.

An applicant's stage stands on its own row, so that lists read one row each, however long their
way has been. Applicants who would be network families move to the stages of that approval.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BEFORE = (
    *("enquiry", "information_meeting", "course_booked", "applied", "certificates"),
    *("visit_1", "course_1", "visit_2", "course_2", "approved", "approved_with_conditions"),
    *("on_portal", "usable", "refused", "withdrawn"),
)
ADDED = ("first_talk", "home_visit", "assessment")
LEAVING = (
    *("pay", "time", "housing", "demanding", "refused", "elsewhere", "no_answer"),
    *("health", "family", "other"),
)
AUTHORITIES = (
    *("frederiksberg", "holbaek", "faaborg_midtfyn", "silkeborg", "hjoerring", "municipality"),
)
# The stage of the network track that says the same.
OF_NETWORK = {
    "information_meeting": "first_talk",
    "course_booked": "first_talk",
    "applied": "first_talk",
    "visit_1": "home_visit",
    "course_1": "home_visit",
    "visit_2": "assessment",
    "course_2": "assessment",
    "on_portal": "approved",
}
LATEST = (
    "(SELECT {column} FROM step WHERE step.applicant_id = applicant.id"
    " ORDER BY step.entered_on DESC, step.id DESC LIMIT 1)"
)


def choice(name: str, members: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)


def one_of(members: tuple[str, ...]) -> str:
    return "stage IN ({})".format(", ".join(f"'{member}'" for member in members))


def upgrade() -> None:
    move_stages()
    write_limits()
    write_checklists()


def move_stages() -> None:
    with op.batch_alter_table("step") as table:
        table.drop_constraint(op.f("ck_step_stage"), type_="check")
        table.create_check_constraint(op.f("ck_step_stage"), sa.text(one_of((*BEFORE, *ADDED))))
        table.add_column(sa.Column("leaving", choice("leaving", LEAVING), nullable=True))
    for old, new in OF_NETWORK.items():
        op.execute(
            f"UPDATE step SET stage = '{new}' WHERE stage = '{old}' AND applicant_id IN"
            " (SELECT id FROM applicant WHERE interest = 'network')"
        )
    op.execute("UPDATE step SET leaving = 'refused' WHERE stage = 'refused'")
    op.execute("UPDATE step SET leaving = 'other' WHERE stage = 'withdrawn'")
    with op.batch_alter_table("applicant") as table:
        table.add_column(sa.Column("stage", choice("stage", (*BEFORE, *ADDED)), nullable=True))
        table.add_column(sa.Column("since", sa.Date(), nullable=True))
        table.add_column(sa.Column("authority", choice("authority", AUTHORITIES), nullable=True))
        table.add_column(sa.Column("applied_on", sa.Date(), nullable=True))
        table.add_column(
            sa.Column("case_reference", sa.String(length=200), nullable=False, server_default="")
        )
        table.add_column(sa.Column("decision_expected_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("child_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_applicant_child_id_child"), "child", ["child_id"], ["id"])
        table.create_index(op.f("ix_applicant_child_id"), ["child_id"])
    stage, since = LATEST.format(column="stage"), LATEST.format(column="entered_on")
    op.execute(f"UPDATE applicant SET stage = {stage}, since = {since}")
    with op.batch_alter_table("applicant") as table:
        table.alter_column("stage", existing_type=sa.String(length=40), nullable=False)
        table.alter_column("since", existing_type=sa.Date(), nullable=False)
        table.alter_column(
            "case_reference", existing_type=sa.String(length=200), server_default=None
        )


def write_limits() -> None:
    op.create_table(
        "stage_limit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage", choice("stage", (*BEFORE, *ADDED)), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("applies_from", sa.Date(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("days > 0", name=op.f("ck_stage_limit_days_positive")),
        refers("stage_limit", "municipality_id", "municipality"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_limit")),
        sa.UniqueConstraint(
            "municipality_id", "stage", "applies_from", name=op.f("uq_stage_limit_municipality_id")
        ),
    )
    op.create_index(op.f("ix_stage_limit_municipality_id"), "stage_limit", ["municipality_id"])


def write_checklists() -> None:
    op.create_table(
        "checklist_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("track", choice("track", ("general", "network")), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text_da", sa.String(length=200), nullable=False),
        sa.Column("text_en", sa.String(length=200), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column(
            "given_by", choice("giver", ("family", "municipality", "authority")), nullable=False
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_checklist_line_period_ordered")
        ),
        refers("checklist_line", "municipality_id", "municipality"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_line")),
        sa.UniqueConstraint(
            "municipality_id", "track", "code", name=op.f("uq_checklist_line_municipality_id")
        ),
    )
    op.create_index(
        op.f("ix_checklist_line_municipality_id"), "checklist_line", ["municipality_id"]
    )
    op.create_table(
        "tick",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("ticked_on", sa.Date(), nullable=False),
        sa.Column("ticked_by_id", sa.Integer(), nullable=True),
        sa.Column("unticked_on", sa.Date(), nullable=True),
        sa.Column("unticked_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "unticked_on IS NULL OR unticked_on >= ticked_on", name=op.f("ck_tick_days_ordered")
        ),
        refers("tick", "applicant_id", "applicant"),
        refers("tick", "line_id", "checklist_line"),
        refers("tick", "ticked_by_id", "user"),
        refers("tick", "unticked_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tick")),
    )
    for column in ("applicant_id", "line_id", "ticked_by_id", "unticked_by_id"):
        op.create_index(op.f(f"ix_tick_{column}"), "tick", [column])
    op.create_index(
        "uq_tick_standing",
        "tick",
        ["applicant_id", "line_id"],
        unique=True,
        sqlite_where=sa.text("unticked_on IS NULL"),
        postgresql_where=sa.text("unticked_on IS NULL"),
    )
    op.create_table(
        "exemption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("gates", sa.JSON(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        refers("exemption", "applicant_id", "applicant"),
        refers("exemption", "given_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemption")),
    )
    for column in ("applicant_id", "given_by_id"):
        op.create_index(op.f(f"ix_exemption_{column}"), "exemption", [column])


def refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def downgrade() -> None:
    for name in ("exemption", "tick", "checklist_line", "stage_limit"):
        op.drop_table(name)
    with op.batch_alter_table("applicant") as table:
        table.drop_index(op.f("ix_applicant_child_id"))
        table.drop_constraint(op.f("fk_applicant_child_id_child"), type_="foreignkey")
        table.drop_constraint(op.f("ck_applicant_stage"), type_="check")
        table.drop_constraint(op.f("ck_applicant_authority"), type_="check")
        for column in (
            *("child_id", "decision_expected_on", "case_reference", "applied_on"),
            *("authority", "since", "stage"),
        ):
            table.drop_column(column)
    for new, old in {new: old for old, new in OF_NETWORK.items()}.items():
        if new in ADDED:
            op.execute(f"UPDATE step SET stage = '{old}' WHERE stage = '{new}'")
    with op.batch_alter_table("step") as table:
        table.drop_constraint(op.f("ck_step_leaving"), type_="check")
        table.drop_column("leaving")
        table.drop_constraint(op.f("ck_step_stage"), type_="check")
        table.create_check_constraint(op.f("ck_step_stage"), sa.text(one_of(BEFORE)))
