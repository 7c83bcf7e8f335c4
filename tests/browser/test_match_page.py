"""The match page of one child: filters swap the list, ticks put families side by side."""

import re

import pytest
from playwright.sync_api import expect

from fostermatch import clock
from fostermatch.database import db
from fostermatch.rounds import actions
from tests import factories
from tests.browser.test_journey import submit


@pytest.fixture
def three(aarhus, nord):
    """Two families that fit and one that lives too far away; the address of the page."""
    aarhus.km_limit = 60
    for name, postcode in (("Holm", "8900"), ("Birk", "8963"), ("Kjær", "9990")):
        factories.ready_family(aarhus, name=name, postcode=postcode)
    request = factories.request(nord)
    actions.run_round(aarhus, clock.today(), clock.now())
    db.session.commit()
    db.session.rollback()
    return f"/requests/{request.id}/match"


def test_a_filter_swaps_the_list_says_so_and_keeps_focus_and_ticks(browse, three):
    page = browse("anna")
    page.goto(three)
    found = page.locator("#found")
    found.get_by_label("Side om side: K-3").check()
    km = page.get_by_label("Højst km fra hjemmet")
    km.fill("10")
    expect(page.locator("#hits")).to_have_text(re.compile("1 familie passer, 0 passer næsten"))
    expect(found).to_contain_text("H-1")
    expect(found).not_to_contain_text("B-2")
    expect(km).to_be_focused()
    expect(page).to_have_url(re.compile(r"km=10"))
    km.fill("0")
    expect(page.locator("#hits")).to_contain_text("mellem 1 og 500")
    km.fill("")
    expect(found.get_by_label("Side om side: K-3")).to_be_checked()
    page.get_by_label("Kun uden noget, der ikke passer").check()
    expect(found).not_to_contain_text("✕")
    page.go_back()
    expect(page.locator("#found")).to_contain_text("K-3")


@pytest.mark.parametrize(
    "options",
    [{}, {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}],
    ids=["desktop", "phone without JavaScript"],
)
def test_families_are_filtered_ticked_and_set_side_by_side(browse, three, options):
    page = browse("anna", **options)
    page.goto(three)
    page.get_by_label("Højst km fra hjemmet").fill("200")
    if options:  # without JavaScript the button does what a change does with it
        submit(page, "Vis")
    expect(page).to_have_url(re.compile("km=200"))
    page.get_by_label("Side om side: B-2").uncheck()
    page.get_by_label("Side om side: K-3").check()
    submit(page, "Stil de valgte side om side")
    heads = page.locator(".answers thead th")
    expect(heads).to_have_count(3)
    expect(heads.last).to_contain_text("K-3")
    expect(page.locator(".answers")).to_contain_text("grænsen er 60")
    expect(page).to_have_url(re.compile("km=200.*#beside"))
