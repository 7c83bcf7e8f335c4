"""The plan of a period, and why some have no part in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from fostermatch.matching.calendar.checks import Benefit, check
from fostermatch.matching.calendar.model import (
    Columns,
    Unit,
    columns_of,
    problem_of,
    unit_of,
    units_of,
)
from fostermatch.matching.calendar.rows import Calendar, Host, Respite, Stay
from fostermatch.matching.calendar.search import best_choice
from fostermatch.matching.options import options_of
from fostermatch.matching.relaxed import NOISE


def plan_weekends(
    requests: Sequence[Respite],
    hosts: Sequence[Host],
    benefit: Benefit,
    *,
    continuity: int = 0,
    time_limit: float = 30.0,
) -> Calendar:
    """Give each request at most one family and one of its patterns so that the sum is highest.

    benefit: (request, family) -> whole points for each weekend the child comes; only these pairs
    may be used, and 0 never is. A weekend not had is worth 0. continuity: points, once, for a
    child who stays with the family it had before. A weekend in a family's pause is a gap, worth
    nothing; an option with more gaps than the request allows, or on a weekend without a place,
    is not used. Siblings come to one family on the same weekends, or all wait. time_limit:
    seconds; up to municipal size the plan is exact (gap 0) long before. Whoever waits has a
    reason: "no_family" (none can take the child on any option), "siblings" (some could, none
    all of them), "places_taken".

    The order of the rows changes nothing. ValueError names the row and the rule it breaks.

    A set-packing model of columns as in crew rostering; prices first (Barnhart et al. 1998,
    Branch-and-price, Operations Research 46), with every column known beforehand.

    >>> from fostermatch.matching.calendar import Host, Respite, every_second, plan_weekends
    >>> children = [Respite(key, every_second(4)) for key in (1, 2, 3)]
    >>> family = Host(7, places=(1, 1, 1, 1), pauses=frozenset({3}))
    >>> plan = plan_weekends(children, [family], {(1, 7): 50, (2, 7): 60, (3, 7): 40})
    >>> [(stay.request, stay.weekends, stay.gaps) for stay in plan.stays]
    [(1, (1,), (3,)), (2, (0, 2), ())]
    >>> plan.value, plan.gap, plan.waiting
    (170, 0.0, {3: 'places_taken'})
    """
    check(requests, hosts, benefit, continuity)
    if not (requests and hosts):
        return Calendar((), {request.key: "no_family" for request in requests})
    ordered = sorted(hosts, key=lambda host: host.key)
    units = units_of(sorted(requests, key=lambda request: request.key))
    columns = columns_of(units, ordered, benefit, continuity)
    problem = problem_of(units, ordered, columns)
    options = options_of(problem)
    best = best_choice(problem, options, columns.host[options.pair], time_limit)
    chosen = options.pair[best.chosen].tolist()
    stays = [
        stay
        for column in chosen
        for stay in stays_of(units[columns.unit[column]], ordered, columns, column)
    ]
    waiting = why_waiting(units, ordered, benefit, columns, set(columns.unit[chosen].tolist()))
    bound = max(best.value, int(best.bound + NOISE))
    return Calendar(tuple(sorted(stays, key=by_request)), waiting, best.value, bound)


def by_request(stay: Stay) -> int:
    return stay.request


def stays_of(unit: Unit, hosts: Sequence[Host], columns: Columns, column: int) -> Iterator[Stay]:
    had = np.flatnonzero(columns.given[column]).tolist()
    gaps = sorted(set(unit.options[columns.option[column]]) - set(had))
    for member in unit.members:
        yield Stay(member.key, hosts[columns.host[column]].key, tuple(had), tuple(gaps))


def why_waiting(
    units: Sequence[Unit],
    hosts: Sequence[Host],
    benefit: Benefit,
    columns: Columns,
    placed: Collection[int],
) -> dict[int, str]:
    """A reason for each child of the units that were not placed."""
    could = set(columns.unit.tolist())
    reasons = {
        row: "places_taken" if row in could else without_columns(unit, hosts, benefit)
        for row, unit in enumerate(units)
        if row not in placed
    }
    return {member.key: why for row, why in reasons.items() for member in units[row].members}


def without_columns(unit: Unit, hosts: Sequence[Host], benefit: Benefit) -> str:
    """Whether it is for the siblings' sake that no family can take the unit."""
    keys = {member.key for member in unit.members}
    theirs = {pair: points for pair, points in benefit.items() if pair[0] in keys}
    alone = [unit_of((member,)) for member in unit.members]
    return "siblings" if len(columns_of(alone, hosts, theirs, 0).unit) else "no_family"
