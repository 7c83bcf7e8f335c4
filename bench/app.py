"""How long the app, its pages and a round take on the demo municipality.

    python -m bench.app [--size 1] [--seed 1]

Prints seconds and milliseconds (median of 15 after one to warm up) on SQLite, with the number
of queries of each page.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import sqlalchemy as sa
from flask.testing import FlaskClient
from flask_login import FlaskLoginClient
from flask_migrate import upgrade

from config import Testing
from fostermatch import clock, create_app
from fostermatch.accounts.models import Municipality, Role, User
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.demo import make
from fostermatch.families.models import Pause, PauseReason
from fostermatch.rounds import actions
from fostermatch.rounds.models import Proposal
from fostermatch.rounds.standing.actions import refresh

START = "from config import Testing; from fostermatch import create_app; create_app(Testing())"
TIMES = 15


def seconds(work) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def pages(leader: User) -> list[str]:
    mine = sa.select(Proposal).join(Proposal.request).join(Child)
    line = db.session.scalars(mine.where(Child.team_id == leader.team_id)).first()
    child = line.request.child_id
    return [
        "/",
        "/waiting-list",
        "/families",
        "/families?places=fresh",
        "/families/1",
        "/recruitment",
        "/children",
        f"/children/{child}",
        "/rounds",
        f"/rounds/{line.round_id}",
        f"/rounds/proposals/{line.id}",
        "/overview/recruit?number=2&kind=enhanced&near=8900",
    ]


def measured(client: FlaskClient, address: str) -> tuple[float, int, int]:
    """Median milliseconds, number of queries, status."""
    queries: list[str] = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *facts: queries.append(facts[2]))
    status = client.get(address).status_code
    once = sum(not query.startswith("BEGIN") for query in queries)
    times = [seconds(lambda: client.get(address)) for _ in range(TIMES)]
    return 1000 * median(times), once, status


def renewals(municipality: Municipality) -> None:
    """Today's proposal when nothing has changed, and when one family pauses."""

    def renewed() -> float:
        took = seconds(lambda: refresh(municipality, clock.today(), clock.now()))
        db.session.commit()
        return took

    renewed()
    print(f"renewed, nothing new  {median(renewed() for _ in range(5)):6.2f} s")
    family = db.session.scalars(
        sa.select(Proposal.family_id).where(Proposal.family_id.is_not(None))
    ).first()
    pause = Pause(family_id=family, reason=PauseReason.HOLIDAY, starts_on=clock.today())
    db.session.add(pause)
    db.session.commit()
    print(f"renewed, a pause      {renewed():6.2f} s")
    db.session.delete(pause)
    db.session.commit()


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--size", type=float, default=1.0)
    ask.add_argument("--seed", type=int, default=1)
    asked = ask.parse_args()
    compiled = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    begin = [sys.executable, "-c", START]
    subprocess.run(begin, check=True, env=compiled)
    start = seconds(lambda: subprocess.run(begin, check=True, env=compiled))
    print(f"start of the app      {start:6.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Testing(f"sqlite:///{Path(folder) / 'bench.db'}"))
        app.config["PAPERS_FOLDER"] = folder
        with app.app_context():
            measure(app, asked.size, asked.seed)
            db.engine.dispose()


def measure(app, size: float, seed: int) -> None:
    print(f"tables                {seconds(upgrade):6.2f} s")
    fill = seconds(lambda: (make.fill(clock.today(), size, seed), db.session.commit()))
    print(f"demo of size {size:<8g} {fill:6.2f} s")
    municipality = db.session.scalars(sa.select(Municipality).order_by(Municipality.id)).first()
    rounds = seconds(lambda: actions.run_round(municipality, clock.today(), clock.now()))
    print(f"a round               {rounds:6.2f} s")
    db.session.rollback()
    renewals(municipality)
    leader = db.session.scalars(
        sa.select(User).filter_by(role=Role.TEAM_LEADER).order_by(User.id)
    ).first()
    addresses = pages(leader)
    client = FlaskLoginClient(app, user=leader)
    db.session.remove()
    print("\n   ms  queries  page")
    for address in addresses:
        milliseconds, queries, status = measured(client, address)
        print(f"{milliseconds:5.0f}  {queries:7}  {address}{'' if status == 200 else f' {status}'}")


if __name__ == "__main__":
    main()
