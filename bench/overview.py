"""How long the page on waiting takes on ten years of a large city's register.

    python -m bench.overview [--children 2000] [--requests 20000]

Prints milliseconds by the wall and of the processor (median of 15, each with a new connection
to the database) and queries on SQLite for a manager and a leader, and fails above 300 ms by the
wall or 20 queries. The app keeps nothing between two pages; its templates are compiled before.
"""

import argparse
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient
from flask_login import FlaskLoginClient
from flask_migrate import upgrade

from bench.app import TIMES, measured, seconds
from config import Testing
from fostermatch import clock, create_app
from fostermatch.accounts.models import Municipality, Role, Team, User
from fostermatch.children.models import Child, NeedProfile
from fostermatch.database import db
from fostermatch.needs import SupportLevel
from fostermatch.placements.models import EndReason, Placement, PlacementKind
from fostermatch.requests.models import (
    CareKind,
    PlacementRequest,
    State,
    Urgency,
    WhereNow,
)

MOST_MILLISECONDS, MOST_QUERIES = 300, 20
YEARS = 10
TEAMS = 8
PAGES = ("/overview/waiting", "/overview/waiting?kind=foster", "/overview/waiting?team=1&age=1")
ENDS = {State.PLACED: 70, State.PLACED_ELSEWHERE: 10, State.NOT_NEEDED: 20}
KINDS = {CareKind.FOSTER: 50, CareKind.NETWORK: 10, CareKind.BRIDGE: 15, CareKind.ACUTE: 25}


def fill(children: int, requests: int) -> list[User]:
    random, today = Random(1), clock.today()
    owner = Municipality(name="Fjordby")
    db.session.add(owner)
    db.session.flush()
    teams = [Team(name=f"Team {one}", municipality_id=owner.id) for one in range(TEAMS)]
    db.session.add_all(teams)
    db.session.flush()
    users = [
        User(
            name=role.value,
            email=f"{role.value}@fjordby.example",
            role=role,
            municipality_id=owner.id,
            team_id=teams[0].id if role is Role.TEAM_LEADER else None,
            starts_on=today,
        )
        for role in (Role.MANAGER, Role.TEAM_LEADER)
    ]
    db.session.add_all(users)
    rows: dict[Any, list[dict[str, Any]]] = {
        model: [] for model in (Child, NeedProfile, PlacementRequest, Placement)
    }
    for number in range(1, children + 1):
        rows[Child].append(child(number, owner, random.choice(teams), random))
        rows[NeedProfile] += [
            {
                "child_id": number,
                "written_on": today - timedelta(400 * back),
                "support_level": random.choice(list(SupportLevel)),
            }
            for back in range(3)
        ]
        life(rows, number, owner, random, requests // children)
    for model, facts in rows.items():
        db.session.execute(sa.insert(model), facts)
    db.session.commit()
    return users


def child(number: int, owner: Municipality, team: Team, random: Random) -> dict[str, Any]:
    return {
        "id": number,
        "first_name": "Bertil",
        "last_name": "Prøve",
        "cpr": "0101100000",
        "cpr_fingerprint": f"{number:064}",
        "born_on": clock.today() - timedelta(random.randrange(4000, 6500)),
        "postcode": "8900",
        "team_id": team.id,
        "municipality_id": owner.id,
        "version": 1,
    }


def life(
    rows: dict[Any, list[dict[str, Any]]],
    number: int,
    owner: Municipality,
    random: Random,
    requests: int,
) -> None:
    """The child's requests one after the other over the years, and its stays; some still wait."""
    span = 365 * YEARS // requests
    today = clock.today()
    for turn in range(requests):
        since = today - timedelta(365 * YEARS - turn * span - random.randrange(span // 4))
        waited = min(1 + int(random.expovariate(1 / 90)), span // 2)
        closed = since + timedelta(waited)
        state = random.choices(list(ENDS), list(ENDS.values()))[0]
        is_last = turn == requests - 1
        if is_last and random.random() < 0.3:
            state = State.WAITING
        key = len(rows[PlacementRequest]) + 1
        is_open = state is State.WAITING
        rows[PlacementRequest].append(
            {
                "id": key,
                "child_id": number,
                "municipality_id": owner.id,
                "kind": random.choices(list(KINDS), list(KINDS.values()))[0],
                "state": state,
                "urgency": Urgency.PLANNED,
                "ready_urgency": Urgency.PLANNED,
                "where_now": WhereNow.HOME,
                "waiting_since": since,
                "closed_on": None if is_open else closed,
                "version": 1,
            }
        )
        if state is State.PLACED:
            rows[Placement].append(stay(key, number, owner, closed, span))


def stay(key: int, number: int, owner: Municipality, closed: Any, span: int) -> dict[str, Any]:
    return {
        "child_id": number,
        "municipality_id": owner.id,
        "kind": PlacementKind.INSTITUTION,
        "request_id": key,
        "site": "Fjordhuset",
        "starts_on": closed + timedelta(10),
        "ends_on": closed + timedelta(10 + span // 4),
        "end_reason": EndReason.MOVED_ON,
        "version": 1,
    }


def cold(client: FlaskClient, address: str) -> tuple[float, float]:
    """Seconds by the wall and of the processor, with a new connection to the database."""
    db.engine.dispose()
    began = process_time()
    wall = seconds(lambda: client.get(address))
    return wall, process_time() - began


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--children", type=int, default=2000)
    ask.add_argument("--requests", type=int, default=20_000)
    asked = ask.parse_args()
    slow = False
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Testing(f"sqlite:///{Path(folder) / 'bench.db'}"))
        with app.app_context():
            upgrade()
            users = fill(asked.children, asked.requests)
            db.session.remove()
            FlaskLoginClient(app, user=users[0]).get(PAGES[0])
            print("   ms  processor  queries  page")
            for user in users:
                client = FlaskLoginClient(app, user=user)
                for address in PAGES:
                    times = [cold(client, address) for _ in range(TIMES)]
                    wall, processor = (1000 * median(each) for each in zip(*times, strict=True))
                    _warm, queries, status = measured(client, address)
                    print(f"{wall:5.0f} {processor:10.0f}  {queries:7}  {address} {user.name}")
                    slow |= wall > MOST_MILLISECONDS or queries > MOST_QUERIES or status != 200
            db.engine.dispose()
    sys.exit("too slow" if slow else 0)


if __name__ == "__main__":
    main()
