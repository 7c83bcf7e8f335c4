"""Parents and child meet a family, one after the other."""

import pytest

from fostermatch.asks.models import AskState
from fostermatch.audit import AuditEntry
from fostermatch.children.models import SiblingWish
from fostermatch.database import db
from fostermatch.meetings.models import Meeting, Party
from fostermatch.requests.models import State
from tests import factories

TODAY = factories.today().isoformat()
NEXT_WEEK = factories.days_ago(-7).isoformat()
PARENTS = {"party": "parents", "planned_on": NEXT_WEEK, "begins": "15.00", "place": "Rådhuset"}
CHILD = PARENTS | {"party": "child"}
REASON = {"own_reason": "Forældrene medvirker ikke."}


def only() -> Meeting:
    return db.session.scalars(db.select(Meeting)).one()


def test_the_parents_meeting_is_planned(anna, page):
    assert anna.post(page, data=PARENTS).location == page
    meeting = only()
    assert (meeting.party, meeting.place, meeting.arranged_on) == (
        Party.PARENTS,
        "Rådhuset",
        factories.today(),
    )
    assert "Rådhuset" in anna.get(page).text


def test_the_child_does_not_meet_the_family_before_the_parents_do(anna, page):
    answer = anna.post(page, data=CHILD)
    assert answer.status_code == 409
    assert "Forældrene møder familien før barnet" in answer.text
    assert 'value="Rådhuset"' in answer.text


def test_unless_a_sentence_says_why(anna, page):
    assert anna.post(page, data=CHILD | {"own_reason": "Nej"}).status_code == 422
    assert anna.post(page, data=CHILD | REASON).status_code == 302
    assert "Forældrene medvirker ikke." in anna.get(page).text


def test_the_childs_meeting_follows_the_parents(anna, page):
    anna.post(page, data=PARENTS)
    sooner = factories.days_ago(-6).isoformat()
    assert anna.post(page, data=CHILD | {"planned_on": sooner}).status_code == 409
    later = factories.days_ago(-9).isoformat()
    assert anna.post(page, data=CHILD | {"planned_on": later}).status_code == 302


def test_a_meeting_is_planned_once(anna, page):
    anna.post(page, data=PARENTS)
    answer = anna.post(page, data=PARENTS)
    assert answer.status_code == 409
    assert "allerede aftalt et møde" in answer.text
    only()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"party": ""}, "party-error"),
        ({"party": "family"}, "party-error"),
        ({"planned_on": "31/31/2026"}, "planned_on-error"),
        ({"planned_on": "1/1/2020"}, "ikke spurgt den dag"),
        ({"planned_on": "1/1/2099"}, "mere end et år"),
        ({"begins": "25.00"}, "begins-error"),
        ({"place": ""}, "place-error"),
        ({"place": "x" * 201}, "place-error"),
    ],
)
def test_a_meeting_is_complete_or_none(anna, page, changes, says):
    answer = anna.post(page, data=PARENTS | changes)
    assert answer.status_code in (409, 422)
    assert says in answer.text
    assert db.session.query(Meeting).count() == 0


def test_only_a_family_that_was_asked_meets_anybody(anna, request_, aarhus):
    other = factories.ready_family(aarhus)
    answer = anna.get(f"/requests/{request_.id}/meetings/{other.id}")
    assert answer.status_code == 409
    assert "Spørg den først" in answer.text


@pytest.mark.parametrize(
    ("state", "says"), [(AskState.NO, "sagde nej"), (AskState.WITHDRAWN, "trukket")]
)
def test_a_family_that_is_out_of_it_meets_nobody(anna, ask, page, state, says):
    ask.state = state
    ask.withdrawn_because = "need_changed" if state is AskState.WITHDRAWN else None
    db.session.commit()
    answer = anna.post(page, data=PARENTS)
    assert answer.status_code == 409
    assert says in answer.text
    assert "Aftal et møde" not in anna.get(page).text


def test_a_closed_request_has_no_meetings(anna, request_, page):
    request_.state, request_.closed_on = State.NOT_NEEDED, factories.today()
    db.session.commit()
    assert anna.post(page, data=PARENTS).status_code == 409


def test_a_protected_address_is_never_the_place(anna, family, page):
    family.protected_address, family.address = True, "Hemmelig Vej 1"
    db.session.commit()
    answer = anna.post(page, data=PARENTS | {"place": "hos dem, hemmelig vej 1"})
    assert answer.status_code == 409
    assert "Adressen er beskyttet" in answer.text
    assert anna.post(page, data=PARENTS | {"place": "hjemme hos familien"}).status_code == 302


def test_a_meeting_is_moved(anna, page):
    anna.post(page, data=PARENTS)
    meeting = only()
    changes = {"planned_on": TODAY, "begins": "9.30", "place": "Skolen", "version": "1"}
    address = f"/meetings/{meeting.id}/edit"
    assert anna.post(address, data=changes).location == page
    assert (meeting.planned_on, meeting.place) == (factories.today(), "Skolen")
    assert anna.post(address, data=changes | {"place": "Kirken"}).status_code == 409


def test_siblings_who_must_live_together_meet_as_one(anna, ask, nord, family):
    sister = factories.request(nord)
    factories.siblings(SiblingWish.TOGETHER, ask.request.child, sister.child)
    factories.meeting(ask, held_on=factories.days_ago(1))
    hers = f"/requests/{sister.id}/meetings/{family.id}"
    assert "Mor, familien" in anna.get(hers).text
    assert anna.post(hers, data=CHILD).status_code == 302


def test_siblings_who_may_split_meet_one_by_one(anna, ask, nord, family):
    sister = factories.request(nord)
    factories.siblings(SiblingWish.MAY_SPLIT, ask.request.child, sister.child)
    assert anna.get(f"/requests/{sister.id}/meetings/{family.id}").status_code == 409


@pytest.mark.parametrize("name", ["hans", "ida", "dorte", "erik", "frida", "gert", "carl"])
def test_only_the_childs_team_writes(sign_in, ask, page, name):
    meeting = factories.meeting(ask)
    client = sign_in(name)
    for address in (page, f"/meetings/{meeting.id}/edit", f"/meetings/{meeting.id}/held"):
        answer = client.post(address, data=PARENTS)
        assert answer.status_code in (403, 404) or "/purpose" in answer.location


def test_who_looked_the_case_up_reads_and_does_not_write(sign_in, ask, page):
    hans = sign_in("hans")
    hans.post(f"/children/{ask.request.child_id}/purpose", data={"purpose": "Vagt for Team Nord"})
    text = hans.get(page).text
    assert "Hvem siger ja" in text
    assert "Aftal et møde" not in text
    assert hans.post(page, data=PARENTS).status_code == 403


def test_reading_is_logged(anna, ask, page):
    anna.get(page)
    entry = db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.thing, entry.thing_id) == ("read", "child", ask.request.child_id)
