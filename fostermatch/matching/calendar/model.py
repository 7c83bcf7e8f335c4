"""The calendar as an assignment: a column for every request, family and pattern.

Siblings are one unit with one family and one pattern, so a column either places all or none.
Rows are families on weekends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import scipy as sp

from fostermatch.matching.calendar.checks import Benefit
from fostermatch.matching.calendar.rows import Host, Pattern, Respite
from fostermatch.matching.calendar.sides import Uses, side_of
from fostermatch.matching.columns import Column
from fostermatch.matching.kernel import TIES
from fostermatch.matching.problem import Problem


@dataclass(frozen=True)
class Unit:
    """A child alone, or siblings who go together."""

    members: tuple[Respite, ...]
    options: tuple[Pattern, ...]  # those that all members can use
    most_gaps: int


@dataclass(frozen=True)
class Columns:
    """One entry a column, and the weekends that each has at home with the family."""

    unit: Column
    host: Column  # row
    option: Column  # row in the options of the unit
    value: Column  # int
    given: Column  # bool (columns, weekends)


def units_of(requests: Sequence[Respite]) -> list[Unit]:
    """Children alone and groups of siblings, in the order of their first member."""
    groups: dict[tuple[str, int], list[Respite]] = {}
    for request in requests:
        group = request.sibling_group
        key = ("alone", request.key) if group is None else ("group", group)
        groups.setdefault(key, []).append(request)
    return [unit_of(tuple(members)) for members in groups.values()]


def unit_of(members: tuple[Respite, ...]) -> Unit:
    shared = reduce(lambda one, other: one & other, (set(m.options) for m in members))
    return Unit(members, tuple(sorted(shared)), min(member.most_gaps for member in members))


def columns_of(
    units: Sequence[Unit], hosts: Sequence[Host], benefit: Benefit, continuity: int
) -> Columns:
    """Every family and pattern that can be had, unit by unit."""
    away = np.array([[w in host.pauses for w in range(len(host.places))] for host in hosts], bool)
    places = np.array([host.places for host in hosts], np.int64)
    limits = np.array([host.limits for host in hosts], np.int64)
    points, bonus = points_of(units, hosts, benefit), continuity * stayed(units, hosts)
    parts = [(np.zeros(0, int),) * 4 + (np.zeros((0, places.shape[1]), bool),)]
    for row, unit in enumerate(units):
        able = np.flatnonzero((points[row] > 0) & (limits >= load_of(unit, hosts)).all(axis=1))
        wanted = wanted_by(unit, places.shape[1])
        given = wanted & ~away[able][:, None]
        gaps = (wanted & away[able][:, None]).sum(axis=2)
        full = (given & (places[able] < len(unit.members))[:, None]).any(axis=2)
        usable = ~full & given.any(axis=2) & (gaps <= unit.most_gaps)
        host, option = np.nonzero(usable)
        home, had = able[host], given[host, option]
        value = points[row][home] * had.sum(axis=1) + bonus[row][home]
        parts.append((np.full(len(home), row), home, option, value, had))
    return Columns(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def points_of(units: Sequence[Unit], hosts: Sequence[Host], benefit: Benefit) -> Column:
    """Points a weekend (units, hosts); 0 where some member may not come."""
    unit_row = {m.key: row for row, unit in enumerate(units) for m in unit.members}
    host_row = {host.key: row for row, host in enumerate(hosts)}
    points, able = np.zeros((2, len(units), len(hosts)), np.int64)
    for (request, family), each in benefit.items():
        at = unit_row[request], host_row[family]
        points[at] += each
        able[at] += each > 0
    return np.asarray(np.where(able == size_of(units)[:, None], points, 0))


def size_of(units: Sequence[Unit]) -> Column:
    return np.array([len(unit.members) for unit in units], int)


def stayed(units: Sequence[Unit], hosts: Sequence[Host]) -> Column:
    """How many of a unit each family had before (units, hosts)."""
    host_row = {host.key: row for row, host in enumerate(hosts)}
    found = np.zeros((len(units), len(hosts)), np.int64)
    for row, unit in enumerate(units):
        for member in unit.members:
            if member.family_before in host_row:
                found[row, host_row[member.family_before]] += 1
    return found


def load_of(unit: Unit, hosts: Sequence[Host]) -> Column:
    """What a unit uses of each kind."""
    none = (0,) * len(hosts[0].limits)
    loads = [member.loads or none for member in unit.members]
    return np.asarray(np.sum(loads, axis=0, dtype=np.int64))


def wanted_by(unit: Unit, weekends: int) -> Column:
    """Which weekends each option asks for (options, weekends)."""
    wanted = np.zeros((len(unit.options), weekends), bool)
    for row, option in enumerate(unit.options):
        wanted[row, list(option)] = True
    return wanted


def problem_of(units: Sequence[Unit], hosts: Sequence[Host], columns: Columns) -> Problem:
    """A unit is a child of the core, a column a pair of its own, a family's weekend a side row."""
    kinds = np.array([(len(unit.members), *load_of(unit, hosts)) for unit in units], np.int64)
    side, limits = side_of(hosts, Uses(columns.host, columns.given, kinds[columns.unit]))
    return Problem(
        children=len(units),
        child=columns.unit,
        pool=columns.unit,
        benefit=worthwhile(columns, side, len(units)),
        tie=(columns.host * 7919 + columns.option * 104729) % TIES,
        places=np.ones(len(units), int),
        room=np.arange(len(units)),
        groups=(),
        side=side,
        side_limits=limits,
        pinned=np.zeros(len(units), bool),
        tier=np.zeros(len(units), int),
        waits_from=len(units),
    )


def worthwhile(columns: Columns, side: sp.sparse.csr_array, units: int) -> Column:
    """What a column is worth; 0 where the unit has a better one that nobody else can take."""
    safe = np.asarray(side.sum(axis=0)) == 0
    best = np.zeros(units, np.int64)
    np.maximum.at(best, columns.unit[safe], columns.value[safe])
    first = np.zeros(len(safe), bool)
    order = np.lexsort((-columns.value, ~safe, columns.unit))
    first[order[np.unique(columns.unit[order], return_index=True)[1]]] = True
    better = (columns.value > best[columns.unit]) | (first & safe)
    return np.where(better, columns.value, 0)
