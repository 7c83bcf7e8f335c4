"""Whether children wait alike and families say yes to them alike: differences, not causes."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from fostermatch import postcodes
from fostermatch.accounts.models import User
from fostermatch.asks.models import ANSWERS, Ask, AskState, Reply
from fostermatch.children.models import Child, NeedProfile
from fostermatch.clock import years_between
from fostermatch.database import db
from fostermatch.needs import everything_below
from fostermatch.privacy import shown_apart
from fostermatch.reports.breakdowns import band, first_day, grouped
from fostermatch.reports.intervals import Estimate, share
from fostermatch.reports.supply import AGES
from fostermatch.reports.survival import Duration, curve
from fostermatch.requests.models import CareKind, PlacementRequest, State

HOME_KINDS = (CareKind.FOSTER, CareKind.ACUTE, CareKind.BRIDGE)
DISABILITY = "f3ec0ccd-2b0c-4a60-85fc-3cdd0ca73cef"  # the heading of KL's tree
KM_BANDS = (20, 40)


@dataclass(frozen=True)
class Asked:
    """A child with its request, and what a row of it is about: a wait, or a family's answer."""

    age: int
    has_siblings: bool
    is_disabled: bool | None  # None: its need is not described
    km_limit: int
    area: str  # the first two digits of its postcode; nothing where the address is protected
    days: int = 0
    still: bool = False
    says_yes: bool = False


@dataclass(frozen=True)
class Line:
    """One group of children. None is a number that is not shown."""

    label: str
    requests: int | None
    median: Duration | None
    ninth: Duration | None
    answers: int | None
    yes: Estimate | None


@dataclass(frozen=True)
class Fairness:
    since: date
    is_empty: bool
    whole: Line
    tables: list[tuple[str, list[Line]]]


def fairness(user: User, on: date) -> Fairness:
    """Requests for a home that began to wait in the last five years: three queries."""
    since = first_day(on)
    disabled = disabilities(user)
    waits = waits_of(user, since, on, disabled)
    answers = answers_of(user, since, on, disabled)
    ways = [("", lambda _row: None, [(None, "")]), *ways_to_look(waits + answers)]
    groups = [pairs(waits, answers, of, order) for _heading, of, order in ways]
    waited = shown_apart([[[len(one)] for _l, one, _a in table] for table in groups])
    answered = shown_apart([[yes_and_no(one) for _l, _w, one in table] for table in groups])
    tables = [
        [
            line(*group, base, said)
            for group, base, said in zip(table, bases.row_sums, answer.cells, strict=True)
        ]
        for table, bases, answer in zip(groups, waited, answered, strict=True)
    ]
    headings = [heading for heading, _of, _order in ways]
    return Fairness(
        since=since,
        is_empty=not waits and not answers,
        whole=tables[0][0] if tables[0] else line("", [], [], 0, [0, 0]),
        tables=list(zip(headings, tables, strict=True))[1:],
    )


def facts() -> tuple[Any, ...]:
    return (
        PlacementRequest.child_id,
        PlacementRequest.waiting_since,
        PlacementRequest.km_limit,
        Child.born_on,
        Child.sibling_group_id,
        Child.postcode,
        Child.protected_address,
    )


def asked(row: Any, usual_km: int, disabled: dict[int, bool], **about: Any) -> Asked:
    return Asked(
        age=years_between(row.born_on, row.waiting_since),
        has_siblings=row.sibling_group_id is not None,
        is_disabled=disabled.get(row.child_id),
        km_limit=row.km_limit or usual_km,
        area="" if row.protected_address else row.postcode[:2],
        **about,
    )


def counted(user: User, since: date, on: date) -> tuple[sa.ColumnElement[bool], ...]:
    """Those who wait for a family that can be found. What is only expected does not wait yet."""
    return (
        PlacementRequest.municipality_id == user.municipality_id,
        PlacementRequest.kind.in_(HOME_KINDS),
        PlacementRequest.state != State.EXPECTED,
        PlacementRequest.ready_urgency.is_not(None),
        PlacementRequest.waiting_since.between(since, on),
    )


def waits_of(user: User, since: date, on: date, disabled: dict[int, bool]) -> list[Asked]:
    """A wait is over when the child is placed; another end only stops the counting."""
    usual_km = user.municipality.km_limit
    rows = db.session.execute(
        sa.select(*facts(), PlacementRequest.state, PlacementRequest.closed_on)
        .join(PlacementRequest.child)
        .where(*counted(user, since, on))
    )
    return [
        asked(
            row,
            usual_km,
            disabled,
            days=max(0, (min(row.closed_on or on, on) - row.waiting_since).days),
            still=row.state is not State.PLACED or row.closed_on is None or row.closed_on > on,
        )
        for row in rows
    ]


def answers_of(user: User, since: date, on: date, disabled: dict[int, bool]) -> list[Asked]:
    """The last yes or no of each family that was asked about one of these requests."""
    last = (
        sa.select(sa.func.max(Reply.id))
        .join(Reply.ask)
        .where(Ask.municipality_id == user.municipality_id, Reply.state.in_(ANSWERS))
        .group_by(Reply.ask_id)
    )
    usual_km = user.municipality.km_limit
    rows = db.session.execute(
        sa.select(*facts(), Reply.state)
        .join(Reply.ask)
        .join(Ask.request)
        .join(PlacementRequest.child)
        .where(Reply.id.in_(last), *counted(user, since, on))
    )
    return [asked(row, usual_km, disabled, says_yes=row.state is AskState.YES) for row in rows]


def disabilities(user: User) -> dict[int, bool]:
    """Whether each child whose need is described has a disability, as last described."""
    below = everything_below(frozenset({DISABILITY}))
    rows = db.session.execute(
        sa.select(NeedProfile.child_id, NeedProfile.target_groups)
        .join(NeedProfile.child)
        .where(Child.municipality_id == user.municipality_id)
        .order_by(NeedProfile.written_on, NeedProfile.id)
    )
    return {child: bool(groups & below) for child, groups in rows}


def ways_to_look(rows: Sequence[Asked]) -> list[tuple[str, Callable[[Any], Any], list[Any]]]:
    ages = [(low, _("%(low)s–%(high)s years", low=low, high=high)) for low, high in AGES]
    near, far = KM_BANDS
    areas = sorted({row.area for row in rows} - {""})
    return [
        (
            _("Age when the wait began"),
            lambda row: band(row.age),
            [*ages, (None, _("18 years and over"))],
        ),
        (
            _("Siblings"),
            lambda row: row.has_siblings,
            [(False, _("Alone")), (True, _("In a group of siblings"))],
        ),
        (
            _("Disability"),
            lambda row: row.is_disabled,
            [
                (False, _("No disability described")),
                (True, _("A disability described")),
                (None, _("Need not described")),
            ],
        ),
        (
            _("How far away the home may be"),
            lambda row: next((km for km in KM_BANDS if row.km_limit <= km), None),
            [
                (near, _("At most %(km)s km", km=near)),
                (far, _("%(low)s–%(high)s km", low=near + 1, high=far)),
                (None, _("More than %(km)s km", km=far)),
            ],
        ),
        (
            _("Where the child comes from"),
            lambda row: row.area,
            [
                *((area, postcodes.area_named(area)) for area in areas),
                ("", _("Protected address")),
            ],
        ),
    ]


def pairs(
    waits: Sequence[Asked],
    answers: Sequence[Asked],
    of: Callable[[Any], Any],
    order: list[tuple[Any, str]],
) -> list[tuple[str, list[Asked], list[Asked]]]:
    """Each group with its waits and its answers."""
    found: defaultdict[str, tuple[list[Asked], list[Asked]]] = defaultdict(lambda: ([], []))
    for at, rows in enumerate((waits, answers)):
        for label, members in grouped(rows, of, order):
            found[label][at].extend(members)
    return [(label, *found[label]) for _key, label in order if label in found]


def yes_and_no(answers: Sequence[Asked]) -> list[int]:
    yes = sum(row.says_yes for row in answers)
    return [yes, len(answers) - yes]


def line(
    label: str,
    waits: Sequence[Asked],
    answers: Sequence[Asked],
    base: int | None,
    said: Sequence[int | None],
) -> Line:
    """Estimates are shown where the numbers they are made from are."""
    whole = curve([row.days for row in waits], [row.still for row in waits]) if base else None
    yes, no = said
    is_open = yes is not None and no is not None
    return Line(
        label=label,
        requests=base,
        median=whole.median if whole else None,
        ninth=whole.until(0.9) if whole else None,
        answers=len(answers) if is_open else None,
        yes=share(yes, len(answers)) if yes is not None and no is not None else None,
    )
