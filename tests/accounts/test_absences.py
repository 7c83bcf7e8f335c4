"""Who is away, and who stands in. Nothing gets stuck unseen."""

import pytest

from fostermatch.accounts.absences.models import Absence
from fostermatch.database import db
from tests import factories

days_ago = factories.days_ago


@pytest.fixture
def form(cast):
    return {
        "starts_on": factories.today().isoformat(),
        "ends_on": days_ago(-7).isoformat(),
        "deputy_id": str(cast["bo"].id),
    }


@pytest.fixture
def case(cast, nord):
    request = factories.request(nord)
    request.child.caseworker = cast["anna"]
    db.session.commit()
    return request.child


def to(user) -> str:
    return f"/absences/new/{user.id}"


def test_somebody_says_when_they_are_away_and_who_stands_in(anna, cast, form):
    assert anna.post(to(cast["anna"]), data=form).location == "/absences"
    absence = db.session.scalars(db.select(Absence)).one()
    assert (absence.user, absence.deputy) == (cast["anna"], cast["bo"])
    assert "væk nu" in anna.get("/absences").text


@pytest.mark.parametrize(
    ("name", "of", "may"),
    [
        ("anna", "anna", True),
        ("bo", "anna", True),
        ("gert", "anna", True),
        ("anna", "bo", False),
        ("ida", "anna", False),
        ("hans", "anna", False),
        ("dorte", "dorte", True),
    ],
)
def test_who_may_set_it(sign_in, cast, form, name, of, may):
    answer = sign_in(name).post(to(cast[of]), data=form | {"deputy_id": ""})
    assert answer.status_code == (302 if may else 403)


def test_another_municipality_sets_nothing(carl, cast, form):
    absence = factories.absence(cast["anna"])
    assert carl.post(to(cast["anna"]), data=form).status_code == 404
    assert carl.get(f"/absences/{absence.id}").status_code == 404
    assert carl.post(f"/absences/{absence.id}/call-off").status_code == 404


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"starts_on": ""}, "starts_on-error"),
        ({"ends_on": "1/1/2020"}, "ends_on-error"),
        ({"deputy_id": "987654"}, "deputy_id-error"),
        ({"deputy_id": "x"}, "deputy_id-error"),
    ],
)
def test_what_makes_no_sense_is_said_beside_the_field(anna, cast, form, changes, says):
    answer = anna.post(to(cast["anna"]), data=form | changes)
    assert answer.status_code == 422
    assert says in answer.text


def test_a_deputy_is_of_the_same_team_or_role(anna, cast, form):
    page = anna.get(to(cast["anna"])).text
    assert ">Bo<" in page
    assert ">Hans<" in page
    assert ">Dorte<" not in page
    answer = anna.post(to(cast["anna"]), data=form | {"deputy_id": str(cast["dorte"].id)})
    assert answer.status_code == 422


def test_a_deputy_is_there(anna, cast, form):
    factories.absence(cast["bo"])
    answer = anna.post(to(cast["anna"]), data=form)
    assert answer.status_code == 409
    assert "selv væk" in answer.text


def test_nobody_is_away_twice(anna, cast, form):
    absence = factories.absence(cast["anna"])
    assert anna.post(to(cast["anna"]), data=form).status_code == 409
    changed = form | {"version": "1", "deputy_id": ""}
    assert anna.post(f"/absences/{absence.id}", data=changed).location == "/absences"


def test_it_is_called_off_or_over_before_its_time(anna, cast):
    ahead = factories.absence(cast["anna"], starts_on=days_ago(-3), ends_on=days_ago(-5))
    assert anna.post(f"/absences/{ahead.id}/call-off").location == "/absences"
    assert ahead.called_off_on == factories.today()
    assert anna.post(f"/absences/{ahead.id}/call-off").status_code == 409
    now = factories.absence(cast["anna"])
    anna.post(f"/absences/{now.id}/call-off")
    assert (now.ends_on, now.called_off_on) == (days_ago(1), None)


def test_the_cases_are_among_the_deputys_own(sign_in, cast, case):
    bo = sign_in("bo")
    for page in ("/waiting-list?mine=y", "/children?mine=y", "/process?mine=y"):
        assert f"/children/{case.id}" not in bo.get(page).text
    factories.absence(cast["anna"], cast["bo"])
    for page in ("/waiting-list?mine=y", "/children?mine=y", "/process?mine=y"):
        assert f"/children/{case.id}" in bo.get(page).text


def test_a_deputy_of_another_team_still_states_a_purpose(sign_in, cast, case):
    factories.absence(cast["anna"], cast["hans"])
    hans = sign_in("hans")
    assert f"/children/{case.id}" in hans.get("/process?mine=y").text
    assert "/purpose" in hans.get(f"/children/{case.id}").location


@pytest.mark.parametrize(
    ("deputy", "shown"), [("bo", False), (None, True)], ids=["with a deputy", "without one"]
)
def test_what_nobody_looks_after_is_shown_to_the_leader(bo, cast, case, deputy, shown):
    factories.absence(cast["anna"], cast[deputy] if deputy else None)
    assert (f"/children/{case.id}/edit" in bo.get("/").text) == shown


def test_so_are_children_without_a_caseworker_or_with_one_who_has_left(bo, sign_in, cast, case):
    address = f"/children/{case.id}/edit"
    assert address not in bo.get("/").text
    case.caseworker = None
    db.session.commit()
    assert address in bo.get("/").text
    assert address not in sign_in("ida").get("/").text
    case.caseworker, cast["anna"].ends_on = cast["anna"], days_ago(1)
    db.session.commit()
    assert address in bo.get("/").text


def test_a_deputy_who_falls_away_is_no_deputy(bo, cast, case):
    factories.absence(cast["anna"], cast["bo"])
    factories.absence(cast["bo"])
    assert f"/children/{case.id}/edit" in bo.get("/").text
