"""Own words, the network and drafts beside the need profile; requests expected ahead.

What the child and the parents said, and who in the network was thought of, stood in the
profile and was copied from version to version. Both are dated rows of their own now, written
once. A request knows the day it was first expected and how much it hastened when it became
ready, so that the share of acute ones can be counted.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TIES = (
    *("mother", "father", "stepmother", "stepfather", "sister", "brother", "half_sister"),
    *("half_brother", "stepsibling", "mothers_mother", "mothers_father", "fathers_mother"),
    *("fathers_father", "mothers_sister", "mothers_brother", "fathers_sister"),
    *("fathers_brother", "other_relative", "friends_family", "family_friend", "neighbour"),
    *("teacher", "leisure", "other"),
)
CONTACTS = ("close", "strained", "none", "unknown")
KNOWN = ("not_asked", "thinks", "cannot", "looked_into", "solution", "nobody")
OUTCOMES = ("not_yet", "nobody", "asked", "ruled_out")
NEW_NAME = {"nobody": "nobody", "asked": "thinks", "ruled_out": "not_asked"}
OLD_NAME = {"nobody": "nobody", "not_asked": "ruled_out"}
URGENCIES = ("expected", "planned", "semi_acute", "acute")
HOME = ("only_child", "step_free", "no_pets", "no_smoke")
WORDS = ("child", "parents")
REQUEST_TEXTS = ("expected_why", "tried_instead", "network_later")


def upgrade() -> None:
    create_tables()
    move_words()
    move_network()
    with op.batch_alter_table("need_profile") as table:
        table.drop_constraint(op.f("ck_need_profile_networkoutcome"), type_="check")
        for column in (*spoken_columns(), "network_outcome", "network_note"):
            table.drop_column(column)
        for column in ("allergies", "contact_place", "faith"):
            table.add_column(
                sa.Column(column, sa.String(length=200), nullable=False, server_default="")
            )
        for column in HOME:
            table.alter_column(column, existing_type=sa.Boolean(), nullable=True)
    for column in ("allergies", "contact_place", "faith"):
        drop_default("need_profile", column, sa.String(length=200))
    expect_requests()
    for table in ("own_words", "consideration"):
        write_once(table)


def create_tables() -> None:
    op.create_table(
        "own_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("speaker", choice("speaker", (*WORDS, "custody_holder")), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("heard_by", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        refers("own_words", "child_id", "child"),
        refers("own_words", "recorded_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_words")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("tie", choice("tie", TIES), nullable=False),
        sa.Column("born_year", sa.Integer(), nullable=True),
        sa.Column("is_dead", sa.Boolean(), nullable=False),
        sa.Column("lives_with_child", sa.Boolean(), nullable=False),
        sa.Column("lives_where", sa.String(length=200), nullable=False),
        sa.Column("contact", choice("contact", CONTACTS), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        refers("person", "child_id", "child"),
        refers("person", "case_id", "child"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "consideration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("thought_of_by", sa.String(length=200), nullable=False),
        sa.Column("outcome", choice("networkoutcome", KNOWN), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "outcome <> 'nobody' OR person_id IS NULL",
            name=op.f("ck_consideration_nobody_is_no_person"),
        ),
        refers("consideration", "child_id", "child"),
        refers("consideration", "person_id", "person"),
        refers("consideration", "recorded_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consideration")),
    )
    op.create_table(
        "profile_draft",
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        refers("profile_draft", "child_id", "child"),
        refers("profile_draft", "user_id", "user"),
        sa.PrimaryKeyConstraint("child_id", "user_id", name=op.f("pk_profile_draft")),
    )
    for table, column in INDEXED:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


INDEXED = (
    *(("own_words", column) for column in ("child_id", "recorded_by_id")),
    *(("person", column) for column in ("child_id", "case_id")),
    *(("consideration", column) for column in ("child_id", "person_id", "recorded_by_id")),
    ("profile_draft", "user_id"),
)


def move_words() -> None:
    """Words that stood in several versions were said once: on the first of their days."""
    for speaker in WORDS:
        op.execute(
            "INSERT INTO own_words (child_id, speaker, said_on, heard_by, words, recorded_by_id)"
            f" SELECT child_id, '{speaker}', MIN(COALESCE({speaker}_words_on, written_on)), '',"
            f" {speaker}_words, MIN(written_by_id) FROM need_profile WHERE {speaker}_words <> ''"
            f" GROUP BY child_id, {speaker}_words"
        )


def move_network() -> None:
    """The outcome of each version, of the network as a whole: who it was stood in the note."""
    for old, new in NEW_NAME.items():
        op.execute(
            "INSERT INTO consideration (child_id, recorded_on, recorded_by_id, thought_of_by,"
            " outcome, asked_by, note)"
            f" SELECT child_id, MIN(written_on), MIN(written_by_id), '', '{new}', '',"
            f" network_note FROM need_profile WHERE network_outcome = '{old}'"
            " GROUP BY child_id, network_note"
        )


def expect_requests() -> None:
    for column in ("expected_since", "look_again_on"):
        op.add_column("placement_request", sa.Column(column, sa.Date(), nullable=True))
    for column in REQUEST_TEXTS:
        op.add_column(
            "placement_request",
            sa.Column(column, sa.Text(), nullable=False, server_default=""),
        )
    # In words, since SQLite can add a column with its check but no check to a table.
    op.execute(
        "ALTER TABLE placement_request ADD COLUMN ready_urgency VARCHAR(40)"
        " CONSTRAINT ck_placement_request_ready_urgency"
        f" CHECK (ready_urgency IN ({listed(URGENCIES)}))"
    )
    op.execute("UPDATE placement_request SET ready_urgency = urgency WHERE state <> 'expected'")
    op.execute(
        "UPDATE placement_request SET expected_since = waiting_since WHERE state = 'expected'"
    )


def choice(name: str, members: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)


def listed(members: tuple[str, ...]) -> str:
    return ", ".join(f"'{member}'" for member in members)


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def spoken_columns() -> list[str]:
    return [column for one in WORDS for column in (f"{one}_words", f"{one}_words_on")]


def drop_default(table: str, column: str, kind: sa.types.TypeEngine[str]) -> None:
    with op.batch_alter_table(table) as batch:
        batch.alter_column(column, existing_type=kind, server_default=None)


def write_once(table: str) -> None:
    """By the triggers of 0008."""
    for deed in ("update", "delete"):
        if op.get_bind().dialect.name == "postgresql":
            act = "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        else:
            act = f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
        op.execute(f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed} ON {table} {act}")


def downgrade() -> None:
    """Each profile takes back the words and the outcome known on its day."""
    for column in ("ready_urgency", *REQUEST_TEXTS, "look_again_on", "expected_since"):
        op.drop_column("placement_request", column)
    with op.batch_alter_table("need_profile") as table:
        for column in ("faith", "contact_place", "allergies"):
            table.drop_column(column)
        for column in WORDS:
            table.add_column(
                sa.Column(f"{column}_words", sa.Text(), nullable=False, server_default="")
            )
            table.add_column(sa.Column(f"{column}_words_on", sa.Date(), nullable=True))
        table.add_column(
            sa.Column(
                "network_outcome",
                choice("networkoutcome", OUTCOMES),
                nullable=False,
                server_default="not_yet",
            )
        )
        table.add_column(sa.Column("network_note", sa.Text(), nullable=False, server_default=""))
    for column in HOME:
        op.execute(f"UPDATE need_profile SET {column} = false WHERE {column} IS NULL")
    with op.batch_alter_table("need_profile") as table:
        for column in HOME:
            table.alter_column(column, existing_type=sa.Boolean(), nullable=False)
    take_back()
    for table in ("profile_draft", "consideration", "person", "own_words"):
        op.drop_table(table)


def take_back() -> None:
    for speaker in WORDS:
        known = (
            f"FROM own_words o WHERE o.child_id = need_profile.child_id AND o.speaker = '{speaker}'"
            " AND o.said_on <= need_profile.written_on ORDER BY o.said_on DESC, o.id DESC LIMIT 1"
        )
        op.execute(
            f"UPDATE need_profile SET {speaker}_words_on = (SELECT o.said_on {known}),"
            f" {speaker}_words = COALESCE((SELECT o.words {known}), '')"
        )
    known = (
        "FROM consideration c WHERE c.child_id = need_profile.child_id"
        " AND c.recorded_on <= need_profile.written_on"
        " ORDER BY c.recorded_on DESC, c.id DESC LIMIT 1"
    )
    of = " ".join(f"WHEN '{new}' THEN '{old}'" for new, old in OLD_NAME.items())
    op.execute(
        "UPDATE need_profile SET network_outcome = COALESCE("
        f"(SELECT CASE c.outcome {of} ELSE 'asked' END {known}), 'not_yet'),"
        f" network_note = COALESCE((SELECT c.note {known}), '')"
    )
