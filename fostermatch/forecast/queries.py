"""The rows a forecast is made of: five queries, however many families."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from fostermatch.accounts.models import User
from fostermatch.database import db
from fostermatch.families import places
from fostermatch.families.models import Approval, ApprovalKind, Care, Family, Pause
from fostermatch.families.places import Register
from fostermatch.forecast.applicants import hopes
from fostermatch.forecast.arithmetic import Group, Hope, Month, Stock, added, forecast
from fostermatch.leaving.models import Outlook
from fostermatch.leaving.queries import latest_outlooks
from fostermatch.needs import Slot
from fostermatch.recruitment.models import Applicant


@dataclass(frozen=True)
class Forecast:
    total: list[Month]
    groups: dict[Group, list[Month]]
    left_out: int  # applicants at stages we know too little of
    overdue: int  # families whose band has passed, and who are still there


def forecast_of(user: User, on: date) -> Forecast:
    """Of the families the municipality may use; network families have one child by name."""
    approvals = list(
        db.session.scalars(
            sa.select(Approval)
            .join(Approval.family)
            .where(
                Family.open_to(user.municipality_id),
                Approval.not_over(on),
                Approval.kind != ApprovalKind.NETWORK,
            )
            .order_by(Approval.care, Approval.kind, Approval.id)
        )
    )
    keys = {approval.family_id for approval in approvals}
    outlooks = latest_outlooks(keys)
    stock = stocks(approvals, keys, outlooks, on, user.municipality.fresh_for_days)
    new, left_out = hopes(applicants(user), approvals, on)
    groups = grouped(stock, new, on)
    bands = [band(said) for said in outlooks.values()]
    return Forecast(
        total=added(list(groups.values())),
        groups=groups,
        left_out=left_out,
        overdue=sum(months is not None and months[1] <= on for months in bands),
    )


def grouped(stock: list[Stock], new: list[Hope], on: date) -> dict[Group, list[Month]]:
    keys = dict.fromkeys([row.group for row in stock] + [hope.group for hope in new])
    return {
        group: forecast(
            [row for row in stock if row.group == group],
            [hope for hope in new if hope.group == group],
            on,
        )
        for group in keys
    }


def applicants(user: User) -> list[Applicant]:
    found = Applicant.visible_to(user).options(selectinload(Applicant.steps))
    return list(db.session.scalars(found.where(Applicant.steps.any())))


def stocks(
    approvals: list[Approval],
    families: set[int],
    outlooks: dict[int, Outlook],
    on: date,
    fresh_for_days: int,
) -> list[Stock]:
    register = places.register(families, on, fresh_for_days)
    pauses: defaultdict[int, list[Pause]] = defaultdict(list)
    for pause in db.session.scalars(
        sa.select(Pause).where(Pause.family_id.in_(families), Pause.not_over(on))
    ):
        pauses[pause.family_id].append(pause)
    return [
        Stock(
            group=(approval.care, approval.kind),
            places=approval.places,
            starts_on=approval.starts_on,
            ends_on=approval.ends_on,
            stops=band(outlooks.get(approval.family_id)),
            taken=tuple(taken(register, approval)),
            pauses=tuple((row.starts_on, row.ends_on) for row in pauses[approval.family_id]),
        )
        for approval in approvals
    ]


def taken(register: Register, approval: Approval) -> list[date | None]:
    """The last day of each place in use or put off. A respite place counts as free when it is
    free in one of the two weekends."""
    slots = {Care.FULL_TIME: [Slot.FULL_TIME]}.get(approval.care, [Slot.WEEKEND_A, Slot.WEEKEND_B])
    return min((taken_in(register, approval, slot) for slot in slots), key=len)


def taken_in(register: Register, approval: Approval, slot: Slot) -> list[date | None]:
    rows = register.taken[approval.family_id]
    now = register.slot(approval.family_id, slot, approval)
    put_off = now.later_from - places.ONE_DAY if now.later_from else now.fresh_until
    return [row.ends_on for row in rows if row.slot is slot] + [put_off] * now.later


def band(said: Outlook | None) -> tuple[date, date] | None:
    """The days between which the family expects to stop, counted from the day it said so."""
    if said is None or said.horizon.months is None:
        return None
    first, last = said.horizon.months
    return months_after(said.said_on, first), months_after(said.said_on, last)


def months_after(day: date, number: int) -> date:
    return day + timedelta(days=round(number * 365.25 / 12))
