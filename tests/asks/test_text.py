"""A family is told what a person chose, and never who the child is."""

from datetime import date

import pytest
from flask_babel import force_locale

from fostermatch.asks import anonymous
from fostermatch.asks.anonymous import Fact
from fostermatch.asks.traces import traces
from fostermatch.children.models import SiblingWish, Tie
from fostermatch.database import db
from fostermatch.needs import SupportLevel
from fostermatch.requests.models import CareKind, RespitePattern, Urgency, Weekend
from tests import factories


@pytest.fixture
def written(app):
    """The text of the chosen facts, in Danish."""

    def write(request, *facts):
        with app.test_request_context(), force_locale("da"):
            return anonymous.text(request, set(facts), factories.today())

    return write


@pytest.fixture
def found(app):
    def find(text, child):
        with app.test_request_context(), force_locale("da"):
            return " ".join(traces(text, child))

    return find


@pytest.mark.parametrize(
    ("age", "told"),
    [(0, "et barn på 0–2 år"), (9, "et barn på 6–9 år"), (15, "en ung på 14–17 år")],
)
def test_the_age_is_told_as_a_band(written, nord, age, told):
    child = factories.child(nord, born_on=date(factories.today().year - age, 1, 1))
    assert told in written(factories.request(nord, child), Fact.CARE, Fact.AGE)


def test_what_is_not_chosen_is_not_told(written, nord):
    request = factories.request(nord)
    assert written(request) == "Vi søger en familie til et barn."
    assert "let støttebehov" in written(request, Fact.NEED)


def test_respite_is_told_with_its_pattern(written, nord):
    request = factories.request(
        nord,
        kind=CareKind.RESPITE,
        respite_pattern=RespitePattern.EVERY_SECOND_WEEKEND,
        weekend=Weekend.A,
    )
    text = written(request, Fact.CARE, Fact.RESPITE)
    assert (
        text
        == "Vi søger en aflastningsfamilie til et barn.\nHvornår: hver anden weekend (weekend A)."
    )


def test_siblings_and_contact_are_told_in_general(written, nord):
    child, sibling = factories.child(nord), factories.child(nord, first_name="Signe")
    factories.siblings(SiblingWish.TOGETHER, child, sibling)
    factories.profile(child, contact_per_month=2, contact_supervised=True, contact_postcode="8983")
    text = written(factories.request(nord, child), *Fact)
    assert "Der er 1 søskende, og de skal bo sammen." in text
    assert "Støttet samvær med forældrene 2 gange om måneden." in text
    assert "8983" not in text
    assert "Signe" not in text


def test_the_start_is_told_by_month(written, nord):
    request = factories.request(nord, wanted_on=date(2090, 3, 14))
    assert "Ønsket start: marts 2090." in written(request, Fact.START)
    request.urgency = Urgency.ACUTE
    assert "Så snart det kan lade sig gøre." in written(request, Fact.START)


@pytest.mark.parametrize(
    ("postcode", "part"), [("8970", "nordlige"), ("8900", "midt i"), ("8990", "vestlige")]
)
def test_the_part_of_the_municipality_is_told_without_a_place(written, nord, postcode, part):
    child = factories.child(nord, postcode=postcode)
    text = written(factories.request(nord, child), Fact.AREA)
    assert part in text
    assert postcode not in text


def test_nothing_is_told_of_where_a_protected_home_lies(app, nord):
    child = factories.child(nord, protected_address=True)
    request = factories.request(nord, child)
    with app.test_request_context():
        assert Fact.AREA not in anonymous.sayable(request, factories.today())


def test_a_need_nobody_has_assessed_is_left_out(written, nord):
    child = factories.child(nord)
    factories.profile(child, support_level=SupportLevel.NOT_ASSESSED)
    assert "Behov" not in written(factories.request(nord, child), Fact.NEED)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Det er Bertil, som ...", "barnets navn (Bertil)"),
        ("bertils mor er syg", "barnets navn"),
        ("Familien Prøve", "barnets navn"),
        ("hans søster Signe", "en søskendes navn (Signe)"),
        ("går på Nordskolen", "skolen (Nordskolen)"),
        ("bor på Hobrovej i dag", "adressen (Hobrovej)"),
        ("bor i 8900", "adressen (8900)"),
        ("cpr 010117-1234", "et CPR-nummer"),
        ("cpr 0101171234", "et CPR-nummer"),
        ("født 1/1-2017", "fødselsdagen (1/1-2017)"),
        ("født d. 1. januar 2017", "fødselsdagen"),
        ("sag 27.24-17", "sagsnummeret"),
    ],
)
def test_what_tells_who_the_child_is_is_found(found, nord, text, what):
    child = factories.child(
        nord, born_on=date(2017, 1, 1), address="Hobrovej 12, 2. tv", case_number="27.24-17"
    )
    factories.siblings(SiblingWish.TOGETHER, child, factories.child(nord, first_name="Signe"))
    factories.profile(child, school="Nordskolen i Randers")
    assert what in found(text, child)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Bo", "De skal bo sammen."),
        ("Liv", "Et roligt liv på landet."),
        ("August", "Ønsket start: august 2090."),
    ],
)
def test_a_name_that_is_a_common_word_counts_as_it_is_spelt(found, nord, name, text):
    child = factories.child(nord, first_name=name, last_name="van der Prøve")
    assert found(text, child) == ""
    assert "barnets navn" in found(f"{name} er glad for dyr.", child)
    assert found("Det er den, der passer bedst.", child) == ""


def test_the_town_of_a_protected_home_is_not_told(found, nord):
    child = factories.child(nord, postcode="8970", protected_address=True)
    assert "adressen (Havndal)" in found("Barnet bor i Havndal.", child)


def test_no_text_the_program_makes_is_refused_by_its_own_check(app, nord):
    child = factories.child(nord, first_name="Maj", last_name="Vester", address="Nordlige Vej 1")
    factories.profile(child, school="Hjemmet", contact_per_month=2)
    request = factories.request(nord, child, wanted_on=date(2090, 5, 1))
    with app.test_request_context(), force_locale("da"):
        text = anonymous.text(request, set(anonymous.USUALLY_TOLD), factories.today())
        assert traces(text, child) == []
        assert db.session.is_active


def test_what_the_profile_has_more_of_is_not_told(written, nord):
    """Everything is filled in; the text is word for word what may be told."""
    child = factories.child(nord)
    factories.profile(
        child,
        faith="Katolsk",
        allergies="Nødder",
        health="Astma",
        school="Skovbrynskolen",
        contact_per_month=2,
        contact_place="hos mor",
        no_pets=True,
        only_child=True,
    )
    factories.network(child)
    factories.person(child, Tie.MOTHERS_MOTHER, "Inge Kvist", lives_where="i Polen")
    request = factories.request(nord, child, expected_why="Mor er syg", tried_instead="Aflastning")
    assert written(request, *(set(Fact) - {Fact.AREA})).splitlines() == [
        "Vi søger en plejefamilie til et barn på 6–9 år.",
        "Behov: let støttebehov.",
        "Samvær med forældrene 2 gange om måneden.",
        "Så snart det kan lade sig gøre.",
    ]


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Hun ser Inge hver uge.", True),
        ("Hun ser familien Kvist hver uge.", True),
        ("Hun ser sin mormor hver uge.", False),
    ],
)
def test_names_from_the_network_are_refused(found, nord, text, refused):
    child = factories.child(nord)
    factories.person(child, Tie.MOTHERS_MOTHER, "Mormor Inge Kvist")
    assert ("står barnet nær" in found(text, child)) is refused
