"""The page with the secret address, and what a calendar program gets there."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from config import Testing
from fostermatch import clock, create_app
from fostermatch.accounts.models import Role
from fostermatch.calendars.models import CalendarFeed
from fostermatch.database import db
from fostermatch.duties.models import Duty
from tests import factories

DAY = date(2026, 11, 2)
DENMARK = ZoneInfo("Europe/Copenhagen")


@pytest.fixture(autouse=True)
def _in_november(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def family(aarhus, cast):
    return factories.ready_family(
        aarhus, consultant_id=cast["dorte"].id, name="Hemmelig", address="Skjult Vej 1"
    )


@pytest.fixture
def visitor(app):
    return app.test_client()


def new_address(client) -> str:
    """As it stands on the page, once."""
    text = client.post("/calendar").text
    shown = text.partition('<code class="secret">')[2].partition("</code>")[0]
    return urlsplit(shown).path


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.content_type == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.data)


def entries(client, address):
    return {str(event["uid"]).partition("@")[0]: event for event in read(client, address).events}


def test_the_address_is_shown_once_and_its_secret_is_not_stored(dorte):
    address = new_address(dorte)
    token = address.removeprefix("/calendar/").removesuffix(".ics")
    assert len(token) >= 43
    assert token not in dorte.get("/calendar").text
    assert token not in db.session.query(CalendarFeed).one().token_hash


def test_a_planned_visit_is_at_its_time_in_denmark(dorte, visitor, family):
    row = factories.appointment(family, planned_on=date(2026, 11, 20))
    found = read(visitor, new_address(dorte))
    [zone] = found.timezones
    assert zone.tz_name == "Europe/Copenhagen"
    event = next(one for one in found.events if "appointment" in one["uid"])
    assert event["uid"] == f"appointment-{row.id}@127.0.0.1"
    assert event["dtstart"].params["TZID"] == "Europe/Copenhagen"
    assert event.start == datetime(2026, 11, 20, 10, tzinfo=DENMARK)
    assert event.start.astimezone(UTC).hour == 9
    assert event.end == event.start + timedelta(hours=2)
    assert event["summary"] == f"Vejledningsbesøg: {family.reference}"
    assert event["url"] == f"http://127.0.0.1:5000/duties/appointments/{row.id}/held"


def test_summer_and_winter_time_are_both_right(dorte, visitor, family, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2027, 3, 1))
    for day in (date(2027, 3, 27), date(2027, 3, 28)):
        factories.appointment(family, planned_on=day)
    events = [one for key, one in entries(visitor, new_address(dorte)).items() if "app" in key]
    assert [one.start.astimezone(UTC).hour for one in events] == [9, 8]


def test_a_moved_visit_keeps_its_name_and_a_cancelled_one_says_so(dorte, visitor, family, cast):
    row = factories.appointment(family, planned_on=date(2026, 11, 20))
    address, key = new_address(dorte), f"appointment-{row.id}"
    assert entries(visitor, address)[key]["sequence"] == 0
    moved = {"planned_on": "2026-11-25", "begins": "13:00", "version": "1"}
    page = f"/duties/appointments/{row.id}"
    dorte.post(f"{page}/edit", data=moved | {"consultant_id": cast["dorte"].id})
    event = entries(visitor, address)[key]
    assert (event["sequence"], event.start.day, event["status"]) == (1, 25, "CONFIRMED")
    dorte.post(f"{page}/cancel", data={"cancelled_because": "Syg", "version": "2"})
    event = entries(visitor, address)[key]
    assert (event["sequence"], event["status"]) == (2, "CANCELLED")


def test_what_is_due_and_not_planned_is_there_on_its_last_day(dorte, visitor, family):
    factories.appointment(family, planned_on=date(2026, 11, 20))
    found = entries(visitor, new_address(dorte))
    due = found[f"due-{family.id}-visit-20261231-2"]
    assert due.start == date(2026, 12, 31)
    assert due["summary"] == f"Frist: vejledningsbesøg, {family.reference}"
    assert f"due-{family.id}-visit-20260630-1" not in found


@pytest.mark.parametrize(("days", "hours"), [("0.5", 3.5), ("1.0", 7), ("2.0", 31)])
def test_a_course_lasts_its_days(dorte, visitor, family, days, hours):
    row = factories.appointment(
        family, duty=Duty.TRAINING, planned_on=date(2026, 11, 20), days=days, topic="Hemmelig"
    )
    event = entries(visitor, new_address(dorte))[f"appointment-{row.id}"]
    assert event.end - event.start == timedelta(hours=hours)


def test_nothing_personal_leaves_the_house(dorte, visitor, family, aarhus):
    other = factories.ready_family(aarhus, name="Lønlig")
    factories.appointment(
        family,
        other,
        duty=Duty.TRAINING,
        planned_on=date(2026, 11, 20),
        topic="Om Hemmelig",
        note="Hemmelig note",
        held_by="Psykolog Hemmelig",
        consultant_id=family.consultant_id,
    )
    text = visitor.get(new_address(dorte)).text
    for secret in ("Hemmelig", "Lønlig", "Skjult", "8900", "20304050", "Dorte"):
        assert secret not in text
    assert other.reference in text.replace("\r\n ", "")


def test_each_sees_only_what_they_look_after(dorte, bo, visitor, family):
    factories.appointment(family, planned_on=date(2026, 11, 20))
    assert not read(visitor, new_address(bo)).events


def test_a_new_address_closes_the_old_and_a_closed_one_does_not_exist(dorte, visitor):
    old, new = new_address(dorte), new_address(dorte)
    assert visitor.get(old).status_code == 404
    assert visitor.get(new).status_code == 200
    dorte.post("/calendar/revoke")
    assert visitor.get(new).status_code == 404
    assert visitor.get("/calendar/gættet.ics").status_code == 404


def test_the_page_says_when_it_was_last_fetched(dorte, visitor):
    address = new_address(dorte)
    assert "ikke endnu" in dorte.get("/calendar").text
    visitor.get(address)
    assert "ikke endnu" not in dorte.get("/calendar").text


@pytest.mark.parametrize(
    "change", [{"ends_on": date(2026, 11, 1)}, {"role": Role.CONTROLLER}], ids=["left", "moved"]
)
def test_who_has_left_or_does_other_work_has_no_calendar(dorte, visitor, cast, change):
    address = new_address(dorte)
    for name, value in change.items():
        setattr(cast["dorte"], name, value)
    db.session.commit()
    assert visitor.get(address).status_code == 404


def test_what_has_not_changed_is_not_sent_again(dorte, visitor, family):
    address = new_address(dorte)
    tag = visitor.get(address).headers["ETag"]
    assert visitor.get(address, headers={"If-None-Match": tag}).status_code == 304
    factories.appointment(family, planned_on=date(2026, 11, 20))
    assert visitor.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_a_calendar_of_many_families_asks_few_questions(dorte, visitor, aarhus, cast):
    address, counts = new_address(dorte), []
    for families in (2, 30):
        for number in range(families):
            row = factories.ready_family(aarhus, name=f"F {number}", consultant_id=cast["dorte"].id)
            factories.appointment(row, planned_on=date(2026, 11, 20))
        visitor.get(address)
        counts.append(visitor.queries)
    assert counts[0] == counts[1] <= 12


def test_who_guesses_has_to_wait(app, cast):
    class Limited(Testing):
        RATELIMIT_ENABLED = True

    guesser = create_app(Limited(app.config["SQLALCHEMY_DATABASE_URI"])).test_client()
    answers = [guesser.get(f"/calendar/{number}.ics").status_code for number in range(31)]
    assert answers == [404] * 30 + [429]
    with guesser.application.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("name", ["erik", "frida", "gert"])
def test_others_have_no_calendar(sign_in, name):
    for address in ("/calendar", "/calendar/revoke"):
        assert sign_in(name).post(address).status_code == 403
