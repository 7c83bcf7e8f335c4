"""Children with encrypted CPR numbers, siblings, need profiles and look-ups with a purpose."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sibling_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "wish",
            sa.Enum(
                "together",
                "may_split",
                "apart",
                name="siblingwish",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_sibling_group_municipality_id_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sibling_group")),
    )
    op.create_index(
        op.f("ix_sibling_group_municipality_id"), "sibling_group", ["municipality_id"], unique=False
    )
    op.create_table(
        "child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.String(length=200), nullable=False),
        sa.Column("last_name", sa.String(length=200), nullable=False),
        sa.Column("cpr", sa.LargeBinary(), nullable=False),
        sa.Column("cpr_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("postcode", sa.String(length=4), nullable=False),
        sa.Column("protected_address", sa.Boolean(), nullable=False),
        sa.Column("case_number", sa.String(length=200), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("caseworker_id", sa.Integer(), nullable=True),
        sa.Column("sibling_group_id", sa.Integer(), nullable=True),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["caseworker_id"], ["user.id"], name=op.f("fk_child_caseworker_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_child_municipality_id_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["sibling_group_id"],
            ["sibling_group.id"],
            name=op.f("fk_child_sibling_group_id_sibling_group"),
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_child_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child")),
        sa.UniqueConstraint(
            "municipality_id", "cpr_fingerprint", name=op.f("uq_child_municipality_id")
        ),
    )
    op.create_index(op.f("ix_child_caseworker_id"), "child", ["caseworker_id"], unique=False)
    op.create_index(op.f("ix_child_municipality_id"), "child", ["municipality_id"], unique=False)
    op.create_index(op.f("ix_child_sibling_group_id"), "child", ["sibling_group_id"], unique=False)
    op.create_index(op.f("ix_child_team_id"), "child", ["team_id"], unique=False)
    op.create_table(
        "look_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_look_up_child_id_child")),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_look_up_municipality_id_municipality"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_look_up_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look_up")),
    )
    op.create_index(op.f("ix_look_up_child_id"), "look_up", ["child_id"], unique=False)
    op.create_index(
        op.f("ix_look_up_municipality_id"), "look_up", ["municipality_id"], unique=False
    )
    op.create_index(op.f("ix_look_up_user_id"), "look_up", ["user_id"], unique=False)
    op.create_table(
        "need_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "support_level",
            sa.Enum(
                "not_assessed",
                "none",
                "light",
                "moderate",
                "high",
                "complete",
                name="supportlevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("target_groups", sa.JSON(), nullable=False),
        sa.Column("development", sa.Text(), nullable=False),
        sa.Column("parents_capacity", sa.Text(), nullable=False),
        sa.Column("surroundings", sa.Text(), nullable=False),
        sa.Column("health", sa.Text(), nullable=False),
        sa.Column("school", sa.String(length=200), nullable=False),
        sa.Column("school_postcode", sa.String(length=4), nullable=True),
        sa.Column("contact_per_month", sa.Integer(), nullable=True),
        sa.Column("contact_supervised", sa.Boolean(), nullable=True),
        sa.Column("contact_postcode", sa.String(length=4), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("language_required", sa.Boolean(), nullable=False),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("only_child", sa.Boolean(), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("no_pets", sa.Boolean(), nullable=False),
        sa.Column("no_smoke", sa.Boolean(), nullable=False),
        sa.Column("child_words", sa.Text(), nullable=False),
        sa.Column("child_words_on", sa.Date(), nullable=True),
        sa.Column("parents_words", sa.Text(), nullable=False),
        sa.Column("parents_words_on", sa.Date(), nullable=True),
        sa.Column(
            "network_outcome",
            sa.Enum(
                "not_yet",
                "nobody",
                "asked",
                "ruled_out",
                name="networkoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("network_note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_need_profile_child_id_child")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["user.id"], name=op.f("fk_need_profile_written_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_profile")),
    )
    op.create_index(op.f("ix_need_profile_child_id"), "need_profile", ["child_id"], unique=False)
    op.create_index(
        op.f("ix_need_profile_written_by_id"), "need_profile", ["written_by_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("need_profile")
    op.drop_table("look_up")
    op.drop_table("child")
    op.drop_table("sibling_group")
