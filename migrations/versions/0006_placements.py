"""Stays in families and institutions."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "foster",
                "network",
                "institution",
                "respite",
                name="placementkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("family_id", sa.Integer(), nullable=True),
        sa.Column("taken_place_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("site", sa.String(length=200), nullable=False),
        sa.Column("duty_to_act", sa.Boolean(), nullable=False),
        sa.Column("yearly_cost", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column(
            "end_reason",
            sa.Enum(
                "planned",
                "return_home",
                "moved_on",
                "aged_out",
                "breakdown",
                name="endreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("end_note", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'institution') = (family_id IS NULL)", name=op.f("ck_placement_site_or_family")
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR end_reason IS NOT NULL", name=op.f("ck_placement_end_has_reason")
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_placement_period_ordered")
        ),
        sa.CheckConstraint(
            "yearly_cost IS NULL OR yearly_cost >= 0", name=op.f("ck_placement_cost_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_placement_child_id_child")
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_placement_family_id_family")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_placement_municipality_id_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["placement_request.id"],
            name=op.f("fk_placement_request_id_placement_request"),
        ),
        sa.ForeignKeyConstraint(
            ["taken_place_id"],
            ["taken_place.id"],
            name=op.f("fk_placement_taken_place_id_taken_place"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("request_id", name=op.f("uq_placement_request_id")),
        sa.UniqueConstraint("taken_place_id", name=op.f("uq_placement_taken_place_id")),
    )
    op.create_index(op.f("ix_placement_child_id"), "placement", ["child_id"], unique=False)
    op.create_index(op.f("ix_placement_family_id"), "placement", ["family_id"], unique=False)
    op.create_index(
        op.f("ix_placement_municipality_id"), "placement", ["municipality_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("placement")
