import pytest

from fostermatch import clock
from fostermatch.database import db
from fostermatch.decisions.section_52 import points
from fostermatch.rounds import actions
from tests import factories

NO = {"outcome": "declined", "reason": "Familien ringede og har brug for ro."}
YES = {"outcome": "accepted", "reason": "Enig: tæt på skole og bror."}


def filled(*requests, **changes):
    """A recommendation form as a caseworker sends it."""
    facts = {
        "slot": "full_time",
        "starts_on": factories.today().isoformat(),
        "yearly_cost": "439.700,50",
        "professional": "Tæt på skole og bror.",
        "economic": "439.700 kr. om året mod 1,1 mio. på institution.",
        "parents_consent": "yes",
    }
    for point in points(factories.today()):
        facts |= {f"weighed_{point.key}": "Er vendt med familien.", f"met_{point.key}": "y"}
    for request in requests:
        facts[f"child_view_{request.id}"] = "Vil gerne bo på landet."
        facts[f"parents_view_{request.id}"] = "Vil gerne besøge hver anden uge."
    return facts | changes


def recommend_at(request, family):
    return f"/requests/{request.id}/recommend/{family.id}"


def decide_at(recommendation):
    return f"/decisions/{recommendation.id}/decide"


def count(model):
    db.session.rollback()
    return db.session.query(model).count()


@pytest.fixture
def run(cast, aarhus):
    def run_it(by="anna"):
        round_ = actions.run_round(aarhus, clock.today(), clock.now(), by=cast[by])
        db.session.commit()
        return round_

    return run_it


@pytest.fixture
def home(aarhus):
    return factories.ready_family(aarhus)


@pytest.fixture
def request_(nord):
    return factories.request(nord)


@pytest.fixture
def row(request_, home, run, cast):
    """What Anna recommends after a round that suggests it."""
    run()
    return factories.recommendation(request_, home, cast["anna"])
