"""A family answers from its phone: no login, no JavaScript, nothing to learn."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from fostermatch import clock
from fostermatch.database import db
from fostermatch.vacancies import actions
from fostermatch.vacancies.models import PlacesLink
from fostermatch.vacancies.tokens import token
from tests import factories
from tests.browser.test_journey import WCAG


@pytest.fixture
def address(app, aarhus):
    family = factories.family(aarhus, email="holm@example.dk")
    factories.approval(family)
    with app.test_request_context():
        link = actions.ask_by_mail(family, aarhus, None, factories.today(), clock.now())
        db.session.commit()
        return f"/free/{token(link)}"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_family_answers_and_thinks_again(
    browser, browser_context_args, live_server, address, javascript
):
    phone = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": javascript}
    page = browser.new_context(**browser_context_args | phone, base_url=live_server).new_page()
    page.goto(address)
    page.get_by_role("button", name="Ledig fra den dag").click()
    expect(page.get_by_role("main")).to_contain_text("Skriv den dag")
    page.get_by_role("button", name="Ja, stadig ledig").click()
    expect(page.get_by_role("status")).to_contain_text("stadig ledig")
    page.get_by_role("button", name="Nej, ikke nu").click()
    expect(page.get_by_role("status")).to_contain_text("ikke nu")
    if javascript:
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.context.close()
    db.session.rollback()
    assert db.session.query(PlacesLink).one().answer == "not_now"
