"""What happened at a meeting, what was thought of it, and who says yes."""

from itertools import product

import pytest

from fostermatch.asks.models import Ask, AskState
from fostermatch.children.models import SiblingWish
from fostermatch.database import db
from fostermatch.meetings.models import Feedback, Meeting, Opinion, Party, Says, Told
from fostermatch.meetings.queries import Pair, pair
from fostermatch.meetings.steps import Todo, steps
from tests import factories

TODAY = factories.today().isoformat()
HELD = {"held_on": TODAY, "took_part": "Mor, familien", "version": "1"}
ANSWERS = {"felt_right": "De havde en hund.", "unsure_of": "", "answered_on": TODAY}


@pytest.fixture
def meeting(ask):
    return factories.meeting(ask)


def known(ask):
    return pair(ask.request, ask.family_id)


def test_a_meeting_is_held_and_leads_to_the_two_questions(anna, meeting, page):
    answer = anna.post(f"/meetings/{meeting.id}/held", data=HELD)
    assert answer.location == f"/meetings/{meeting.id}/answers/parents"
    assert (meeting.held_on, meeting.took_part) == (factories.today(), "Mor, familien")
    assert "Hvad var godt ved at møde familien?" in anna.get(answer.location).text
    assert "med: Mor, familien" in anna.get(page).text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"held_on": "1/1/2099"}, "ligger ude i fremtiden"),
        ({"held_on": "1/1/2020"}, "ikke spurgt den dag"),
        ({"took_part": " "}, "took_part-error"),
        ({"version": "7"}, "gemt imens"),
    ],
)
def test_what_is_not_true_of_a_meeting_is_refused(anna, meeting, changes, says):
    answer = anna.post(f"/meetings/{meeting.id}/held", data=HELD | changes)
    assert answer.status_code in (409, 422)
    assert meeting.held_on is None
    assert says in answer.text or "version" in changes


def test_the_childs_meeting_is_not_held_before_the_parents(anna, ask, meeting):
    childs = factories.meeting(ask, Party.CHILD)
    address = f"/meetings/{childs.id}/held"
    assert anna.post(address, data=HELD).status_code == 409
    assert anna.post(address, data=HELD | {"own_reason": "Mor blev syg."}).status_code == 302


def test_a_cancelled_meeting_keeps_why_and_gives_way_to_a_new_one(anna, ask, meeting, page):
    cancel = {"cancelled_because": "Barnet er sygt", "version": "1"}
    address = f"/meetings/{meeting.id}/cancel"
    assert anna.post(address, data=cancel | {"cancelled_because": ""}).status_code == 422
    assert anna.post(address, data=cancel).location == page
    assert "Barnet er sygt" in anna.get(page).text
    assert anna.post(f"/meetings/{meeting.id}/held", data=HELD).status_code == 409
    factories.meeting(ask)


@pytest.mark.parametrize("party", ["parents", "family"])
def test_answers_are_dated_and_written_once(anna, ask, page, party):
    meeting = factories.meeting(ask, held_on=factories.days_ago(1))
    address = f"/meetings/{meeting.id}/answers/{party}"
    assert anna.post(address, data=ANSWERS).location == page
    assert "De havde en hund." in anna.get(page).text
    anna.post(address, data=ANSWERS | {"felt_right": "Og en kat."})
    assert [row.felt_right for row in meeting.feedback] == ["De havde en hund.", "Og en kat."]
    assert meeting.answers[Party(party)].felt_right == "Og en kat."
    with pytest.raises(Exception, match="written once"):
        db.session.execute(db.update(Feedback).values(felt_right="Noget andet"))
    db.session.rollback()


@pytest.mark.parametrize(
    "changes",
    [
        {"felt_right": " "},
        {"answered_on": "1/1/2099"},
        {"answered_on": "1/1/2020"},
        {"felt_right": "x" * 4001},
    ],
)
def test_an_answer_says_something_and_when(anna, ask, changes):
    meeting = factories.meeting(ask, held_on=factories.days_ago(1))
    answer = anna.post(f"/meetings/{meeting.id}/answers/parents", data=ANSWERS | changes)
    assert answer.status_code in (409, 422)
    assert db.session.query(Feedback).count() == 0


def test_only_who_was_there_is_asked(anna, ask, meeting):
    for who in ("child", "nobody"):
        assert anna.get(f"/meetings/{meeting.id}/answers/{who}").status_code == 404
    assert anna.post(f"/meetings/{meeting.id}/answers/parents", data=ANSWERS).status_code == 409


def test_the_childs_wish_is_kept_in_its_own_words(anna, page):
    wish = {"says": "yes", "words": "Der er heste.", "said_on": TODAY}
    assert anna.post(f"{page}/says/child", data=wish).location == page
    text = anna.get(page).text
    assert "vil gerne bo der" in text
    assert "Der er heste." in text
    anna.post(f"{page}/says/child", data=wish | {"says": "no", "words": "Der er for langt."})
    assert [row.says for row in db.session.scalars(db.select(Opinion))] == [Says.YES, Says.NO]
    assert "vil ikke" in anna.get(page).text


@pytest.mark.parametrize(
    ("party", "changes"),
    [
        ("child", {"says": "not_asked"}),
        ("parents", {"says": "too_small"}),
        ("child", {"says": "too_small", "words": ""}),
        ("parents", {"says": "not_asked", "words": " "}),
        ("parents", {"says": "no", "words": ""}),
        ("child", {"says": ""}),
        ("child", {"said_on": "1/1/2099"}),
        ("child", {"said_on": "1/1/2020"}),
    ],
)
def test_an_opinion_is_complete_or_none(anna, page, party, changes):
    said = {"says": "yes", "words": "Ja.", "said_on": TODAY}
    answer = anna.post(f"{page}/says/{party}", data=said | changes)
    assert answer.status_code in (409, 422)
    assert db.session.query(Opinion).count() == 0


def test_nobody_records_the_familys_answer_here(anna, page):
    assert anna.get(f"{page}/says/family").status_code == 404


def test_a_yes_is_mutual_when_nothing_stands_in_its_way():
    """Every combination, told by the rows alone, without a database."""
    day, fine = factories.today(), {Says.YES, Says.NOT_ASKED, Says.TOO_SMALL}
    for family, parents, child in product(AskState, [*Says, None], [*Says, None]):
        said = {Party.PARENTS: parents, Party.CHILD: child}
        opinions = {party: Opinion(says=says, said_on=day) for party, says in said.items() if says}
        mutual = Pair(Ask(state=family, said_on=day), [], opinions).agreed_on
        assert bool(mutual) == (family is AskState.YES and {parents, child} <= fine)


def test_what_the_child_was_told_is_kept(anna, page):
    told = {"words": "Du skal hilse på en familie.", "told_on": TODAY, "told_by": "Farmor"}
    assert "Anna" in anna.get(f"{page}/told").text
    assert anna.post(f"{page}/told", data=told | {"words": ""}).status_code == 422
    assert anna.post(f"{page}/told", data=told).location == page
    assert db.session.scalars(db.select(Told)).one().told_by == "Farmor"
    assert "Du skal hilse på en familie." in anna.get(page).text


def test_the_child_is_not_told_a_protected_address(anna, family, page):
    family.protected_address, family.address = True, "Hemmelig Vej 1"
    db.session.commit()
    told = {"words": "De bor på Hemmelig vej.", "told_on": TODAY, "told_by": "Anna"}
    assert anna.post(f"{page}/told", data=told).status_code == 409


def test_the_page_leads_from_step_to_step(ask):
    days = factories.days_ago

    def todo():
        return [(step.todo, step.party) for step in steps(known(ask))]

    assert todo() == [(Todo.PLAN, Party.PARENTS)]
    meeting = factories.meeting(ask)
    assert todo() == [(Todo.MEET, Party.PARENTS)]
    meeting.held_on, meeting.took_part = days(3), "Mor"
    db.session.commit()
    assert {(Todo.ANSWER, Party.PARENTS), (Todo.ANSWER, Party.FAMILY)} <= set(todo())
    assert {(Todo.HEAR, Party.PARENTS), (Todo.PLAN, Party.CHILD)} <= set(todo())
    factories.opinion(ask, Party.PARENTS)
    childs = factories.meeting(ask, Party.CHILD, held_on=days(1))
    assert (Todo.HEAR, Party.CHILD) in todo()
    factories.opinion(ask, Party.CHILD, Says.THINKING)
    assert (Todo.HEAR, Party.CHILD) in todo()
    factories.opinion(ask, Party.CHILD)
    assert {party for _todo, party in todo()} == {Party.PARENTS, Party.CHILD, Party.FAMILY}
    for row in (meeting, childs):
        for party in row.asked_after:
            db.session.add(
                Feedback(
                    meeting=row,
                    party=party,
                    felt_right="Godt.",
                    answered_on=days(0),
                    recorded_by_id=ask.asked_by_id,
                    recorded_at=ask.asked_at,
                )
            )
    db.session.commit()
    assert todo() == []
    assert known(ask).agreed_on == factories.today()


def test_each_sibling_says_what_it_wishes_and_the_parents_speak_for_all(ask, nord):
    sister = factories.request(nord)
    factories.siblings(SiblingWish.TOGETHER, ask.request.child, sister.child)
    for party in (Party.PARENTS, Party.CHILD):
        factories.opinion(ask, party)
    db.session.expire_all()
    assert known(ask).agreed_on
    assert set(pair(sister, ask.family_id).opinions) == {Party.PARENTS}


def test_a_meeting_is_saved_once_however_often_it_is_sent(anna, page):
    data = {
        "party": "parents",
        "planned_on": TODAY,
        "begins": "15.00",
        "place": "Rådhuset",
        "once": "a" * 32,
    }
    assert anna.post(page, data=data).location == anna.post(page, data=data).location
    assert db.session.query(Meeting).count() == 1


def test_the_childs_story_tells_of_meetings_wishes_and_what_it_was_told(anna, ask, page):
    factories.meeting(ask, held_on=factories.days_ago(2))
    factories.meeting(ask, cancelled_on=factories.days_ago(1), cancelled_because="Sne")
    factories.opinion(ask, Party.CHILD, words="Jeg vil se hestene igen.")
    anna.post(f"{page}/told", data={"words": "Du er ventet.", "told_on": TODAY, "told_by": "Mor"})
    story = anna.get(f"/children/{ask.request.child_id}").text
    for words in (
        f"Forældrene mødte familie H-{ask.family_id}",
        "Sne",
        "Jeg vil se hestene igen.",
        "Du er ventet.",
        page,
    ):
        assert words in story
    assert page in anna.get(f"/asks/{ask.id}").text
