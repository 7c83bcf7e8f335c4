"""Training, guidance visits and supervision, service levels, and addresses of calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

DUTIES = ("training", "visit", "supervision")
CARES = ("full_time", "respite")
KINDS = ("general", "enhanced", "specialised", "network")


def upgrade() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty", choice("duty", DUTIES), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("begins", sa.Time(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("days", sa.Numeric(precision=4, scale=1), nullable=True),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.Column("held_by", sa.String(length=200), nullable=False),
        sa.Column("consultant_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("cancelled_because", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "planned_on IS NOT NULL OR held_on IS NOT NULL", name=op.f("ck_appointment_dated")
        ),
        sa.CheckConstraint(
            "(planned_on IS NULL) = (begins IS NULL)",
            name=op.f("ck_appointment_planned_with_a_time"),
        ),
        sa.CheckConstraint(
            "(duty = 'training') = (days IS NOT NULL)",
            name=op.f("ck_appointment_training_in_days"),
        ),
        sa.CheckConstraint("days > 0", name=op.f("ck_appointment_days_positive")),
        sa.CheckConstraint(
            "(cancelled_on IS NULL) = (cancelled_because = '')",
            name=op.f("ck_appointment_cancelled_with_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["consultant_id"], ["user.id"], name=op.f("fk_appointment_consultant_id_user")
        ),
        owner("appointment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    index("appointment", "consultant_id", "municipality_id")
    op.create_index(
        "ix_appointment_planned_on", "appointment", ["municipality_id", "planned_on"], unique=False
    )
    op.create_table(
        "participant",
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("absent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
            name=op.f("fk_participant_appointment_id_appointment"),
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_participant_family_id_family")
        ),
        sa.PrimaryKeyConstraint("appointment_id", "family_id", name=op.f("pk_participant")),
    )
    index("participant", "family_id")
    op.create_table(
        "service_level",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("care", choice("care", CARES), nullable=False),
        sa.Column("kind", choice("approvalkind", KINDS), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("training", sa.Numeric(precision=4, scale=1), nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("supervision", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "training >= 0 AND visit >= 0 AND supervision >= 0",
            name=op.f("ck_service_level_not_negative"),
        ),
        owner("service_level"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_level")),
    )
    index("service_level", "municipality_id")
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_calendar_feed_user_id_user")
        ),
        owner("calendar_feed"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )
    index("calendar_feed", "user_id", "municipality_id")
    op.create_index(
        "uq_calendar_feed_open",
        "calendar_feed",
        ["user_id"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )


def choice(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def owner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["municipality_id"],
        ["municipality.id"],
        name=op.f(f"fk_{table}_municipality_id_municipality"),
    )


def index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def downgrade() -> None:
    for table in ("calendar_feed", "service_level", "participant", "appointment"):
        op.drop_table(table)
