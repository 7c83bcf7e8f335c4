from datetime import timedelta

import pytest

from fostermatch.audit import AuditEntry
from fostermatch.database import db
from fostermatch.families.models import ApprovalKind, ConfirmedHow
from fostermatch.mail.models import Mail
from fostermatch.vacancies import letters
from fostermatch.vacancies.models import PlacesLink
from tests import factories

LIST = "/families/to-confirm"


def names(page):
    return [name for name in ("Holm", "Ager", "Bak", "Dam") if name in page.text]


def asked(client, form):
    """The list as it is after the mails were written."""
    return client.get(client.post(f"{LIST}/ask", data=form).location)


def test_the_list_is_longest_ago_first_and_never_before_that(dorte, aarhus, family):
    for name, days in (("Ager", 300), ("Bak", 57), ("Dam", 20)):
        row = factories.family(aarhus, name=name)
        factories.approval(row)
        factories.confirmation(row, days=days)
    factories.approval(factories.family(aarhus, name="Eng"))
    text = dorte.get(LIST).text
    shown = [text.index(name) for name in ("Eng", "Ager", "Holm", "Bak")]
    assert shown == sorted(shown)
    assert "Dam" not in text
    assert "gælder til og med" in text


def test_network_families_and_paused_ones_are_not_asked(dorte, aarhus):
    network, paused = factories.family(aarhus, name="Ager"), factories.family(aarhus, name="Bak")
    factories.approval(network, kind=ApprovalKind.NETWORK)
    factories.approval(paused)
    factories.pause(paused)
    assert names(dorte.get(LIST)) == []


def test_a_consultant_starts_with_their_own(dorte, sign_in, aarhus, cast, family):
    family.consultant_id = cast["bo"].id
    db.session.commit()
    assert names(dorte.get(LIST)) == []
    assert names(dorte.get(f"{LIST}?whose=all")) == ["Holm"]
    assert names(sign_in("bo").get(LIST)) == ["Holm"]


def test_the_number_of_queries_does_not_grow_with_the_list(dorte, aarhus, family):
    dorte.get(LIST)
    few = dorte.queries
    for _ in range(20):
        factories.approval(factories.family(aarhus))
    dorte.get(LIST)
    assert dorte.queries == few


@pytest.mark.parametrize(
    ("answer", "free", "later"), [("still_free", 1, 0), ("not_now", 0, 1), ("from_day", 0, 1)]
)
def test_one_press_records_the_answer(dorte, cast, family, latest, answer, free, later):
    day = factories.days_ago(-30)
    form = {"answer": answer, "from_day": day.isoformat(), "how": "phone"}
    response = dorte.post(f"/families/{family.id}/hear?whose=all", data=form)
    assert response.location == f"{LIST}?whose=all"
    word = latest(family)
    assert (word.free_places, word.later_places) == (free, later)
    assert word.later_from == (day if answer == "from_day" else None)
    assert (word.how, word.confirmed_by_id) == (ConfirmedHow.PHONE, cast["dorte"].id)
    assert names(dorte.get(LIST)) == []


@pytest.mark.parametrize("day", ["", "i morgen", "2020-01-01"])
def test_a_day_that_makes_no_sense_is_refused_with_the_answer_kept(dorte, family, day):
    form = {"answer": "from_day", "from_day": day, "how": "visit"}
    page = dorte.post(f"/families/{family.id}/hear", data=form)
    assert page.status_code == 422
    assert day in page.text
    assert 'value="visit" class="form-radio" checked' in page.text


def test_a_day_beside_another_answer_is_not_looked_at(dorte, family, latest):
    form = {"answer": "still_free", "from_day": "sludder", "how": "phone"}
    dorte.post(f"/families/{family.id}/hear", data=form)
    assert latest(family).free_places == 1


def test_a_family_without_a_free_place_cannot_be_heard_about_one(dorte, family):
    factories.taken_place(family)
    form = {"answer": "still_free", "how": "phone"}
    assert dorte.post(f"/families/{family.id}/hear", data=form).status_code == 409


def test_many_are_asked_by_mail_at_once(dorte, aarhus, family):
    other = factories.family(aarhus, name="Ager", email="ager@example.dk")
    factories.approval(other)
    page = asked(dorte, {"family": [family.id, other.id]})
    assert "2 mails er skrevet" in page.text
    assert {mail.recipient for mail in db.session.query(Mail)} == {family.email, other.email}
    assert "ikke besvaret" in page.text
    [one, two] = db.session.query(AuditEntry).filter_by(action="places.ask")
    assert {one.thing_id, two.thing_id} == {family.id, other.id}


def test_the_mail_names_nobody_and_leads_to_our_own_address(dorte, family, link):
    mail = db.session.query(Mail).one()
    assert "1 ledig plads til et plejebarn" in mail.body
    assert family.name not in mail.subject + mail.body
    assert family.reference not in mail.subject + mail.body


def test_the_address_in_the_mail_does_not_come_from_the_request(app, link):
    row = db.session.query(PlacesLink).one()
    with app.test_request_context(base_url="https://evil.example/"):
        assert letters.address(row) == f"http://127.0.0.1:5000{link}"


def test_a_family_never_has_two_mails_it_can_answer(dorte, family, link):
    page = asked(dorte, {"only": family.id})
    assert "allerede en mail" in page.text
    assert db.session.query(PlacesLink).count() == 1


def test_it_is_asked_again_when_the_link_has_run_out(dorte, family, link):
    db.session.query(PlacesLink).one().last_day = factories.days_ago(1)
    db.session.commit()
    dorte.post(f"{LIST}/ask", data={"only": family.id})
    assert db.session.query(PlacesLink).count() == 2


def test_without_an_address_it_says_to_ring(dorte, family):
    family.email = ""
    db.session.commit()
    page = asked(dorte, {"only": family.id})
    assert "Ring i stedet" in page.text


@pytest.mark.parametrize("odd", [{}, {"family": "x"}, {"family": "99999999999999"}])
def test_nobody_ticked_writes_nothing(dorte, family, odd):
    page = asked(dorte, odd)
    assert "ikke sat kryds" in page.text


def test_only_who_works_with_families_of_the_municipality_asks(sign_in, carl, family):
    form = {"family": family.id}
    for name in ("anna", "erik", "frida", "gert"):
        assert sign_in(name).post(f"{LIST}/ask", data=form).status_code == 403
        assert sign_in(name).post(f"/families/{family.id}/hear", data=form).status_code in (
            403,
            404,
        )
    carl.post(f"{LIST}/ask", data=form)
    assert db.session.query(PlacesLink).count() == 0
    assert carl.post(f"/families/{family.id}/hear", data=form).status_code == 404


def test_today_leads_to_the_list(dorte, family):
    assert 'href="/families/to-confirm"' in dorte.get("/").text


def test_the_lists_show_how_old_a_stale_word_is(dorte, anna, family):
    assert "80 dage gammel" in anna.get("/families").text


def test_a_link_works_for_as_long_as_the_municipality_says(dorte, aarhus, family):
    aarhus.link_days = 3
    db.session.commit()
    asked(dorte, {"only": family.id})
    assert db.session.query(PlacesLink).one().last_day == factories.today() + timedelta(3)
