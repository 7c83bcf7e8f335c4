"""Recommendations: of those who found a home over the year, and those that wait for a leader."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from fostermatch import deadlines
from fostermatch.accounts.models import Role
from fostermatch.children.models import Speaker
from fostermatch.database import db
from fostermatch.decisions import actions, comparing, compromising
from fostermatch.decisions.choices import CompromiseKind, Consent, Level, Outcome
from fostermatch.decisions.drafts import Draft, Voice
from fostermatch.decisions.models import Decision, DecisionRule
from fostermatch.decisions.queries import by_request
from fostermatch.demo.asks import WITH_NEED
from fostermatch.demo.book import Book
from fostermatch.demo.scene import workday
from fostermatch.demo.words import decisions as words
from fostermatch.errors import Refused
from fostermatch.families.models import Family
from fostermatch.placements.models import Placement, PlacementKind
from fostermatch.requests.models import PlacementRequest
from fostermatch.rounds.models import Proposal, Round

COST_LIMIT = Decimal(600_000)
MEMBERS = "Birgit Lund, teamleder\nDorthe Munk, leder\nKaren Mølgaard, teamleder"
TO_WAIT = 4


def set_rule(book: Book) -> None:
    """Dear places go to the committee; all else as the program comes with it."""
    manager = book.staff.in_role(Role.MANAGER)[0]
    book.write(
        DecisionRule(
            municipality_id=book.owner,
            starts_on=book.scene.today - timedelta(500),
            no_consent=Level.ABU,
            overridden=Level.VISITATION,
            split=Level.VISITATION,
            dear=Level.VISITATION,
            cost_limit=COST_LIMIT,
            set_by_id=manager.id,
            set_at=book.scene.moment(book.scene.today - timedelta(510)),
        )
    )
    book.save()


def draft(
    book: Book,
    request: PlacementRequest,
    family: Family,
    starts_on: date,
    cost: Decimal | None = None,
    compromises: dict[CompromiseKind, str] | None = None,
    alone: bool = False,
) -> Draft:
    scene, given_up = book.scene, compromises or {}
    return Draft(
        family=family,
        slot=request.slots[0],
        starts_on=starts_on,
        professional=scene.pick(words.PROFESSIONAL),
        economic=scene.pick(words.ECONOMIC),
        voices={row.id: voice(row, starts_on) for row in actions.moving(request, alone)},
        parents_consent=True,
        weighed={point: (True, said) for point, said in words.WEIGHED.items()},
        yearly_cost=cost or Decimal(439_700),
        compromises=given_up,
        support=scene.pick(words.SUPPORT) if given_up else "",
        review_on=workday(starts_on + timedelta(90)) if given_up else None,
        alone=alone,
    )


def voice(request: PlacementRequest, starts_on: date) -> Voice:
    child = request.child
    old = child.age_on(starts_on) >= deadlines.value("consent_age", starts_on)
    return Voice(
        child_view=child.last_words_of(Speaker.CHILD) or words.CHILD,
        parents_view=child.last_words_of(Speaker.PARENTS)
        or words.PARENTS.format(navn=child.first_name),
        consent=Consent.GIVEN if old else None,
        consented_on=starts_on - timedelta(14) if old else None,
    )


def over_the_year(book: Book) -> None:
    """One for each child who came to a family in the last year, decided before it moved in."""
    set_rule(book)
    stays = met_in_a_year(book)
    today, known = book.scene.today, [stay.request for stay in stays if stay.request]
    families = {stay.family_id for stay in stays if stay.family_id}
    now = comparing.today(book.staff.municipality, known, today, families)
    # The stay itself is not to count as knowing the family, nor its place as taken.
    now = replace(now, needs=[replace(need, known_families=frozenset()) for need in now.needs])
    given = by_request(request.id for request in known)
    for stay in stays:
        if stay.request and stay.family and not given[stay.request.id]:
            keep(book, stay, stay.request, stay.family, now)
    book.save()


def met_in_a_year(book: Book) -> Sequence[Placement]:
    return db.session.scalars(
        sa.select(Placement)
        .join(Placement.request)
        .options(
            contains_eager(Placement.request).options(*WITH_NEED), joinedload(Placement.family)
        )
        .where(
            Placement.municipality_id == book.owner,
            Placement.kind == PlacementKind.FOSTER,
            PlacementRequest.closed_on >= book.scene.today - timedelta(365),
        )
        .order_by(Placement.id)
    ).all()


def keep(
    book: Book, stay: Placement, request: PlacementRequest, family: Family, now: comparing.Today
) -> None:
    """What was written then, as far as it can be told from what is known now."""
    found = comparing.compare(request, family, request.slots[0], now)
    decided_on = request.closed_on or stay.starts_on
    if not found.candidates or found.chosen.family is not family:
        return  # it has left since, so nothing is known of it any more
    found.candidates[0] = replace(found.chosen, obstacles=())
    given_up = dict(islice(compromising.from_facts(found.chosen).items(), 2))
    text = draft(book, request, family, stay.starts_on, stay.yearly_cost, given_up, alone=True)
    team = next(team for team in book.staff.teams.values() if team.id == request.child.team_id)
    writer, leader = (
        book.staff.in_role(role, team.name)[0] for role in (Role.CASEWORKER, Role.TEAM_LEADER)
    )
    day = max(request.waiting_since, workday(decided_on - timedelta(5)))
    row = actions.written(text, found, writer, day, book.scene.moment(day))
    row.override_reason = ""
    other = next((one for one in found.candidates[1:] if book.scene.chance(0.25)), None)
    row.suggested_family_id = other.family.id if other else family.id
    row.not_followed_reason = book.scene.pick(words.NOT_FOLLOWED) if other else ""
    row.weights = now.weights.to_json()
    row.overridden = frozenset()
    kept = actions.line(found, now, text)
    kept.need |= {"age": request.child.age_on(day)}
    row.lines = [kept]
    row.level, row.level_because = actions.level(
        book.staff.municipality, text, frozenset(), split=False, on=day
    )
    row.decision = Decision(
        decided_by_id=leader.id,
        decided_on=decided_on,
        decided_at=book.scene.moment(decided_on),
        outcome=Outcome.ACCEPTED,
        reason=book.scene.pick(words.ACCEPTED),
        members=MEMBERS if row.level.is_committee else "",
    )
    book.write(row)


def waiting(book: Book, round_: Round) -> None:
    """Of the suggestions nobody has taken up some are recommended, one with a compromise."""
    today = book.scene.today
    lines = [line for line in round_.proposals if line.family and line.request.state.is_open]
    given = by_request(line.request_id for line in lines)
    own = sorted(lines, key=lambda line: line.request.child.team_id)
    written = 0
    for line in own:
        if written < TO_WAIT and not given[line.request_id] and line.bundle is None:
            written += recommend(book, line, workday(today - timedelta(written % 3)), written)


def recommend(book: Book, line: Proposal, day: date, number: int) -> bool:
    """Whether it could be: a family that has said no, or has no place any more, cannot."""
    if line.family is None:
        return False
    team = next(one for one in book.staff.teams.values() if one.id == line.request.child.team_id)
    writer = book.staff.in_role(Role.CASEWORKER, team.name)[0]
    compromises = {CompromiseKind.SCHOOL: words.COMPROMISE} if number == 1 else None
    cost = COST_LIMIT + 40_000 if number == TO_WAIT - 1 else None
    starts_on = book.scene.today + timedelta(14)
    text = draft(book, line.request, line.family, starts_on, cost, compromises)
    try:
        actions.recommend(line.request, text, writer, day, book.scene.moment(day))
    except Refused:
        return False
    return True
