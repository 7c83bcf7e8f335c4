"""Approved, available, fresh: the three numbers, and what changes them."""

import pytest

from fostermatch import clock
from fostermatch.families import actions
from fostermatch.families.models import Care, PauseReason
from fostermatch.families.places import register
from fostermatch.needs import Slot
from tests import factories


def numbers(family, slot=Slot.FULL_TIME):
    found = register([family.id], factories.today(), 60).places(family.id)
    place = next(place for place in found if place.slot is slot)
    return place.approved, place.available, place.fresh


@pytest.fixture
def family(aarhus):
    return factories.family(aarhus)


def test_a_family_without_an_approval_has_no_places(family):
    assert register([family.id], factories.today(), 60).places(family.id) == []


def test_an_approved_place_is_free_but_not_fresh_until_confirmed(family):
    factories.approval(family, places=2)
    assert numbers(family) == (2, 2, 0)


@pytest.mark.parametrize(("days", "fresh"), [(0, 2), (60, 2), (61, 0)])
def test_a_confirmation_is_fresh_for_sixty_days(family, days, fresh):
    factories.approval(family, places=2)
    factories.confirmation(family, days=days, free_places=2)
    assert numbers(family)[2] == fresh


def test_the_latest_confirmation_counts(family):
    factories.approval(family, places=2)
    factories.confirmation(family, days=9, free_places=2)
    factories.confirmation(family, days=2, free_places=1)
    assert numbers(family) == (2, 2, 1)


def test_a_place_taken_after_the_confirmation_is_no_longer_fresh(family):
    factories.approval(family, places=2)
    factories.confirmation(family, days=9, free_places=2)
    factories.taken_place(family, agreed_at=clock.now())
    assert numbers(family) == (2, 1, 1)


def test_a_place_that_comes_free_after_the_confirmation_is_not_fresh(family):
    factories.approval(family, places=1)
    factories.taken_place(family, ends_on=factories.days_ago(1))
    factories.confirmation(family, days=9, free_places=0)
    assert numbers(family) == (1, 1, 0)


def test_a_promised_place_is_taken_before_the_child_moves_in(family):
    factories.approval(family)
    tomorrow = factories.days_ago(-1)
    factories.taken_place(family, starts_on=tomorrow)
    assert numbers(family)[1] == 0


def test_a_paused_family_has_no_available_place(family):
    factories.approval(family)
    factories.confirmation(family)
    factories.pause(family, reason=PauseReason.ILLNESS)
    assert numbers(family) == (1, 0, 0)


def test_a_pause_that_is_over_or_to_come_takes_nothing(family):
    factories.approval(family)
    factories.pause(family, starts_on=factories.days_ago(9), ends_on=factories.days_ago(1))
    factories.pause(family, starts_on=factories.days_ago(-5))
    assert numbers(family)[1] == 1


def test_every_kind_of_respite_is_counted_apart(family):
    factories.approval(family, care=Care.RESPITE, places=1)
    factories.taken_place(family, slot=Slot.WEEKEND_A)
    assert numbers(family, Slot.WEEKEND_A)[1] == 0
    assert numbers(family, Slot.WEEKEND_B)[1] == 1


def test_more_children_than_places_is_said_and_never_a_negative_number(family):
    factories.approval(family, places=1)
    factories.taken_place(family)
    factories.taken_place(family, number=2, by_other_municipality=True)
    [place] = register([family.id], factories.today(), 60).places(family.id)
    assert (place.available, place.overbooked) == (0, 1)


def test_the_lowest_free_number_is_given(family):
    factories.approval(family, places=3)
    factories.taken_place(family, number=2)
    take = lambda: actions.take_place(family, Slot.FULL_TIME, factories.today(), clock.now())  # noqa: E731
    assert [take().number, take().number] == [1, 3]


def test_the_last_place_cannot_be_taken_twice(app, family):
    factories.approval(family, places=1)
    with app.test_request_context():
        actions.take_place(family, Slot.FULL_TIME, factories.today(), clock.now())
        with pytest.raises(actions.Refused):
            actions.take_place(family, Slot.FULL_TIME, factories.today(), clock.now())


def test_a_day_in_the_past_does_not_know_what_was_confirmed_later(family):
    factories.approval(family)
    factories.confirmation(family, days=1)
    [then] = register([family.id], factories.days_ago(5), 60).places(family.id)
    assert (then.fresh, then.confirmation) == (0, None)
