"""Asks as facts: on their list, on the family's and the child's page, in the lists of the day."""

import re

import pytest

from fostermatch.asks.models import AskState, Reply
from fostermatch.database import db
from tests import factories


def lines(page):
    return set(re.findall(r"/asks/(\d+)\"", page.text))


@pytest.fixture
def answered(ask, family, nord, cast):
    """A second ask of the family, which said no after a day."""
    row = factories.ask(
        factories.request(nord),
        family,
        by=cast["bo"],
        days=3,
        state=AskState.NO,
        said_on=factories.days_ago(2),
        answered_on=factories.days_ago(2),
        why_not=frozenset({"age"}),
    )
    row.replies.append(
        Reply(
            state=AskState.NO,
            said_on=row.said_on,
            why_not=row.why_not,
            recorded_at=factories.clock.now(),
        )
    )
    db.session.commit()
    return row


def test_the_list_is_narrowed_in_the_address(anna, ask, answered):
    both = {str(ask.id), str(answered.id)}
    assert lines(anna.get("/asks")) == both
    assert lines(anna.get("/asks?show=open")) == {str(ask.id)}
    assert lines(anna.get("/asks?show=answered")) == {str(answered.id)}
    assert lines(anna.get("/asks?mine=y")) == {str(ask.id)}
    assert lines(anna.get("/asks?show=nonsense")) == both
    assert "Ingen forespørgsel passer" in anna.get("/asks?show=call_back").text


def test_the_months_are_counted_with_their_base(anna, ask, answered):
    page = anna.get("/asks").text
    assert "0 af 1 (0 %)" in page
    assert "Median, dage til svar" in page


def test_the_list_shows_initial_and_age_only(sign_in, ask):
    page = sign_in("hans").get("/asks").text
    assert "B. 8 år" in page
    assert "Bertil" not in page


def test_the_number_of_queries_does_not_grow_with_the_list(anna, aarhus, nord, ask, cast):
    anna.get("/asks")
    few = anna.queries
    for _ in range(12):
        factories.ask(factories.request(nord), factories.ready_family(aarhus), by=cast["anna"])
    anna.get("/asks")
    assert anna.queries == few


def test_the_family_shows_what_it_was_asked_and_answered(anna, sign_in, answered, family):
    page = anna.get(f"/families/{family.id}").text
    assert "Bertil Prøve, 8 år" in page
    assert "barnets alder" in page
    assert "svarede efter 1 dag" in page
    for name in ("hans", "dorte", "erik"):
        page = sign_in(name).get(f"/families/{family.id}").text
        assert "om et barn på 8 år" in page
        assert "Bertil" not in page


def test_the_child_shows_who_was_asked(anna, answered, family):
    page = anna.get(f"/children/{answered.request.child_id}").text
    assert f"Familie {family.reference} spurgt" in page
    assert f"/requests/{answered.request_id}/ask" in page
    assert "barnets alder" in page


def test_the_waiting_list_says_who_is_asked(anna, sign_in, ask, answered, family):
    page = anna.get("/waiting-list").text
    assert f"/requests/{answered.request_id}/ask" in page
    assert f"/requests/{ask.request_id}/ask" not in page
    assert f"/requests/{answered.request_id}/ask" not in sign_in("hans").get("/waiting-list").text
    assert page.count(f"spurgt familie {family.reference} for 4 dage siden") == 1


@pytest.mark.parametrize("name", ["anna", "bo", "dorte"])
def test_who_has_not_answered_for_days_is_called_again(sign_in, ask, family, name):
    assert f"spurgt familie {family.reference} for 4 dage siden" in sign_in(name).get("/").text


def test_who_was_asked_lately_or_thinks_until_later_is_left_in_peace(anna, ask, family):
    ask.asked_on = ask.said_on = factories.days_ago(2)
    db.session.commit()
    assert family.reference not in anna.get("/").text
    ask.state, ask.thinking_until = AskState.THINKING, factories.days_ago(-1)
    db.session.commit()
    assert family.reference not in anna.get("/").text
    ask.thinking_until = factories.today()
    db.session.commit()
    assert f"{family.reference} tænker til" in anna.get("/").text


def test_each_consultant_calls_their_own_families(dorte, sign_in, cast, ask, family):
    family.consultant_id = cast["bo"].id
    db.session.commit()
    assert family.reference not in dorte.get("/").text
    assert family.reference not in sign_in("hans").get("/").text
