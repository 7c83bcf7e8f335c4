"""Waiting and acceptance by group, held against a plain recount."""

import pytest
from flask_babel import force_locale

from fostermatch.asks.models import AskState, Reply
from fostermatch.children.models import SiblingWish
from fostermatch.clock import now
from fostermatch.reports.fairness import fairness
from fostermatch.reports.survival import curve
from fostermatch.requests.models import CareKind, State
from tests import factories
from tests.factories import days_ago, today

AUTISM = "9b3fd322-a75a-4ed8-9b74-425fa1e01c95"
NEGLECT = "f1f4d709-19d2-48cc-8942-231bf912323d"


@pytest.fixture(autouse=True)
def in_danish(app):
    with force_locale("da"):
        yield


@pytest.fixture
def wait(nord):
    """A request that is placed after so many days, or still waits."""

    def make(days=None, groups=(), **facts):
        child = factories.child(nord, **facts.pop("child", {}))
        factories.profile(child, target_groups=frozenset(groups))
        if days is not None:
            facts |= {"state": State.PLACED, "closed_on": days_ago(300 - days)}
        return factories.request(nord, child, waiting_since=days_ago(300), **facts)

    return make


@pytest.fixture
def answered(aarhus, cast):
    def make(request, *states):
        ask = factories.ask(request, factories.family(aarhus), cast["anna"], days=20)
        for state in states:
            ask.state = state
            reply = Reply(ask=ask, state=state, said_on=days_ago(2), recorded_at=now())
            factories.saved(reply)

    return make


def lines(found, heading):
    return {line.label: line for line in dict(found.tables)[heading]}


def test_waits_and_answers_equal_a_plain_recount(cast, wait, answered):
    autists = [wait(days, {AUTISM}) for days in (50, 60, 70, 80, None, None)]
    others = [wait(days, {NEGLECT}) for days in (10, 20, 30, 40, 50, 60, None)]
    for row in autists:
        answered(row, AskState.NO)
        answered(row, AskState.YES, AskState.NO)
    for row in others:
        answered(row, AskState.NO, AskState.YES)
        answered(row, AskState.NO)
    found = fairness(cast["erik"], today())
    assert (found.whole.requests, found.whole.answers) == (13, 26)
    table = lines(found, "Funktionsnedsættelse")
    disabled, rest = (
        table["En funktionsnedsættelse beskrevet"],
        table["Ingen funktionsnedsættelse beskrevet"],
    )
    waited = curve([50, 60, 70, 80, 300, 300], [False] * 4 + [True] * 2)
    assert (disabled.requests, rest.requests) == (6, 7)
    assert (disabled.median, disabled.ninth) == (waited.median, waited.until(0.9))
    assert disabled.yes.value == 0
    assert rest.yes.value == pytest.approx(7 / 14)


def test_groups_are_told_apart(cast, wait):
    for _number in range(5):
        wait(10, km_limit=15, child={"postcode": "8000"})
        brother, sister = (wait(10, km_limit=30).child for _ in range(2))
        factories.siblings(SiblingWish.TOGETHER, brother, sister)
        wait(10, child={"postcode": "8000", "protected_address": True})
    found = fairness(cast["erik"], today())
    assert {k: v.requests for k, v in lines(found, "Søskende").items()} == {
        "Alene": 10,
        "I en søskendegruppe": 10,
    }
    assert {k: v.requests for k, v in lines(found, "Hvor langt væk hjemmet må ligge").items()} == {
        "Højst 20 km": 5,
        "21–40 km": 10,
        "Over 40 km": 5,
    }
    areas = lines(found, "Hvor barnet kommer fra")
    assert [line.requests for line in areas.values()] == [5, 10, 5]
    assert "Beskyttet adresse" in areas


def test_small_groups_are_hidden_with_another(cast, wait):
    for _number in range(8):
        wait(10)
    wait(20, {AUTISM})
    found = fairness(cast["erik"], today())
    table = lines(found, "Funktionsnedsættelse").values()
    assert found.whole.requests == 9
    assert [(line.requests, line.median) for line in table] == [(None, None)] * 2


def test_only_those_who_wait_for_a_family_that_can_be_found_count(cast, nord, wait):
    wait(kind=CareKind.NETWORK)
    factories.request(nord, state=State.EXPECTED)
    assert fairness(cast["erik"], today()).is_empty


def test_no_data_is_said(sign_in):
    page = sign_in("erik").get("/overview/fairness").text
    assert "Ingen børn har ventet" in page
    assert "Drenge og piger er ikke sammenlignet" in page


def test_one_row_is_a_sensible_page(sign_in, wait, answered):
    answered(wait(10), AskState.YES)
    page = sign_in("erik").get("/overview/fairness").text
    assert "For få er anbragt" in page
    assert "100 %" not in page


def test_the_page_does_as_many_queries_for_many(sign_in, wait, answered):
    for _number in range(8):
        answered(wait(10), AskState.YES)
    erik = sign_in("erik")
    erik.get("/overview/fairness")
    assert erik.queries <= 8
