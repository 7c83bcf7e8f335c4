from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from fostermatch.accounts.models import Role, Team, User
from fostermatch.database import db


def teams(user: User) -> list[Team]:
    return list(db.session.scalars(Team.visible_to(user).order_by(Team.name)))


def users(user: User) -> list[User]:
    """Those who work here first, then those who have left."""
    found = User.visible_to(user).options(joinedload(User.team))
    return list(db.session.scalars(found.order_by(User.ends_on.is_not(None), User.name)))


def colleagues(user: User, on: date, *roles: Role, also: int | None = None) -> list[User]:
    """Users of the same municipality in these roles, and whoever holds the case already."""
    works_here = sa.and_(User.role.in_(roles), User.not_over(on))
    found = User.visible_to(user).where(sa.or_(works_here, User.id == also))
    return list(db.session.scalars(found.order_by(User.name)))


def by_email(email: str) -> User | None:
    return db.session.scalar(sa.select(User).filter_by(email=email))


def demo_users() -> list[User]:
    """One user in each role, for the sign-in page of a demo."""
    first = sa.select(sa.func.min(User.id)).group_by(User.role)
    return list(db.session.scalars(sa.select(User).where(User.id.in_(first)).order_by(User.id)))
