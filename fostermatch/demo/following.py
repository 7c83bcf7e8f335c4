"""What follows each stay: most of it in time, some late, a little forgotten."""

from collections.abc import Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.accounts.models import Role, User
from fostermatch.clock import months_after
from fostermatch.database import db
from fostermatch.demo import settling_in
from fostermatch.demo.book import Book
from fostermatch.demo.scene import Scene, workday
from fostermatch.demo.words import following as words
from fostermatch.placements.following import due
from fostermatch.placements.models import FollowUp, Placement, Result, SupervisionVisit

BACK = 800  # days for which stays are told of
FOLLOW_UPS_SINCE = timedelta(400)  # older ones are in the system before this
KEEPS = 0.86  # the share that is done in time
FORGETS = 0.08  # of the latest
RECENT = timedelta(120)
DAY = timedelta(1)
SPEAKS = 4  # years


def fill(book: Book) -> None:
    """For all stays of the last two years."""
    scene = book.scene
    colleagues = by_team(book)
    for placement in stays(book):
        advisers = colleagues[placement.child.team_id]
        last = min(placement.ends_on or scene.today, scene.today)
        follow_up(book, placement, last)
        if not placement.is_respite:
            visit(book, placement, advisers, last)
        settling_in.fill(book, placement, last)
    book.save()


def by_team(book: Book) -> dict[int, list[User]]:
    """The caseworkers of each team, their leader first."""
    users = sorted(book.staff.users, key=lambda user: user.role is not Role.TEAM_LEADER)
    here = [user for user in users if user.ends_on is None and user.team_id]
    return {
        team.id: [
            user
            for user in here
            if user.team_id == team.id and user.role in (Role.CASEWORKER, Role.TEAM_LEADER)
        ]
        for team in book.staff.teams.values()
    }


def stays(book: Book) -> Sequence[Placement]:
    since = book.scene.today - timedelta(BACK)
    return db.session.scalars(
        sa.select(Placement)
        .options(joinedload(Placement.child), joinedload(Placement.request))
        .where(Placement.municipality_id == book.owner, Placement.not_over(since))
        .order_by(Placement.id)
    ).all()


def done_by(scene: Scene, due_on: date) -> date:
    """Usually some days before it is due, sometimes some weeks after."""
    if scene.chance(KEEPS):
        return workday(due_on - timedelta(scene.random.randint(1, 24)))
    return workday(due_on + timedelta(scene.random.randint(3, 40)))


def forgotten(scene: Scene, on: date) -> bool:
    return on > scene.today - RECENT and scene.chance(FORGETS)


def visit(book: Book, placement: Placement, advisers: Sequence[User], last: date) -> None:
    scene, held = book.scene, list[date]()
    caseworker = placement.child.caseworker or advisers[0]
    while True:
        due_on = due.visit_days(placement.starts_on, held)[-1]
        on = max(done_by(scene, due_on), held[-1] + DAY if held else placement.starts_on + DAY)
        row = SupervisionVisit(municipality_id=book.owner, placement_id=placement.id, planned_on=on)
        others = [user for user in advisers if user is not caseworker]
        row.advisers = [caseworker, scene.pick(others or advisers[:1])]
        if on > last:
            if placement.ends_on is None and scene.chance(0.4) and on > scene.today:
                book.write(row)
            return
        if forgotten(scene, on):
            return
        talk(scene, row, on)
        if placement.child.age_on(on) < SPEAKS:
            row.talked_with_child, row.why_no_talk, row.seen = False, words.TOO_SMALL, ""
        book.write(row)
        held.append(on)


def talk(scene: Scene, row: SupervisionVisit, on: date) -> None:
    row.held_on, row.talked_with_child = on, scene.chance(0.93)
    row.seen = scene.pick(words.SEEN)
    if not row.talked_with_child:
        row.why_no_talk = scene.pick(words.NO_TALK)
    if scene.chance(0.3):
        row.to_do = scene.pick(words.TO_DO)


def follow_up(book: Book, placement: Placement, last: date) -> None:
    """The first within three months, then rarer as the stay settles."""
    scene, held = book.scene, list[FollowUp]()
    while True:
        due_on = due.follow_up_days(placement, held)[-1]
        before = held[-1].held_on if held else placement.starts_on
        on = max(done_by(scene, due_on), (before or placement.starts_on) + DAY)
        row = FollowUp(municipality_id=book.owner, placement_id=placement.id, planned_on=on)
        if not placement.is_respite and scene.chance(KEEPS):
            row.note_on = max(placement.starts_on, on - timedelta(scene.random.randint(14, 20)))
            row.note = scene.pick(words.NOTES)
        if on > last:
            if placement.ends_on is None and on > scene.today:
                ahead(book, row)
            return
        if forgotten(scene, on):
            return
        row.held_on = on
        conclude(scene, row, on, number=len(held))
        if placement.child.age_on(on) < SPEAKS:
            row.child_view = words.TOO_SMALL
        held.append(row)
        if on > scene.today - FOLLOW_UPS_SINCE:
            book.write(row)


def ahead(book: Book, row: FollowUp) -> None:
    """Planned by most; the note is not there before its day has come."""
    if row.note_on and row.note_on > book.scene.today:
        row.note_on, row.note = None, ""
    if row.note_on or book.scene.chance(0.6):
        book.write(row)


def conclude(scene: Scene, row: FollowUp, on: date, number: int) -> None:
    row.result = Result.CHANGE if scene.chance(0.2) else Result.CONTINUE
    row.child_view = scene.pick(words.VIEWS)
    row.decided = scene.pick(words.DECIDED) if scene.chance(0.5) else ""
    weeks = min(26, 8 + 6 * number)
    row.next_on = workday(on + timedelta(weeks=weeks))
    row.grant_ends_on = months_after(on, 9) if scene.chance(0.15) else None
