"""Who is away, and who stands in."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.accounts.absences.models import Absence
from fostermatch.accounts.models import Role, Team, User
from fostermatch.database import db

WITH_NAMES = (joinedload(Absence.user).joinedload(User.team), joinedload(Absence.deputy))
Away = dict[int, Absence]


def away(municipality_id: int, on: date) -> Away:
    """By user, the absence of each who is away on the day."""
    rows = db.session.scalars(
        sa.select(Absence)
        .where(Absence.municipality_id == municipality_id, Absence.now(on))
        .options(*WITH_NAMES)
        .order_by(Absence.id)
    )
    return {row.user_id: row for row in rows}


def in_charge(column: Any, user: User, on: date) -> sa.ColumnElement[bool]:
    """What is the user's own, or of somebody the user stands in for on the day."""
    others = sa.select(Absence.user_id).where(Absence.deputy_id == user.id, Absence.now(on))
    return sa.or_(column == user.id, column.in_(others))


def covered_by(user: User | None, away: Away, on: date) -> User | None:
    """Who looks after the user's cases on the day; None if nobody does."""
    if user is None or not user.covers(on):
        return None
    absence = away.get(user.id)
    if absence is None:
        return user
    deputy = absence.deputy
    return deputy if deputy and deputy.covers(on) and deputy.id not in away else None


def to_come(user: User, on: date) -> list[Absence]:
    """Those now and ahead that the user may set: own, the team's, or everybody's."""
    found = Absence.visible_to(user).join(Absence.user).options(*WITH_NAMES)
    found = found.where(Absence.not_over(on), Absence.called_off_on.is_(None))
    if user.role is Role.TEAM_LEADER:
        found = found.where(sa.or_(User.team_id == user.team_id, User.id == user.id))
    elif user.role is not Role.ADMINISTRATOR:
        found = found.where(User.id == user.id)
    return list(db.session.scalars(found.order_by(Absence.starts_on, Absence.id)))


def under(user: User, on: date) -> list[User]:
    """The colleagues whose absence the user may set, and the user."""
    found = User.visible_to(user).where(User.not_over(on)).options(joinedload(User.team))
    if user.role is Role.TEAM_LEADER:
        found = found.where(sa.or_(User.team_id == user.team_id, User.id == user.id))
    elif user.role is not Role.ADMINISTRATOR:
        found = found.where(User.id == user.id)
    return list(db.session.scalars(found.outerjoin(Team).order_by(Team.name, User.name)))


def may_stand_in(user: User, on: date) -> list[User]:
    """Colleagues of the same team or the same role, the team first."""
    alike = sa.or_(User.role == user.role, User.team_id == user.team_id)
    found = User.visible_to(user).where(alike, User.not_over(on), User.id != user.id)
    same_team = User.team_id == user.team_id
    return list(db.session.scalars(found.order_by(sa.not_(same_team), User.name)))


def overlapping(user_id: int, absence: Absence) -> Absence | None:
    """Another absence of the user that shares a day with this one."""
    with db.session.no_autoflush:
        rows = db.session.scalars(
            sa.select(Absence).where(
                Absence.user_id == user_id,
                Absence.called_off_on.is_(None),
                Absence.not_over(absence.starts_on),
            )
        )
        last = absence.ends_on or date.max
        return next((row for row in rows if row is not absence and row.starts_on <= last), None)
