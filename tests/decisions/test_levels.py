"""Who decides: the highest level that anything asks for, by the rule that holds on the day."""

from decimal import Decimal

import pytest

from fostermatch.database import db
from fostermatch.decisions.choices import Level
from fostermatch.decisions.levels.deciding import Facts, Usual, level_of
from fostermatch.decisions.models import DecisionRule
from tests import factories
from tests.decisions.conftest import count

NOTHING = {
    "young_person_consents": True,
    "parents_consent": True,
    "overridden": False,
    "split": False,
    "yearly_cost": Decimal(500_000),
}
RULE = Usual(cost_limit=Decimal(500_000))


@pytest.mark.parametrize(
    ("changes", "level", "because"),
    [
        ({}, Level.TEAM_LEADER, set()),
        ({"yearly_cost": None}, Level.TEAM_LEADER, set()),
        ({"yearly_cost": Decimal("500000.01")}, Level.VISITATION, {"dear"}),
        ({"overridden": True, "split": True}, Level.VISITATION, {"overridden", "split"}),
        ({"parents_consent": False}, Level.ABU, {"parents"}),
        ({"young_person_consents": False, "split": True}, Level.ABU, {"young_person"}),
    ],
)
def test_the_highest_level_that_anything_asks_for_decides(changes, level, because):
    assert level_of(RULE, Facts(**NOTHING | changes)) == (level, because)


def test_a_municipality_may_leave_it_to_the_team_leader():
    rule = Usual(overridden=Level.TEAM_LEADER)
    assert level_of(rule, Facts(**NOTHING | {"overridden": True})) == (Level.TEAM_LEADER, set())


@pytest.fixture
def sent():
    return {
        "version": "0",
        "starts_on": factories.today().isoformat(),
        "no_consent": "abu",
        "overridden": "visitationsudvalg",
        "split": "abu",
        "dear": "visitationsudvalg",
        "cost_limit": "400.000",
    }


def test_a_rule_holds_from_its_day_for_what_is_recommended_then(
    bo, request_, home, nord, aarhus, cast, sent
):
    before = factories.recommendation(request_, home, cast["anna"])
    assert bo.post("/decisions/levels/new", data=sent).location == "/decisions/levels"
    after = factories.recommendation(
        factories.request(nord), factories.ready_family(aarhus), cast["anna"]
    )
    assert after.level is Level.VISITATION
    assert after.level_because == {"dear"}
    assert db.session.get(type(before), before.id).level is Level.TEAM_LEADER
    page = bo.get("/decisions/levels").text
    assert "400.000 kr." in page
    assert "gælder nu" in page
    assert "fordi prisen om året er over grænsen" in bo.get(f"/decisions/{after.id}").text


def test_a_coming_rule_does_not_hold_yet_and_an_old_one_is_not_changed(
    bo, request_, home, cast, sent
):
    later = factories.days_ago(-30).isoformat()
    bo.post("/decisions/levels/new", data=sent | {"cost_limit": ""})
    bo.post("/decisions/levels/new", data=sent | {"starts_on": later, "version": "1"})
    overtaken = bo.post("/decisions/levels/new", data=sent | {"version": "1"})
    assert overtaken.status_code == 409
    assert count(DecisionRule) == 2
    assert factories.recommendation(request_, home, cast["anna"]).level is Level.TEAM_LEADER


def test_a_rule_cannot_hold_from_a_day_that_has_passed(bo, sent):
    past = sent | {"starts_on": factories.days_ago(1).isoformat()}
    page = bo.post("/decisions/levels/new", data=past)
    assert page.status_code == 422
    assert 'id="starts_on-error"' in page.text
