import pytest

from fostermatch.audit import AuditEntry
from fostermatch.database import db
from fostermatch.families.models import Family
from tests import factories

APPROVAL = {
    "care": "full_time",
    "kind": "general",
    "authority": "silkeborg",
    "starts_on": "2026-01-01",
    "places": "2",
    "min_age": "6",
    "max_age": "12",
}
FAMILY = {
    "name": "Holm",
    "phone": "20304050",
    "postcode": "8900",
    "team_id": "",
    "consultant_id": "",
}


@pytest.fixture
def family(aarhus):
    return factories.family(aarhus)


def reread(family):
    db.session.expire_all()
    return db.session.get(Family, family.id)


def test_a_family_is_recorded(dorte):
    response = dorte.post("/families/new", data=FAMILY)
    family = db.session.query(Family).one()
    assert response.location == f"/families/{family.id}"
    assert family.reference == f"H-{family.id}"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"postcode": "0000"}, "kender ikke postnummeret"),
        ({"postcode": ""}, "Udfyld"),
        ({"name": "  "}, "Udfyld"),
        ({"name": "x" * 300}, "200"),
        ({"email": "forkert"}, "e-mailadresse"),
    ],
)
def test_bad_facts_are_refused_and_kept_on_the_page(dorte, change, complaint):
    page = dorte.post("/families/new", data=FAMILY | {"address": "Åvej 3"} | change)
    assert page.status_code == 422
    assert complaint in page.text
    assert "Åvej 3" in page.text
    assert 'aria-invalid="true"' in page.text


def test_an_approval_is_recorded(dorte, family):
    dorte.post(f"/families/{family.id}/approvals/new", data=APPROVAL)
    [approval] = reread(family).approvals
    assert approval.admits(age=8, on=factories.today())
    assert not approval.admits(age=13, on=factories.today())


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"ends_on": "2025-12-31"}, "før første dag"),
        ({"max_age": "4"}, "lavere end laveste"),
        ({"places": "0"}, "mellem 1 og 10"),
        ({"places": "mange"}, "tal"),
    ],
)
def test_an_impossible_approval_is_refused(dorte, family, change, complaint):
    page = dorte.post(f"/families/{family.id}/approvals/new", data=APPROVAL | change)
    assert page.status_code == 422
    assert complaint in page.text
    assert reread(family).approvals == []


def test_two_approvals_for_the_same_care_do_not_overlap(dorte, family):
    factories.approval(family)
    page = dorte.post(f"/families/{family.id}/approvals/new", data=APPROVAL)
    assert page.status_code == 409
    assert len(reread(family).approvals) == 1


def test_a_foster_family_may_also_be_approved_for_respite(dorte, family):
    factories.approval(family)
    dorte.post(f"/families/{family.id}/approvals/new", data=APPROVAL | {"care": "respite"})
    assert len(reread(family).approvals) == 2


@pytest.mark.parametrize("day", ["1/3/2026", "01.03.2026", "1-3-26", "2026-03-01"])
def test_a_day_may_be_typed_as_danes_do(dorte, family, day):
    dorte.post(f"/families/{family.id}/approvals/new", data=APPROVAL | {"starts_on": day})
    assert reread(family).approvals[0].starts_on.isoformat() == "2026-03-01"


def test_who_saves_last_on_an_old_copy_sees_both_versions_and_loses_nothing(dorte, bo, family):
    address = f"/families/{family.id}/edit"
    dorte.post(address, data=FAMILY | {"version": "1", "phone": "11111111"})
    page = bo.post(address, data=FAMILY | {"version": "1", "phone": "22222222"})
    assert page.status_code == 409
    assert "11111111" in page.text
    assert "22222222" in page.text
    assert reread(family).phone == "11111111"


def test_saving_again_with_open_eyes_stands(dorte, bo, family):
    address = f"/families/{family.id}/edit"
    dorte.post(address, data=FAMILY | {"version": "1", "phone": "11111111"})
    assert bo.post(address, data=FAMILY | {"version": "2", "phone": "22222222"}).status_code == 302
    assert reread(family).phone == "22222222"


def test_places_are_confirmed_with_who_and_how(dorte, cast, family):
    factories.approval(family, places=2)
    dorte.post(f"/families/{family.id}/confirm", data={"full_time": "1", "how": "phone"})
    [confirmation] = reread(family).confirmations
    assert confirmation.free_places == 1
    assert confirmation.confirmed_by_id == cast["dorte"].id


def test_more_places_than_approved_cannot_be_confirmed(dorte, family):
    factories.approval(family, places=2)
    page = dorte.post(f"/families/{family.id}/confirm", data={"full_time": "3", "how": "phone"})
    assert page.status_code == 422
    assert reread(family).confirmations == []


def test_a_family_without_an_approval_has_nothing_to_confirm(dorte, family):
    assert dorte.get(f"/families/{family.id}/confirm").status_code == 409


def test_more_children_than_places_are_refused(dorte, family):
    factories.approval(family, places=1)
    factories.taken_place(family)
    form = {"slot": "full_time", "starts_on": "2026-01-01", "note": "Favrskov"}
    page = dorte.post(f"/families/{family.id}/taken/new", data=form)
    assert page.status_code == 409
    assert "ikke længere en ledig plads" in page.text
    assert len(reread(family).taken_places) == 1


def test_a_place_is_taken_and_freed_by_another_municipality(dorte, family):
    factories.approval(family, places=1)
    form = {"slot": "full_time", "starts_on": "2026-01-01", "note": "Favrskov"}
    dorte.post(f"/families/{family.id}/taken/new", data=form)
    [place] = reread(family).taken_places
    address = f"/families/{family.id}/taken/{place.id}/end"
    assert dorte.post(address, data={"ends_on": "2025-01-01"}).status_code == 409
    assert dorte.post(address, data={"ends_on": "2026-02-01"}).status_code == 302
    assert reread(family).taken_places[0].ends_on.isoformat() == "2026-02-01"


def test_a_pause_starts_and_ends(dorte, family):
    form = {"reason": "illness", "starts_on": factories.days_ago(5).isoformat()}
    dorte.post(f"/families/{family.id}/pauses/new", data=form)
    [pause] = reread(family).pauses
    dorte.post(f"/families/{family.id}/pauses/{pause.id}/end")
    assert reread(family).pause_on(factories.today()) is None


def test_what_the_family_says_keeps_what_it_said(dorte, family):
    address = f"/families/{family.id}/says"
    said = {"said_on": "2026-01-01", "min_age": "0", "max_age": "6", "version": "0"}
    dorte.post(address, data=said)
    dorte.post(address, data={"said_on": "2026-02-01", "siblings": "no", "version": "1"})
    latest, first = reread(family).statements
    assert (latest.siblings, latest.acute) == (False, None)
    assert first.max_age == 6


def test_a_group_cannot_be_both_a_yes_and_a_no(dorte, family):
    from fostermatch.needs import target_groups_by_heading

    code = target_groups_by_heading()[0][1][0].code
    form = {"said_on": "2026-01-01", "takes": code, "not_now": code}
    assert dorte.post(f"/families/{family.id}/says", data=form).status_code == 422


def test_part_of_another_family_is_not_found_here(dorte, aarhus, family):
    other = factories.approval(factories.family(aarhus))
    address = f"/families/{family.id}/approvals/{other.id}/end"
    assert dorte.get(address).status_code == 404


def test_a_protected_address_is_shown_for_a_reason_that_is_logged(dorte, family):
    family.protected_address, family.address = True, "Hemmelig Vej 1"
    db.session.commit()
    assert "Hemmelig Vej" not in dorte.get(f"/families/{family.id}").text
    assert "8900 Randers" not in dorte.get("/families").text
    page = dorte.post(
        f"/families/{family.id}/address", data={"purpose": "Skal køre barnet derhen i morgen"}
    )
    assert "Hemmelig Vej 1" in page.text
    [entry] = db.session.query(AuditEntry).filter_by(action="address.reveal")
    assert entry.purpose.startswith("Skal køre")


def test_one_word_is_no_reason(dorte, family):
    page = dorte.post(f"/families/{family.id}/address", data={"purpose": "fordi"})
    assert page.status_code == 422


def test_two_who_hear_the_family_at_once_do_not_lose_what_one_heard(dorte, bo, family):
    address = f"/families/{family.id}/says"
    dorte.post(address, data={"said_on": "2026-01-01", "acute": "yes", "version": "0"})
    page = bo.post(address, data={"said_on": "2026-01-01", "smokes": "yes", "version": "0"})
    assert page.status_code == 409
    assert len(reread(family).statements) == 1


def test_a_protected_address_stays_hidden_and_kept_when_the_family_is_edited(dorte, family):
    family.protected_address, family.address = True, "Hemmelig Vej 1"
    db.session.commit()
    address = f"/families/{family.id}/edit"
    assert "Hemmelig Vej" not in dorte.get(address).text
    form = FAMILY | {"version": "2", "protected_address": "y", "postcode": "", "address": ""}
    assert dorte.post(address, data=form | {"phone": "11111111"}).status_code == 302
    assert (reread(family).address, reread(family).postcode) == ("Hemmelig Vej 1", "8900")
    dorte.post(address, data=form | {"version": "3", "address": "Ny Vej 2"})
    assert reread(family).address == "Ny Vej 2"


def test_a_conflict_is_shown_in_words(dorte, bo, family, cast):
    address = f"/families/{family.id}/edit"
    dorte.post(address, data=FAMILY | {"version": "1", "team_id": str(cast["ida"].team_id)})
    page = bo.post(address, data=FAMILY | {"version": "1", "team_id": str(cast["bo"].team_id)})
    assert "<td>Team Syd</td><td>Team Nord</td>" in page.text


def test_what_has_ended_is_not_ended_again_later(dorte, family):
    factories.approval(family, places=1)
    place = factories.taken_place(family, by_other_municipality=True, ends_on=factories.days_ago(9))
    pause = factories.pause(family, starts_on=factories.days_ago(9), ends_on=factories.days_ago(5))
    later = {"ends_on": factories.today().isoformat()}
    assert dorte.post(f"/families/{family.id}/taken/{place.id}/end", data=later).status_code == 409
    assert dorte.post(f"/families/{family.id}/pauses/{pause.id}/end").status_code == 409
    assert reread(family).taken_places[0].ends_on == factories.days_ago(9)


def test_a_refusal_stands_on_the_form_and_keeps_what_was_typed(dorte, family):
    factories.approval(family)
    form = APPROVAL | {"conditions": "Kun i ferier"}
    page = dorte.post(f"/families/{family.id}/approvals/new", data=form)
    assert page.status_code == 409
    assert "Kun i ferier" in page.text


def test_only_who_works_with_families_is_shown_a_protected_address(sign_in, family):
    family.protected_address, family.address = True, "Hemmelig Vej 1"
    db.session.commit()
    why = {"purpose": "Skal køre barnet derhen i morgen"}
    assert sign_in("erik").post(f"/families/{family.id}/address", data=why).status_code == 403
    assert sign_in("frida").post(f"/families/{family.id}/address", data=why).status_code == 404
