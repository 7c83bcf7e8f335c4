"""Applicants and the steps of their way to becoming families."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "applicant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("postcode", sa.String(length=4), nullable=False),
        sa.Column(
            "interest",
            sa.Enum(
                "foster",
                "respite",
                "network",
                name="interest",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum(
                "phone",
                "web",
                "social_media",
                "meeting",
                "family",
                "other",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("enquired_on", sa.Date(), nullable=False),
        sa.Column("consultant_id", sa.Integer(), nullable=True),
        sa.Column("family_id", sa.Integer(), nullable=True),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultant_id"], ["user.id"], name=op.f("fk_applicant_consultant_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_applicant_family_id_family")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_applicant_municipality_id_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applicant")),
    )
    op.create_index(
        op.f("ix_applicant_consultant_id"), "applicant", ["consultant_id"], unique=False
    )
    op.create_index(op.f("ix_applicant_enquired_on"), "applicant", ["enquired_on"], unique=False)
    op.create_index(op.f("ix_applicant_family_id"), "applicant", ["family_id"], unique=False)
    op.create_index(
        op.f("ix_applicant_municipality_id"), "applicant", ["municipality_id"], unique=False
    )
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "enquiry",
                "information_meeting",
                "course_booked",
                "applied",
                "certificates",
                "visit_1",
                "course_1",
                "visit_2",
                "course_2",
                "approved",
                "approved_with_conditions",
                "on_portal",
                "usable",
                "refused",
                "withdrawn",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_step_applicant_id_applicant")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_step_recorded_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    op.create_index(op.f("ix_step_applicant_id"), "step", ["applicant_id"], unique=False)
    op.create_index(op.f("ix_step_recorded_by_id"), "step", ["recorded_by_id"], unique=False)


def downgrade() -> None:
    op.drop_table("step")
    op.drop_table("applicant")
