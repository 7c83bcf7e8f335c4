"""The board: who stands where, for how long, what is missing; and moving a card."""

import re

import pytest

from fostermatch.database import db
from fostermatch.recruitment.models import Applicant, Interest, Source
from fostermatch.recruitment.stages import Stage
from tests import factories
from tests.at_once import press_at_once
from tests.conftest import people

MOVE = {"stage": "information_meeting", "version": "1", "next": "/recruitment#applicant-1"}


def column(page, stage):
    """The cards in the column of a stage."""
    [section] = re.findall(rf'id="{stage}" data-stage.*?</section>', page.text, re.DOTALL)
    return re.findall(r"<h3><a [^>]*>([^<]*)</a>", section)


def card_form(page):
    """What the button on the first card sends."""
    [form] = re.findall(
        r'<form method="post" action="(/recruitment/\d+/move)">(.*?)</form>', page, 16
    )
    return form[0], dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[1]))


def test_a_card_stands_in_the_column_of_its_stage(dorte, aarhus):
    factories.applicant(aarhus, name="Ny")
    factories.applicant(aarhus, stage=Stage.APPROVED_WITH_CONDITIONS, name="Klar")
    factories.applicant(aarhus, stage=Stage.REFUSED, name="Væk")
    page = dorte.get("/recruitment")
    assert column(page, "enquiry") == ["Ny"]
    assert column(page, "approved") == ["Klar"]
    assert "Væk" not in page.text


def test_the_board_switches_between_the_tracks(dorte, aarhus):
    factories.applicant(aarhus, name="Ny")
    factories.applicant(aarhus, name="Moster", stage=Stage.HOME_VISIT, interest=Interest.NETWORK)
    assert "Moster" not in dorte.get("/recruitment").text
    page = dorte.get("/recruitment?track=network")
    assert column(page, "home_visit") == ["Moster"]
    assert "Kursusdage" not in page.text
    assert ">Ny<" not in page.text


@pytest.mark.parametrize("odd", ["track=nonsense&view=nonsense", "consultant_id=x", "stuck=maybe"])
def test_an_address_may_say_anything(dorte, aarhus, odd):
    factories.applicant(aarhus)
    assert dorte.get(f"/recruitment?{odd}").status_code == 200


def test_the_button_moves_the_card_to_the_next_stage_today_and_leads_back(dorte, aarhus):
    factories.applicant(aarhus)
    action, sent = card_form(dorte.get("/recruitment?stuck=y").text)
    assert dorte.post(action, data=sent).location == "/recruitment?stuck=y#applicant-1"
    row = db.session.get(Applicant, 1)
    assert (row.stage, row.since) == (Stage.INFORMATION_MEETING, factories.today())
    assert row.steps[-1].recorded_by.name == "Dorte"


def test_a_card_moved_twice_moves_once(dorte, aarhus):
    factories.applicant(aarhus)
    action, sent = card_form(dorte.get("/recruitment").text)
    first, second = (dorte.post(action, data=sent) for _ in range(2))
    assert first.location == second.location
    assert len(db.session.get(Applicant, 1).steps) == 2


def test_the_board_leads_back_to_no_other_site(dorte, aarhus):
    factories.applicant(aarhus)
    away = MOVE | {"entered_on": factories.today().isoformat(), "next": "https://x.example/"}
    assert dorte.post("/recruitment/1/move", data=away).location == "/recruitment/1"


@pytest.fixture(params=["app", "postgres_app"])
def either(request):
    return request.getfixturevalue(request.param)


def test_the_second_of_two_who_move_one_card_is_told_what_happened(either):
    cast = people()
    factories.applicant(cast["bo"].municipality)
    sent = MOVE | {"entered_on": factories.today().isoformat()}
    presses = [(cast["bo"], "/recruitment/1/move"), (cast["dorte"], "/recruitment/1/move")]
    answers = press_at_once(either, presses, sent)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert "Seneste trin er nu Informationsmøde" in refused.text
    db.session.expire_all()
    assert len(db.session.get(Applicant, 1).steps) == 2


def test_who_stands_still_is_marked_found_and_on_today(dorte, aarhus):
    factories.applicant(aarhus, name="Glemt")  # twenty days at a stage of five
    factories.applicant(aarhus, name="Rask", stage=Stage.VISIT_1)
    page = dorte.get("/recruitment").text
    assert page.count("badge-warning") == 1
    assert "1 står stille" in page
    for address in ("/recruitment?stuck=y", "/recruitment?view=list&stuck=y", "/"):
        found = dorte.get(address).text
        assert "Glemt" in found, address
        assert "Rask" not in found, address


def test_a_leader_sets_the_days_of_a_stage(bo, dorte, aarhus):
    factories.applicant(aarhus, name="Glemt")
    days = dict(re.findall(r'name="(\w+)"[^>]* value="(\d+)"', bo.get("/recruitment/stages").text))
    assert days["enquiry"] == "5"
    for number in ("21", "22"):
        assert bo.post("/recruitment/stages", data=days | {"enquiry": number}).status_code == 302
    assert "badge-warning" not in dorte.get("/recruitment").text
    assert "højst 22 dage" in dorte.get("/recruitment").text
    assert bo.post("/recruitment/stages", data=days | {"enquiry": "0"}).status_code == 422
    assert dorte.post("/recruitment/stages", data=days).status_code == 403


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", {"Mig", "Dig"}),
        ("consultant_id={dorte}", {"Mig"}),
        ("source=web", {"Dig"}),
        ("interest=respite", {"Dig"}),
        ("view=list&track=network", set()),
        ("view=list&track=general", {"Mig", "Dig"}),
    ],
)
def test_the_filter_narrows_board_and_list(dorte, aarhus, cast, asked, names):
    factories.applicant(aarhus, name="Mig", consultant_id=cast["dorte"].id)
    factories.applicant(aarhus, name="Dig", source=Source.WEB, interest=Interest.RESPITE)
    page = dorte.get(f"/recruitment?{asked.format(dorte=cast['dorte'].id)}").text
    assert {name for name in ("Mig", "Dig") if f">{name}</a>" in page} == names


def test_the_board_takes_few_queries_however_many_stand_there(dorte, aarhus):
    factories.ready_applicant(aarhus)
    dorte.get("/recruitment")
    few = dorte.queries
    for _ in range(20):
        factories.ready_applicant(aarhus)
    dorte.get("/recruitment")
    assert dorte.queries == few <= 12


def test_why_they_leave_is_counted_by_stage(dorte, aarhus, cast):
    today = factories.today()
    for stage, reason in [("enquiry", "no_answer"), ("enquiry", "no_answer"), ("visit_1", "pay")]:
        row = factories.applicant(aarhus, stage=Stage(stage))
        row.enter(Stage.WITHDRAWN, today, cast["dorte"], reason)
    elsewhere = factories.applicant(cast["carl"].municipality)
    elsewhere.enter(Stage.WITHDRAWN, today, leaving="health")
    db.session.commit()
    page = dorte.get("/recruitment/leaving").text
    lines = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', page)
    counted = {head: re.findall(r"\d+|–", line) for head, line in lines}
    assert counted == {"Henvendelse": ["–", "2", "2"], "Besøg 1": ["1", "–", "1"]}
    assert "3 ansøgere er faldet fra" in page
