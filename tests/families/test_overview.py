import pytest

from fostermatch.families.models import ApprovalKind, Care
from tests import factories


@pytest.fixture
def families(aarhus, nord):
    free = factories.ready_family(aarhus, name="Ager", team_id=nord.id)
    stale = factories.family(aarhus, name="Bak", postcode="8000")
    factories.approval(stale, kind=ApprovalKind.ENHANCED, min_age=10)
    paused = factories.ready_family(aarhus, name="Dam")
    factories.pause(paused)
    respite = factories.family(aarhus, name="Eng", protected_address=True, postcode="8500")
    factories.approval(respite, care=Care.RESPITE)
    return free, stale, paused, respite


def look(client, asked):
    """Open the list with this filter; words to search for are posted."""
    if asked.startswith("q="):
        return client.post("/families", data={"q": asked[2:]}).text
    return client.get(f"/families?{asked}").text


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["Ager", "Bak", "Dam", "Eng"]),
        ("q=age", ["Ager"]),
        ("q=aarhus", ["Bak"]),
        ("q=8500", []),
        ("q=%", []),
        ("care=respite", ["Eng"]),
        ("kind=enhanced", ["Bak"]),
        ("places=fresh", ["Ager"]),
        ("places=stale", ["Bak", "Eng"]),
        ("places=paused", ["Dam"]),
        ("age=4", ["Ager", "Dam", "Eng"]),
        ("kind=nonsense&age=x&team=y", ["Ager", "Bak", "Dam", "Eng"]),
    ],
)
def test_the_list_is_narrowed(dorte, families, asked, names):
    page = look(dorte, asked)
    assert [name for name in ("Ager", "Bak", "Dam", "Eng") if f">{name}</a>" in page] == names


def test_a_family_is_found_by_its_reference(dorte, families):
    page = look(dorte, f"q={families[0].reference}")
    assert ">Ager</a>" in page
    assert ">Bak</a>" not in page


def test_a_long_list_comes_in_pages_that_keep_the_filter(dorte, aarhus):
    for number in range(30):
        factories.ready_family(aarhus, name=f"Familie {number:02}")
    first = dorte.get("/families?places=fresh").text
    assert "Familie 24" in first
    assert "Familie 25" not in first
    assert "places=fresh&amp;page=2" in first
    assert "Familie 29" in dorte.get("/families?places=fresh&page=99").text


def test_the_number_of_queries_does_not_grow_with_the_register(dorte, aarhus):
    factories.ready_family(aarhus)
    dorte.get("/families")
    few = dorte.queries
    for _ in range(20):
        factories.ready_family(aarhus)
    dorte.get("/families")
    assert dorte.queries == few


def test_a_family_without_an_approval_is_found_by_who_looks_for_it(dorte, aarhus):
    factories.family(aarhus, name="Fri")
    assert ">Fri</a>" not in dorte.get("/families").text
    assert ">Fri</a>" in look(dorte, "q=fri")
    assert ">Fri</a>" in dorte.get("/families?unapproved=y").text


@pytest.mark.parametrize("odd", ["H-²", "H-99999999999999999999", "-", "H-", "%_"])
def test_odd_words_find_nobody_and_break_nothing(dorte, families, odd):
    assert "Ager" not in look(dorte, f"q={odd}")


def test_words_in_the_address_are_not_searched_for(dorte, families):
    assert ">Bak</a>" in dorte.get("/families?q=ager").text
