"""Families asked: for those who found a home lately, for those who wait, and since the meeting."""

from collections.abc import Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from flask_babel import force_locale
from sqlalchemy.orm import joinedload, selectinload

from fostermatch.accounts.models import Role
from fostermatch.asks import anonymous
from fostermatch.asks.models import (
    STANDING,
    Ask,
    AskedHow,
    AskState,
    Reply,
    WhyNot,
    WithdrawnBecause,
)
from fostermatch.children.models import Child, SiblingGroup
from fostermatch.database import db
from fostermatch.decisions.queries import by_request
from fostermatch.demo.book import Book
from fostermatch.demo.scene import workday
from fostermatch.demo.words import asks as words
from fostermatch.families.models import Approval, ApprovalKind, Care, Family
from fostermatch.placements.models import Placement, PlacementKind
from fostermatch.requests.models import IN_ROUNDS, CareKind, PlacementRequest, State
from fostermatch.rounds.models import Proposal, Round

BACK = 170  # days
WITH_NEED = (
    joinedload(PlacementRequest.child).options(
        selectinload(Child.profiles),
        joinedload(Child.sibling_group).selectinload(SiblingGroup.children),
    ),
)
HOW = {AskedHow.PHONE: 0.7, AskedHow.MAIL: 0.2, AskedHow.MEETING: 0.1}


def before_the_meeting(book: Book) -> None:
    """A yes for every home found lately, and the noes on the way to it and to those who wait."""
    scene, families = book.scene, {care: families_of(book, care) for care in Care}
    for request, home, closed_on in met_lately(book):
        care = Care.RESPITE if request.kind.is_respite else Care.FULL_TIME
        for family in scene.some(families[care], most=2, least=0):
            if family is not home:
                refuse(book, request, family, closed_on - timedelta(scene.random.randint(9, 25)))
        accept(book, request, home, closed_on - timedelta(scene.random.randint(6, 9)))
    for request in waiting(book)[::3]:
        for family in scene.some(families[Care.FULL_TIME], most=2):
            refuse(book, request, family, scene.ago(9, 30))
    book.save()


def since_the_meeting(book: Book, round_: Round) -> None:
    """One question in each of its ways, and a family that does not know another was chosen."""
    today = book.scene.today
    given = by_request(line.request_id for line in round_.proposals)
    undecided = [line for line in round_.proposals if line.family and not given[line.request_id]]
    ways = (declines, silent, thinks, lately, agrees, thought, by_mail)
    first_the_north = sorted(undecided, key=lambda line: line.request.child.team_id)
    for way, line in zip(ways, first_the_north, strict=False):
        way(book, line, today)
    for line in round_.proposals:
        if line.family and line.request.state is State.PLACED:
            accept(book, line.request, line.family, workday(today - timedelta(6)))
            tell_not_chosen(book, line, workday(today - timedelta(5)), today)
    book.save()


def lately(book: Book, line: Proposal, today: date) -> None:
    ask(book, line.request, line.family, today - timedelta(1))


def silent(book: Book, line: Proposal, today: date) -> None:
    ask(book, line.request, line.family, workday(today - timedelta(5)))


def thinks(book: Book, line: Proposal, today: date) -> None:
    think(book, line, today - timedelta(2), until=today + timedelta(4))


def thought(book: Book, line: Proposal, today: date) -> None:
    think(book, line, today - timedelta(8), until=today - timedelta(1))


def think(book: Book, line: Proposal, asked_on: date, until: date) -> None:
    row = ask(book, line.request, line.family, workday(asked_on))
    said = book.scene.pick(words.THINKING)
    say(book, row, AskState.THINKING, row.asked_on, words=said, thinking_until=until)


def agrees(book: Book, line: Proposal, today: date) -> None:
    row = ask(book, line.request, line.family, today - timedelta(2))
    say(book, row, AskState.YES, today - timedelta(1), words=words.YES[0])


def declines(book: Book, line: Proposal, today: date) -> None:
    row = ask(book, line.request, line.family, today - timedelta(2))
    no = {"why_not": frozenset({WhyNot.AGE}), "words": words.NO["age"]}
    say(book, row, AskState.NO, today - timedelta(1), **no)


def by_mail(book: Book, line: Proposal, today: date) -> None:
    ask(book, line.request, line.family, today, AskedHow.MAIL)


def tell_not_chosen(book: Book, line: Proposal, asked_on: date, today: date) -> None:
    other = next(
        family for family in families_of(book, Care.FULL_TIME) if family is not line.family
    )
    row = ask(book, line.request, other, asked_on)
    because = WithdrawnBecause.OTHER_FAMILY
    say(book, row, AskState.WITHDRAWN, today - timedelta(1), withdrawn_because=because)


def accept(book: Book, request: PlacementRequest, family: Family | None, asked_on: date) -> Ask:
    row = ask(book, request, family, asked_on)
    day = row.asked_on + timedelta(book.scene.random.randint(0, 5))
    say(book, row, AskState.YES, day, words=book.scene.pick(words.YES))
    return row


def refuse(book: Book, request: PlacementRequest, family: Family, asked_on: date) -> None:
    row = ask(book, request, family, asked_on)
    day = row.asked_on + timedelta(book.scene.random.randint(0, 7))
    code = book.scene.pick(list(WhyNot))
    said = words.NO[code] if code is WhyNot.OTHER or book.scene.chance(0.5) else ""
    say(book, row, AskState.NO, day, why_not=frozenset({code}), words=said)


def ask(
    book: Book,
    request: PlacementRequest,
    family: Family | None,
    asked_on: date,
    how: AskedHow | None = None,
) -> Ask:
    day = max(workday(asked_on), request.waiting_since)
    child = request.child
    team = next(team for team in book.staff.teams.values() if team.id == child.team_id)
    asker = child.caseworker_id or book.staff.in_role(Role.CASEWORKER, team.name)[0].id
    with force_locale("da"):
        text = anonymous.text(request, set(anonymous.USUALLY_TOLD), day)
    [way] = [how] if how else book.scene.deck(HOW, 1)
    row = Ask(
        municipality_id=book.owner,
        request=request,
        family=family,
        asked_by_id=asker,
        asked_on=day,
        asked_at=book.scene.moment(day),
        how=way,
        text=text,
        state=AskState.ASKED,
        said_on=day,
    )
    book.write(row)
    return row


def say(book: Book, row: Ask, state: AskState, day: date, **facts: object) -> None:
    day = min(day, book.scene.today)
    row.state, row.said_on = state, day
    for name, value in facts.items():
        setattr(row, name, value)
    if state in (AskState.YES, AskState.NO):
        row.answered_on = day
    at, by = book.scene.moment(day), row.asked_by_id
    row.replies.append(Reply(state=state, said_on=day, recorded_at=at, recorded_by_id=by, **facts))


def asked(book: Book) -> set[int]:
    """The requests for which a family stands asked."""
    return set(
        db.session.scalars(
            sa.select(Ask.request_id).where(
                Ask.municipality_id == book.owner, Ask.state.in_(STANDING)
            )
        )
    )


def families_of(book: Book, care: Care) -> list[Family]:
    """Those approved to take any child that fits."""
    return list(
        db.session.scalars(
            sa.select(Family)
            .where(
                Family.municipality_id == book.owner,
                Family.approvals.any(
                    sa.and_(
                        Approval.in_force(book.scene.today),
                        Approval.care == care,
                        Approval.kind != ApprovalKind.NETWORK,
                    )
                ),
            )
            .order_by(Family.id)
        )
    )


def met_lately(book: Book) -> list[tuple[PlacementRequest, Family, date]]:
    """Each request with the family that met it and the day on which it was met."""
    rows = db.session.execute(
        sa.select(PlacementRequest, Family, PlacementRequest.closed_on)
        .join(Placement, Placement.request_id == PlacementRequest.id)
        .join(Placement.family)
        .options(*WITH_NEED)
        .where(
            Placement.municipality_id == book.owner,
            Placement.kind.in_((PlacementKind.FOSTER, PlacementKind.RESPITE)),
            PlacementRequest.closed_on >= book.scene.today - timedelta(BACK),
        )
        .order_by(Placement.id)
    )
    return [(request, family, day) for request, family, day in rows if day]


def waiting(book: Book) -> Sequence[PlacementRequest]:
    return db.session.scalars(
        sa.select(PlacementRequest)
        .options(*WITH_NEED)
        .where(
            PlacementRequest.municipality_id == book.owner,
            PlacementRequest.state.in_(IN_ROUNDS),
            PlacementRequest.kind == CareKind.FOSTER,
            PlacementRequest.waiting_since <= book.scene.today - timedelta(40),
        )
        .order_by(PlacementRequest.id)
    ).all()
