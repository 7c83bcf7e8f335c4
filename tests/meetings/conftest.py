import pytest

from fostermatch.asks.models import AskState
from tests import factories


@pytest.fixture
def family(aarhus):
    return factories.ready_family(aarhus)


@pytest.fixture
def request_(nord):
    return factories.request(nord)


@pytest.fixture
def ask(request_, family, cast):
    """The family was asked ten days ago and said yes six days ago."""
    said = {"state": AskState.YES, "said_on": factories.days_ago(6)}
    return factories.ask(
        request_, family, cast["anna"], days=10, answered_on=factories.days_ago(6), **said
    )


@pytest.fixture
def page(ask):
    return f"/requests/{ask.request_id}/meetings/{ask.family_id}"
