"""Families with household, approvals, pauses, statements, confirmations and taken places."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "family",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("postcode", sa.String(length=4), nullable=False),
        sa.Column("protected_address", sa.Boolean(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("consultant_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultant_id"], ["user.id"], name=op.f("fk_family_consultant_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_family_municipality_id_municipality"),
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_family_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family")),
    )
    op.create_index(op.f("ix_family_consultant_id"), "family", ["consultant_id"], unique=False)
    op.create_index(op.f("ix_family_municipality_id"), "family", ["municipality_id"], unique=False)
    op.create_index(op.f("ix_family_team_id"), "family", ["team_id"], unique=False)
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column(
            "care",
            sa.Enum(
                "full_time",
                "respite",
                name="care",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "general",
                "enhanced",
                "specialised",
                "network",
                name="approvalkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "authority",
            sa.Enum(
                "frederiksberg",
                "holbaek",
                "faaborg_midtfyn",
                "silkeborg",
                "hjoerring",
                "municipality",
                name="authority",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("min_age", sa.Integer(), nullable=False),
        sa.Column("max_age", sa.Integer(), nullable=False),
        sa.Column("target_groups", sa.JSON(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_approval_period_ordered")
        ),
        sa.CheckConstraint(
            "min_age >= 0 AND min_age <= max_age", name=op.f("ck_approval_ages_ordered")
        ),
        sa.CheckConstraint("places > 0", name=op.f("ck_approval_places_positive")),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_approval_family_id_family")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    op.create_index(op.f("ix_approval_family_id"), "approval", ["family_id"], unique=False)
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column(
            "slot",
            sa.Enum(
                "full_time",
                "weekend_a",
                "weekend_b",
                "weekdays",
                "holidays",
                name="slot",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("free_places", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "how",
            sa.Enum(
                "phone",
                "visit",
                "mail",
                "meeting",
                name="confirmedhow",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "free_places >= 0", name=op.f("ck_confirmation_free_places_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["user.id"], name=op.f("fk_confirmation_confirmed_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_confirmation_family_id_family")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation")),
    )
    op.create_index(
        op.f("ix_confirmation_confirmed_by_id"), "confirmation", ["confirmed_by_id"], unique=False
    )
    op.create_index(op.f("ix_confirmation_family_id"), "confirmation", ["family_id"], unique=False)
    op.create_table(
        "household_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=False),
        sa.Column(
            "relation",
            sa.Enum(
                "carer",
                "own_child",
                "other",
                name="relation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on",
            name=op.f("ck_household_member_period_ordered"),
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_household_member_family_id_family")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_member")),
    )
    op.create_index(
        op.f("ix_household_member_family_id"), "household_member", ["family_id"], unique=False
    )
    op.create_table(
        "pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "holiday",
                "illness",
                "strain",
                "family",
                "supervision",
                "other",
                name="pausereason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_pause_period_ordered")
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_pause_family_id_family")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause")),
    )
    op.create_index(op.f("ix_pause_family_id"), "pause", ["family_id"], unique=False)
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("heard_by_id", sa.Integer(), nullable=True),
        sa.Column("min_age", sa.Integer(), nullable=True),
        sa.Column("max_age", sa.Integer(), nullable=True),
        sa.Column("takes", sa.JSON(), nullable=False),
        sa.Column("not_now", sa.JSON(), nullable=False),
        sa.Column("not_now_until", sa.Date(), nullable=True),
        sa.Column("siblings", sa.Boolean(), nullable=True),
        sa.Column("acute", sa.Boolean(), nullable=True),
        sa.Column("pets", sa.Boolean(), nullable=True),
        sa.Column("smokes", sa.Boolean(), nullable=True),
        sa.Column("step_free", sa.Boolean(), nullable=True),
        sa.Column("drives", sa.Boolean(), nullable=True),
        sa.Column("parent_at_home", sa.Boolean(), nullable=True),
        sa.Column("contact_at_home", sa.Boolean(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("traits", sa.JSON(), nullable=False),
        sa.Column("own_words", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "min_age IS NULL OR max_age IS NULL OR min_age <= max_age",
            name=op.f("ck_statement_ages_ordered"),
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_statement_family_id_family")
        ),
        sa.ForeignKeyConstraint(
            ["heard_by_id"], ["user.id"], name=op.f("fk_statement_heard_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_statement_family_id"), "statement", ["family_id"], unique=False)
    op.create_index(op.f("ix_statement_heard_by_id"), "statement", ["heard_by_id"], unique=False)
    op.create_table(
        "taken_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column(
            "slot",
            sa.Enum(
                "full_time",
                "weekend_a",
                "weekend_b",
                "weekdays",
                "holidays",
                name="slot",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_other_municipality", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("agreed_at", sa.DateTime(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_taken_place_period_ordered")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_taken_place_number_positive")),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_taken_place_family_id_family")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taken_place")),
    )
    op.create_index(op.f("ix_taken_place_family_id"), "taken_place", ["family_id"], unique=False)
    op.create_index(
        "uq_taken_place_open",
        "taken_place",
        ["family_id", "slot", "number"],
        unique=True,
        sqlite_where=sa.text("ends_on IS NULL"),
        postgresql_where=sa.text("ends_on IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("taken_place")
    op.drop_table("statement")
    op.drop_table("pause")
    op.drop_table("household_member")
    op.drop_table("confirmation")
    op.drop_table("approval")
    op.drop_table("family")
