"""Papers, and who lives with an applicant: certificates come before there is a family."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SOMEWHERE = "ck_household_member_lives_somewhere"
APPLICANT = "fk_household_member_applicant_id_applicant"
REFERENCES = {
    "family_id": "family",
    "applicant_id": "applicant",
    "member_id": "household_member",
    "uploaded_by_id": "user",
    "municipality_id": "municipality",
}
INDEX = "ix_household_member_applicant_id"
KINDS = (
    *("application", "cv", "education", "criminal_record", "child_certificate", "tax_statement"),
    *("budget", "health", "approval_letter", "course", "other"),
)


def upgrade() -> None:
    # In a batch, since SQLite changes a column only by writing the table anew.
    with op.batch_alter_table("household_member") as household:
        household.alter_column("family_id", existing_type=sa.Integer(), nullable=True)
        household.add_column(sa.Column("applicant_id", sa.Integer(), nullable=True))
        household.create_foreign_key(op.f(APPLICANT), "applicant", ["applicant_id"], ["id"])
        household.create_check_constraint(
            op.f(SOMEWHERE), "family_id IS NOT NULL OR applicant_id IS NOT NULL"
        )
        household.create_index(op.f(INDEX), ["applicant_id"])
    create_papers()


def create_papers() -> None:
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=True),
        sa.Column("applicant_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("kind", choice("paperkind", *KINDS), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("file_name", sa.String(length=32), nullable=True),
        sa.Column("file_type", choice("filetype", "pdf", "jpeg", "png"), nullable=True),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "family_id IS NOT NULL OR applicant_id IS NOT NULL",
            name=op.f("ck_paper_is_somebodys"),
        ),
        sa.CheckConstraint(
            "file_name IS NOT NULL OR requested_on IS NOT NULL OR issued_on IS NOT NULL",
            name=op.f("ck_paper_received_or_requested"),
        ),
        sa.CheckConstraint(
            "(file_name IS NULL) = (uploaded_at IS NULL)"
            " AND (file_name IS NULL) = (file_type IS NULL)",
            name=op.f("ck_paper_file_known"),
        ),
        sa.CheckConstraint("expires_on >= issued_on", name=op.f("ck_paper_period_ordered")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_paper_{column}_{table}")
            )
            for column, table in REFERENCES.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("file_name", name=op.f("uq_paper_file_name")),
    )
    for column in REFERENCES:
        op.create_index(op.f(f"ix_paper_{column}"), "paper", [column], unique=False)


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def downgrade() -> None:
    op.drop_table("paper")
    op.execute("DELETE FROM household_member WHERE family_id IS NULL")
    with op.batch_alter_table("household_member") as household:
        household.drop_index(op.f(INDEX))
        household.drop_constraint(op.f(SOMEWHERE), type_="check")
        household.drop_constraint(op.f(APPLICANT), type_="foreignkey")
        household.drop_column("applicant_id")
        household.alter_column("family_id", existing_type=sa.Integer(), nullable=False)
