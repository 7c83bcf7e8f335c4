"""How long the match page of one child takes with many families.

    python -m bench.match_page [--families 300]

Prints milliseconds (median of 15 after one to warm up) and queries on SQLite, and fails above
150 ms for the page, 100 ms for a filter, or 15 queries.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random

from flask.testing import FlaskClient
from flask_login import FlaskLoginClient
from flask_migrate import upgrade

from bench.app import measured
from config import Testing
from fostermatch import clock, create_app, postcodes
from fostermatch.accounts.models import Municipality, Role, Team, User
from fostermatch.children.models import Child, NeedProfile
from fostermatch.database import db
from fostermatch.encryption import fingerprint
from fostermatch.families.models import (
    Approval,
    ApprovalKind,
    Authority,
    Care,
    Confirmation,
    ConfirmedHow,
    Family,
    Statement,
)
from fostermatch.needs import Slot, SupportLevel, Trait
from fostermatch.requests.models import CareKind, PlacementRequest, State, Urgency, WhereNow
from fostermatch.rounds import actions

PAGE_MILLISECONDS, FILTER_MILLISECONDS, MOST_QUERIES = 150, 100, 15
CHILDREN = 40
PAGES = ("", "?beside=1&beside=2&beside=3&beside=4", "?all=y")
FILTERS = ("?km=20", "?fresh=y&unasked=y", "?near=8900&fits=y", "?kind=enhanced")


class Swapping(FlaskLoginClient):
    """Asks as htmx does."""

    def open(self, *arguments, **options):
        return super().open(*arguments, headers={"HX-Request": "true"}, **options)


def fill(number: int) -> User:
    """So many families, all with a confirmed place, and a list of children; one round is run."""
    random, today = Random(1), clock.today()
    owner = Municipality(name="Fjordby", km_limit=60)
    db.session.add(owner)
    db.session.flush()
    team = Team(name="Team Nord", municipality_id=owner.id)
    db.session.add(team)
    db.session.flush()
    worker = User(
        name="Anna",
        email="anna@fjordby.example",
        role=Role.CASEWORKER,
        municipality_id=owner.id,
        team_id=team.id,
        starts_on=today,
    )
    near = sorted(postcodes.within("8900", 80))
    db.session.add_all([worker, *(family(owner, random, near) for _ in range(number))])
    db.session.add_all(request(team, random, near, one) for one in range(CHILDREN))
    db.session.flush()
    actions.run_round(owner, today, clock.now())
    db.session.commit()
    return worker


def family(owner: Municipality, random: Random, near: list[str]) -> Family:
    today = clock.today()
    row = Family(
        name=f"Bak {random.randrange(1000)}",
        postcode=random.choice(near),
        protected_address=random.random() < 0.05,
        municipality_id=owner.id,
        registered_on=today,
    )
    row.approvals = [
        Approval(
            care=Care.FULL_TIME,
            kind=random.choice([ApprovalKind.GENERAL, ApprovalKind.ENHANCED]),
            authority=Authority.SILKEBORG,
            starts_on=today,
            places=2,
            min_age=random.choice([0, 0, 6]),
            max_age=17,
        )
    ]
    row.confirmations = [
        Confirmation(
            slot=Slot.FULL_TIME, free_places=1, confirmed_at=clock.now(), how=ConfirmedHow.PHONE
        )
    ]
    traits = frozenset(random.sample([trait.value for trait in Trait], 3))
    row.statements = [Statement(said_on=today, siblings=True, traits=traits)]
    return row


def request(team: Team, random: Random, near: list[str], number: int) -> PlacementRequest:
    today, cpr = clock.today(), f"010618{4000 + number}"
    child = Child(
        first_name="Bertil",
        last_name="Prøve",
        cpr=cpr,
        cpr_fingerprint=fingerprint(cpr, "child.cpr"),
        born_on=today.replace(year=today.year - random.randrange(4, 14), day=1),
        postcode="8900",
        team_id=team.id,
        municipality_id=team.municipality_id,
    )
    child.profiles = [
        NeedProfile(
            support_level=SupportLevel.LIGHT,
            written_on=today,
            school_postcode="8920",
            contact_postcode="8940",
            contact_per_month=2,
            wishes=frozenset({Trait.ANIMALS}),
        )
    ]
    return PlacementRequest(
        child=child,
        kind=CareKind.FOSTER,
        state=State.WAITING,
        urgency=Urgency.PLANNED,
        where_now=WhereNow.HOME,
        waiting_since=today,
        municipality_id=team.municipality_id,
    )


def is_slow(client: FlaskClient, asked: str, most: int) -> bool:
    milliseconds, queries, status = measured(client, f"/requests/1/match{asked}")
    print(f"{milliseconds:5.0f}  {queries:7}  {asked or 'the page'}")
    return milliseconds > most or queries > MOST_QUERIES or status != 200


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--families", type=int, default=300)
    number = ask.parse_args().families
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Testing(f"sqlite:///{Path(folder) / 'bench.db'}"))
        with app.app_context():
            upgrade()
            user = fill(number)
            db.session.remove()
            print(f"{number} families, {CHILDREN} children\n\n   ms  queries  page")
            page, swap = FlaskLoginClient(app, user=user), Swapping(app, user=user)
            slow = [is_slow(page, asked, PAGE_MILLISECONDS) for asked in PAGES]
            print("\n            a filter swaps the list")
            slow += [is_slow(swap, asked, FILTER_MILLISECONDS) for asked in FILTERS]
            db.engine.dispose()
    sys.exit("too slow" if any(slow) else 0)


if __name__ == "__main__":
    main()
