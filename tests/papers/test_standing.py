"""What a paper is worth on a day, and what a household lacks."""

from datetime import date, timedelta

import pytest

from fostermatch.families.models import HouseholdMember
from fostermatch.papers.models import Paper, PaperKind
from fostermatch.papers.standing import State, owed, standings

TODAY = date(2026, 11, 22)
CHILD, RECORD = PaperKind.CHILD_CERTIFICATE, PaperKind.CRIMINAL_RECORD


def days(number):
    return TODAY + timedelta(days=number)


def paper(number=1, kind=CHILD, member=1, **facts):
    return Paper(id=number, kind=kind, member_id=member, **facts)


def states(*papers):
    return [one.state for one in standings(papers, TODAY)]


@pytest.mark.parametrize(
    ("facts", "state", "left"),
    [
        ({"requested_on": TODAY}, State.AWAITED, 14),
        ({"requested_on": days(-5)}, State.AWAITED, 9),
        ({"requested_on": days(-14)}, State.AWAITED, 0),
        ({"requested_on": days(-15)}, State.LAPSED, -1),
        ({"requested_on": days(-15), "issued_on": days(-9)}, State.IN_ORDER, 0),
        ({"requested_on": days(-90), "kind": PaperKind.BUDGET}, State.ASKED_FOR, -90),
        ({"issued_on": days(-9), "expires_on": days(61)}, State.IN_ORDER, 61),
        ({"issued_on": days(-9), "expires_on": days(60)}, State.EXPIRING, 60),
        ({"issued_on": days(-9), "expires_on": TODAY}, State.EXPIRING, 0),
        ({"issued_on": days(-9), "expires_on": days(-1)}, State.EXPIRED, -1),
        ({"issued_on": days(-9), "withdrawn_on": days(-1)}, State.WITHDRAWN, -1),
    ],
)
def test_the_state_of_one_paper(facts, state, left):
    [one] = standings([paper(**facts)], TODAY)
    assert (one.state, one.days_left(TODAY)) == (state, left)


def test_the_newer_one_counts():
    old, new = paper(1, issued_on=days(-400)), paper(2, issued_on=days(-3))
    assert states(old, new) == [State.IN_ORDER, State.REPLACED]


def test_a_request_does_not_replace_what_is_there_but_replaces_a_request():
    there, first, again = (
        paper(1, issued_on=days(-700), expires_on=days(20)),
        paper(2, requested_on=days(-30)),
        paper(3, requested_on=days(-2)),
    )
    assert states(there, first, again) == [State.AWAITED, State.REPLACED, State.EXPIRING]


def test_a_withdrawn_one_replaces_nothing():
    old = paper(1, issued_on=days(-40))
    wrong = paper(2, issued_on=days(-3), withdrawn_on=TODAY)
    assert states(old, wrong) == [State.WITHDRAWN, State.IN_ORDER]


@pytest.mark.parametrize("change", [{"member": 2}, {"kind": RECORD}])
def test_papers_of_others_and_of_another_kind_stand_beside_each_other(change):
    papers = paper(1, issued_on=days(-40)), paper(2, issued_on=days(-3), **change)
    assert states(*papers) == [State.IN_ORDER, State.IN_ORDER]


def test_somebody_may_have_several_certificates_of_education():
    papers = [paper(number, PaperKind.EDUCATION, issued_on=days(-number)) for number in (1, 2)]
    assert states(*papers) == [State.IN_ORDER, State.IN_ORDER]


def member(born_on, number=1):
    return HouseholdMember(id=number, name="Per", born_on=born_on)


@pytest.mark.parametrize(
    ("born_on", "lacks", "due"),
    [
        (date(2011, 11, 22), 2, True),
        (date(2011, 11, 23), 2, False),
        (date(2012, 1, 21), 2, False),
        (date(2012, 1, 22), 0, False),
    ],
    ids=["15 today", "15 tomorrow", "15 in 60 days", "15 later"],
)
def test_certificates_are_owed_from_the_fifteenth_birthday(born_on, lacks, due):
    found = owed([member(born_on)], [], TODAY)
    assert len(found) == lacks
    assert all(one.is_due(TODAY) is due for one in found)


def test_who_was_born_on_a_leap_day_is_15_on_the_first_of_march():
    [one, _other] = owed([member(date(2012, 2, 29))], [], date(2027, 2, 1))
    assert one.since == date(2027, 3, 1)


def test_what_is_there_is_not_owed_and_the_rest_is_with_what_is_known():
    papers = [
        paper(1, CHILD, issued_on=days(-40)),
        paper(2, RECORD, requested_on=days(-20)),
        paper(3, CHILD, requested_on=days(-2)),
    ]
    [one] = owed([member(date(1980, 1, 1))], standings(papers, TODAY), TODAY)
    assert one.kind is RECORD
    assert one.standing.state is State.LAPSED


def test_an_expired_one_is_owed():
    papers = [
        paper(kind=kind, issued_on=days(-800), expires_on=days(-1)) for kind in (CHILD, RECORD)
    ]
    assert len(owed([member(date(1980, 1, 1))], standings(papers, TODAY), TODAY)) == 2
