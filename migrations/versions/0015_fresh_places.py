"""Places put off by the family, links in mails that ask it, families that leave, their outlook."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

HOW = ("phone", "visit", "mail", "meeting")
ANSWERS = ("still_free", "not_now", "from_day")
REASONS = (
    *("pay", "retirement", "moved", "strain", "conflict", "illness", "divorce", "revoked"),
    *("own_children", "other"),
)
HORIZONS = ("within_2_years", "two_to_five_years", "later", "unknown")


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    let_confirmations_say_later()
    give_municipalities_rules()
    op.create_table(
        "places_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("answer", one_of("answer", *ANSWERS), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_places_link_answered_when")
        ),
        sa.CheckConstraint(
            "from_day IS NULL OR answer = 'from_day'", name=op.f("ck_places_link_from_day_answer")
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_places_link_family_id_family")
        ),
        sa.ForeignKeyConstraint(
            ["sent_by_id"], ["user.id"], name=op.f("fk_places_link_sent_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_places_link_municipality_id_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places_link")),
    )
    op.create_table(
        "leaving",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", one_of("leavingreason", *REASONS), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("children_note", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("talk_on", sa.Date(), nullable=True),
        sa.Column("talk_by_id", sa.Integer(), nullable=True),
        sa.Column("good", sa.Text(), nullable=False),
        sa.Column("hard", sa.Text(), nullable=False),
        sa.Column("would_have_stayed", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_leaving_family_id_family")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_leaving_recorded_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["talk_by_id"], ["user.id"], name=op.f("fk_leaving_talk_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_leaving_municipality_id_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaving")),
    )
    op.create_table(
        "outlook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("horizon", one_of("horizon", *HORIZONS), nullable=False),
        sa.Column("heard_by_id", sa.Integer(), nullable=True),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_outlook_family_id_family")
        ),
        sa.ForeignKeyConstraint(
            ["heard_by_id"], ["user.id"], name=op.f("fk_outlook_heard_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_outlook_municipality_id_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlook")),
    )
    for table, columns in INDEXED.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


INDEXED = {
    "places_link": ("family_id", "sent_by_id", "municipality_id"),
    "leaving": ("family_id", "recorded_by_id", "talk_by_id", "municipality_id"),
    "outlook": ("family_id", "heard_by_id", "municipality_id"),
}


def let_confirmations_say_later() -> None:
    with op.batch_alter_table("confirmation") as batch:
        batch.add_column(
            sa.Column("later_places", sa.Integer(), server_default="0", nullable=False)
        )
        batch.add_column(sa.Column("later_from", sa.Date(), nullable=True))
        batch.create_check_constraint(
            op.f("ck_confirmation_later_places_not_negative"), "later_places >= 0"
        )
        batch.create_check_constraint(
            op.f("ck_confirmation_later_from_of_some"), "later_from IS NULL OR later_places > 0"
        )
    replace_how(*HOW, "link")


def replace_how(*values: str) -> None:
    allowed = ", ".join(f"'{value}'" for value in values)
    with op.batch_alter_table("confirmation") as batch:
        batch.drop_constraint(op.f("ck_confirmation_confirmedhow"), type_="check")
        batch.create_check_constraint(op.f("ck_confirmation_confirmedhow"), f"how IN ({allowed})")


def give_municipalities_rules() -> None:
    """Column by column: SQLite would make the table anew, and others point at it."""
    op.add_column(
        "municipality",
        sa.Column("families_phone", sa.String(length=40), server_default="", nullable=False),
    )
    op.add_column(
        "municipality",
        sa.Column("asks_by_mail", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.execute(
        "ALTER TABLE municipality ADD COLUMN link_days INTEGER DEFAULT 14 NOT NULL"
        " CONSTRAINT ck_municipality_link_days_positive CHECK (link_days > 0)"
    )


def downgrade() -> None:
    for table in ("outlook", "leaving", "places_link"):
        op.drop_table(table)
    for column in ("link_days", "asks_by_mail", "families_phone"):
        op.drop_column("municipality", column)
    op.execute("DELETE FROM confirmation WHERE how = 'link'")
    replace_how(*HOW)
    with op.batch_alter_table("confirmation") as batch:
        batch.drop_constraint(op.f("ck_confirmation_later_from_of_some"), type_="check")
        batch.drop_constraint(op.f("ck_confirmation_later_places_not_negative"), type_="check")
        batch.drop_column("later_from")
        batch.drop_column("later_places")
