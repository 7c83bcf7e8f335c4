"""From an enquiry on a phone to a confirmed place in the next round."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from fostermatch.recruitment.enquiries.forms import FASTEST_PERSON
from tests.browser.test_journey import (
    WCAG,
    a_child_comes_on_the_list,
    an_applicant_becomes_a_family,
    the_round_is_run,
)

PHONE = {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}


@pytest.fixture
def phone(browser, live_server, accounts):
    """Somebody who has never been here, with a phone."""
    context = browser.new_context(locale="da-DK", base_url=live_server, **PHONE)
    yield context.new_page()
    context.close()


def an_enquiry_is_sent(page: Page) -> None:
    page.goto("/bliv-plejefamilie/aarhus")
    page.get_by_label("Plejefamilie", exact=True).check()
    page.get_by_label("Jeres postnummer").fill("8920")
    page.get_by_role("button", name="Næste").click()
    page.get_by_label("Dit navn").fill("Vagn Bak")
    page.get_by_label("Telefon").fill("20 30 40 50")
    page.get_by_label("E-mail").fill("vagn@post.example")
    page.get_by_role("button", name="Næste").click()
    page.get_by_label("Er der noget, vi skal vide?").fill("Vi har en hund.")
    page.get_by_label("Kommunen må gemme").check()
    page.wait_for_timeout(1000 * FASTEST_PERSON)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak for jeres henvendelse")


def the_enquiry_is_answered(page: Page) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Nye henvendelser").click()
    expect(page.get_by_role("main")).to_contain_text("Vi har en hund.")
    page.get_by_role("button", name="Besvaret på telefon").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vagn Bak")


def test_an_enquiry_on_a_phone_becomes_a_place_in_the_next_round(browse, phone):
    an_enquiry_is_sent(phone)
    consultant = browse("dorte")
    the_enquiry_is_answered(consultant)
    an_applicant_becomes_a_family(consultant)
    caseworker = browse("anna")
    a_child_comes_on_the_list(caseworker)
    the_round_is_run(caseworker)
    expect(caseworker.get_by_role("main")).to_contain_text("V-")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_for_new_families_is_accessible_without_signing_in(
    browser, live_server, cast, width
):
    context = browser.new_context(
        locale="da-DK", base_url=live_server, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto("/bliv-plejefamilie/aarhus")
    page.get_by_role("button", name="Næste").click()
    assert Axe().run(page, options=WCAG).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
