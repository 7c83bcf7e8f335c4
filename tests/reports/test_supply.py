"""Free places against those who wait."""

import pytest

from fostermatch.families.models import ApprovalKind, Care
from fostermatch.needs import SupportLevel
from fostermatch.reports.supply import balance, kind_needed
from tests import factories


def general(user, near=None):
    """The cells of general foster families, youngest first."""
    rows = balance(user, factories.today(), near)
    [row] = [r for r in rows if (r.care, r.kind) == (Care.FULL_TIME, ApprovalKind.GENERAL)]
    return row.cells


@pytest.mark.parametrize(
    ("level", "kind"),
    [
        (SupportLevel.NOT_ASSESSED, ApprovalKind.GENERAL),
        (SupportLevel.MODERATE, ApprovalKind.GENERAL),
        (SupportLevel.HIGH, ApprovalKind.ENHANCED),
        (SupportLevel.COMPLETE, ApprovalKind.SPECIALISED),
    ],
)
def test_a_child_needs_the_least_kind_that_covers_its_level(level, kind):
    assert kind_needed(level) is kind


def test_a_place_counts_at_each_age_it_takes_and_a_child_at_its_own(cast, aarhus, nord):
    family = factories.ready_family(aarhus)
    family.approvals[0].min_age, family.approvals[0].max_age = 6, 12
    factories.request(nord)
    cells = general(cast["erik"])
    assert [cell.fresh for cell in cells] == [0, 1, 1, 0]
    assert [cell.waiting for cell in cells] == [0, 1, 0, 0]


def test_a_stale_place_is_free_but_not_confirmed(cast, aarhus):
    family = factories.family(aarhus)
    factories.approval(family)
    cells = general(cast["erik"])
    assert {(cell.fresh, cell.available) for cell in cells} == {(0, 1)}


def test_an_area_counts_what_is_near_and_nothing_protected(cast, aarhus):
    near, far = (factories.family(aarhus, postcode=code) for code in ("8900", "1050"))
    hidden = factories.family(aarhus, postcode="8900", protected_address=True)
    for family in (near, far, hidden):
        factories.approval(family)
    everywhere = general(cast["erik"])
    around = general(cast["erik"], "8920")
    assert everywhere[0].available == 3
    assert around[0].available == 1


def test_a_postcode_that_is_none_is_said_beside_the_field(sign_in, aarhus):
    page = sign_in("erik").get("/overview/places?near=0001")
    assert "Vi kender ikke postnummeret" in page.text


def test_the_page_does_as_many_queries_for_many_families(sign_in, aarhus):
    for _number in range(12):
        factories.ready_family(aarhus)
    erik = sign_in("erik")
    erik.get("/overview/places")
    assert erik.queries <= 12
