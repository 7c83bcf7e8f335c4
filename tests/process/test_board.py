"""One line a child on the way to a home: where it is, what is due, who looks after it."""

import re

import pytest

from fostermatch import clock
from fostermatch.asks.models import AskState, WhyNot
from fostermatch.children.models import SiblingWish
from fostermatch.database import db
from fostermatch.decisions.choices import Outcome
from fostermatch.meetings.models import Feedback, Party, Says
from fostermatch.process import queries
from fostermatch.process.models import ProcessLimit
from fostermatch.process.stages import Stage
from fostermatch.requests.models import State
from fostermatch.rounds import actions as rounds
from tests import factories

days_ago = factories.days_ago


@pytest.fixture
def family(aarhus):
    return factories.ready_family(aarhus)


@pytest.fixture
def request_(nord, cast):
    request = factories.request(nord)
    request.child.caseworker = cast["anna"]
    db.session.commit()
    return request


def lines(cast):
    db.session.expire_all()
    return queries.board(cast["anna"], factories.today())


def the_line(cast):
    [line] = lines(cast)
    return line


def yes(request, family, cast, days=6):
    said = {"state": AskState.YES, "said_on": days_ago(days), "answered_on": days_ago(days)}
    return factories.ask(request, family, cast["anna"], days=days + 2, **said)


def links(page: str) -> set[str]:
    return set(re.findall(r'href="([^"]+)"', page.replace("&amp;", "&")))


def test_a_request_goes_from_stage_to_stage(anna, cast, aarhus, request_, family):
    def at():
        anna.get("/process")
        return the_line(cast).stage

    request_.state = State.EXPECTED
    db.session.commit()
    assert at() is Stage.EXPECTED
    request_.state = State.WAITING
    db.session.commit()
    assert at() is Stage.READY
    rounds.run_round(aarhus, clock.today(), clock.now(), by=cast["bo"])
    db.session.commit()
    assert at() is Stage.SHORTLIST
    ask = yes(request_, family, cast)
    assert at() is Stage.ASKED
    factories.meeting(ask)
    assert at() is Stage.MEETINGS
    for party in (Party.PARENTS, Party.CHILD):
        factories.opinion(ask, party)
    assert at() is Stage.MUTUAL_YES
    placement = factories.placement(
        request_.child, family, request=request_, starts_on=days_ago(-9)
    )
    request_.state, request_.closed_on = State.PLACED, factories.today()
    db.session.commit()
    assert at() is Stage.INTRODUCTION
    for days, checked, stage in [
        (5, None, Stage.MOVED_IN),
        (40, None, Stage.CHECK_3),
        (100, None, Stage.CHECK_3),
        (100, 3, Stage.CHECK_6),
        (200, 6, Stage.CHECK_12),
        (400, 12, Stage.DONE),
    ]:
        placement.starts_on = days_ago(days)
        request_.waiting_since = request_.closed_on = days_ago(days + 9)
        if checked:
            factories.check(placement, checked)
        db.session.commit()
        assert at() is stage


def test_what_is_recommended_waits_for_a_decision(anna, cast, request_, family):
    yes(request_, family, cast)
    row = factories.recommendation(request_, family, cast["anna"])
    assert the_line(cast).stage is Stage.DECISION
    assert f"/decisions/{row.id}" in links(anna.get("/process").text)
    factories.decision(row, cast["bo"], Outcome.DECLINED)
    assert the_line(cast).stage is Stage.ASKED


def test_a_no_leads_back_and_the_count_begins_anew(cast, request_, family):
    ask = factories.ask(request_, family, cast["anna"], days=20)
    assert (the_line(cast).stage, the_line(cast).days) == (Stage.ASKED, 20)
    ask.state, ask.said_on, ask.why_not = AskState.NO, days_ago(4), {WhyNot.AGE}
    db.session.commit()
    assert (the_line(cast).stage, the_line(cast).days) == (Stage.READY, 4)


def test_a_child_that_says_no_leads_back_and_the_family_is_to_be_told(anna, cast, request_, family):
    ask = yes(request_, family, cast)
    factories.meeting(ask, held_on=days_ago(3))
    factories.opinion(ask, Party.CHILD, Says.NO, said_on=days_ago(5))
    assert the_line(cast).stage is Stage.READY
    assert f"/asks/{ask.id}/withdraw" in links(anna.get("/process").text)


def test_a_line_leads_to_where_the_next_step_is_done(anna, cast, request_, family):
    def leads_to(address):
        return address in links(anna.get("/process").text)

    assert leads_to(f"/requests/{request_.id}/match")
    ask = factories.ask(request_, family, cast["anna"], days=5)
    assert leads_to(f"/asks/{ask.id}")
    ask.state, ask.said_on, ask.answered_on = AskState.YES, days_ago(4), days_ago(4)
    db.session.commit()
    assert leads_to(f"/requests/{request_.id}/meetings/{family.id}?who=parents")
    meeting = factories.meeting(ask)
    assert leads_to(f"/meetings/{meeting.id}/held")
    meeting.held_on, meeting.took_part = factories.today(), "Mor"
    db.session.commit()
    assert leads_to(f"/meetings/{meeting.id}/answers/parents")
    for party in meeting.asked_after:
        db.session.add(
            Feedback(
                meeting=meeting,
                party=party,
                felt_right="Godt.",
                answered_on=factories.today(),
                recorded_by_id=cast["anna"].id,
                recorded_at=clock.now(),
            )
        )
    factories.opinion(ask, Party.PARENTS)
    assert leads_to(f"/requests/{request_.id}/meetings/{family.id}?who=child")
    factories.opinion(ask, Party.CHILD)
    assert leads_to(f"/requests/{request_.id}/recommend/{family.id}")


def test_the_caseworkers_own_step_comes_first_if_it_is_due_first(anna, sign_in, cast, request_):
    request_.next_step, request_.next_step_on = "Ring til skolen", days_ago(1)
    request_.waiting_since = factories.today()
    db.session.commit()
    assert "Ring til skolen" in anna.get("/process").text
    assert "Overskredet" in anna.get("/process").text
    assert "Ring til skolen" not in sign_in("hans").get("/process").text


def test_what_stands_still_is_marked_by_the_municipalitys_own_days(anna, bo, cast, request_):
    request_.waiting_since = days_ago(8)
    db.session.commit()
    assert the_line(cast).stands_still
    assert "Står stille" in anna.get("/process").text
    assert anna.get("/process/stages").status_code == 403
    form = {stage.value: str(days) for stage, days in queries.USUAL_DAYS.items()}
    assert bo.post("/process/stages", data=form | {"ready": "0"}).status_code == 422
    assert bo.post("/process/stages", data=form | {"ready": "9"}).location == "/process"
    assert not the_line(cast).stands_still
    [row] = db.session.scalars(db.select(ProcessLimit))
    assert (row.stage, row.days, row.applies_from) == (Stage.READY, 9, factories.today())


def test_the_board_is_narrowed_by_its_address(anna, cast, request_, nord):
    syd = factories.request(cast["hans"].team, waiting_since=factories.today())
    syd.child.first_name = "Zenia"
    db.session.commit()

    def shows(query):
        page = anna.get(f"/process?{query}").text
        return "B. <span" in page, "Z. <span" in page

    assert shows("") == (True, True)
    assert shows("mine=y") == (True, False)
    assert shows(f"team={cast['hans'].team_id}") == (False, True)
    assert shows("due=now") == (True, False)
    assert shows("due=still") == (True, False)
    assert shows("due=week") == (True, True)
    assert shows("stage=ready") == (True, True)
    assert shows("stage=meetings") == (False, False)
    assert shows("stage=nonsense&due=never&team=x") == (True, True)


def test_those_off_the_list_are_apart_for_ninety_days(anna, cast, request_):
    request_.state, request_.closed_on = State.PLACED_ELSEWHERE, days_ago(20)
    db.session.commit()
    assert "B. <span" not in anna.get("/process").text
    assert "B. <span" in anna.get("/process?stage=placed_elsewhere").text
    request_.waiting_since, request_.closed_on = days_ago(200), days_ago(91)
    db.session.commit()
    assert lines(cast) == []


def test_the_name_is_only_on_the_case(anna, request_):
    page = anna.get("/process").text
    assert "Bertil" not in page
    assert "B. <span" in page


@pytest.mark.parametrize("name", ["erik", "frida", "gert"])
def test_it_is_for_those_who_find_homes(sign_in, request_, name):
    assert sign_in(name).get("/process").status_code == 403


def test_another_municipality_sees_nothing(carl, request_):
    assert "B. <span" not in carl.get("/process").text


def test_siblings_go_one_way(cast, request_, family, nord):
    sister = factories.request(nord)
    factories.siblings(SiblingWish.TOGETHER, request_.child, sister.child)
    factories.meeting(yes(request_, family, cast))
    assert {line.stage for line in lines(cast)} == {Stage.MEETINGS}


def test_the_number_of_queries_does_not_grow(anna, cast, nord, aarhus):
    def fill(number):
        for _ in range(number):
            request = factories.request(nord)
            ask = yes(request, factories.ready_family(aarhus), cast)
            factories.meeting(ask, held_on=days_ago(1))
            factories.opinion(ask, Party.CHILD)
        anna.get("/process")
        return anna.queries

    assert fill(2) == fill(5)


def test_who_looks_after_it_and_who_stands_in(anna, bo, cast, request_):
    assert "Anna" in bo.get("/process").text
    factories.absence(cast["anna"], cast["bo"])
    page = bo.get("/process?mine=y").text
    assert "B. <span" in page
    assert "for Anna (væk til" in page
    assert the_line(cast).in_charge.id == cast["bo"].id


def test_a_line_nobody_looks_after_says_so(bo, cast, request_):
    factories.absence(cast["anna"])
    assert "Ingen følger op" in bo.get("/process").text
    assert the_line(cast).in_charge is None
