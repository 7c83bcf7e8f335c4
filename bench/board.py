"""How long the board of applicants takes with many under way.

    python -m bench.board [--applicants 500]

Prints milliseconds (median of 15 after one to warm up) and queries on SQLite, and fails above
200 ms or 12 queries.
"""

import argparse
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from random import Random

from flask_login import FlaskLoginClient
from flask_migrate import upgrade

from bench.app import measured
from config import Testing
from fostermatch import clock, create_app
from fostermatch.accounts.models import Municipality, Role, User
from fostermatch.database import db
from fostermatch.recruitment.checklists.actions import own_lines
from fostermatch.recruitment.checklists.models import Tick
from fostermatch.recruitment.models import Applicant, Interest
from fostermatch.recruitment.stages import Track

MOST_MILLISECONDS, MOST_QUERIES = 200, 12
PAGES = ("/recruitment", "/recruitment?stuck=y", "/recruitment?view=list", "/recruitment/leaving")


def fill(number: int) -> User:
    """So many applicants, all on one board, with half of the checklist in order."""
    random, today = Random(1), clock.today()
    owner = Municipality(name="Fjordby")
    db.session.add(owner)
    db.session.flush()
    consultants = [
        User(
            name=f"Konsulent {one}",
            email=f"{one}@fjordby.example",
            role=Role.FAMILY_CONSULTANT,
            municipality_id=owner.id,
            starts_on=today,
        )
        for one in range(8)
    ]
    lines = own_lines(owner.id, Track.GENERAL, today)
    applicants = [applicant(owner, random, consultants) for _ in range(number)]
    db.session.add_all([*consultants, *applicants])
    db.session.flush()
    for row in applicants:
        for line in random.sample(lines, len(lines) // 2):
            db.session.add(Tick(applicant_id=row.id, line_id=line.id, ticked_on=today))
    db.session.commit()
    return consultants[0]


def applicant(owner: Municipality, random: Random, consultants: list[User]) -> Applicant:
    today = clock.today()
    row = Applicant(
        municipality_id=owner.id,
        name=f"Vagn Bak {random.randrange(1000)}",
        phone="20304050",
        postcode="8900",
        interest=random.choice((Interest.FOSTER, Interest.RESPITE)),
        enquired_on=today - timedelta(300),
        consultant=random.choice(consultants),
    )
    columns = Track.GENERAL.columns
    stages = columns[: random.randint(1, len(columns))]
    for left, stage in zip(range(len(stages), 0, -1), stages, strict=True):
        row.enter(stage, today - timedelta(left * random.randint(1, 20)))
    return row


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--applicants", type=int, default=500)
    number = ask.parse_args().applicants
    slow = False
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Testing(f"sqlite:///{Path(folder) / 'bench.db'}"))
        with app.app_context():
            upgrade()
            client = FlaskLoginClient(app, user=fill(number))
            db.session.remove()
            print(f"{number} applicants under way\n\n   ms  queries  page")
            for address in PAGES:
                milliseconds, queries, status = measured(client, address)
                print(f"{milliseconds:5.0f}  {queries:7}  {address}")
                slow |= milliseconds > MOST_MILLISECONDS or queries > MOST_QUERIES or status != 200
            db.engine.dispose()
    sys.exit("too slow" if slow else 0)


if __name__ == "__main__":
    main()
