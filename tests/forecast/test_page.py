from datetime import timedelta

import pytest

from fostermatch.database import db
from fostermatch.families.models import ApprovalKind, Care
from fostermatch.forecast.queries import forecast_of
from fostermatch.leaving.models import Horizon, Outlook
from fostermatch.recruitment.stages import Stage
from tests import factories

TODAY = factories.today()


@pytest.fixture
def looked_at(cast):
    return lambda: forecast_of(cast["dorte"], TODAY)


def outlook(family, horizon, days=0):
    facts = {"family_id": family.id, "municipality_id": family.municipality_id}
    said = {"said_on": factories.days_ago(days), "horizon": horizon}
    return factories.saved(Outlook(**facts, **said))


def finished(aarhus, stage, number):
    """Applicants who came by an information meeting and ended here."""
    for _ in range(number):
        row = factories.applicant(aarhus)
        meeting, end = factories.days_ago(300), factories.days_ago(200)
        row.steps[0].entered_on = factories.days_ago(310)
        row.enter(Stage.INFORMATION_MEETING, meeting)
        row.enter(stage, end, reason="x")
    db.session.commit()


def test_an_empty_register_has_an_empty_page(dorte):
    assert "Ingen godkendelse gælder" in dorte.get("/families/forecast").text


def test_places_stand_by_kind_and_together(aarhus, looked_at):
    factories.ready_family(aarhus, places=2)
    factories.approval(factories.family(aarhus), care=Care.RESPITE, places=3)
    factories.approval(factories.family(aarhus), kind=ApprovalKind.NETWORK)
    found = looked_at()
    assert found.total[0].expected == 5
    assert {group: months[0].expected for group, months in found.groups.items()} == {
        (Care.FULL_TIME, ApprovalKind.GENERAL): 2,
        (Care.RESPITE, ApprovalKind.GENERAL): 3,
    }


def test_what_a_family_expects_lowers_the_expected_line_only(aarhus, looked_at):
    outlook(factories.ready_family(aarhus), Horizon.WITHIN_2_YEARS)
    last = looked_at().total[-1]
    assert last.expected < 0.1
    assert last.high == 1


@pytest.mark.parametrize("horizon", [Horizon.LATER, Horizon.UNKNOWN])
def test_who_goes_on_or_does_not_know_is_not_counted_out(aarhus, looked_at, horizon):
    outlook(factories.ready_family(aarhus), horizon)
    assert looked_at().total[-1].expected == 1


def test_a_band_that_has_passed_is_to_be_asked_again(aarhus, looked_at, dorte):
    outlook(factories.ready_family(aarhus), Horizon.WITHIN_2_YEARS, days=800)
    assert looked_at().overdue == 1
    assert "Spørg igen" in dorte.get("/families/forecast").text


def test_applicants_count_by_the_share_that_came_through_before(aarhus, looked_at):
    finished(aarhus, Stage.USABLE, 3)
    finished(aarhus, Stage.WITHDRAWN, 9)
    factories.applicant(aarhus, stage=Stage.INFORMATION_MEETING)
    last = looked_at().total[-1]
    assert (last.low, last.expected, last.high) == (0, 0.25, 0.25)


def test_too_little_experience_is_said_and_not_guessed(aarhus, looked_at):
    finished(aarhus, Stage.USABLE, 9)
    factories.applicant(aarhus, stage=Stage.INFORMATION_MEETING)
    found = looked_at()
    assert (found.total, found.left_out) == ([], 1)


def test_announced_places_come_free_in_their_month(aarhus, looked_at):
    family = factories.family(aarhus)
    factories.approval(family)
    factories.taken_place(family, ends_on=TODAY + timedelta(100))
    free = [month.free for month in looked_at().total]
    assert (free[0], free[-1]) == (0, 1)


def test_a_place_put_off_is_free_from_its_day(aarhus, looked_at):
    family = factories.family(aarhus)
    factories.approval(family)
    day = TODAY + timedelta(100)
    factories.confirmation(family, free_places=0, later_places=1, later_from=day)
    assert [month.free for month in looked_at().total if month.on < day] == [0] * sum(
        month.on < day for month in looked_at().total
    )
    assert looked_at().total[-1].free == 1


def test_other_municipalities_are_not_in_it(aarhus, cast):
    factories.ready_family(aarhus)
    assert forecast_of(cast["carl"], TODAY).total == []
