"""Places put off by the family, and those announced ahead by what is known anyway."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fostermatch import clock
from fostermatch.database import db
from fostermatch.families.models import Care, Confirmation
from fostermatch.families.places import Places, register
from fostermatch.needs import Slot
from tests import factories

TODAY = factories.today()


@pytest.fixture
def family(aarhus):
    return factories.family(aarhus)


def full_time(family, on=TODAY):
    return register([family.id], on, 60).places(family.id)[0]


def later(family, places=1, from_day=None, days=1, **changes):
    facts = {"free_places": 0, "later_places": places, "later_from": from_day}
    return factories.confirmation(family, days=days, **facts | changes)


def ahead(days):
    return TODAY + timedelta(days)


def announced(place):
    return [(one.on, one.places, one.why) for one in place.coming]


def test_a_place_free_from_a_day_is_announced_and_not_asked_about_before(family):
    factories.approval(family)
    later(family, from_day=ahead(90), days=50)
    place = full_time(family)
    assert (place.available, place.fresh, place.later, place.stale) == (1, 0, 1, 0)
    assert announced(place) == [(ahead(90), 1, "said")]
    assert not place.is_to_confirm(ahead(80))


def test_when_the_day_comes_it_is_an_ordinary_place_to_be_confirmed(family):
    factories.approval(family)
    later(family, from_day=ahead(5))
    then = full_time(family, on=ahead(5))
    assert (then.fresh, then.later, then.stale) == (0, 0, 1)
    assert then.is_to_confirm(ahead(5))
    assert then.coming == []


@pytest.mark.parametrize(("days", "later_and_stale"), [(10, (1, 0)), (61, (0, 1))])
def test_not_now_holds_for_as_long_as_a_confirmation_is_fresh(family, days, later_and_stale):
    factories.approval(family)
    later(family, days=days)
    place = full_time(family)
    assert (place.later, place.stale) == later_and_stale
    assert announced(place) == []


def test_a_child_known_to_move_out_announces_the_place(family):
    factories.approval(family)
    factories.taken_place(family, ends_on=ahead(20))
    place = full_time(family)
    assert place.available == 0
    assert announced(place) == [(ahead(21), 1, "moves_out")]


def test_a_place_promised_to_the_next_child_is_not_announced(family):
    factories.approval(family)
    factories.taken_place(family, ends_on=ahead(20))
    factories.taken_place(family, number=2, starts_on=ahead(21))
    assert announced(full_time(family)) == []


def test_the_end_of_a_pause_announces_its_places_but_not_beyond_the_approval(family):
    approval = factories.approval(family)
    factories.pause(family, ends_on=ahead(10))
    assert announced(full_time(family)) == [(ahead(11), 1, "pause_ends")]
    approval.ends_on = ahead(10)
    db.session.commit()
    assert announced(full_time(family)) == []


def test_a_pause_without_an_end_announces_nothing(family):
    factories.approval(family)
    factories.pause(family, ends_on=ahead(10))
    factories.pause(family)
    assert announced(full_time(family)) == []


@pytest.mark.parametrize(("days", "asked"), [(52, False), (54, True), (90, True), (None, True)])
def test_a_word_that_runs_out_within_the_week_is_to_be_confirmed(family, days, asked):
    factories.approval(family)
    if days:
        factories.confirmation(family, days=days)
    assert full_time(family).is_to_confirm(ahead(7)) is asked


def test_a_full_family_has_nothing_to_confirm(family):
    factories.approval(family)
    factories.taken_place(family)
    assert not full_time(family).is_to_confirm(ahead(7))


def test_an_approval_that_shrinks_or_ends_takes_its_places_along(family):
    approval = factories.approval(family, places=2)
    factories.confirmation(family, free_places=2)
    assert full_time(family).fresh == 2
    approval.places = 1
    db.session.commit()
    assert full_time(family).fresh == 1
    approval.ends_on = factories.days_ago(1)
    db.session.commit()
    assert register([family.id], TODAY, 60).places(family.id) == []


def test_the_database_refuses_a_day_without_a_place(family):
    with pytest.raises(Exception, match="later_from_of_some"):
        later(family, places=0, from_day=TODAY)
    db.session.rollback()


def test_a_consultant_says_how_many_are_free_and_when_the_others_are(dorte, family):
    factories.approval(family, places=3)
    form = {"full_time": "1", "how": "phone", "later_from": ahead(30).isoformat()}
    dorte.post(f"/families/{family.id}/confirm", data=form)
    place = full_time(family)
    assert (place.fresh, place.later, place.later_from) == (1, 2, ahead(30))
    assert "2 ledig fra" in dorte.get(f"/families/{family.id}").text


@pytest.mark.parametrize("day", [TODAY.isoformat(), "2020-01-01", "2099-01-01", "31/02/2027"])
def test_a_day_that_cannot_be_announced_is_refused(dorte, family, day):
    factories.approval(family)
    form = {"full_time": "0", "how": "phone", "later_from": day}
    assert dorte.post(f"/families/{family.id}/confirm", data=form).status_code == 422


def test_a_link_is_not_a_way_a_consultant_can_choose(dorte, family):
    factories.approval(family)
    form = {"full_time": "1", "how": "link"}
    assert dorte.post(f"/families/{family.id}/confirm", data=form).status_code == 422


def test_every_kind_of_respite_is_put_off_apart(family):
    factories.approval(family, care=Care.RESPITE)
    later(family, slot=Slot.WEEKEND_A)
    weekend_a, weekend_b, *_ = register([family.id], TODAY, 60).places(family.id)
    assert (weekend_a.later, weekend_b.stale) == (1, 1)


numbers = st.integers(0, 6)
days = st.integers(-200, 200)


@given(numbers, numbers, numbers, numbers, numbers, numbers, st.booleans(), days, st.none() | days)
def test_every_available_place_is_fresh_put_off_or_stale(
    approved, taken, others, free, put_off, since, paused, heard, from_day
):
    word = Confirmation(
        free_places=free,
        later_places=put_off,
        later_from=ahead(from_day) if from_day is not None else None,
        confirmed_at=clock.now() + timedelta(days=heard),
    )
    place = Places(
        slot=Slot.FULL_TIME,
        on=TODAY,
        approved=approved,
        taken=taken,
        taken_by_others=others,
        paused=paused,
        back_on=None,
        confirmation=word,
        fresh_until=ahead(heard + 60),
        started_since=since,
        here_now=taken + others,
    )
    parts = (place.fresh, place.later, place.stale)
    assert min(parts) >= 0
    assert sum(parts) == place.available <= approved
    assert sum(one.places for one in place.coming) <= approved
