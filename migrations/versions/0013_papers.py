"""Who lives with an applicant, before there is a family."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0010"
branch_labels = None
depends_on = None

SOMEWHERE = "ck_household_member_lives_somewhere"
APPLICANT = "fk_household_member_applicant_id_applicant"
INDEX = "ix_household_member_applicant_id"


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


def downgrade() -> None:
    op.execute("DELETE FROM household_member WHERE family_id IS NULL")
    with op.batch_alter_table("household_member") as household:
        household.drop_index(op.f(INDEX))
        household.drop_constraint(op.f(SOMEWHERE), type_="check")
        household.drop_constraint(op.f(APPLICANT), type_="foreignkey")
        household.drop_column("applicant_id")
        household.alter_column("family_id", existing_type=sa.Integer(), nullable=False)
