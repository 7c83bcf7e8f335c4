"""What places cost from a day on, written once; and where the municipality lies.

A place is local when its postcode is one of the municipality's, which is known by one of them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KINDS = ("network", "general", "enhanced", "specialised", "institution", "home", "respite")


def upgrade() -> None:
    kind = sa.Enum(*KINDS, name="pricekind", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "own_price",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("yearly", sa.Numeric(12, 2), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("yearly > 0", name=op.f("ck_own_price_yearly_positive")),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_own_price_municipality_id_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_price")),
    )
    op.create_index(op.f("ix_own_price_municipality_id"), "own_price", ["municipality_id"])
    for deed in ("update", "delete"):
        if op.get_bind().dialect.name == "postgresql":
            act = "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        else:
            act = "BEGIN SELECT RAISE(ABORT, 'own_price is written once'); END"
        op.execute(f"CREATE TRIGGER own_price_no_{deed} BEFORE {deed} ON own_price {act}")
    op.add_column(
        "municipality", sa.Column("postcode", sa.String(4), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("municipality", "postcode")
    op.drop_table("own_price")
