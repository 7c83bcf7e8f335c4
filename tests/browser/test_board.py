"""The board by mouse, by keyboard, and by its buttons alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from fostermatch.database import db
from tests import factories

ON = re.compile("Flyt til Informationsmøde.*Vagn Bak")


@pytest.fixture
def board(browse, accounts, aarhus):
    """The board with one card at Enquiry, with or without JavaScript."""
    factories.applicant(aarhus)
    db.session.commit()
    db.session.rollback()

    def start(**options) -> Page:
        page = browse("dorte", **options)
        page.goto("/recruitment")
        return page

    return start


def stands_at(page: Page, stage: str) -> None:
    expect(page.locator(f"#{stage}").get_by_role("link", name="Vagn Bak")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Trinnet er gemt")


@pytest.mark.parametrize(
    "options",
    [{}, {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}],
    ids=["desktop", "phone without JavaScript"],
)
def test_the_button_moves_the_card_on(board, options):
    page = board(**options)
    page.get_by_role("button", name=ON).click()
    stands_at(page, "information_meeting")


def test_a_card_is_dragged_to_another_stage(board):
    page = board()
    page.locator("#applicant-1").drag_to(page.locator("#course_booked"))
    stands_at(page, "course_booked")


def test_a_card_is_moved_with_the_arrow_keys_and_each_step_is_said(board):
    page = board()
    said = page.locator("[data-module=board-says]")
    handle = page.get_by_role("button", name="Flyt: Vagn Bak")
    handle.focus()
    page.keyboard.press("Enter")
    expect(said).to_have_text("Til: Henvendelse")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text("Til: Informationsmøde")
    page.keyboard.press("Escape")
    expect(said).to_have_text("Kortet bliver, hvor det var.")
    expect(handle).to_be_focused()
    for key in ("Enter", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    stands_at(page, "course_booked")


def test_of_two_boards_the_second_to_move_a_card_is_told(board):
    first, second = board(), board()
    first.get_by_role("button", name=ON).click()
    stands_at(first, "information_meeting")
    second.get_by_role("button", name=ON).click()
    expect(second.get_by_role("alert")).to_contain_text("Seneste trin er nu Informationsmøde")
    expect(second.get_by_role("alert")).to_contain_text("Dorte")
