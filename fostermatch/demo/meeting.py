"""The weekly meeting two or three days ago: a round, what was recommended and decided since."""

from datetime import date, datetime, time, timedelta

from fostermatch import clock
from fostermatch.accounts.models import Role, User
from fostermatch.children.models import NetworkOutcome
from fostermatch.database import db
from fostermatch.decisions import actions
from fostermatch.decisions.choices import Outcome
from fostermatch.decisions.drafts import Verdict
from fostermatch.demo import recommendations
from fostermatch.demo.book import Book
from fostermatch.demo.people import NORTH, Staff
from fostermatch.demo.scene import workday
from fostermatch.demo.words import decisions as words_of_decisions
from fostermatch.demo.words import requests as words
from fostermatch.matching import DEFAULT_WEIGHTS
from fostermatch.requests.models import CareKind
from fostermatch.rounds import actions as rounds
from fostermatch.rounds.models import Proposal, Round

UNDER_WAY = (NetworkOutcome.THINKS, NetworkOutcome.LOOKED_INTO, NetworkOutcome.SOLUTION)


def set_rules(staff: Staff, today: date) -> None:
    """The leaders began with the weights the program comes with, half a year ago."""
    manager, day = staff.in_role(Role.MANAGER)[0], workday(today - timedelta(180))
    rounds.set_rules(staff.municipality, DEFAULT_WEIGHTS, words.WEIGHTS, by=manager, at=at(day, 10))


def hold(book: Book) -> Round:
    """A caseworker runs the round and recommends two suggestions; her leader accepts one."""
    staff, today = book.staff, book.scene.today
    team = staff.teams[NORTH].id
    caseworker = staff.in_role(Role.CASEWORKER, NORTH)[0]
    leader = staff.in_role(Role.TEAM_LEADER, NORTH)[0]
    day = workday(today - timedelta(2))
    # The round is to read what is saved, in the order it will be read tomorrow.
    db.session.flush()
    db.session.expire_all()
    round_ = rounds.run_round(
        staff.municipality, on=day, at=at(day, 9), by=caseworker, note="Ugemøde"
    )
    suggested = sorted(
        (line for line in round_.proposals if may_be_decided(line, team)),
        key=lambda line: (not is_network_asked(line), line.fit or 0),
    )
    for line in suggested[-1:]:
        decide(book, line, Outcome.ACCEPTED, caseworker, leader, day)
    for line in suggested[:-1][:1]:
        decide(book, line, Outcome.DECLINED, caseworker, leader, day)
    return round_


def may_be_decided(line: Proposal, team_id: int) -> bool:
    """A lasting home suggested for a child of the team, alone."""
    request = line.request
    fits = request.kind is CareKind.FOSTER and line.bundle is None
    return fits and line.family_id is not None and request.child.team_id == team_id


def is_network_asked(line: Proposal) -> bool:
    return any(one.outcome in UNDER_WAY for one in line.request.child.considerations)


def decide(
    book: Book, line: Proposal, outcome: Outcome, caseworker: User, leader: User, day: date
) -> None:
    """Recommended after the meeting, decided by her leader the day after."""
    if line.family is None:
        return
    draft = recommendations.draft(book, line.request, line.family, book.scene.today + timedelta(9))
    row = actions.recommend(line.request, draft, caseworker, day, at(day, 14))
    db.session.flush()
    accepted = outcome is Outcome.ACCEPTED
    reason = words_of_decisions.ACCEPTED[0] if accepted else words_of_decisions.DECLINED
    after = workday(book.scene.today - timedelta(1))
    actions.decide(row, Verdict(outcome, reason), leader, after, at(after, 13))


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), clock.DENMARK)
