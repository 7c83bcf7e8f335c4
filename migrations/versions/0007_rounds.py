"""Matching rounds with inputs, weights and answers, and the decisions made on them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_at", sa.DateTime(), nullable=False),
        sa.Column("run_on", sa.Date(), nullable=False),
        sa.Column("run_by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("stale_included", sa.Boolean(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("bound", sa.Integer(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_round_municipality_id_municipality"),
        ),
        sa.ForeignKeyConstraint(["run_by_id"], ["user.id"], name=op.f("fk_round_run_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
    )
    op.create_index(op.f("ix_round_municipality_id"), "round", ["municipality_id"], unique=False)
    op.create_index(op.f("ix_round_run_by_id"), "round", ["run_by_id"], unique=False)
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("place_in_list", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=True),
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
            nullable=True,
        ),
        sa.Column("fit", sa.Integer(), nullable=True),
        sa.Column("strong", sa.Boolean(), nullable=True),
        sa.Column("own_best_family_id", sa.Integer(), nullable=True),
        sa.Column("bundle", sa.Integer(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(family_id IS NULL) = (slot IS NULL)", name=op.f("ck_proposal_slot_with_family")
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_proposal_family_id_family")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_proposal_municipality_id_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["own_best_family_id"],
            ["family.id"],
            name=op.f("fk_proposal_own_best_family_id_family"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["placement_request.id"],
            name=op.f("fk_proposal_request_id_placement_request"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_proposal_round_id_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("round_id", "request_id", name=op.f("uq_proposal_round_id")),
    )
    op.create_index(op.f("ix_proposal_family_id"), "proposal", ["family_id"], unique=False)
    op.create_index(
        op.f("ix_proposal_municipality_id"), "proposal", ["municipality_id"], unique=False
    )
    op.create_index(
        op.f("ix_proposal_own_best_family_id"), "proposal", ["own_best_family_id"], unique=False
    )
    op.create_index(op.f("ix_proposal_request_id"), "proposal", ["request_id"], unique=False)
    op.create_index(op.f("ix_proposal_round_id"), "proposal", ["round_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "accepted",
                "declined",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("professional_reason", sa.Text(), nullable=False),
        sa.Column("economic_reason", sa.Text(), nullable=False),
        sa.Column("yearly_cost", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("placement_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_decision_decided_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_decision_placement_id_placement")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_decision_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_decision_placement_id")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_decision_proposal_id")),
    )
    op.create_index(op.f("ix_decision_decided_by_id"), "decision", ["decided_by_id"], unique=False)


def downgrade() -> None:
    op.drop_table("decision")
    op.drop_table("proposal")
    op.drop_table("round")
