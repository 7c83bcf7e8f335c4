"""An approval that runs out while a child lives in the family is seen at once."""

import pytest

from fostermatch.families.lapsing import lapses
from fostermatch.families.models import Care
from fostermatch.needs import Slot
from tests import factories


@pytest.fixture
def lived_in(aarhus):
    """A family with a child, whose approval ends so many days from now."""

    def family(ends_in, **place):
        row = factories.family(aarhus)
        ends_on = None if ends_in is None else factories.days_ago(-ends_in)
        factories.approval(row, ends_on=ends_on)
        factories.taken_place(row, **place)
        return row

    return family


@pytest.mark.parametrize(
    ("ends_in", "found"), [(None, []), (61, []), (60, [False]), (0, [False]), (-1, [True])]
)
def test_it_is_seen_sixty_days_ahead_and_ever_after(lived_in, ends_in, found):
    lapsed = lapses(lived_in(ends_in), factories.today())
    assert [lapse.is_over for lapse in lapsed] == found
    assert all(lapse.last_day == factories.days_ago(-ends_in) for lapse in lapsed)


def test_the_next_approval_counts_if_it_follows_at_once(lived_in):
    family = lived_in(10)
    factories.approval(family, starts_on=factories.days_ago(-12))
    assert len(lapses(family, factories.today())) == 1
    factories.approval(family, starts_on=factories.days_ago(-11))
    assert lapses(family, factories.today()) == []


def test_an_approval_for_another_care_does_not_count(lived_in):
    family = lived_in(None, slot=Slot.WEEKEND_A)
    [lapse] = lapses(family, factories.today())
    assert (lapse.care, lapse.last_day, lapse.is_over) == (Care.RESPITE, None, True)


@pytest.mark.parametrize("days", [{"starts_on": -5}, {"ends_on": 5}])
def test_nobody_lives_there_before_or_after_the_stay(lived_in, days):
    place = {name: factories.days_ago(number) for name, number in days.items()}
    assert lapses(lived_in(10, **place), factories.today()) == []


def test_consultant_and_leader_see_it_on_today_and_on_the_family(lived_in, sign_in):
    lapsing, fine = lived_in(10), lived_in(None)
    for name in ("bo", "dorte"):
        page = sign_in(name).get("/").text
        assert f"Holm, {lapsing.reference}" in page
        assert f"{fine.reference}<" not in page.partition("Godkendelser, der udløber")[2]
        assert "Udløber" in sign_in(name).get(f"/families/{lapsing.id}").text
    assert "Godkendelser, der udløber" not in sign_in("anna").get("/").text
