"""What the pages of asks read, and what others show of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from fostermatch.accounts.absences.queries import in_charge
from fostermatch.accounts.models import Role, User
from fostermatch.asks.models import ANSWERS, OPEN, STANDING, Ask, AskState, Reply
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.families.models import Family, TakenPlace
from fostermatch.placements.models import Placement
from fostermatch.requests.models import CLOSED, PlacementRequest

WITH_CHILD = (
    joinedload(Ask.request).joinedload(PlacementRequest.child),
    joinedload(Ask.family),
)
EVERYTHING = (
    *WITH_CHILD,
    joinedload(Ask.asked_by),
    joinedload(Ask.told_by),
    selectinload(Ask.replies).joinedload(Reply.recorded_by),
)
PATIENCE = timedelta(days=3)  # until a family that has not answered is called again


def standing(request_id: int, family_id: int) -> Ask | None:
    """The ask that the family is still to answer, or has said yes to."""
    return db.session.scalar(
        sa.select(Ask).where(
            Ask.request_id == request_id, Ask.family_id == family_id, Ask.state.in_(STANDING)
        )
    )


def all_standing(municipality_id: int) -> list[Ask]:
    """Those of the municipality that something may have overtaken, locked and read anew."""
    got_the_child = sa.exists().where(
        Placement.request_id == Ask.request_id, Placement.family_id == Ask.family_id
    )
    place_taken_since = sa.exists().where(
        TakenPlace.family_id == Ask.family_id,
        TakenPlace.agreed_at > Ask.asked_at,
        TakenPlace.ends_on.is_(None),
    )
    return list(
        db.session.scalars(
            sa.select(Ask)
            .join(Ask.request)
            .options(contains_eager(Ask.request))
            .where(
                Ask.municipality_id == municipality_id,
                Ask.state.in_(STANDING),
                sa.or_(PlacementRequest.state.in_(CLOSED), place_taken_since),
                sa.not_(sa.and_(Ask.state == AskState.YES, got_the_child)),
            )
            .order_by(Ask.id)
            .with_for_update(of=Ask)
            .execution_options(populate_existing=True)
        )
    )


def family_of(request: PlacementRequest) -> int | None:
    """The family that the request was met by."""
    return db.session.scalar(
        sa.select(Placement.family_id).where(Placement.request_id == request.id)
    )


def latest(requests: Iterable[int]) -> defaultdict[int, dict[int, Ask]]:
    """By request, the latest ask of each family that was asked for it."""
    newest = (
        sa.select(sa.func.max(Ask.id))
        .where(Ask.request_id.in_(list(requests)))
        .group_by(Ask.request_id, Ask.family_id)
    )
    rows = db.session.scalars(
        sa.select(Ask).options(joinedload(Ask.family)).where(Ask.id.in_(newest)).order_by(Ask.id)
    )
    found: defaultdict[int, dict[int, Ask]] = defaultdict(dict)
    for row in rows:
        found[row.request_id][row.family_id] = row
    return found


def of_child(child_id: int) -> list[Ask]:
    """All asks for the child with their answers, oldest first."""
    return list(
        db.session.scalars(
            sa.select(Ask)
            .join(Ask.request)
            .options(joinedload(Ask.family), selectinload(Ask.replies))
            .where(PlacementRequest.child_id == child_id)
            .order_by(Ask.asked_on, Ask.id)
        )
    )


def of_family(family_id: int, limit: int = 20) -> list[Ask]:
    """What the family was asked, newest first."""
    return list(
        db.session.scalars(
            sa.select(Ask)
            .options(*WITH_CHILD)
            .where(Ask.family_id == family_id)
            .order_by(Ask.asked_on.desc(), Ask.id.desc())
            .limit(limit)
        )
    )


def open_cases(user: User, asks: list[Ask]) -> set[int]:
    """Those of the asks' children whose case the user may open without more ado."""
    keys = [ask.request.child_id for ask in asks]
    return set(
        db.session.scalars(
            Child.visible_to(user).where(Child.id.in_(keys)).with_only_columns(Child.id)
        )
    )


def visible(user: User) -> sa.Select[Ask]:
    return (
        Ask.visible_to(user)
        .join(Ask.request)
        .join(PlacementRequest.child)
        .join(Ask.family)
        .options(*WITH_CHILD, joinedload(Ask.asked_by))
    )


def concerns(user: User, on: date) -> sa.ColumnElement[bool]:
    """Asked by the user, for a child in their charge, or of a family of theirs."""
    return sa.or_(
        Ask.asked_by_id == user.id,
        in_charge(Child.caseworker_id, user, on),
        Family.consultant_id == user.id,
    )


def in_the_care_of(user: User) -> sa.ColumnElement[bool]:
    """Whose answers the user follows up: own families or nobody's, or those for the own team."""
    if user.role is Role.FAMILY_CONSULTANT:
        return sa.or_(Family.consultant_id == user.id, Family.consultant_id.is_(None))
    return Child.team_id == user.team_id


SHOWN = {
    "open": sa.and_(Ask.state.in_(OPEN), PlacementRequest.state.not_in(CLOSED)),
    "answered": Ask.state.in_(ANSWERS),
    "call_back": sa.and_(Ask.state == AskState.WITHDRAWN, Ask.told_on.is_(None)),
}


def asks(user: User, asked: dict[str, Any], on: date) -> list[Ask]:
    """The asks the user wants to see, newest first."""
    found = visible(user)
    if "show" in asked:
        found = found.where(SHOWN[asked["show"]])
    if "mine" in asked:
        found = found.where(concerns(user, on))
    return list(db.session.scalars(found.order_by(Ask.asked_on.desc(), Ask.id.desc())))


def call_again(user: User, on: date) -> list[Ask]:
    """Families that have not answered for days, or wanted to think until now; oldest first."""
    silent = sa.and_(Ask.state == AskState.ASKED, Ask.said_on <= on - PATIENCE)
    thought = sa.and_(Ask.state == AskState.THINKING, Ask.thinking_until <= on)
    return list(
        db.session.scalars(
            visible(user)
            .where(SHOWN["open"], sa.or_(silent, thought), in_the_care_of(user))
            .order_by(Ask.said_on, Ask.id)
        )
    )


def call_back(user: User) -> list[Ask]:
    """Families that do not know yet that we need no answer any more; oldest first."""
    return list(
        db.session.scalars(
            visible(user)
            .where(SHOWN["call_back"], in_the_care_of(user))
            .order_by(Ask.said_on, Ask.id)
        )
    )


def families_that_said_no(municipality_id: int) -> dict[tuple[int, int], date]:
    """By open request and family, the day of a no that still stands."""
    newest = (
        sa.select(sa.func.max(Ask.id))
        .join(Ask.request)
        .where(Ask.municipality_id == municipality_id, PlacementRequest.state.not_in(CLOSED))
        .group_by(Ask.request_id, Ask.family_id)
    )
    rows = db.session.execute(
        sa.select(Ask.request_id, Ask.family_id, Ask.said_on).where(
            Ask.id.in_(newest), Ask.state == AskState.NO
        )
    )
    return {(request, family): said_on for request, family, said_on in rows}


@dataclass(frozen=True)
class Month:
    """The asks of one month: how many, how many were answered, how soon and how."""

    first: date
    asked: int
    answered: int
    yes: int
    median_days: float | None


def by_month(user: User, on: date, months: int = 6) -> list[Month]:
    """The latest months with asks, newest first; this one included."""
    first = on.replace(day=1)
    for _ in range(months - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    last_answer = (
        sa.select(Reply.ask_id, sa.func.max(Reply.id).label("id"))
        .where(Reply.state.in_(ANSWERS))
        .group_by(Reply.ask_id)
        .subquery()
    )
    rows = db.session.execute(
        Ask.visible_to(user)
        .outerjoin(last_answer, last_answer.c.ask_id == Ask.id)
        .outerjoin(Reply, Reply.id == last_answer.c.id)
        .where(Ask.asked_on >= first)
        .with_only_columns(Ask.asked_on, Ask.answered_on, Reply.state)
    ).all()
    found: defaultdict[date, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.asked_on.replace(day=1)].append(row)
    return [month(first, found[first]) for first in sorted(found, reverse=True)]


def month(first: date, rows: list[Any]) -> Month:
    """What was answered and then withdrawn by us was answered all the same."""
    answered = [row for row in rows if row.answered_on]
    return Month(
        first,
        asked=len(rows),
        answered=len(answered),
        yes=sum(row.state is AskState.YES for row in answered),
        median_days=(
            median((row.answered_on - row.asked_on).days for row in answered) if answered else None
        ),
    )
