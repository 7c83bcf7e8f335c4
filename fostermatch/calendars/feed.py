"""A calendar as other programs read it (iCalendar, RFC 5545).

It leaves the house, so families are in it by their reference only: no names, no addresses,
no topics or notes that somebody has typed.
"""

from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, url_for
from flask_babel import gettext as _
from icalendar import Calendar, Event

from fostermatch import clock
from fostermatch.calendars.queries import Entries
from fostermatch.duties.models import Appointment, Duty
from fostermatch.duties.queries import Line
from fostermatch.placements.following.due import Due
from fostermatch.wording import small

LASTS = {Duty.VISIT: timedelta(hours=2), Duty.SUPERVISION: timedelta(hours=1, minutes=30)}
COURSE_DAY = timedelta(hours=7)
FETCH_EVERY = timedelta(hours=1)


def calendar(entries: Entries, on: date) -> bytes:
    found = Calendar()
    found.add("prodid", "-//fostermatch//DA")
    found.add("version", "2.0")
    found.add("x-wr-calname", _("Visits and courses"))
    found.add("refresh-interval", FETCH_EVERY, parameters={"VALUE": "DURATION"})
    for row in entries.appointments:
        found.add_component(of_appointment(row))
    for line in entries.dues:
        found.add_component(of_due(line, on))
    for due in entries.stays:
        found.add_component(of_stay(due, on))
    found.add_missing_timezones(
        first_date=date(on.year - 1, 1, 1), last_date=date(on.year + 5, 1, 1)
    )
    ical: bytes = found.to_ical()
    return ical


def of_appointment(row: Appointment) -> Event:
    references = ", ".join(family.reference for family in row.families)
    return event(
        f"appointment-{row.id}",
        f"{row.duty.label}: {references}",
        dtstart=row.starts_at,
        dtend=row.starts_at + lasts(row) if row.starts_at else None,
        dtstamp=row.changed_at,
        last_modified=row.changed_at,
        sequence=row.version - 1,
        status="CANCELLED" if row.cancelled_on else "CONFIRMED",
        url=address("duties.hold", appointment_id=row.id),
    )


def lasts(row: Appointment) -> timedelta:
    """A course of two days ends on the afternoon of the second; a half day is half a day."""
    if row.days is None:
        return LASTS[row.duty]
    whole = ceil(row.days)
    return timedelta(whole - 1) + COURSE_DAY * (float(row.days) - whole + 1)


def of_due(line: Line, on: date) -> Event:
    """A day by which something must have been held, and nothing is planned."""
    due, family = line.due, line.family
    what = _("Due: %(duty)s, %(reference)s", duty=small(due.duty.label), reference=family.reference)
    return event(
        f"due-{family.id}-{due.duty.value}-{due.due_on:%Y%m%d}-{due.number}",
        what,
        dtstart=due.due_on,
        dtend=due.due_on + timedelta(1),
        dtstamp=datetime.combine(on, time(), clock.DENMARK).astimezone(UTC),
        transp="TRANSPARENT",
        url=address("duties.plan", family_id=family.id, duty=due.duty.value),
    )


def of_stay(due: Due, on: date) -> Event:
    """Something to be done on a stay: on the day it is planned, else by the day it is due."""
    number, day = due.placement.id, due.planned_on or due.due_on
    what = _("%(what)s, stay %(number)s", what=due.label, number=number)
    return event(
        f"stay-{number}-{due.what.value}-{due.row.id if due.row else f'{day:%Y%m%d}'}",
        what if due.planned_on else _("Due: %(what)s", what=small(what)),
        dtstart=day,
        dtend=day + timedelta(1),
        dtstamp=datetime.combine(on, time(), clock.DENMARK).astimezone(UTC),
        transp="TRANSPARENT",
        url=address("placements.detail", placement_id=number),
    )


def event(key: str, summary: str, **facts: Any) -> Event:
    found = Event()
    found.add("uid", f"{key}@{urlsplit(current_app.config['PUBLIC_URL']).hostname}")
    found.add("summary", summary)
    for name, value in facts.items():
        found.add(name.replace("_", "-"), value)
    return found


def address(endpoint: str, **values: Any) -> str:
    """A page of ours, by the address the municipality is known at."""
    return current_app.config["PUBLIC_URL"].rstrip("/") + url_for(endpoint, **values)
