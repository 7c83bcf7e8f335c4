"""Asking a family from the page: choose, see the text, send."""

import pytest

from fostermatch import chores
from fostermatch.asks.models import Ask, AskState
from fostermatch.database import db
from fostermatch.mail.models import Mail
from fostermatch.requests.models import State
from tests import factories
from tests.asks.conftest import TEXT, count, to_ask
from tests.at_once import press_at_once
from tests.conftest import people


def test_a_family_is_asked_by_phone(anna, cast, request_, family, question):
    response = anna.post(to_ask(request_, family), data=question)
    [ask] = db.session.query(Ask)
    assert response.location == f"/asks/{ask.id}"
    assert (ask.request_id, ask.family_id, ask.asked_by_id, ask.text, ask.state) == (
        request_.id,
        family.id,
        cast["anna"].id,
        TEXT,
        AskState.ASKED,
    )
    assert count(Mail) == 0
    assert "spurgt i dag" in anna.get(response.location).text


def test_the_facts_ticked_make_the_text(anna, request_, family):
    usual = anna.get(to_ask(request_, family)).text
    assert "Vi søger en plejefamilie til et barn på 6–9 år." in usual
    assert "let støttebehov." in usual
    assert "kommunen." not in usual
    chosen = anna.get(f"{to_ask(request_, family)}?chosen=yes&facts=age&facts=area").text
    assert "Vi søger en familie til et barn på 6–9 år." in chosen
    assert "midt i kommunen." in chosen
    assert "let støttebehov." not in chosen
    assert (
        "Vi søger en familie til et barn."
        in anna.get(f"{to_ask(request_, family)}?chosen=yes").text
    )


def test_an_address_with_unknown_facts_is_no_error(anna, request_, family):
    assert anna.get(f"{to_ask(request_, family)}?chosen=yes&facts=cpr").status_code == 200


def test_the_text_is_danish_whatever_the_visitor_reads(anna, request_, family):
    anna.post("/language", data={"language": "en", "next": "/"})
    assert "Vi søger en plejefamilie" in anna.get(to_ask(request_, family)).text


def test_a_mail_goes_to_the_family_without_personal_data(anna, request_, family, question):
    request_.child.address, request_.child.case_number = "Hobrovej 12", "27.24-17"
    db.session.commit()
    anna.post(to_ask(request_, family), data=question | {"how": "mail"})
    [mail] = db.session.query(Mail)
    assert mail.recipient == "holm@example.dk"
    assert TEXT in mail.body
    assert "anna@aarhus.example" in mail.body
    for personal in ("Bertil", "Prøve", "Hobrovej", "27.24", "8900", request_.child.cpr, "Holm"):
        assert personal not in mail.body + mail.subject


def test_a_family_without_an_e_mail_address_is_not_asked_by_mail(anna, aarhus, request_, question):
    family = factories.ready_family(aarhus)
    assert "ikke oplyst en e-mailadresse" in anna.get(to_ask(request_, family)).text
    answer = anna.post(to_ask(request_, family), data=question | {"how": "mail"})
    assert answer.status_code == 422
    assert count(Mail) == count(Ask) == 0


def test_a_mail_is_not_dated_back(anna, request_, family, question):
    yesterday = {"how": "mail", "asked_on": factories.days_ago(1).isoformat()}
    assert anna.post(to_ask(request_, family), data=question | yesterday).status_code == 422


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": "Bertil søger en familie, der har tid."}, "Bertil"),
        ({"text": "Barnet med cpr 010117-1234 søger."}, "CPR-nummer"),
        ({"text": ""}, "Udfyld feltet"),
        ({"text": "x" * 4001}, "4000"),
        ({"how": ""}, "how-error"),
        ({"asked_on": "2090-01-01"}, "ligger ude i fremtiden"),
        ({"asked_on": "32/13/2026"}, "dag/måned/år"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_the_text_is_kept(
    anna, request_, family, question, changes, said
):
    page = anna.post(to_ask(request_, family), data=question | changes)
    assert page.status_code == 422
    assert said in page.text
    assert changes.get("text", TEXT)[:30] in page.text
    assert count(Ask) == 0


def test_nobody_is_asked_before_the_child_waited(anna, request_, family, question):
    early = {"asked_on": factories.days_ago(60).isoformat()}
    page = anna.post(to_ask(request_, family), data=question | early)
    assert page.status_code == 409
    assert "ikke på ventelisten" in page.text


def test_a_family_is_asked_once_while_the_question_stands(anna, ask, request_, family, question):
    assert anna.get(to_ask(request_, family)).location == f"/asks/{ask.id}"
    page = anna.post(to_ask(request_, family), data=question)
    assert page.status_code == 409
    assert "Notér svaret der" in page.text
    assert count(Ask) == 1


def test_after_a_no_it_may_be_asked_again(anna, ask, request_, family, question):
    ask.state = AskState.NO
    db.session.commit()
    assert "er spurgt før" in anna.get(to_ask(request_, family)).text
    assert anna.post(to_ask(request_, family), data=question).status_code == 302


def test_the_same_family_is_asked_for_another_child(anna, ask, family, nord, question):
    assert anna.post(to_ask(factories.request(nord), family), data=question).status_code == 302


def test_nobody_is_asked_for_a_closed_request(anna, request_, family, question):
    request_.state, request_.closed_on = State.NOT_NEEDED, factories.today()
    db.session.commit()
    for page in (
        anna.get(to_ask(request_, family)),
        anna.post(to_ask(request_, family), data=question),
        anna.get(f"/requests/{request_.id}/ask"),
    ):
        assert page.status_code == 409
        assert "lukket" in page.text
    assert count(Ask) == 0


def pause(family):
    factories.pause(family)


def let_the_approval_lapse(family):
    family.approvals[0].ends_on = factories.days_ago(1)
    db.session.commit()


def take_the_last_place(family):
    factories.taken_place(family)


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (pause, "har pause"),
        (let_the_approval_lapse, "ingen gældende godkendelse"),
        (take_the_last_place, "pladser er optaget"),
    ],
)
def test_what_speaks_against_asking_needs_a_leader_with_a_reason(
    anna, bo, request_, family, question, happens, said
):
    happens(family)
    page = anna.get(to_ask(request_, family)).text
    assert said in page
    assert "teamleder kan spørge alligevel" in page
    refused = anna.post(to_ask(request_, family), data=question | {"own_reason": "Jeg vil gerne."})
    assert refused.status_code == 409
    assert bo.post(to_ask(request_, family), data=question).status_code == 422
    reason = "Familien har selv ringet og vil gerne høre om barnet."
    answer = bo.post(to_ask(request_, family), data=question | {"own_reason": reason})
    assert reason in bo.get(answer.location).text


def test_a_place_that_comes_free_may_be_asked_about_ahead(anna, request_, family, question):
    factories.taken_place(family, ends_on=factories.days_ago(-30))
    assert anna.post(to_ask(request_, family), data=question).status_code == 302


@pytest.mark.parametrize("name", ["hans", "ida", "dorte", "erik", "frida", "gert"])
def test_only_the_childs_own_team_asks(sign_in, request_, family, question, name):
    client = sign_in(name)
    client.post(f"/children/{request_.child_id}/purpose", data={"purpose": "Vikar for Anna i dag"})
    answer = client.post(to_ask(request_, family), data=question)
    assert answer.status_code in (403, 404)
    assert count(Ask) == 0


def test_another_municipality_learns_nothing(carl, cast, request_, family, question):
    assert carl.post(to_ask(request_, family), data=question).status_code == 404


def test_a_family_of_another_municipality_cannot_be_asked(anna, cast, request_, question):
    elsewhere = factories.ready_family(cast["carl"].municipality)
    assert anna.post(to_ask(request_, elsewhere), data=question).status_code == 404


def test_a_double_click_asks_once(anna, request_, family, question):
    twice = question | {"once": "0123456789abcdef", "how": "mail"}
    first, second = (anna.post(to_ask(request_, family), data=twice) for _ in range(2))
    assert first.location == second.location
    assert count(Ask) == count(Mail) == 1


def test_any_family_is_found_by_name_or_reference(anna, aarhus, request_, family):
    address = f"/requests/{request_.id}/ask"
    factories.ready_family(aarhus, name="Birk")
    for words in ("Holm", family.reference):
        page = anna.post(address, data={"q": words}).text
        assert to_ask(request_, family) in page
        assert "Birk" not in page
    assert "Ingen familie hedder sådan" in anna.post(address, data={"q": "Ukendt"}).text


def test_a_protected_address_is_not_on_the_pages(anna, request_, family):
    family.protected_address, family.address = True, "Hemmelig Vej 1"
    family.postcode = request_.child.postcode = "9990"
    request_.child.protected_address = True
    db.session.commit()
    for page in (
        anna.get(f"{to_ask(request_, family)}?chosen=yes&facts=area"),
        anna.post(f"/requests/{request_.id}/ask", data={"q": "Holm"}),
    ):
        assert "9990" not in page.text
        assert "Hemmelig" not in page.text


@pytest.mark.parametrize("kind", ["app", "postgres_app"])
def test_two_who_ask_the_same_family_at_once_ask_it_once(request, kind, question):
    app = request.getfixturevalue(kind)
    cast = people()
    family = factories.ready_family(cast["anna"].municipality)
    waiting = factories.request(cast["anna"].team)
    address = to_ask(waiting, family)
    answers = press_at_once(app, [(cast["anna"], address), (cast["bo"], address)], question)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert count(Ask) == 1
    chores.do(app, "fostermatch.asks.chores.withdraw_what_is_overtaken")
    assert db.session.query(Ask).one().state is AskState.ASKED
