"""What one more family is worth today, held against matching the list afresh with it."""

import pytest

from fostermatch.families.models import ApprovalKind
from fostermatch.matching import match
from fostermatch.needs import SupportLevel
from fostermatch.recruitment.models import Interest
from fostermatch.reports import helping
from tests import factories
from tests.factories import days_ago, today


@pytest.fixture
def waits(nord):
    def make(level=SupportLevel.LIGHT, **facts):
        child = factories.child(nord, **facts)
        factories.profile(child, support_level=level)
        return factories.request(nord, child, waiting_since=days_ago(50))

    return make


def test_the_value_of_a_family_is_what_matching_afresh_with_it_shows(aarhus, waits):
    factories.ready_family(aarhus)
    for _number in range(2):
        waits()
    waits(SupportLevel.HIGH)
    now = helping.today(aarhus, today())
    found = helping.most_helpful(now)
    assert {line.postcode for line in found} == {"8900"}
    assert found
    for line in found:
        more = helping.family(-1, line.kind, line.ages, line.postcode)
        afresh = match(now.needs, [*now.offers, more], now.weights)
        placed = sum(result.suggestion is not None for result in afresh.results)
        assert placed - len(now.placed) == line.children == 1
        assert line.days_waited == 50


def test_a_family_helps_nobody_where_all_have_a_suggestion(sign_in, aarhus, waits):
    factories.ready_family(aarhus)
    waits()
    text = sign_in("erik").get("/overview/recruit").text
    assert "1 af 1 ventende får et forslag" in text
    assert "ikke forkorte nogen ventetid" in text


def test_an_empty_list_is_a_sensible_page(sign_in):
    assert "0 af 0 ventende" in sign_in("erik").get("/overview/recruit").text


def test_a_protected_address_names_no_town(aarhus, waits):
    waits(protected_address=True)
    assert helping.towns(helping.today(aarhus, today())) == []


def test_two_more_families_are_tried_on_the_whole_list(sign_in, aarhus, waits):
    for _number in range(3):
        waits(SupportLevel.MODERATE)
    now = helping.today(aarhus, today())
    added = helping.with_more(now, 2, ApprovalKind.ENHANCED, "8900")
    assert (added.placed_before, added.placed, added.days_waited) == (0, 2, 100)
    assert added.ages == [((6, 9), 2)]
    text = sign_in("erik").get("/overview/recruit?number=2&kind=enhanced&near=8900").text
    assert "2 børn mere ville få et forslag" in text
    assert '--add "2 enhanced 8900 0"' in text


@pytest.mark.parametrize(
    "asked", ["number=0&near=8900", "number=x&near=8900", "number=2&near=0001", "number=2"]
)
def test_what_makes_no_sense_is_said_beside_the_field(sign_in, asked):
    page = sign_in("erik").get(f"/overview/recruit?kind=enhanced&{asked}")
    assert page.status_code == 200
    assert "form-error-message" in page.text
    assert "simulate" not in page.text


def test_campaigns_under_way_are_there_and_who_may_starts_one(sign_in, aarhus):
    factories.campaign(aarhus, name="Byfest")
    factories.campaign(aarhus, name="Aflastning nu", wanted=Interest.RESPITE)
    factories.campaign(aarhus, name="I fjor", ends_on=days_ago(3))
    pages = {name: sign_in(name).get("/overview/recruit").text for name in ("dorte", "erik")}
    assert all("Byfest" in page for page in pages.values())
    assert not any("Aflastning nu" in page or "I fjor" in page for page in pages.values())
    assert {name for name, page in pages.items() if "Start en kampagne" in page} == {"dorte"}


def test_as_many_queries_for_many(sign_in, aarhus, waits):
    for _number in range(6):
        waits()
        factories.ready_family(aarhus)
    erik = sign_in("erik")
    erik.get("/overview/recruit?number=2&kind=enhanced&near=8900")
    assert erik.queries <= 20
