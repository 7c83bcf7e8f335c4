"""A placement that may come: seen ahead, counted apart, and ready in one step."""

import pytest

from fostermatch.database import db
from fostermatch.requests.models import PlacementRequest, State, Urgency
from tests import factories
from tests.requests.test_requests import REQUEST, only_request

SEEN = {
    "kind": "foster",
    "where_now": "home",
    "wanted_on": "2027-02-01",
    "expected_why": "Mor er indlagt igen.",
    "tried_instead": "Familiebehandling.",
}
READY = {"urgency": "semi_acute", "where_now": "institution", "version": "1"}


@pytest.fixture
def seen():
    return SEEN | {"look_again_on": factories.days_ago(-14).isoformat()}


@pytest.fixture
def expected(nord):
    request = factories.request(
        nord,
        state=State.EXPECTED,
        urgency=Urgency.EXPECTED,
        waiting_since=factories.days_ago(20),
        expected_since=factories.days_ago(20),
        wanted_on=factories.days_ago(-30),
        look_again_on=factories.days_ago(-5),
        expected_why="Mor er indlagt igen.",
    )
    factories.network(request.child)
    return request


def ready(client, request, **changes):
    form = READY | {"waiting_since": factories.today().isoformat()} | changes
    return client.post(f"/requests/{request.id}/ready", data=form)


def test_a_need_is_expected_before_it_is_described(anna, nord, seen):
    child = factories.child(nord)
    assert anna.post(f"/children/{child.id}/requests/expect", data=seen).status_code == 302
    request = only_request()
    assert request.is_expected
    assert request.expected_since == factories.today()
    assert request.ready_urgency is None
    page = anna.get(f"/children/{child.id}").text
    assert "Mor er indlagt igen." in page
    assert "har ventet" not in page


@pytest.mark.parametrize("left_out", ["expected_why", "wanted_on", "look_again_on", "where_now"])
def test_a_warning_says_why_and_when(anna, nord, seen, left_out):
    child = factories.child(nord)
    page = anna.post(f"/children/{child.id}/requests/expect", data=seen | {left_out: ""})
    assert page.status_code == 422
    assert f'id="{left_out}-error"' in page.text


@pytest.mark.parametrize("kind", ["respite", "acute"])
def test_only_a_placement_is_expected(anna, nord, seen, kind):
    child = factories.child(nord)
    form = seen | {"kind": kind}
    assert anna.post(f"/children/{child.id}/requests/expect", data=form).status_code == 422


def test_who_waits_already_is_not_expected_too(anna, nord, seen):
    child = factories.request(nord).child
    assert anna.post(f"/children/{child.id}/requests/expect", data=seen).status_code == 409


def test_it_is_edited_while_it_is_expected(anna, expected, seen):
    form = seen | {"version": "1", "tried_instead": "Mormor hjælper."}
    assert anna.post(f"/requests/{expected.id}/edit", data=form).status_code == 302
    assert only_request().tried_instead == "Mormor hjælper."
    assert only_request().is_expected


def test_one_step_makes_it_ready_and_keeps_the_day_it_was_expected(anna, expected):
    assert ready(anna, expected).location == f"/children/{expected.child_id}"
    request = only_request()
    assert (request.state, request.urgency) == (State.READY, Urgency.SEMI_ACUTE)
    assert request.waiting_since == factories.today()
    assert request.expected_since == factories.days_ago(20)
    assert request.ready_urgency is Urgency.SEMI_ACUTE
    page = anna.get(f"/children/{expected.child_id}").text
    assert "Forventet siden" in page
    assert "har ventet 0 dage" in page


def test_what_waits_is_not_made_ready_again(anna, expected):
    ready(anna, expected)
    assert ready(anna, expected, version="2").status_code == 409
    assert anna.get(f"/requests/{expected.id}/ready").status_code == 409


@pytest.mark.parametrize("change", [{"urgency": ""}, {"urgency": "expected"}, {"where_now": ""}])
def test_urgency_and_place_are_confirmed(anna, expected, change):
    assert ready(anna, expected, **change).status_code == 422


def test_nobody_becomes_ready_without_a_description(anna, expected):
    for profile in expected.child.profiles:
        db.session.delete(profile)
    db.session.commit()
    page = ready(anna, expected)
    assert page.status_code == 409
    assert "Beskriv" in page.text


def test_nobody_becomes_ready_before_the_network_is_recorded(anna, nord):
    child = factories.child(nord)
    factories.profile(child)
    address = f"/children/{child.id}/requests/new"
    page = anna.post(address, data=REQUEST)
    assert page.status_code == 409
    assert "Skriv først, hvem i familie og netværk" in page.text
    assert anna.post(address, data=REQUEST | {"network_later": "Senere"}).status_code == 409
    factories.network(child)
    assert anna.post(address, data=REQUEST).status_code == 302


def test_an_acute_one_may_with_a_reason(anna, nord):
    child = factories.child(nord)
    factories.profile(child)
    address = f"/children/{child.id}/requests/new"
    acute = REQUEST | {"kind": "acute", "urgency": "acute"}
    assert anna.post(address, data=acute).status_code == 409
    later = {"network_later": "Moster er i udlandet; vi ringer mandag."}
    assert anna.post(address, data=acute | later).status_code == 302
    assert "vi ringer mandag" in anna.get(f"/children/{child.id}").text


def test_one_that_waits_already_can_be_edited_though_nothing_is_recorded(anna, nord):
    request = factories.request(nord)
    form = REQUEST | {"version": "1", "next_step": "Netværksmøde"}
    assert anna.post(f"/requests/{request.id}/edit", data=form).status_code == 302


def test_it_stands_apart_on_the_list(anna, sign_in, expected):
    page = anna.get("/waiting-list").text
    assert "0 venter" in page
    assert "1 forventes derudover" in page
    assert page.index("Kan komme") < page.index("Mor er indlagt igen.")
    assert "Mor er indlagt igen." not in sign_in("hans").get("/waiting-list").text


def test_it_stands_under_today_when_its_day_has_come(anna, expected):
    assert "Det forventede" not in anna.get("/").text
    request = db.session.get(PlacementRequest, expected.id)
    request.look_again_on = factories.today()
    db.session.commit()
    assert f"/requests/{expected.id}/ready" in anna.get("/").text


def test_what_does_not_come_is_closed(anna, expected):
    form = {"state": "not_needed", "because": "Mor er hjemme igen."}
    form["closed_on"] = factories.today().isoformat()
    anna.post(f"/requests/{expected.id}/close", data=form)
    assert only_request().ready_urgency is None
