"""How long the figures of who lives where take on ten years of a large city's register.

    python -m bench.placed [--children 2000] [--families 1500] [--placements 20000]

Prints milliseconds (median of 15 after one to warm up, and of the first call with nothing read
yet) and queries on SQLite, and fails above 300 ms from cold or 20 queries.
"""

import argparse
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa
from flask_login import FlaskLoginClient
from flask_migrate import upgrade

from bench.app import measured, seconds
from config import Testing
from fostermatch import clock, create_app
from fostermatch.accounts.models import Municipality, Role, Team, User
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.families.models import Approval, ApprovalKind, Authority, Care, Family
from fostermatch.placements.models import EndReason, Placement, PlacementKind

MOST_MILLISECONDS, MOST_QUERIES = 300, 20
PAGES = (
    "/overview/shares",
    "/overview/shares?which=new",
    "/overview/shares?duty=with",
    "/overview/steps",
    "/overview/step-down",
)
KINDS = {PlacementKind.FOSTER: 60, PlacementKind.NETWORK: 12, PlacementKind.INSTITUTION: 28}
YEARS, TEAMS = 10, 8


def fill(children: int, families: int, placements: int) -> User:
    random, today = Random(1), clock.today()
    owner = Municipality(name="Storby", postcode="8000")
    db.session.add(owner)
    db.session.flush()
    teams = [Team(name=f"Team {number}", municipality_id=owner.id) for number in range(TEAMS)]
    manager = User(
        name="Leder",
        email="leder@storby.example",
        role=Role.MANAGER,
        municipality_id=owner.id,
        starts_on=today,
    )
    db.session.add_all([*teams, manager])
    db.session.flush()
    homes = [
        Family(
            name="Holm",
            phone="20304050",
            postcode=random.choice(("8000", "8200", "8900")),
            municipality_id=owner.id,
            registered_on=today,
            approvals=[
                Approval(
                    care=Care.FULL_TIME,
                    kind=random.choice(list(ApprovalKind)[:3]),
                    authority=Authority.SILKEBORG,
                    starts_on=today - timedelta(365 * YEARS),
                    places=2,
                    min_age=0,
                    max_age=17,
                )
            ],
        )
        for _home in range(families)
    ]
    placed = [
        Child(
            first_name="Bertil",
            last_name="Prøve",
            cpr=f"010620{number:04}",
            cpr_fingerprint=f"{number}",
            born_on=date(today.year - 10, 1, 1),
            postcode="8000",
            team_id=random.choice(teams).id,
            municipality_id=owner.id,
        )
        for number in range(children)
    ]
    db.session.add_all([*homes, *placed])
    db.session.flush()
    each = placements // children
    lived = [row for child in placed for row in stays(random, child, homes, each, today)]
    db.session.execute(sa.insert(Placement), lived)
    db.session.commit()
    return manager


def stays(
    random: Random, child: Child, homes: list[Family], number: int, today: date
) -> list[dict[str, Any]]:
    """One after the other over the years, mostly the next day; half of them live there still."""
    lengths = [random.random() for _stay in range(number)]
    day, found = today - timedelta(365 * YEARS), []
    for at, length in enumerate(lengths):
        ends_on = day + timedelta(int(365 * YEARS * length / sum(lengths)))
        still = at == number - 1 and random.random() < 0.5
        [kind] = random.choices(list(KINDS), KINDS.values())
        institution = kind is PlacementKind.INSTITUTION
        found.append(
            {
                "municipality_id": child.municipality_id,
                "child_id": child.id,
                "kind": kind,
                "family_id": None if institution else random.choice(homes).id,
                "site": "Solbakken" if institution else "",
                "duty_to_act": random.random() < 0.9,
                "yearly_cost": random.choice((None, 500_000)),
                "starts_on": day,
                "ends_on": None if still else min(ends_on, today),
                "end_reason": None if still else EndReason.MOVED_ON,
                "end_note": "",
                "version": 1,
            }
        )
        day = min(ends_on + timedelta(random.choice((0, 1, 1, 20))), today)
    return found


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--children", type=int, default=2000)
    ask.add_argument("--families", type=int, default=1500)
    ask.add_argument("--placements", type=int, default=20000)
    asked, slow = ask.parse_args(), False
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Testing(f"sqlite:///{Path(folder) / 'bench.db'}"))
        with app.app_context():
            upgrade()
            client = FlaskLoginClient(
                app, user=fill(asked.children, asked.families, asked.placements)
            )
            client.get("/overview/acute")  # templates and catalogue, but none of the figures
            print(f"{asked.placements} placements\n\n cold    ms  queries  page")
            for address in PAGES:
                db.session.remove()
                db.engine.dispose()
                cold = 1000 * seconds(lambda address=address: client.get(address))
                milliseconds, queries, status = measured(client, address)
                print(f"{cold:5.0f} {milliseconds:5.0f}  {queries:7}  {address}")
                slow |= cold > MOST_MILLISECONDS or queries > MOST_QUERIES or status != 200
            db.engine.dispose()
    sys.exit("too slow" if slow else 0)


if __name__ == "__main__":
    main()
