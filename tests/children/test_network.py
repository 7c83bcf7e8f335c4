"""Who is around the child, who was thought of as a home, and what came of it."""

import re

import pytest

from fostermatch.children.models import Consideration, NetworkOutcome, Person, SiblingWish, Tie
from fostermatch.children.network.genogram import draw
from fostermatch.database import db
from tests import factories

ASKED = {
    "name": "Inge Kvist",
    "tie": "mothers_mother",
    "thought_of_by": "Barnet",
    "outcome": "thinks",
    "asked_on": "2026-10-01",
    "asked_by": "Anna",
    "note": "",
}


@pytest.fixture
def child(nord):
    return factories.child(nord)


def test_somebody_thought_of_stands_on_the_map(anna, child):
    assert anna.post(f"/children/{child.id}/network/new", data=ASKED).status_code == 302
    page = anna.get(f"/children/{child.id}").text
    for words in ("Inge Kvist", "Mormor", "Spurgt og tænker over det", "tænkt på af Barnet"):
        assert words in page


def test_what_comes_of_it_later_is_added_and_counts(anna, child):
    anna.post(f"/children/{child.id}/network/new", data=ASKED)
    later = {"outcome": "cannot", "note": "Er blevet syg."}
    address = f"/children/{child.id}/people/1/outcome"
    assert anna.post(address, data=ASKED | later).status_code == 302
    assert db.session.query(Consideration).count() == 2
    assert db.session.query(Person).one().latest.outcome is NetworkOutcome.CANNOT


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"tie": ""}, "tie"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "nobody"}, "outcome"),
        ({"asked_on": ""}, "asked_on"),
        ({"asked_by": ""}, "asked_by"),
        ({"asked_on": "i går"}, "asked_on"),
        ({"outcome": "cannot"}, "note"),
        ({"outcome": "not_asked", "asked_on": "", "asked_by": ""}, "note"),
    ],
)
def test_half_a_record_is_refused_and_kept(anna, child, change, field):
    page = anna.post(f"/children/{child.id}/network/new", data=ASKED | change)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert "Barnet" in page.text
    assert db.session.query(Person).count() == 0


def test_nobody_can_is_a_record_too(anna, child):
    address = f"/children/{child.id}/network/nobody"
    assert anna.post(address, data={"note": ""}).status_code == 422
    anna.post(address, data={"note": "Ingen i familien bor i landet."})
    assert "Ingen i familien bor i landet." in anna.get(f"/children/{child.id}").text


def test_a_person_is_put_right(anna, child):
    factories.person(child, Tie.FATHER, "Bo Bak")
    form = {"name": "Bo Bech", "tie": "father", "born_year": "1985", "contact": "strained"}
    address = f"/children/{child.id}/people/1/edit"
    assert anna.post(address, data=form | {"version": "1"}).status_code == 302
    assert anna.post(address, data=form | {"version": "1"}).status_code == 409
    assert anna.post(address, data=form | {"version": "2", "born_year": "85"}).status_code == 422
    dead = {"version": "2", "is_dead": "y", "lives_with_child": "y"}
    assert anna.post(address, data=form | dead).status_code == 409


def test_the_dead_are_not_asked(anna, child):
    factories.person(child, Tie.MOTHERS_MOTHER, is_dead=True)
    address = f"/children/{child.id}/people/1/outcome"
    assert anna.post(address, data=ASKED).status_code == 409


def test_a_person_belongs_to_one_child(anna, child, nord):
    factories.person(child, Tie.FATHER)
    other = factories.child(nord)
    assert anna.get(f"/children/{other.id}/people/1/edit").status_code == 404


def signs(child, closed=frozenset()):
    return {shape.name.split()[0]: shape for shape in draw(child, set(closed)).shapes}


def test_the_genogram_has_the_usual_signs(child):
    factories.person(child, Tie.MOTHER, "Mona")
    factories.person(child, Tie.FATHER, "Finn", is_dead=True)
    factories.person(child, Tie.STEPSIBLING, "Sam")
    factories.person(child, Tie.TEACHER, "Tove")
    drawn = signs(child)
    assert (drawn["Mona"].kind, drawn["Finn"].kind, drawn["Sam"].kind) == (
        "circle",
        "square",
        "diamond",
    )
    assert drawn["Finn"].is_dead
    assert drawn["Bertil"].tie is None
    assert "Tove" not in drawn
    assert drawn["Finn"].x < drawn["Mona"].x
    assert drawn["Mona"].y < drawn["Sam"].y


def test_half_and_step_are_dashed_and_nobody_stands_on_another(child):
    for number, tie in enumerate(Tie):
        factories.person(child, tie, f"P{number}")
    drawing = draw(child, set())
    spots = [(shape.x, shape.y) for shape in drawing.shapes]
    assert len(set(spots)) == len(spots)
    left, top, width, height = drawing.box
    assert all(left <= x <= left + width and top <= y <= top + height for x, y in spots)
    assert sum(line.dashed for line in drawing.lines) == 5


def test_a_child_alone_is_drawn_alone(child):
    drawing = draw(child, set())
    assert [shape.name for shape in drawing.shapes] == ["Bertil"]
    assert drawing.lines == []


def test_a_sibling_of_ones_own_team_is_linked_and_another_by_initial(anna, child, nord, cast):
    mine = factories.child(nord, first_name="Signe")
    other = factories.child(cast["ida"].team, first_name="Tobias")
    factories.siblings(SiblingWish.TOGETHER, child, mine, other)
    page = anna.get(f"/children/{child.id}").text
    network = page[page.index('id="network"') :]
    assert f'href="/children/{mine.id}">Signe' in network
    assert "Tobias" not in page
    assert not re.search(rf'href="/children/{other.id}">[^<]*</a> *<span', network)


def test_a_sibling_on_the_map_stands_once(child, nord):
    sister = factories.child(nord, first_name="Signe")
    factories.siblings(SiblingWish.TOGETHER, child, sister)
    factories.person(child, Tie.HALF_SISTER, "Signe Prøve", case_id=sister.id)
    assert [shape.tie for shape in draw(child, set()).shapes if shape.case_id] == [Tie.HALF_SISTER]


def test_names_are_not_in_the_log(anna, child):
    anna.post(f"/children/{child.id}/network/new", data=ASKED)
    rows = db.session.execute(db.text("SELECT details FROM audit_entry")).all()
    assert not any("Inge" in str(row) for row in rows)
