"""The weekly meeting two or three days ago: a round, and what a team leader decided since."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from fostermatch import clock
from fostermatch.accounts.models import Role, User
from fostermatch.children.models import NetworkOutcome
from fostermatch.database import db
from fostermatch.demo import figures
from fostermatch.demo.people import NORTH, Staff
from fostermatch.demo.scene import workday
from fostermatch.demo.words import requests as words
from fostermatch.matching import DEFAULT_WEIGHTS
from fostermatch.placements.models import PlacementKind
from fostermatch.requests.models import CareKind
from fostermatch.rounds import actions
from fostermatch.rounds.models import Outcome, Proposal, Round

UNDER_WAY = (NetworkOutcome.THINKS, NetworkOutcome.LOOKED_INTO, NetworkOutcome.SOLUTION)


def set_rules(staff: Staff, today: date) -> None:
    """The leaders began with the weights the program comes with, half a year ago."""
    manager, day = staff.in_role(Role.MANAGER)[0], workday(today - timedelta(180))
    actions.set_rules(
        staff.municipality, DEFAULT_WEIGHTS, words.WEIGHTS, by=manager, at=at(day, 10)
    )


def hold(staff: Staff, today: date) -> Round:
    """Run the round as a caseworker; one suggestion is accepted and one declined by her leader."""
    team = staff.teams[NORTH].id
    caseworker = staff.in_role(Role.CASEWORKER, NORTH)[0]
    leader = staff.in_role(Role.TEAM_LEADER, NORTH)[0]
    day = workday(today - timedelta(2))
    # The round is to read what is saved, in the order it will be read tomorrow.
    db.session.flush()
    db.session.expire_all()
    round_ = actions.run_round(
        staff.municipality, on=day, at=at(day, 9), by=caseworker, note="Ugemøde"
    )
    suggested = sorted(
        (line for line in round_.proposals if may_be_decided(line, team)),
        key=lambda line: line.fit or 0,
    )
    for line in suggested[-1:]:
        decide(line, Outcome.ACCEPTED, leader, today)
    for line in suggested[:-1][:1]:
        decide(line, Outcome.DECLINED, leader, today)
    return round_


def may_be_decided(line: Proposal, team_id: int) -> bool:
    """A lasting home suggested for a child of the team, alone and with nobody in the network."""
    request, child = line.request, line.request.child
    asked = any(one.outcome in UNDER_WAY for one in child.considerations)
    fits = request.kind is CareKind.FOSTER and line.bundle is None and not asked
    return fits and line.family_id is not None and child.team_id == team_id


def decide(line: Proposal, outcome: Outcome, leader: User, today: date) -> None:
    day = workday(today - timedelta(1))
    accepted = outcome is Outcome.ACCEPTED
    professional, economic = words.ACCEPTED if accepted else words.DECLINED
    cost = Decimal(figures.YEARLY_COST[PlacementKind.FOSTER])
    verdict = actions.Verdict(
        outcome,
        professional,
        economic,
        starts_on=today + timedelta(9) if accepted else None,
        yearly_cost=cost if accepted else None,
    )
    actions.decide(line, verdict, by=leader, on=day, at=at(day, 13))


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), clock.DENMARK)
