"""A person recommends a family for a child, and another decides on the recommendation.

Until now a decision hung on what a round suggested, and its four eyes were whoever ran the round.
Each of those becomes a recommendation by whoever ran the round, with what the round's answers say
of the families, and a decision that keeps the words of the one who wrote them. Recommendations
and all that hangs on them are written once, as decisions were.
"""

import json
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

SLOTS = ("full_time", "weekend_a", "weekend_b", "weekdays", "holidays")
LEVELS = ("team_leader", "visitationsudvalg", "abu")
OUTCOMES = ("accepted", "declined", "sent_back")
KINDS = ["distance", "school", "siblings", "type", "language", "faith", "pets", "contact", "other"]
WRITTEN_ONCE = (
    *("recommendation", "recommendation_line", "weighed", "compromise", "withdrawal"),
    *("decision", "decision_rule"),
)
WHERE = ("home", "school", "contact", "keep_away", "sibling_group")


def upgrade() -> None:
    old = old_decisions()
    op.drop_table("decision")
    make_recommendation()
    make_its_parts()
    make_decision()
    carry_over(old)
    for table in WRITTEN_ONCE:
        write_once(table)


def make_recommendation() -> None:
    op.create_table(
        "recommendation",
        *keys("id", "family_id"),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("slot", enum("slot", *SLOTS), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("yearly_cost", sa.Numeric(precision=12, scale=2), nullable=True),
        *texts("professional", "economic", "support"),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("parents_consent", sa.Boolean(), nullable=True),
        *texts("split_ground"),
        sa.Column("overridden", sa.JSON(), nullable=False),
        *texts("override_reason"),
        sa.Column("suggested_family_id", sa.Integer(), nullable=True),
        *texts("not_followed_reason"),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("level", enum("level", *LEVELS), nullable=False),
        sa.Column("level_because", sa.JSON(), nullable=False),
        sa.Column("recommended_by_id", sa.Integer(), nullable=True),
        sa.Column("recommended_on", sa.Date(), nullable=False),
        sa.Column("recommended_at", sa.DateTime(), nullable=False),
        *keys("municipality_id"),
        sa.CheckConstraint(
            "yearly_cost IS NULL OR yearly_cost >= 0",
            name=op.f("ck_recommendation_cost_not_negative"),
        ),
        refers("recommendation", "family_id", "family"),
        refers("recommendation", "suggested_family_id", "family"),
        refers("recommendation", "round_id", "round"),
        refers("recommendation", "recommended_by_id", "user"),
        refers("recommendation", "municipality_id", "municipality"),
        *keyed("recommendation"),
    )
    index(
        "recommendation",
        *("family_id", "suggested_family_id", "round_id", "recommended_by_id", "municipality_id"),
    )


def make_its_parts() -> None:
    part = "recommendation_id"
    op.create_table(
        "recommendation_line",
        *keys("id", part, "request_id"),
        sa.Column("need", sa.JSON(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        *texts("child_view", "parents_view"),
        sa.Column("consent", enum("consent", "given", "refused"), nullable=True),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "consent <> 'given' OR consented_on IS NOT NULL",
            name=op.f("ck_recommendation_line_consent_dated"),
        ),
        refers("recommendation_line", part, "recommendation"),
        refers("recommendation_line", "request_id", "placement_request"),
        *keyed("recommendation_line", part, "request_id"),
    )
    index("recommendation_line", part, "request_id")
    op.create_table(
        "weighed",
        *keys("id", part),
        sa.Column("point", sa.String(length=200), nullable=False),
        sa.Column("is_met", sa.Boolean(), nullable=False),
        *texts("words"),
        refers("weighed", part, "recommendation"),
        *keyed("weighed", part, "point"),
    )
    index("weighed", part)
    op.create_table(
        "compromise",
        *keys("id", part),
        sa.Column("kind", enum("compromisekind", *KINDS), nullable=False),
        *texts("words"),
        refers("compromise", part, "recommendation"),
        *keyed("compromise", part, "kind"),
    )
    index("compromise", part)
    op.create_table(
        "withdrawal",
        *keys("id", part, "withdrawn_by_id"),
        sa.Column("withdrawn_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=False),
        *texts("reason"),
        refers("withdrawal", part, "recommendation"),
        refers("withdrawal", "withdrawn_by_id", "user"),
        *keyed("withdrawal", part),
    )
    index("withdrawal", "withdrawn_by_id")


def make_decision() -> None:
    op.create_table(
        "decision",
        *keys("id", "recommendation_id", "decided_by_id"),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("outcome", enum("outcome", *OUTCOMES), nullable=False),
        *texts("reason", "missing", "members"),
        sa.CheckConstraint(
            "outcome <> 'sent_back' OR missing <> ''",
            name=op.f("ck_decision_says_what_is_missing"),
        ),
        refers("decision", "recommendation_id", "recommendation"),
        refers("decision", "decided_by_id", "user"),
        *keyed("decision", "recommendation_id"),
    )
    index("decision", "decided_by_id", "decided_on")
    op.create_table(
        "decision_rule",
        *keys("id"),
        sa.Column("starts_on", sa.Date(), nullable=False),
        *(
            sa.Column(name, enum(f"{name}_level", *LEVELS), nullable=False)
            for name in ("no_consent", "overridden", "split", "dear")
        ),
        sa.Column("cost_limit", sa.Numeric(precision=12, scale=2), nullable=True),
        *keys("set_by_id", "municipality_id"),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "cost_limit IS NULL OR cost_limit > 0",
            name=op.f("ck_decision_rule_cost_limit_positive"),
        ),
        refers("decision_rule", "set_by_id", "user"),
        refers("decision_rule", "municipality_id", "municipality"),
        *keyed("decision_rule"),
    )
    index("decision_rule", "set_by_id", "municipality_id")


def old_decisions() -> list[sa.RowMapping]:
    """What was decided on suggestions, with the round, siblings beside each other."""
    rows = op.get_bind().execute(
        sa.text(
            "SELECT d.decided_by_id, d.decided_on, d.decided_at, d.outcome, d.yearly_cost,"
            " d.professional_reason, d.economic_reason, p.request_id, p.family_id, p.slot,"
            " p.bundle, p.answers, p.municipality_id, p.round_id, r.inputs, r.weights, r.run_by_id,"
            " r.run_on, r.run_at, s.starts_on"
            " FROM decision d JOIN proposal p ON p.id = d.proposal_id"
            " JOIN round r ON r.id = p.round_id LEFT JOIN placement s ON s.id = d.placement_id"
            " ORDER BY p.round_id, p.family_id, p.bundle, p.slot, d.outcome, s.starts_on, p.id"
        )
    )
    return list(rows.mappings())


def together(row: sa.RowMapping) -> tuple:
    """Siblings decided on at once are one recommendation; all others are one each."""
    alone = row["request_id"] if row["bundle"] is None else None
    shared = ("round_id", "family_id", "bundle", "slot", "outcome", "starts_on")
    return (*(row[name] for name in shared), alone)


def carry_over(old: list[sa.RowMapping]) -> None:
    names = dict(op.get_bind().execute(sa.text("SELECT id, name FROM family")).all())
    for number, (_key, group) in enumerate(groupby(old, together), 1):
        rows = list(group)
        one = rows[0]
        insert(
            "recommendation",
            id=number,
            municipality_id=one["municipality_id"],
            family_id=one["family_id"],
            reference=reference_of(one["family_id"], names),
            slot=one["slot"],
            starts_on=one["starts_on"],
            yearly_cost=one["yearly_cost"],
            professional="",
            economic="",
            support="",
            split_ground="",
            override_reason="",
            not_followed_reason="",
            overridden="[]",
            level_because="[]",
            suggested_family_id=one["family_id"],
            round_id=one["round_id"],
            weights=json.dumps(plain(one["weights"])),
            level="team_leader",
            recommended_by_id=one["run_by_id"],
            recommended_on=one["run_on"],
            recommended_at=one["run_at"],
        )
        for row in rows:
            line(number, row, names)
        insert(
            "decision",
            recommendation_id=number,
            decided_by_id=one["decided_by_id"],
            decided_on=one["decided_on"],
            decided_at=one["decided_at"],
            outcome=one["outcome"],
            reason=f"{one['professional_reason']}\n\n{one['economic_reason']}",
            missing="",
            members="",
        )
    if old and op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('recommendation', 'id'),"
            " (SELECT max(id) FROM recommendation))"
        )


def line(number: int, row: sa.RowMapping, names: dict[int, str]) -> None:
    """The child's need and the families the round spoke of, as it kept them."""
    inputs, answers = plain(row["inputs"]), plain(row["answers"])
    need = next(need for need in inputs["needs"] if need["key"] == row["request_id"])
    heard = {offer["key"]: offer.get("confirmed_days") for offer in inputs["offers"]}
    best = answers.get("own_best")
    pairings = [answers["suggestion"]]
    if best and best["family"] != row["family_id"]:
        pairings.append(best)
    insert(
        "recommendation_line",
        recommendation_id=number,
        request_id=row["request_id"],
        need=json.dumps({**need, **dict.fromkeys(WHERE), "known_families": []}),
        candidates=json.dumps(
            [candidate(one, answers, heard, names, row["family_id"]) for one in pairings]
        ),
        child_view="",
        parents_view="",
    )


def candidate(
    pairing: dict, answers: dict, heard: dict[int, int | None], names: dict[int, str], chosen: int
) -> dict:
    family = pairing["family"]
    return {
        "family": family,
        "reference": reference_of(family, names),
        "name": names[family],
        "approval": pairing["offer"],
        "answers": [without_children(answer) for answer in pairing["answers"]],
        "obstacles": [],
        "rank": pairing["rank"],
        "of": pairing["of"],
        "confirmed_days": heard.get(pairing["offer"]),
        "ask": None,
        "suggested": family == chosen,
        "goes_to_other": family != chosen and bool(answers.get("own_best_goes_to")),
    }


def reference_of(family: int, names: dict[int, str]) -> str:
    return f"{names[family][:1].upper()}-{family}"


def without_children(answer: dict) -> dict:
    """The ages of the children in a home are theirs; how many they are is enough."""
    facts = dict(answer["facts"])
    if "children" in facts:
        facts["how_many"] = len(facts.pop("children") or ())
    return {**answer, "facts": facts}


def plain(value: object) -> dict:
    """A JSON column read by plain SQL: text on SQLite, already read on PostgreSQL."""
    return json.loads(value) if isinstance(value, str) else value


def insert(table: str, **values: object) -> None:
    names = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    op.get_bind().execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({places})"), values)


def keys(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def texts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def keyed(table: str, *unique: str) -> list[sa.Constraint]:
    found = [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]
    if unique:
        found.append(sa.UniqueConstraint(*unique, name=op.f(f"uq_{table}_{unique[0]}")))
    return found


def index(table: str, *names: str) -> None:
    for name in names:
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False)


def enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def write_once(table: str) -> None:
    """By the triggers of 0008."""
    for deed in ("update", "delete"):
        if op.get_bind().dialect.name == "postgresql":
            act = "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        else:
            act = f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
        op.execute(f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed} ON {table} {act}")


def downgrade() -> None:
    """The tables as they were. What has been recommended since has no place in them."""
    for table in reversed(WRITTEN_ONCE):
        if table != "recommendation":
            op.drop_table(table)
    op.drop_table("recommendation")
    op.create_table(
        "decision",
        *keys("id", "proposal_id", "decided_by_id"),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("outcome", enum("outcome", *OUTCOMES[:2]), nullable=False),
        *texts("professional_reason", "economic_reason"),
        sa.Column("yearly_cost", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("placement_id", sa.Integer(), nullable=True),
        refers("decision", "decided_by_id", "user"),
        refers("decision", "placement_id", "placement"),
        refers("decision", "proposal_id", "proposal"),
        *keyed("decision", "proposal_id"),
        sa.UniqueConstraint("placement_id", name=op.f("uq_decision_placement_id")),
    )
    index("decision", "decided_by_id")
    write_once("decision")
