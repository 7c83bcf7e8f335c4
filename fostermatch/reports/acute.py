"""How much comes upon us: the share of requests that were acute when they became ready."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.reports.recruiting import latest_months, month_of
from fostermatch.requests.models import CareKind, PlacementRequest, Urgency

QUARTER = 3  # months


@dataclass
class Period:
    """The requests for a home that became ready in a month or a quarter."""

    first: date
    ready: int = 0
    acute: int = 0
    acute_foreseen: int = 0
    foreseen: int = 0

    def count(self, urgency: Urgency | None, expected: bool) -> None:
        acute = urgency is Urgency.ACUTE
        self.ready += 1
        self.acute += acute
        self.foreseen += expected
        self.acute_foreseen += acute and expected

    @property
    def share(self) -> float | None:
        return self.acute / self.ready if self.ready else None

    @property
    def quarter(self) -> int:
        return (self.first.month - 1) // QUARTER + 1


@dataclass(frozen=True)
class Shares:
    periods: list[Period]  # the newest first
    whole: Period


def shares(user: User, on: date, by_month: bool, back: int = 24) -> Shares:
    """By month or quarter for two years: one query. Respite is planned and left out.

    A request counts on the day its wait began, with the urgency it had when it became ready;
    one that was only ever expected is not counted.
    """
    starts = latest_months(on, back)
    starts = starts if by_month else quarters_of(starts)
    rows = db.session.execute(
        sa.select(
            PlacementRequest.waiting_since,
            PlacementRequest.ready_urgency,
            PlacementRequest.expected_since,
        ).where(
            PlacementRequest.municipality_id == user.municipality_id,
            PlacementRequest.ready_urgency.is_not(None),
            PlacementRequest.kind != CareKind.RESPITE,
            PlacementRequest.waiting_since >= starts[-1],
            PlacementRequest.waiting_since <= on,
        )
    )
    found, whole = {first: Period(first) for first in starts}, Period(starts[-1])
    for since, urgency, expected_since in rows:
        first = month_of(since) if by_month else quarter_of(since)
        for period in (found[first], whole):
            period.count(urgency, expected_since is not None)
    return Shares(list(found.values()), whole)


def quarter_of(day: date) -> date:
    return date(day.year, day.month - (day.month - 1) % QUARTER, 1)


def quarters_of(months: list[date]) -> list[date]:
    return list(dict.fromkeys(quarter_of(month) for month in months))
