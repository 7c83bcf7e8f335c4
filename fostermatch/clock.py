"""What time it is, and what day it is in Denmark. The edges ask; everything below them is told."""

from calendar import monthrange
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

DENMARK = ZoneInfo("Europe/Copenhagen")


def today() -> date:
    return datetime.now(DENMARK).date()


def now() -> datetime:
    return datetime.now(UTC)


def day_of(moment: datetime) -> date:
    """The Danish day on which a moment falls."""
    return moment.astimezone(DENMARK).date()


def birthday(born_on: date, age: int) -> date:
    """The day a person reaches an age. Who was born on 29 February waits until 1 March."""
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)


def years_between(born_on: date, day: date) -> int:
    """A person's age on a day."""
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    return day.year - born_on.year - (not had_birthday)


def months_after(day: date, months: int) -> date:
    """The same day so many months later or, below nought, earlier; in a short month its last."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
