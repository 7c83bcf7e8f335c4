"""What families answer, and what becomes of the question."""

import pytest

from fostermatch import chores
from fostermatch.asks.models import Ask, AskState, Reply, WithdrawnBecause
from fostermatch.audit import AuditEntry
from fostermatch.database import db
from fostermatch.families.models import Care
from fostermatch.needs import Slot
from fostermatch.requests.models import CareKind, RespitePattern, State
from tests import factories
from tests.at_once import press_at_once
from tests.conftest import people

WITHDRAW = "fostermatch.asks.chores.withdraw_what_is_overtaken"
TODAY = factories.today().isoformat()
YES = {"state": "yes", "said_on": TODAY}
NO = {"state": "no", "said_on": TODAY, "why_not": ["age", "distance"], "words": "For langt."}
THINKING = {
    "state": "thinking",
    "said_on": TODAY,
    "thinking_until": factories.days_ago(-5).isoformat(),
}


@pytest.fixture
def say(ask, cast):
    """Send the form for the ask as the page shows it now."""

    def send(client, data):
        version = str(db.session.get(Ask, ask.id).version)
        return client.post(f"/asks/{ask.id}/answer", data={"version": version} | data)

    return send


def test_a_yes_is_kept_with_its_day(anna, ask, say):
    assert say(anna, YES).location == f"/asks/{ask.id}"
    assert (ask.state, ask.said_on, ask.days_to_answer) == (AskState.YES, factories.today(), 4)
    page = anna.get(f"/asks/{ask.id}").text
    assert "svarede efter 4 dage" in page
    assert "Familien har skiftet mening" in page


def test_a_no_is_kept_with_why_and_leads_to_the_other_families(anna, ask, say):
    assert say(anna, NO).location == f"/requests/{ask.request_id}/match"
    assert (ask.state, ask.why_not, ask.words) == (
        AskState.NO,
        frozenset({"age", "distance"}),
        "For langt.",
    )
    assert "barnets alder, afstanden" in anna.get(f"/asks/{ask.id}").text


def test_each_change_of_mind_is_kept(anna, ask, say):
    for answer in (THINKING, YES, NO):
        assert say(anna, answer).status_code == 302
    assert [reply.state for reply in ask.replies] == ["thinking", "yes", "no"]
    assert (ask.state, ask.thinking_until) == (AskState.NO, None)
    page = anna.get(f"/asks/{ask.id}").text
    assert "tænker til" in page
    assert "ja, " in page


def test_days_count_to_the_first_answer(anna, ask, say):
    say(anna, YES | {"said_on": factories.days_ago(3).isoformat()})
    say(anna, NO)
    assert ask.days_to_answer == 1


def test_a_reply_is_written_once(anna, ask, say):
    say(anna, YES)
    with pytest.raises(Exception, match="written once"):
        db.session.execute(db.update(Reply).values(words="Noget andet"))
    db.session.rollback()


def test_a_consultant_hears_answers_for_all_teams(dorte, ask, say):
    assert say(dorte, NO).location == f"/asks/{ask.id}"
    page = dorte.get(f"/asks/{ask.id}").text
    assert "De andre familier, der passer til barnet" in page
    assert "Bertil" not in page


@pytest.mark.parametrize("name", ["hans", "ida", "erik", "frida", "gert"])
def test_nobody_else_records_an_answer(sign_in, ask, say, name):
    assert say(sign_in(name), YES).status_code in (403, 404)
    assert ask.state is AskState.ASKED


def test_another_municipality_learns_nothing(carl, ask, say):
    assert say(carl, YES).status_code == 404
    assert carl.post(f"/asks/{ask.id}/withdraw").status_code == 404
    assert carl.post(f"/asks/{ask.id}/told").status_code == 404
    assert "H-" not in carl.get("/asks").text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": ""}, "state-error"),
        ({"state": "asked"}, "state-error"),
        ({"said_on": "2090-01-01"}, "ligger ude i fremtiden"),
        ({"why_not": []}, "mindst én grund"),
        ({"why_not": ["other"], "words": " "}, "hvad der ellers taler imod"),
        ({"why_not": ["ugly"]}, "why_not-error"),
        (THINKING | {"thinking_until": ""}, "Skriv til hvornår"),
        (THINKING | {"thinking_until": factories.days_ago(2).isoformat()}, "Skriv til hvornår"),
        ({"words": "x" * 4001}, "4000"),
    ],
)
def test_an_answer_is_complete_or_none(anna, ask, say, changes, said):
    page = say(anna, NO | changes)
    assert page.status_code == 422
    assert said in page.text
    assert ask.state is AskState.ASKED


def test_an_answer_does_not_come_before_the_question(anna, ask, say):
    page = say(anna, YES | {"said_on": factories.days_ago(9).isoformat()})
    assert page.status_code == 409
    assert "dateret før" in page.text


def test_two_who_record_an_answer_see_each_others(anna, ask, say):
    first = str(ask.version)
    say(anna, YES)
    page = say(anna, NO | {"version": first})
    assert page.status_code == 409
    assert "For langt." in page.text
    assert ask.state is AskState.YES


@pytest.mark.parametrize("kind", ["app", "postgres_app"])
def test_two_answers_at_once_give_one(request, kind):
    app = request.getfixturevalue(kind)
    cast = people()
    family = factories.ready_family(cast["anna"].municipality)
    ask = factories.ask(factories.request(cast["anna"].team), family, by=cast["anna"])
    address = f"/asks/{ask.id}/answer"
    data = YES | {"version": str(ask.version)}
    answers = press_at_once(app, [(cast["anna"], address), (cast["dorte"], address)], data)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    db.session.rollback()
    assert db.session.query(Reply).count() == 1


def test_a_question_is_withdrawn_and_the_family_told(anna, dorte, ask):
    anna.post(
        f"/asks/{ask.id}/withdraw",
        data={"withdrawn_because": "need_changed", "words": "Mormor kan alligevel."},
    )
    assert (ask.state, ask.withdrawn_because) == (
        AskState.WITHDRAWN,
        WithdrawnBecause.NEED_CHANGED,
    )
    assert "Ring tilbage til disse familier" in dorte.get("/").text
    assert ask.family.reference in dorte.get("/").text
    assert dorte.post(f"/asks/{ask.id}/told").location == "/asks?show=call_back"
    assert ask.told_on == factories.today()
    assert ask.family.reference not in dorte.get("/").text
    assert dorte.post(f"/asks/{ask.id}/told").status_code == 409


def test_a_withdrawal_needs_a_reason(anna, ask):
    assert anna.post(f"/asks/{ask.id}/withdraw", data={}).status_code == 422


def test_what_is_withdrawn_is_not_answered_nor_withdrawn_again(anna, ask, say):
    data = {"withdrawn_because": "place_taken"}
    anna.post(f"/asks/{ask.id}/withdraw", data=data)
    assert say(anna, YES).status_code == 409
    assert anna.post(f"/asks/{ask.id}/withdraw", data=data).status_code == 409


@pytest.mark.parametrize("name", ["hans", "dorte", "erik"])
def test_only_the_childs_own_team_withdraws(sign_in, ask, name):
    data = {"withdrawn_because": "place_taken"}
    assert sign_in(name).post(f"/asks/{ask.id}/withdraw", data=data).status_code in (403, 404)


def test_an_older_question_is_not_answered_in_place_of_a_new_one(anna, ask, say, cast):
    say(anna, NO)
    factories.ask(ask.request, ask.family, by=cast["anna"], days=0)
    assert say(anna, YES).status_code == 409


def test_what_is_read_and_done_is_logged(anna, ask, say):
    anna.get(f"/asks/{ask.id}")
    say(anna, NO)
    logged = db.session.query(AuditEntry).filter_by(thing="ask", thing_id=ask.id)
    assert [entry.action for entry in logged] == ["read", "ask.reply"]
    assert "For langt." not in str([entry.details for entry in logged])


def test_a_child_that_left_the_list_ends_the_questions(app, ask):
    ask.request.state, ask.request.closed_on = State.NOT_NEEDED, factories.today()
    db.session.commit()
    chores.do(app, WITHDRAW)
    db.session.expire_all()
    assert (ask.state, ask.withdrawn_because) == (
        AskState.WITHDRAWN,
        WithdrawnBecause.NEED_CHANGED,
    )
    assert ask.replies[0].recorded_by is None


def test_a_place_taken_by_another_municipality_ends_the_questions_about_it(app, bo, ask):
    bo.post(
        f"/families/{ask.family_id}/taken/new",
        data={"slot": "full_time", "starts_on": TODAY, "note": "Favrskov"},
    )
    chores.do(app, WITHDRAW)
    db.session.expire_all()
    assert ask.withdrawn_because is WithdrawnBecause.PLACE_TAKEN


def test_a_question_stands_while_a_place_is_left(app, ask, nord, cast):
    ask.family.approvals[0].places = 2
    respite = factories.request(
        nord, kind=CareKind.RESPITE, respite_pattern=RespitePattern.WEEKDAYS
    )
    other = factories.ask(respite, ask.family, by=cast["anna"])
    factories.taken_place(ask.family, agreed_at=factories.clock.now())
    factories.approval(ask.family, care=Care.RESPITE)
    factories.taken_place(ask.family, slot=Slot.WEEKDAYS, agreed_at=factories.clock.now())
    chores.do(app, WITHDRAW)
    db.session.expire_all()
    assert (ask.state, other.state) == (AskState.ASKED, AskState.WITHDRAWN)


def test_what_was_full_when_a_leader_asked_all_the_same_stands(app, ask):
    factories.taken_place(ask.family)
    chores.do(app, WITHDRAW)
    db.session.expire_all()
    assert ask.state is AskState.ASKED
