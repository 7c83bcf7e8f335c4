"""Campaigns, and how an enquiry reached us: when it came, and when it was first answered."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

CHANNELS = ("social_media", "press", "poster", "event", "families", "search", "other")
INTERESTS = ("foster", "respite", "network")
HOW = ("phone", "mail", "meeting")


def choice(name: str, members: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("channel", choice("channel", CHANNELS), nullable=False),
        sa.Column("cost", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("wanted", choice("interest", INTERESTS), nullable=False),
        sa.Column("target_groups", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("cost >= 0", name=op.f("ck_campaign_cost_not_negative")),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_campaign_period_ordered")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_campaign_municipality_id_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    op.create_index(op.f("ix_campaign_municipality_id"), "campaign", ["municipality_id"])
    with op.batch_alter_table("applicant") as table:
        table.add_column(sa.Column("campaign_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("arrived_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("answered_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("answered_how", choice("answeredhow", HOW), nullable=True))
        table.add_column(sa.Column("consented_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("enquiry_key", sa.String(length=64), nullable=True))
        table.create_foreign_key(
            op.f("fk_applicant_campaign_id_campaign"), "campaign", ["campaign_id"], ["id"]
        )
        table.create_unique_constraint(op.f("uq_applicant_enquiry_key"), ["enquiry_key"])
        table.create_index(op.f("ix_applicant_campaign_id"), ["campaign_id"])


def downgrade() -> None:
    with op.batch_alter_table("applicant") as table:
        table.drop_index(op.f("ix_applicant_campaign_id"))
        table.drop_constraint(op.f("ck_applicant_answeredhow"), type_="check")
        table.drop_constraint(op.f("uq_applicant_enquiry_key"), type_="unique")
        table.drop_constraint(op.f("fk_applicant_campaign_id_campaign"), type_="foreignkey")
        for column in (
            "enquiry_key",
            "consented_at",
            "answered_how",
            "answered_at",
            "arrived_at",
            "campaign_id",
        ):
            table.drop_column(column)
    op.drop_table("campaign")
