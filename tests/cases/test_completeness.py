"""How much of what matching uses is known, and what it would gain from the rest."""

import pytest

from fostermatch import clock
from fostermatch.cases import gains
from fostermatch.children.completeness import completeness
from fostermatch.database import db
from fostermatch.needs import SupportLevel, Trait
from fostermatch.rounds import actions
from tests import factories

KNOWN = {
    "target_groups": frozenset({"2.1"}),
    "school_postcode": "8900",
    "contact_per_month": 2,
    "contact_postcode": "8900",
    "wishes": frozenset({Trait.ANIMALS}),
    "only_child": False,
    "no_pets": False,
    "no_smoke": False,
    "step_free": False,
}


def missing(child, **changes):
    return completeness(child, factories.profile(child, **KNOWN | changes), factories.today())


@pytest.mark.parametrize(
    ("change", "names", "asked"),
    [
        ({}, (), 10),
        ({"school_postcode": None}, ("school_postcode",), 10),
        ({"contact_per_month": 0, "contact_postcode": None}, (), 9),
        ({"contact_per_month": None, "contact_postcode": None}, ("contact_per_month",), 9),
        ({"no_pets": None, "step_free": None}, ("no_pets", "step_free"), 10),
        ({"support_level": SupportLevel.NOT_ASSESSED}, ("support_level",), 10),
        ({"wishes": frozenset()}, ("wishes",), 10),
    ],
)
def test_what_is_missing_is_named(nord, change, names, asked):
    found = missing(factories.child(nord), **change)
    assert (found.missing, found.asked) == (names, asked)


def test_an_infant_is_not_asked_for_school_and_wishes(nord):
    born = factories.days_ago(100)
    infant = factories.child(nord, born_on=born)
    assert missing(infant, school_postcode=None, wishes=frozenset()).missing == ()


@pytest.fixture
def families(aarhus):
    """Three that fit: one whose home is unknown to the map, one with a dog, one that smokes."""
    factories.ready_family(aarhus, postcode="")
    factories.statement(factories.ready_family(aarhus), pets=True)
    factories.statement(factories.ready_family(aarhus), smokes=True)


def gain_of(nord, aarhus, cast, **changes):
    child = factories.child(nord)
    factories.profile(child, **KNOWN | {"target_groups": frozenset()} | changes)
    request = factories.request(nord, child)
    actions.run_round(aarhus, clock.today(), clock.now(), by=cast["anna"])
    db.session.commit()
    return gains.known(child, [request], clock.today())


def test_the_gain_is_counted_in_families_that_fit(nord, aarhus, cast, families):
    known = gain_of(nord, aarhus, cast, school_postcode=None, no_pets=None, no_smoke=None)
    assert known.families == 3
    assert known.gains["school_postcode"] == 2
    assert known.gains["no_pets"] == 1
    assert known.gains["no_smoke"] == 1


def test_no_family_is_counted_that_does_not_fit(nord, aarhus, cast, families):
    home = factories.family(aarhus)
    factories.approval(home, max_age=5)
    factories.confirmation(home)
    assert gain_of(nord, aarhus, cast, school_postcode=None).gains["school_postcode"] == 2


def test_the_page_says_it_and_leads_to_the_field(anna, nord, aarhus, cast, families):
    gain_of(nord, aarhus, cast, school_postcode=None)
    page = anna.get("/children/1").text
    assert "8 af 10 oplysninger, som matchningen bruger, er udfyldt" in page
    assert "Skolens postnummer: så kan skolevejen vurderes for 2 familier" in page
    assert 'href="/children/1/need#school_postcode"' in page


def test_without_a_round_only_what_is_missing_is_said(nord):
    child = factories.child(nord)
    factories.profile(child, **KNOWN | {"no_pets": None})
    known = gains.known(child, [factories.request(nord, child)], clock.today())
    assert known.families is None
    assert known.completeness.missing == ("no_pets",)
