"""How long the pages on quality and fairness take with ten years of a large city's register.

    python -m bench.quality

2,000 children, 1,500 families, 20,000 placements, with visits, follow-ups, recommendations and
answers. Prints milliseconds and queries on SQLite of the first call, of which the program has
nothing in mind yet, and the median of 15 more; fails above 20 queries.
"""

import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

import sqlalchemy as sa
from flask_login import FlaskLoginClient
from flask_migrate import upgrade

from bench.app import measured
from config import Testing
from fostermatch import clock, create_app
from fostermatch.accounts.models import Municipality, Role, Team, User
from fostermatch.asks.models import Ask, AskedHow, AskState, Reply
from fostermatch.children.models import Child, NeedProfile
from fostermatch.database import db
from fostermatch.decisions.choices import CompromiseKind, Level, Outcome
from fostermatch.decisions.models import (
    Compromise,
    Decision,
    Recommendation,
    RecommendationLine,
)
from fostermatch.families.models import Approval, ApprovalKind, Authority, Care, Family
from fostermatch.needs import Slot, SupportLevel, target_groups
from fostermatch.placements.models import (
    Breakdown,
    Cause,
    EndReason,
    FollowUp,
    Placement,
    PlacementKind,
    Result,
    SupervisionVisit,
)
from fostermatch.requests.models import CareKind, PlacementRequest, State, Urgency, WhereNow

CHILDREN, FAMILIES, PLACEMENTS = 2_000, 1_500, 20_000
MOST_QUERIES = 20
PAGES = ("/overview/quality", "/overview/fairness")


def add(model, rows: list[dict]) -> None:
    if rows:
        db.session.execute(sa.insert(model), rows)


def fill() -> User:
    random, today = Random(1), clock.today()
    owner = Municipality(name="Fjordby")
    db.session.add(owner)
    db.session.flush()
    team = Team(name="Team Nord", municipality_id=owner.id)
    db.session.add(team)
    db.session.flush()
    manager, leader = (
        User(
            name=f"{role}",
            email=f"{role.value}@fjordby.example",
            role=role,
            municipality_id=owner.id,
            team_id=team.id if role is Role.TEAM_LEADER else None,
            starts_on=today,
        )
        for role in (Role.MANAGER, Role.TEAM_LEADER)
    )
    db.session.add_all([manager, leader])
    db.session.flush()
    people(random, today, owner.id, team.id)
    stays(random, today, owner.id, leader.id)
    db.session.commit()
    return manager


def people(random: Random, today: date, owner: int, team: int) -> None:
    own, groups = {"municipality_id": owner}, list(target_groups())
    kinds = [ApprovalKind.GENERAL, ApprovalKind.ENHANCED, ApprovalKind.SPECIALISED]
    add(
        Family,
        [
            own
            | {
                "id": key,
                "reference": f"H-{key}",
                "name": "Holm",
                "phone": "20304050",
                "postcode": random.choice(["8900", "8920", "8000", "8800"]),
                "registered_on": today,
            }
            for key in range(1, FAMILIES + 1)
        ],
    )
    add(
        Approval,
        [
            {
                "family_id": key,
                "care": Care.FULL_TIME,
                "kind": random.choice(kinds),
                "authority": Authority.SILKEBORG,
                "starts_on": today - timedelta(3700),
                "places": 2,
                "min_age": 0,
                "max_age": 17,
            }
            for key in range(1, FAMILIES + 1)
        ],
    )
    add(
        Child,
        [
            own
            | {
                "id": key,
                "first_name": "B",
                "last_name": "P",
                "cpr": "0101104000",
                "cpr_fingerprint": str(key),
                "born_on": today - timedelta(random.randint(3000, 6500)),
                "postcode": random.choice(["8900", "8920", "8000", "8800"]),
                "team_id": team,
            }
            for key in range(1, CHILDREN + 1)
        ],
    )
    add(
        NeedProfile,
        [
            {
                "child_id": key,
                "written_on": today - timedelta(random.randint(1, 900)),
                "support_level": random.choice(list(SupportLevel)),
                "target_groups": frozenset(random.sample(groups, 2)),
            }
            for key in range(1, CHILDREN + 1)
            for _version in range(2)
        ],
    )


def stays(random: Random, today: date, owner: int, leader: int) -> None:
    """Each with a request, an answer and a recommendation, and what was done while it lasted."""
    own, now = {"municipality_id": owner}, clock.now()
    rows: dict[type, list[dict]] = {}
    for key in range(1, PLACEMENTS + 1):
        ours = key <= CHILDREN  # still there
        begun = today - timedelta(random.randint(30, 900 if ours else 3600))
        ended = None if ours else min(begun + timedelta(random.randint(0, 900)), today)
        broke = ended is not None and random.random() < 0.1
        family = random.randint(1, FAMILIES)
        request = {
            "id": key,
            "child_id": key % CHILDREN + 1,
            "kind": CareKind.FOSTER,
            "state": State.PLACED,
            "urgency": Urgency.PLANNED,
            "ready_urgency": Urgency.PLANNED,
            "where_now": WhereNow.HOME,
            "waiting_since": begun - timedelta(random.randint(1, 300)),
            "closed_on": begun,
        }
        rows.setdefault(PlacementRequest, []).append(own | request)
        rows.setdefault(Placement, []).append(
            own
            | {
                "id": key,
                "child_id": request["child_id"],
                "kind": PlacementKind.FOSTER,
                "family_id": family,
                "request_id": key,
                "starts_on": begun,
                "ends_on": ended,
                "end_reason": None
                if ended is None
                else EndReason.BREAKDOWN
                if broke
                else EndReason.PLANNED,
            }
        )
        if broke:
            words = {"in_words": "x", "tried": "x", "causes": {random.choice(list(Cause))}}
            rows.setdefault(Breakdown, []).append(own | words | {"placement_id": key})
        asked(rows, own, key, family, begun, now, leader, random)
        last = ended or today
        for day in range(100, (last - begun).days, 180):
            held = {"placement_id": key, "held_on": begun + timedelta(day)}
            rows.setdefault(SupervisionVisit, []).append(own | held | {"talked_with_child": True})
            rows.setdefault(FollowUp, []).append(own | held | {"result": Result.CONTINUE})
    for model, found in rows.items():
        add(model, found)


def asked(rows, own, key, family, begun, now, leader, random) -> None:
    state = random.choice((AskState.YES, AskState.NO))
    ask = {
        "id": key,
        "request_id": key,
        "family_id": family,
        "asked_by_id": leader,
        "asked_on": begun - timedelta(5),
        "asked_at": now,
        "how": AskedHow.PHONE,
        "text": "x",
        "state": state,
        "said_on": begun,
        "answered_on": begun,
    }
    rows.setdefault(Ask, []).append(own | ask)
    rows.setdefault(Reply, []).append(
        {"ask_id": key, "recorded_at": now, "state": state, "said_on": begun}
    )
    recommendation = {
        "id": key,
        "family_id": family,
        "reference": "H-1",
        "slot": Slot.FULL_TIME,
        "starts_on": begun,
        "professional": "x",
        "economic": "x",
        "level": Level.TEAM_LEADER,
        "recommended_on": begun,
        "recommended_at": now,
        "weights": {},
        "suggested_family_id": random.choice((None, family, 1)),
    }
    rows.setdefault(Recommendation, []).append(own | recommendation)
    line = {"recommendation_id": key, "request_id": key, "need": {}, "candidates": []}
    rows.setdefault(RecommendationLine, []).append(line)
    if random.random() < 0.3:
        kind = random.choice(list(CompromiseKind))
        given_up = {"recommendation_id": key, "kind": kind, "words": "x"}
        rows.setdefault(Compromise, []).append(given_up)
    decided = {"decided_by_id": leader, "decided_on": begun, "decided_at": now, "reason": "x"}
    rows.setdefault(Decision, []).append(
        decided | {"recommendation_id": key, "outcome": Outcome.ACCEPTED}
    )


def main() -> None:
    too_many = False
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Testing(f"sqlite:///{Path(folder) / 'bench.db'}"))
        with app.app_context():
            upgrade()
            client = FlaskLoginClient(app, user=fill())
            db.session.remove()
            client.get("/was")
            print("first ms     ms  queries  page")
            for address in PAGES:
                began = perf_counter()
                client.get(address)
                first = 1000 * (perf_counter() - began)
                milliseconds, queries, status = measured(client, address)
                print(f"{first:8.0f}  {milliseconds:5.0f}  {queries:7}  {address}")
                too_many |= queries > MOST_QUERIES or status != 200
            db.engine.dispose()
    sys.exit("too many queries" if too_many else 0)


if __name__ == "__main__":
    main()
