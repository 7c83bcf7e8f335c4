from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.recruitment.checklists.models import Tick
from fostermatch.recruitment.models import Applicant, Exemption, Interest, StageLimit, Step
from fostermatch.recruitment.stages import ENDS, USUAL_DAYS, WAYS_OUT, Leaving, Stage, Track
from fostermatch.stage_days import own_days

EVERYTHING = (
    joinedload(Applicant.consultant),
    joinedload(Applicant.family),
    joinedload(Applicant.campaign),
    selectinload(Applicant.steps).joinedload(Step.recorded_by),
    selectinload(Applicant.members),
    joinedload(Applicant.child),
    selectinload(Applicant.exemptions).joinedload(Exemption.given_by),
)

Limits = dict[Stage, int]


def lock(applicant_id: int) -> None:
    """Until the transaction ends nobody else moves the applicant, nor reads where it stood.

    SQLite has no row locks; there the whole transaction is alone.
    """
    db.session.execute(
        sa.select(Applicant.id).where(Applicant.id == applicant_id).with_for_update()
    )


def limits(municipality_id: int, on: date) -> Limits:
    """How many days an applicant may stand at each stage, as set on the day."""
    return USUAL_DAYS | own_days(StageLimit, municipality_id, on)


def over_limit(limits: Limits, on: date) -> sa.ColumnElement[bool]:
    """Those who have stood at their stage for longer than they should."""
    return sa.or_(
        *(
            sa.and_(
                Applicant.stage == stage,
                Applicant.since < on - timedelta(days=limits[stage.column]),
            )
            for stage in Stage
            if stage.column in limits
        )
    )


def applicants(user: User, asked: dict[str, Any], limits: Limits, on: date) -> list[Applicant]:
    """Those under way (or at the stage asked for), who has stood still longest first."""
    found = Applicant.visible_to(user).options(joinedload(Applicant.consultant))
    if "q" in asked:
        words = asked["q"].strip()
        found = found.where(
            sa.or_(
                Applicant.name.icontains(words, autoescape=True),
                Applicant.phone.contains(words, autoescape=True),
                Applicant.postcode == words,
            )
        )
    for column in ("interest", "source", "consultant_id"):
        if column in asked:
            found = found.where(getattr(Applicant, column) == asked[column])
    if "stuck" in asked:
        found = found.where(over_limit(limits, on))
    if track := Track.of(asked.get("track")):
        found = found.where((Applicant.interest == Interest.NETWORK) == (track is Track.NETWORK))
    stage = Stage.of(asked.get("stage"))
    found = found.where(Applicant.stage == stage if stage else Applicant.stage.not_in(ENDS))
    return list(db.session.scalars(found.order_by(Applicant.since, Applicant.id)))


def under_way(user: User) -> dict[Track, int]:
    """How many are on each track."""
    network = Applicant.interest == Interest.NETWORK
    rows = db.session.execute(
        sa.select(network, sa.func.count())
        .where(Applicant.municipality_id == user.municipality_id, Applicant.stage.not_in(ENDS))
        .group_by(network)
    ).all()
    counted = {
        Track.NETWORK if is_network else Track.GENERAL: number for is_network, number in rows
    }
    return {track: counted.get(track, 0) for track in Track}


@dataclass(frozen=True)
class Left:
    """How many left the way from one stage, and why."""

    stage: Stage
    reasons: dict[Leaving, int]

    @property
    def total(self) -> int:
        return sum(self.reasons.values())


def leaving(user: User) -> list[Left]:
    """Why applicants leave, by the stage they left from: one query."""
    before = (
        sa.func.lag(Step.stage)
        .over(partition_by=Step.applicant_id, order_by=(Step.entered_on, Step.id))
        .label("before")
    )
    steps = (
        sa.select(Step.stage, Step.leaving, before)
        .join(Step.applicant)
        .where(Applicant.municipality_id == user.municipality_id)
        .subquery()
    )
    rows = db.session.execute(
        sa.select(steps.c.before, steps.c.leaving, sa.func.count())
        .where(steps.c.stage.in_(WAYS_OUT))
        .group_by(steps.c.before, steps.c.leaving)
    ).all()
    return [
        Left(stage, {reason: number for left, reason, number in rows if left == stage})
        for stage in Stage
        if any(left == stage for left, _, _ in rows)
    ]


@dataclass(frozen=True)
class Event:
    """One line of an applicant's story."""

    on: date
    kind: str
    row: Any


def timeline(applicant: Applicant, ticks: list[Tick]) -> list[Event]:
    """The steps, the exemptions, and the ticks that were taken back, newest first."""
    events = [Event(step.entered_on, "step", step) for step in applicant.steps]
    events += [Event(tick.unticked_on, "unticked", tick) for tick in ticks if tick.unticked_on]
    events += [Event(row.given_on, "exempted", row) for row in applicant.exemptions]
    # Of one day, what was written last comes first.
    return sorted(reversed(events), key=lambda event: event.on, reverse=True)
