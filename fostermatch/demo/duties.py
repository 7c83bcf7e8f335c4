"""Two years of courses, visits and supervision: most homes are up to date, some owe."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from fostermatch.accounts.models import User
from fostermatch.demo.book import Book
from fostermatch.demo.households import Home
from fostermatch.demo.scene import workday
from fostermatch.demo.words import duties as words
from fostermatch.duties import owed
from fostermatch.duties.levels import Levels
from fostermatch.duties.models import Appointment, Duty, Participant

# The share of what is asked that a home keeps.
KEEPS = {1.0: 0.62, 0.9: 0.24, 0.6: 0.11, 0.2: 0.03}
COURSE_DAYS = ((1, 28), (3, 18), (5, 13), (9, 9), (10, 21), (11, 30))
PLANNED_AHEAD = 45
LATELY = 8  # days in which something held may not have been recorded yet


def fill(book: Book, homes: Sequence[Home]) -> None:
    """For homes in use that have a consultant, this year and the last."""
    in_use = [home for home in homes if home.until is None and home.family.consultant]
    levels = Levels()
    shares = book.scene.deck(KEEPS, len(in_use))
    for year in (book.scene.today.year - 1, book.scene.today.year):
        given = courses(book, in_use, year)
        for home, share in zip(in_use, shares, strict=True):
            train(book, home, year, share, levels, given[home.family.consultant])
            for duty in (Duty.VISIT, Duty.SUPERVISION):
                meet(book, home, duty, year, share, levels)
        book.write(*(row for rows in given.values() for row in rows if row.participants))
    book.save()


def courses(
    book: Book, homes: Sequence[Home], year: int
) -> defaultdict[User | None, list[Appointment]]:
    """A few a year for each consultant's families."""
    given: defaultdict[User | None, list[Appointment]] = defaultdict(list)
    consultants = list(dict.fromkeys(home.family.consultant for home in homes))
    for number, consultant in enumerate(consultants):
        for month, day in COURSE_DAYS:
            on = workday(date(year, month, day) - timedelta(2 * number))
            row = appointment(book, Duty.TRAINING, on, consultant)
            row.topic, row.days = book.scene.pick(words.COURSES), Decimal(1)
            given[consultant].append(row)
    return given


def train(
    book: Book,
    home: Home,
    year: int,
    share: float,
    levels: Levels,
    given: Sequence[Appointment],
) -> None:
    """As many course days as asked, or fewer."""
    asked = int(owed.amount_asked(Duty.TRAINING, year, home.family.approvals, levels))
    days = sum(book.scene.chance(share) for _ in range(asked))
    open_to = [row for row in given if row.planned_on and row.planned_on > home.since]
    for row in book.scene.some(open_to, days, days) if open_to else ():
        row.participants.append(participant(home, absent=book.scene.chance(0.02)))


def meet(book: Book, home: Home, duty: Duty, year: int, share: float, levels: Levels) -> None:
    """Visits or supervisions, each some weeks before it is due."""
    scene, approvals = book.scene, home.family.approvals
    asked = owed.amount_asked(duty, year, approvals, levels)
    for due_on, _amount in owed.parts(duty, asked, year, approvals):
        on = max(workday(due_on - timedelta(scene.random.randint(10, 80))), home.since)
        if not scene.chance(share) or on > scene.today + timedelta(PLANNED_AHEAD):
            continue
        row = appointment(book, duty, on, home.family.consultant)
        row.participants.append(participant(home))
        if duty is Duty.SUPERVISION:
            row.held_by = scene.pick(words.SUPERVISORS)
        elif row.held_on and scene.chance(0.5):
            row.note = scene.pick(words.NOTES)
        if scene.chance(0.03):
            row.held_on, row.cancelled_on = None, min(on, scene.today)
            row.cancelled_because = scene.pick(words.CANCELLED)
        book.write(row)


def appointment(book: Book, duty: Duty, on: date, consultant: User | None) -> Appointment:
    """Held if the day has come, but for some lately that nobody has recorded yet."""
    scene = book.scene
    ago = (scene.today - on).days
    recorded = ago > LATELY or (ago > 0 and scene.chance(0.7))
    hour = 9 if duty is Duty.TRAINING else scene.random.randint(9, 15)
    facts: dict[str, Any] = {"held_on": on} if recorded else {}
    return Appointment(
        municipality_id=book.owner,
        duty=duty,
        planned_on=on,
        begins=time(hour, 0 if duty is Duty.TRAINING else scene.pick((0, 30))),
        consultant=consultant,
        changed_at=scene.moment(min(on, scene.today)),
        **facts,
    )


def participant(home: Home, absent: bool = False) -> Participant:
    return Participant(family=home.family, absent=absent)
