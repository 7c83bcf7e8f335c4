"""The list of what is owed, the panel on Today, the service levels, and what rounds are told."""

from datetime import date
from decimal import Decimal

import pytest

from fostermatch import clock
from fostermatch.accounts.models import Municipality
from fostermatch.database import db
from fostermatch.duties import queries
from fostermatch.duties.models import Duty, ServiceLevel
from fostermatch.families.models import ApprovalKind
from fostermatch.rounds import inputs
from tests import factories

DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _in_november(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)


def held(family, duty, *days):
    for day in days:
        factories.appointment(family, duty=duty, held_on=day)


def up_to_date(family):
    held(family, Duty.TRAINING, date(2026, 2, 2), date(2026, 3, 3))
    held(family, Duty.SUPERVISION, date(2026, 2, 2), date(2026, 10, 3))


def test_a_consultant_sees_what_is_owed_by_when(dorte, family):
    page = dorte.get("/duties").text
    assert family.reference in page
    assert page.count("Overskredet</span>") == 2
    assert "Efteruddannelse, 2 dage" in page
    assert f"/duties/families/{family.id}/visit/plan" in page


def test_what_is_planned_is_recorded_from_the_list(dorte, family):
    row = factories.appointment(family, planned_on=date(2026, 12, 1))
    page = dorte.get("/duties").text
    assert f"/duties/appointments/{row.id}/held" in page
    assert "1. dec. 2026 kl. 10.00" in page


def test_mine_my_team_s_and_all(dorte, bo, aarhus, nord, family):
    theirs = factories.ready_family(aarhus, name="Vinter", team_id=nord.id)
    other = factories.ready_family(aarhus, name="Ødegård")

    def names(client, address):
        text = client.get(address).text
        return {row.name for row in (family, theirs, other) if row.name in text}

    assert names(dorte, "/duties") == {"Holm"}
    assert names(dorte, "/duties?whose=all") == {"Holm", "Vinter", "Ødegård"}
    assert names(bo, "/duties") == {"Vinter"}
    assert names(bo, "/duties?whose=nonsense&until=x&duty=y") == {"Vinter"}


def test_the_list_is_narrowed_to_a_kind_or_to_what_is_overdue(dorte, family):
    assert "Efteruddannelse, 2" not in dorte.get("/duties?until=overdue").text
    assert "Supervision 1" not in dorte.get("/duties?duty=visit").text


def test_a_family_without_an_approval_owes_nothing(dorte, aarhus, cast):
    gone = factories.family(aarhus, name="Borte", consultant_id=cast["dorte"].id)
    factories.approval(gone, ends_on=date(2026, 6, 1))
    assert "Borte" not in dorte.get("/duties?until=year").text


def test_the_list_asks_as_little_of_the_database_for_many_families(dorte, aarhus, cast):
    def queries_for(families):
        for number in range(families):
            row = factories.ready_family(
                aarhus, name=f"Familie {number}", consultant_id=cast["dorte"].id
            )
            factories.appointment(row, planned_on=date(2026, 12, 1))
        counts = []
        for address in ("/duties", "/duties/planned", "/"):
            dorte.get(address)
            counts.append(dorte.queries)
        return counts

    assert queries_for(2) == queries_for(40)


def test_what_passed_and_was_not_recorded_is_asked_for_today(dorte, family):
    row = factories.appointment(family, planned_on=date(2026, 10, 28))
    page = dorte.get("/").text
    assert f"/duties/appointments/{row.id}/held" in page
    assert "Er det afholdt?" in page


def test_the_family_s_page_says_what_it_owes(anna, dorte, family):
    page = dorte.get(f"/families/{family.id}").text
    assert "Skyldig: vejledningsbesøg 1 af 2 inden 30. jun. 2026" in page
    assert "/visit/plan" not in anna.get(f"/families/{family.id}").text


LEVEL = {
    "care": "full_time",
    "kind": "general",
    "starts_on": "2026-01-01",
    "training": "3.0",
    "visit": "4",
    "supervision": "2",
    "source": "Serviceniveau 2026",
}


def test_a_leader_sets_the_service_level_and_it_counts_at_once(bo, dorte, family):
    assert bo.post("/duties/levels/new", data=LEVEL | {"version": "0"}).location == "/duties/levels"
    assert "vores eget" in bo.get("/duties/levels").text
    assert "0 af 4 afholdt" in dorte.get(f"/families/{family.id}").text


def test_a_level_to_come_is_shown_apart(bo):
    bo.post("/duties/levels/new", data=LEVEL | {"starts_on": "2027-01-01", "version": "0"})
    page = bo.get("/duties/levels").text
    assert "På vej" in page
    assert "vores eget" not in page


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"training": "1.0"}, "Loven kræver mindst 2 dage"),
        ({"visit": "-1"}, "mellem 0 og 52"),
        ({"visit": "mange"}, "tal"),
        ({"starts_on": ""}, "Udfyld"),
    ],
)
def test_an_impossible_level_is_refused(bo, change, complaint):
    answer = bo.post("/duties/levels/new", data=LEVEL | {"version": "0"} | change)
    assert answer.status_code == 422
    assert complaint in answer.text
    assert "Serviceniveau 2026" in answer.text


def test_two_who_set_levels_at_once_are_told(bo, sign_in):
    bo.post("/duties/levels/new", data=LEVEL | {"version": "0"})
    late = sign_in("gert").post("/duties/levels/new", data=LEVEL | {"version": "0", "visit": "6"})
    assert late.status_code == 409
    assert db.session.query(ServiceLevel).one().visit == 4


def test_levels_of_another_municipality_do_not_count(cast, family, dorte):
    odense = db.session.query(Municipality).filter_by(name="Odense").one()
    facts = {"care": "full_time", "kind": ApprovalKind.GENERAL, "starts_on": date(2026, 1, 1)}
    factories.saved(
        ServiceLevel(
            municipality_id=odense.id,
            training=Decimal(9),
            visit=9,
            supervision=9,
            source="",
            **facts,
        )
    )
    assert "af 9" not in dorte.get(f"/families/{family.id}").text


@pytest.mark.parametrize(
    ("keep", "told"),
    [
        (lambda family: None, None),
        (up_to_date, True),
        (lambda family: held(family, Duty.TRAINING, date(2026, 2, 2)), False),
        (lambda family: held(family, Duty.VISIT, date(2026, 2, 2)), None),
    ],
    ids=["nothing recorded", "up to date", "a day short", "only a visit"],
)
def test_a_round_is_told_whether_training_and_supervision_are_in_place(aarhus, family, keep, told):
    keep(family)
    [offer] = inputs.offers(aarhus, DAY)
    assert offer.prepared is told


def test_an_absent_family_has_not_been_trained(aarhus, family):
    other = factories.ready_family(aarhus, name="Anden")
    row = factories.appointment(family, other, duty=Duty.TRAINING, held_on=date(2026, 2, 2))
    row.participants[0].absent = True
    db.session.commit()
    known = queries.register(aarhus.id, [family.id, other.id], DAY)
    assert [known.owed(one.id, Duty.TRAINING).held for one in (family, other)] == [0, 1]
