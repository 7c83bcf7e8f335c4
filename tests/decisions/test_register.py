"""What was compromised on in a quarter, and how it went."""

import re
from datetime import date

import pytest

from fostermatch.database import db
from fostermatch.decisions.choices import CompromiseKind, Outcome
from fostermatch.decisions.register.figures import Quarter
from fostermatch.placements.models import EndReason, Placement
from tests import factories

GIVEN_UP = {
    "compromises": {CompromiseKind.SCHOOL: "Skolen ligger 40 km væk."},
    "review_on": factories.days_ago(-90),
}


@pytest.fixture
def placed(nord, aarhus, cast):
    """A child placed by a recommendation that is accepted, and its placement."""

    def place(team=nord, **changes):
        home = factories.ready_family(aarhus)
        row = factories.recommendation(factories.request(team), home, cast["anna"], **changes)
        factories.decision(row, cast["bo"])
        return row, db.session.query(Placement).filter_by(request_id=row.first.request_id).one()

    return place


def cells(page, heading):
    """The rows of the table below a heading, as lists of texts."""
    part = page.split(heading, 1)[1].split("</table>", 1)[0].split("<tbody>", 1)[1]
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in part.split("</tr>")]
    return [[" ".join(cell.split()) for cell in row] for row in rows if row]


def test_kinds_are_counted_and_the_placements_compared(bo, placed):
    _row, broken = placed(**GIVEN_UP)
    placed(**GIVEN_UP)
    placed()
    broken.starts_on = factories.days_ago(20)
    broken.ends_on, broken.end_reason = factories.days_ago(1), EndReason.BREAKDOWN
    factories.saved(broken)
    page = bo.get("/decisions/compromises").text
    assert cells(page, "<h2>Kompromiser</h2>") == [["Skole", "2 af 3"]]
    with_one, without = cells(page, "Hvordan anbringelserne er gået")
    assert with_one == [
        "Med kompromis",
        "2",
        "1 af 2 (50 %)",
        "0 af 2 (0 %)",
        "1 af 2 (50 %)",
        "10",
    ]
    assert without == ["Uden", "1", "1 af 1 (100 %)", "0 af 1 (0 %)", "0 af 1 (0 %)", "0"]


def test_suggestions_followed_and_not_are_compared(bo, nord, aarhus, cast, run):
    near, far = factories.ready_family(aarhus), factories.ready_family(aarhus, postcode="8963")
    request = factories.request(nord)
    run()
    row = factories.recommendation(
        request, far, cast["anna"], not_followed_reason="Barnet kender dem."
    )
    factories.decision(row, cast["bo"])
    assert row.suggested_family_id == near.id
    rows = cells(bo.get("/decisions/compromises").text, "Forslag fulgt og ikke fulgt")
    assert [line[:2] for line in rows] == [
        ["Fulgt", "0"],
        ["En anden familie", "1"],
        ["Intet forslag", "0"],
    ]
    assert rows[0][2] == "0 af 0"


def test_what_was_declined_counts_for_nothing(bo, request_, home, cast):
    row = factories.recommendation(request_, home, cast["anna"], **GIVEN_UP)
    factories.decision(row, cast["bo"], Outcome.DECLINED)
    assert "Intet blev godkendt" in bo.get("/decisions/compromises").text


def test_managers_see_figures_and_leaders_the_cases_of_their_team(sign_in, placed):
    row, _placement = placed(**GIVEN_UP)
    link = f'href="/decisions/{row.id}"'
    pages = {
        name: sign_in(name).get("/decisions/compromises").text for name in ("bo", "erik", "ida")
    }
    assert {name for name, page in pages.items() if "1 af 1" in page} == {"bo", "ida"}
    assert {name for name, page in pages.items() if link in page} == {"bo"}


def test_managers_are_shown_no_number_under_five(sign_in, placed):
    for _number in range(6):
        placed(**GIVEN_UP)
    placed()
    page = sign_in("erik").get("/decisions/compromises").text
    assert cells(page, "<h2>Kompromiser</h2>") == [["Skole", "skjult"]]
    rows = cells(page, "Hvordan anbringelserne er gået")
    assert [row[1] for row in rows] == ["skjult", "skjult"]
    assert [row[1] for row in cells(page, "Forslag fulgt")] == ["0", "0", "7"]


@pytest.mark.parametrize("quarter", ["1999-1", "x", "2026-9", "99999999-1", ""])
def test_a_quarter_without_anything_divides_by_nothing(bo, quarter):
    page = bo.get(f"/decisions/compromises?quarter={quarter}")
    assert page.status_code == 200
    assert "Vælg et andet" in page.text


@pytest.mark.parametrize(
    ("day", "name", "last"),
    [
        (date(2026, 1, 1), "2026-1", date(2026, 3, 31)),
        (date(2026, 6, 30), "2026-2", date(2026, 6, 30)),
        (date(2026, 12, 31), "2026-4", date(2026, 12, 31)),
    ],
)
def test_quarters(day, name, last):
    quarter = Quarter.of(day)
    assert (quarter.name, quarter.last) == (name, last)
    assert quarter.first <= day <= quarter.last
    assert Quarter.named(name) == quarter


def test_another_municipality_counts_its_own(carl, placed):
    placed(**GIVEN_UP)
    assert "Intet blev godkendt" in carl.get("/decisions/compromises").text
