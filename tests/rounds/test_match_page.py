"""The page of one child among the families: list, filters, side by side, map, why not."""

import re

import pytest

from fostermatch import clock
from fostermatch.asks.models import AskState
from fostermatch.database import db
from fostermatch.families.models import ApprovalKind, Care
from fostermatch.requests.models import CareKind, State
from fostermatch.rounds import actions
from tests import factories


@pytest.fixture
def near(aarhus):
    return factories.ready_family(aarhus, name="Holm")


@pytest.fixture
def far(aarhus):
    return factories.ready_family(aarhus, name="Birk", postcode="8963")


@pytest.fixture
def too_far(aarhus):
    return factories.ready_family(aarhus, name="Kjær", postcode="9990")


@pytest.fixture
def request_(nord, aarhus, near, far, too_far):
    aarhus.km_limit = 60
    child = factories.child(nord)
    factories.profile(child, school_postcode="8900")
    return factories.request(nord, child)


def run(aarhus):
    row = actions.run_round(aarhus, clock.today(), clock.now())
    db.session.commit()
    return row


@pytest.fixture
def round_(aarhus, request_):
    return run(aarhus)


@pytest.fixture
def open_page(anna, request_, round_):
    def open_it(asked="", htmx=False):
        headers = {"HX-Request": "true"} if htmx else {}
        return anna.get(f"/requests/{request_.id}/match{asked}", headers=headers)

    return open_it


def listed(response):
    """The families of the list, in its order."""
    return [int(key) for key in re.findall(r'id="beside-(\d+)"', response.text)]


def ticked(response):
    return [int(key) for key in re.findall(r'id="beside-(\d+)"[^>]* checked', response.text)]


def test_it_shows_the_suggestion_and_all_that_fit_or_nearly_do(
    open_page, round_, near, far, too_far
):
    shown = open_page()
    assert listed(shown) == [near.id, far.id, too_far.id]
    assert ticked(shown) == [near.id, far.id]
    assert f'Foreslået:</strong> <a href="/families/{near.id}">' in shown.text
    assert "2 familier passer, 1 passer næsten" in shown.text
    assert "for langt" in shown.text
    assert "i 10 af 10 vægtninger" in shown.text
    assert "km i stedet for 60 → 1 familie" in shown.text


def test_a_child_who_is_new_is_seen_among_the_families_of_todays_proposal(
    anna, open_page, near, nord
):
    later = factories.request(nord)
    shown = anna.get(f"/requests/{later.id}/match")
    assert "ikke med i dagens forslag endnu" in shown.text
    assert f"Spørg familie {near.reference}" in shown.text
    assert listed(shown)[0] == near.id


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"state": State.EXPECTED}, "kun forventet"),
        ({"kind": CareKind.NETWORK}, "findes ved navn"),
        ({"state": State.NOT_NEEDED, "closed_on": factories.today()}, "Behovet er lukket"),
    ],
)
def test_a_request_that_is_not_matched_says_why(anna, round_, nord, changes, why):
    other = factories.request(nord, **changes)
    assert why in anna.get(f"/requests/{other.id}/match").text


def test_without_any_round_it_leads_to_one(anna, request_):
    shown = anna.get(f"/requests/{request_.id}/match").text
    assert 'href="/rounds/new"' in shown


def test_a_closed_request_shows_its_last_round(open_page, round_, request_, near):
    request_.state, request_.closed_on = State.PLACED, factories.today()
    db.session.commit()
    shown = open_page().text
    assert "hvordan det så ud i den seneste runde" in shown
    assert "Spørg familie" not in shown


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("?km=10", ["near"]),
        ("?km=70", ["near", "far"]),
        ("?near=9990", ["too_far"]),
        ("?kind=enhanced", ["far"]),
        ("?kind=general", ["near", "too_far"]),
        ("?fresh=y", ["near", "far", "too_far"]),
        ("?unasked=y", ["far", "too_far"]),
        ("?fits=y", ["near"]),
        ("?siblings=y", ["too_far"]),
        ("?km=70&unasked=y", ["far"]),
        ("?km=10&unasked=y", []),
    ],
)
def test_a_filter_leaves_those_it_speaks_of(
    open_page, aarhus, request_, near, far, too_far, cast, asked, left
):
    far.approvals[0].kind = ApprovalKind.ENHANCED
    factories.statement(too_far, siblings=True)
    run(aarhus)
    factories.ask(request_, near, cast["anna"])
    named = {"near": near.id, "far": far.id, "too_far": too_far.id}
    assert listed(open_page(asked)) == [named[name] for name in left]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("?km=langt", "helt tal"),
        ("?km=0", "mellem 1 og 500"),
        ("?km=-3&near=8900", "mellem 1 og 500"),
        ("?near=abcd", "Vi kender ikke postnummeret"),
        ("?kind=best", "Vælg en af mulighederne"),
    ],
)
def test_a_filter_that_makes_no_sense_is_said_and_left_out(open_page, near, asked, sentence):
    for htmx in (False, True):
        shown = open_page(asked, htmx)
        assert shown.status_code == 200
        assert sentence in shown.text
        assert near.id in listed(shown)


@pytest.mark.parametrize("asked", ["?beside=x", "?beside=999999", "?beside=", "?page=y&all="])
def test_an_address_may_say_anything(open_page, near, far, asked):
    assert ticked(open_page(asked)) == [near.id, far.id]


def test_with_htmx_the_list_the_hits_and_the_address_change(open_page, round_, near, far):
    swapped = open_page("?km=10&near=&beside=2", htmx=True)
    assert listed(swapped) == [near.id]
    assert "<h1" not in swapped.text
    assert 'data-hx-swap-oob="innerHTML"' in swapped.text
    assert swapped.headers["HX-Push-Url"].endswith("/match?km=10&beside=2")
    assert f'name="beside" value="{far.id}" form="narrow"' in swapped.text


def test_the_families_ticked_stand_side_by_side(open_page, round_, far, too_far):
    shown = open_page(f"?beside={too_far.id}&beside={far.id}")
    assert ticked(shown) == [far.id, too_far.id]
    head = shown.text[shown.text.index("<thead>") : shown.text.index("</thead>")]
    assert head.index(too_far.reference) < head.index(far.reference)
    assert "km, grænsen er 60" in shown.text


def test_four_at_most(open_page, aarhus, request_):
    more = [factories.ready_family(aarhus).id for _ in range(5)]
    run(aarhus)
    assert ticked(open_page("?" + "&".join(f"beside={key}" for key in more))) == more[:4]


def test_respite_families_are_no_candidates_for_a_home(open_page, aarhus, request_):
    family = factories.family(aarhus)
    factories.approval(family, care=Care.RESPITE)
    run(aarhus)
    assert family.id not in listed(open_page("?all=y"))


def test_all_is_shown_on_demand(open_page, aarhus, request_):
    paused = factories.family(aarhus, postcode="9990")
    factories.approval(paused, max_age=3)
    factories.pause(paused)
    run(aarhus)
    assert paused.id not in listed(open_page())
    shown = open_page("?all=y")
    assert paused.id in listed(shown)
    assert "1 passer ikke" in shown.text


def test_a_no_since_the_round_counts_and_the_next_is_offered(
    open_page, round_, request_, near, far, cast
):
    today = factories.today()
    no = {"state": AskState.NO, "said_on": today, "answered_on": today}
    factories.ask(request_, near, cast["anna"], **no)
    shown = open_page()
    assert "har sagt nej" in shown.text
    assert f"Spørg familie {far.reference}" in shown.text
    assert listed(shown)[0] == far.id


def test_a_protected_family_is_neither_on_the_map_nor_found_by_area(open_page, round_, near, far):
    far.protected_address = True
    db.session.commit()
    shown = open_page()
    assert "1 familie med beskyttet adresse vises ikke" in shown.text
    assert "adresse beskyttet" in shown.text
    assert "ca. 20 km" in shown.text
    assert 'text-anchor="middle">B<' not in shown.text
    assert listed(open_page("?near=8963")) == [near.id]


def test_of_a_protected_child_neither_home_nor_school_is_drawn(open_page, round_, request_):
    assert 'text-anchor="middle">HS<' in open_page().text
    request_.child.protected_address = True
    db.session.commit()
    shown = open_page().text
    assert not re.search(r'class="mark child"', shown)
    assert "hjem og skole vises ikke" in shown


def test_families_in_one_postcode_are_one_mark(open_page, aarhus, request_):
    for _ in range(3):
        factories.ready_family(aarhus, postcode="8000")
    request_.km_limit = 100
    run(aarhus)
    shown = open_page("?beside=1&beside=2").text
    assert 'text-anchor="middle">3<' in shown


def test_why_not_a_certain_family(anna, round_, request_, near, too_far):
    address = f"/requests/{request_.id}/match/why-not"
    page = anna.post(address, data={"q": "Kjær"}).text
    assert "km, grænsen er 60" in page
    assert f"beside={too_far.id}#beside" in page
    assert "nummer 1 af 2" in anna.post(address, data={"q": near.reference}).text
    assert "Ingen familie hedder" in anna.post(address, data={"q": "Xyz"}).text
    assert anna.get(f"{address}?q=Kj%C3%A6r").text.count("Kjær") == 0


def test_the_child_and_the_waiting_list_lead_here(anna, open_page, round_, request_):
    link = f'href="/requests/{request_.id}/match"'
    assert link in anna.get(f"/children/{request_.child_id}").text
    assert link in anna.get("/waiting-list").text


def test_it_asks_few_questions_however_many_families(anna, open_page, round_, aarhus):
    open_page()
    few = anna.queries
    for _ in range(12):
        factories.ready_family(aarhus)
    run(aarhus)
    open_page()
    assert (anna.queries, anna.queries <= 15) == (few, True)
    open_page("?km=50", htmx=True)
    assert anna.queries <= few


def test_another_team_states_a_purpose_first(sign_in, request_):
    response = sign_in("hans").get(f"/requests/{request_.id}/match?km=20")
    assert "/purpose?next=" in response.location


def test_without_a_single_family_it_says_so(anna, aarhus, nord):
    request = factories.request(nord)
    run(aarhus)
    page = anna.get(f"/requests/{request.id}/match").text
    assert "Ingen familie har en ledig og bekræftet plads" in page
    assert "Ingen godkendt familie er tæt på" in page


def test_signed_out_meanwhile_the_whole_page_is_asked_for_again(app, request_):
    part = app.test_client().get(f"/requests/{request_.id}/match", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["HX-Refresh"]) == (204, "true")
