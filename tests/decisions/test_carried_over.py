"""What was decided on suggestions before there were recommendations, brought along as it was."""

from datetime import date, datetime

import pytest
import sqlalchemy as sa
from flask_migrate import upgrade

from config import Testing
from fostermatch import create_app
from fostermatch.database import db
from fostermatch.decisions.choices import Outcome
from fostermatch.decisions.comparing import Kept
from fostermatch.decisions.models import Recommendation

DAY, MOMENT = date(2026, 3, 2), datetime(2026, 3, 2, 9)  # noqa: DTZ001 (as stored)
ANSWER = {"verdict": "MATCH", "share": 1.0, "points": 60}
HOUSEHOLD = ANSWER | {"key": "household", "facts": {"children": [5, 9]}}
SCHOOL = ANSWER | {"key": "school", "facts": {"km": 4.2}}


def pairing(family):
    found = {"offer": family, "family": family, "slot": "FULL_TIME", "fit": 800, "price": 0}
    found |= {"benefit": 900, "strong": True, "rank": 1, "of": 3, "to_check": []}
    return found | {"answers": [HOUSEHOLD, SCHOOL]}


def need(key):
    home = {"latitude": 56.4, "longitude": 10.0}
    return {"key": key, "age": 8, "slots": ["FULL_TIME"], "level": 1, "home": home}


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request, tmp_path):
    """A database of the release before, with rows added by `add`."""
    sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path}/old.db" if sqlite else request.getfixturevalue("postgres_database")
    app = create_app(Testing(url))
    with app.app_context():
        upgrade(revision="0016")
        tables = sa.MetaData()
        tables.reflect(db.engine)

        def add(table, **values):
            db.session.execute(tables.tables[table].insert().values(**values))

        yield add
        db.session.remove()
        db.engine.dispose()


def fill(add):
    """A pair of siblings accepted together, and a child for whom a family was declined."""
    own, versioned = {"municipality_id": 1}, {"version": 1}
    names = {"id": 1, "name": "Aarhus", "fresh_for_days": 60, "km_limit": 50, "link_days": 14}
    add("municipality", **names, families_phone="", asks_by_mail=False)
    add("team", id=1, name="Nord", **own)
    for key, name, role in ((1, "Anna", "caseworker"), (2, "Bo", "team_leader")):
        who = {"id": key, "name": name, "email": f"{name}@x.example", "role": role, "team_id": 1}
        secret = {"must_change_password": False, "session_key": name, "language": "da"}
        add("user", **who, **secret, **own, **versioned, starts_on=DAY)
    for key, name in ((1, "Holm"), (2, "Birk")):
        address = {"address": "", "postcode": "8900", "protected_address": False}
        contact = {"phone": "", "email": "", "registered_on": DAY}
        add("family", id=key, name=name, **address, **contact, **own, **versioned)
    for key in (1, 2, 3):
        child = {"first_name": "B", "last_name": "P", "born_on": date(2018, 1, 1), "team_id": 1}
        secret = {"cpr": b"sealed", "cpr_fingerprint": str(key), "case_number": ""}
        address = {"address": "", "postcode": "8900", "protected_address": False}
        add("child", id=key, **child, **secret, **address, **own, **versioned)
        asked = {"child_id": key, "kind": "foster", "urgency": "planned", "where_now": "home"}
        words = {"purpose": "", "next_step": "", "closed_because": ""}
        state = {"state": "waiting" if key == 3 else "placed", "waiting_since": DAY}
        add("placement_request", id=key, **asked, **words, **state, **own, **versioned)
    offers = [{"key": 1, "confirmed_days": 6}, {"key": 2, "confirmed_days": None}]
    inputs = {"needs": [need(key) for key in (1, 2, 3)], "offers": offers}
    kept = {"weights": {"version": "7", "criteria": {"school": 120}}, "inputs": inputs}
    run = {"run_at": MOMENT, "run_on": DAY, "run_by_id": 1, "note": "", "stale_included": False}
    add("round", id=1, **run, **kept, **own, value=1, bound=1, milliseconds=1)
    for key, bundle in ((1, 5), (2, 5), (3, None)):
        best = None if bundle else pairing(2)
        answers = {"suggestion": pairing(1), "own_best": best, "own_best_goes_to": [9]}
        line = {"round_id": 1, "request_id": key, "place_in_list": key, "bundle": bundle}
        add("proposal", id=key, **line, **own, family_id=1, slot="full_time", answers=answers)
        stay = {"child_id": key, "kind": "foster", "family_id": 1, "request_id": key, "site": ""}
        if bundle:
            lasts = {"starts_on": date(2026, 4, 1), "duty_to_act": True, "end_note": ""}
            add("placement", id=key, **stay, **lasts, **own, **versioned)
        why = {"professional_reason": "Tæt på skolen.", "economic_reason": "Billigere."}
        decided = {"decided_by_id": 2, "decided_on": DAY, "decided_at": MOMENT}
        outcome = (
            {"outcome": "accepted", "placement_id": key} if bundle else {"outcome": "declined"}
        )
        add("decision", proposal_id=key, **why, **decided, **outcome)
    db.session.commit()


def test_old_decisions_are_recommendations_by_whoever_ran_the_round(old):
    fill(old)
    upgrade()
    siblings, alone = sorted(db.session.query(Recommendation), key=lambda row: -len(row.lines))
    assert [line.request_id for line in siblings.lines] == [1, 2]
    assert siblings.recommended_by.name == "Anna"
    assert siblings.decision.decided_by.name == "Bo"
    assert siblings.decision.outcome is Outcome.ACCEPTED
    assert siblings.decision.reason == "Tæt på skolen.\n\nBilligere."
    assert siblings.starts_on == date(2026, 4, 1)
    assert siblings.reference == "H-1"
    assert siblings.followed
    assert siblings.weights["version"] == "7"
    assert alone.decision.outcome is Outcome.DECLINED
    assert alone.starts_on is None


def test_the_families_are_what_the_round_said_of_them(old):
    fill(old)
    upgrade()
    [alone] = [row for row in db.session.query(Recommendation) if len(row.lines) == 1]
    chosen, best = [Kept(facts) for facts in alone.first.candidates]
    assert (chosen.facts["reference"], best.facts["reference"]) == ("H-1", "B-2")
    assert (chosen.facts["confirmed_days"], best.facts["confirmed_days"]) == (6, None)
    assert best.facts["goes_to_other"]
    household, school = chosen.answers
    assert household.facts == {"how_many": 2}
    assert school.facts == {"km": 4.2}
    assert alone.first.need["home"] is None
    assert alone.first.need["age"] == 8


def test_more_can_be_written_after_the_old_ones(old):
    fill(old)
    upgrade()
    with db.engine.begin() as connection:
        columns = [
            column.name for column in Recommendation.__table__.columns if column.name != "id"
        ]
        names = ", ".join(columns)
        copied = f"INSERT INTO recommendation ({names}) SELECT {names} FROM recommendation"  # noqa: S608
        connection.execute(sa.text(f"{copied} WHERE id = 1"))
    assert db.session.query(Recommendation).count() == 3
