from sqlalchemy.orm import contains_eager, joinedload, selectinload

from fostermatch.accounts.models import Role, User
from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.decisions.choices import Outcome
from fostermatch.decisions.models import Decision, Recommendation, RecommendationLine
from fostermatch.decisions.register.figures import Quarter, Settled
from fostermatch.placements.models import Placement


def quarters(user: User) -> list[Quarter]:
    """Those in which something was accepted, newest first."""
    days = db.session.scalars(
        Recommendation.visible_to(user)
        .join(Recommendation.decision)
        .where(Decision.outcome == Outcome.ACCEPTED)
        .with_only_columns(Decision.decided_on)
        .distinct()
    )
    found = {Quarter.of(day) for day in days}
    return sorted(found, key=lambda quarter: quarter.first, reverse=True)


def settled(user: User, quarter: Quarter) -> list[Settled]:
    """The placements that came of what was accepted in the quarter."""
    rows = db.session.execute(
        Recommendation.visible_to(user)
        .join(Recommendation.decision)
        .join(Recommendation.lines)
        .join(Placement, Placement.request_id == RecommendationLine.request_id)
        .options(
            contains_eager(Recommendation.decision),
            selectinload(Recommendation.compromises),
        )
        .add_columns(Placement)
        .options(joinedload(Placement.child))
        .where(
            Decision.outcome == Outcome.ACCEPTED,
            Decision.decided_on.between(quarter.first, quarter.last),
        )
        .order_by(Decision.decided_on.desc(), Recommendation.id.desc(), Placement.id)
    )
    return [Settled(row, placement) for row, placement in rows.unique()]


def open_to(user: User, rows: list[Settled]) -> list[Settled]:
    """Those with a compromise whose case the user may open without more ado; managers see none."""
    if user.role is Role.MANAGER:
        return []
    given_up = [row for row in rows if row.recommendation.compromises]
    keys = [row.placement.child_id for row in given_up]
    visible = Child.visible_to(user).where(Child.id.in_(keys)).with_only_columns(Child.id)
    opens = set(db.session.scalars(visible))
    return [row for row in given_up if row.placement.child_id in opens]
