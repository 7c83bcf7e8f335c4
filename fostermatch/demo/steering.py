"""What a team leader steered since the meeting, and today's proposal as it came to be."""

from datetime import date, datetime, time, timedelta

from flask_babel import force_locale

from fostermatch import clock
from fostermatch.accounts.models import Role
from fostermatch.database import db
from fostermatch.demo.book import Book
from fostermatch.demo.people import NORTH
from fostermatch.demo.words.steering import WHY
from fostermatch.errors import Refused
from fostermatch.rounds.models import Proposal
from fostermatch.rounds.standing.actions import refresh
from fostermatch.rounds.steering.actions import Wish, set_steering
from fostermatch.rounds.steering.models import Kind


def fill(book: Book) -> None:
    """One veto, one pin and one hold, each for the first child of the team it fits."""
    municipality, today = book.staff.municipality, book.scene.today
    day = today - timedelta(1)  # after the meeting, and what is new since yesterday
    db.session.expire_all()
    lines = refresh(municipality, day, at(day, 8)).proposals
    team = book.staff.teams[NORTH].id
    alone = [row for row in lines if row.bundle is None and row.request.child.team_id == team]
    with force_locale("da"):
        for kind in (Kind.VETO, Kind.PIN, Kind.HOLD):
            steer(book, kind, alone, day)
    refresh(municipality, day, at(day, 14))
    refresh(municipality, today, at(today, 7))


def steer(book: Book, kind: Kind, lines: list[Proposal], day: date) -> None:
    """Each child is steered once; what the rules refuse is tried for the next one."""
    leader = book.staff.in_role(Role.TEAM_LEADER, NORTH)[0]
    until = book.scene.today + timedelta(12) if kind is Kind.HOLD else None
    for line in lines:
        family = line.own_best_family if kind is Kind.PIN else line.family
        if family is None or (kind is Kind.PIN and family is line.family):
            continue
        try:
            set_steering(
                line.request, family, Wish(kind, WHY[kind], until), leader, day, at(day, 13)
            )
        except Refused:
            continue
        db.session.flush()
        lines.remove(line)
        return


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), clock.DENMARK)
