import pytest

from fostermatch.database import db
from fostermatch.families.models import Family
from tests import factories

TEXT = "Vi søger en plejefamilie til et barn på 6–9 år med let støttebehov."


@pytest.fixture
def question():
    """What the form sends when a family is asked by phone today."""
    return {"text": TEXT, "how": "phone", "asked_on": factories.today().isoformat()}


@pytest.fixture
def family(aarhus):
    return factories.ready_family(aarhus, email="holm@example.dk")


@pytest.fixture
def request_(nord):
    return factories.request(nord)


@pytest.fixture
def ask(request_, family, cast):
    return factories.ask(request_, family, by=cast["anna"], days=4)


def to_ask(request_, family: Family) -> str:
    return f"/requests/{request_.id}/ask/{family.id}"


def count(model) -> int:
    db.session.rollback()
    return db.session.query(model).count()
