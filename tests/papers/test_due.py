"""The pages that count down: the family's, the applicant's, I dag and the whole list."""

import pytest

from fostermatch.papers.models import PaperKind
from tests import factories

RECORD = PaperKind.CRIMINAL_RECORD


@pytest.fixture
def family(aarhus, cast):
    row = factories.ready_family(aarhus, consultant_id=cast["dorte"].id)
    factories.member(row)
    return row


@pytest.fixture
def applicant(aarhus, cast):
    row = factories.applicant(aarhus, name="Signe Lund", consultant_id=cast["dorte"].id)
    factories.member(row, name="Signe Lund")
    return row


def requested(home, days, **changes):
    facts = {"issued_on": None, "requested_on": factories.days_ago(days)}
    return factories.paper(home, RECORD, member_id=home.members[0].id, **facts | changes)


@pytest.mark.parametrize(
    ("days", "words"),
    [(5, "svar inden 9 dage"), (13, "svar inden 1 dag<"), (14, "svar senest i dag")],
)
def test_the_fourteen_days_are_counted_down_everywhere(dorte, family, applicant, days, words):
    for home in (family, applicant):
        requested(home, days)
    for address in (f"/families/{family.id}", f"/families/{family.id}/papers"):
        assert words in dorte.get(address).text
    for address in (f"/recruitment/{applicant.id}", f"/recruitment/{applicant.id}/papers"):
        assert words in dorte.get(address).text
    assert dorte.get("/").text.count(words) == 2


def test_a_lapsed_request_is_made_again_with_one_link(dorte, applicant):
    paper = requested(applicant, 15)
    page = dorte.get(f"/recruitment/{applicant.id}").text
    assert "badge-error" in page
    link = (
        f"/recruitment/{applicant.id}/papers/new"
        f"?kind=criminal_record&amp;member={paper.member_id}&amp;requested=1"
    )
    assert link in page
    form = dorte.get(link.replace("&amp;", "&")).text
    assert factories.today().strftime("%d/%m/%Y") in form
    assert f'<option selected value="{paper.member_id}">' in form


def test_a_link_may_say_anything(dorte, family):
    for asked in ("kind=x&member=y", "member=99999999999999999999", "requested"):
        assert dorte.get(f"/families/{family.id}/papers/new?{asked}").status_code == 200


def test_what_nobody_has_requested_is_listed_with_whose_it_is(dorte, family):
    page = dorte.get(f"/families/{family.id}/papers").text
    assert "Attester, der mangler" in page
    assert page.count("Bestilt i dag") == 2


def test_who_turns_15_soon_is_listed_before_the_day(dorte, family):
    born_on = factories.today().replace(year=factories.today().year - 15, day=28)
    if born_on.replace(year=factories.today().year) <= factories.today():
        born_on = born_on.replace(year=born_on.year, month=born_on.month % 12 + 1)
    factories.member(family, name="Lille Per", born_on=born_on)
    assert "fylder 15 år" in dorte.get(f"/families/{family.id}/papers").text


def test_expiring_papers_are_on_the_family_page_and_today(dorte, family):
    factories.paper(family, PaperKind.APPROVAL_LETTER, expires_on=factories.days_ago(-40))
    assert "Godkendelsesbrev:" in dorte.get(f"/families/{family.id}").text
    assert "udløber" in dorte.get("/").text


def test_today_shows_ones_own_and_nobodys_and_the_list_shows_all(dorte, cast, aarhus, family):
    for name, consultant in (("Fremmed", cast["bo"].id), ("Ledig", None)):
        row = factories.ready_family(aarhus, name=name, consultant_id=consultant)
        factories.member(row)
    today, every = dorte.get("/").text, dorte.get("/papers").text
    assert "Holm" in today
    assert "Ledig" in today
    assert "Fremmed" not in today
    assert "Fremmed" in every
    assert "Fremmed" not in dorte.get("/papers?mine=y").text


def test_households_without_an_approval_and_those_who_left_are_not_listed(dorte, aarhus):
    factories.member(factories.family(aarhus, name="Forhen"))
    gone = factories.applicant(aarhus, stage=factories.Stage.WITHDRAWN, name="Opgav")
    factories.member(gone)
    page = dorte.get("/papers").text
    assert "Forhen" not in page
    assert "Opgav" not in page


def test_the_most_urgent_comes_first(dorte, aarhus, cast, family):
    requested(family, 3)
    late = factories.ready_family(aarhus, name="Sent", consultant_id=cast["dorte"].id)
    factories.member(late)
    requested(late, 30)
    page = dorte.get("/papers").text
    assert page.index("Sent") < page.index("Holm")


def test_a_hundred_households_take_no_more_queries_than_one(dorte, aarhus, family):
    dorte.get("/papers")
    few = dorte.queries
    for _number in range(30):
        row = factories.ready_family(aarhus)
        factories.member(row)
        requested(row, 2)
    dorte.get("/papers")
    assert dorte.queries == few
