"""What children wait for."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "placement_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "foster",
                "network",
                "respite",
                "acute",
                "bridge",
                name="carekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "expected",
                "ready",
                "waiting",
                "matched",
                "placed",
                "placed_elsewhere",
                "not_needed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "urgency",
            sa.Enum(
                "expected",
                "planned",
                "semi_acute",
                "acute",
                name="urgency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "where_now",
            sa.Enum(
                "home",
                "institution",
                "acute_family",
                "family",
                "other",
                name="wherenow",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("waiting_since", sa.Date(), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=True),
        sa.Column(
            "respite_pattern",
            sa.Enum(
                "every_second_weekend",
                "monthly",
                "weekdays",
                "holidays",
                name="respitepattern",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "weekend",
            sa.Enum(
                "either",
                "a",
                "b",
                name="weekend",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("km_limit", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("next_step", sa.String(length=200), nullable=False),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_because", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'respite') = (respite_pattern IS NOT NULL)",
            name=op.f("ck_placement_request_pattern"),
        ),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on >= waiting_since",
            name=op.f("ck_placement_request_closed_after_opened"),
        ),
        sa.CheckConstraint(
            "km_limit IS NULL OR km_limit > 0", name=op.f("ck_placement_request_km_limit_positive")
        ),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_placement_request_child_id_child")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_placement_request_municipality_id_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_request")),
    )
    op.create_index(
        op.f("ix_placement_request_child_id"), "placement_request", ["child_id"], unique=False
    )
    op.create_index(
        op.f("ix_placement_request_municipality_id"),
        "placement_request",
        ["municipality_id"],
        unique=False,
    )
    for what, kind in (("home", "kind <> 'respite'"), ("respite", "kind = 'respite'")):
        still = sa.text(f"{kind} AND state NOT IN ('placed', 'placed_elsewhere', 'not_needed')")
        op.create_index(
            f"uq_placement_request_open_{what}",
            "placement_request",
            ["child_id"],
            unique=True,
            sqlite_where=still,
            postgresql_where=still,
        )


def downgrade() -> None:
    op.drop_table("placement_request")
