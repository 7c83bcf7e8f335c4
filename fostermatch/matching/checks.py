"""Arguments of `solve` as arrays, or a ValueError that names the argument, the row and the rule."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from fostermatch.matching.columns import Column
from fostermatch.matching.kernel import EXACT
from fostermatch.matching.problem import Group


def whole_numbers(name: str, values: ArrayLike) -> Column:
    column = np.asarray(values)
    if column.ndim != 1 or not np.issubdtype(column.dtype, np.number) and len(column):
        raise ValueError(f"{name}: one whole number an entry")
    odd = ~np.isfinite(column.astype(float)) | (column != np.floor(column))
    if odd.any():
        raise ValueError(f"{name}: entry {int(np.argmax(odd))} is not a whole number")
    if (beyond := np.abs(column.astype(float)) >= EXACT).any():
        raise ValueError(f"{name}: entry {int(np.argmax(beyond))} passes 2**53, no longer exact")
    return column.astype(np.int64)


def indices(name: str, values: ArrayLike) -> Column:
    column = whole_numbers(name, values)
    if (column < 0).any():
        raise ValueError(f"{name}: entry {int(np.argmax(column < 0))} is negative")
    return column


def check_pairs(
    child: Column, family: Column, benefit: Column, places: Column, children: int
) -> None:
    if not len(child) == len(family) == len(benefit):
        raise ValueError("child, family and benefit: not of equal length")
    if (family >= len(places)).any():
        raise ValueError(f"family: entry {int(np.argmax(family >= len(places)))} has no places")
    order = np.lexsort((family, child))
    twice = (np.diff(child[order]) == 0) & (np.diff(family[order]) == 0)
    if twice.any():
        raise ValueError(f"pair {int(order[1:][twice][0])} is there twice")
    if int(benefit.max(initial=0)) * children >= EXACT:
        raise ValueError(f"benefit: times {children} children it passes 2**53, no longer exact")


def check_groups(groups: Sequence[Group], children: int, dearest: int) -> None:
    seen: set[int] = set()
    for number, group in enumerate(groups):
        if min(group.bonus, group.split_price) < 0:
            raise ValueError(f"groups: group {number} has a bonus or price below 0")
        if (dearest + max(group.bonus, group.split_price)) * children >= EXACT:
            raise ValueError(f"groups: group {number}: with its bonus or price sums pass 2**53")
        if not group.children:
            raise ValueError(f"groups: group {number} has no children")
        for member in group.children:
            if not 0 <= member < children:
                raise ValueError(f"groups: group {number} has no child {member}")
            if member in seen:
                raise ValueError(f"groups: child {member} is in more than one place")
            seen.add(member)


def decided(
    child: Column,
    family: Column,
    children: int,
    families: int,
    pins: set[tuple[int, int]],
    vetoes: set[tuple[int, int]],
) -> tuple[Column, Column]:
    """The pairs that decisions leave, and which children are pinned."""
    for name, decisions in (("pins", pins), ("vetoes", vetoes)):
        for one, other in sorted(decisions):
            if not (0 <= one < children and 0 <= other < families):
                raise ValueError(f"{name}: {(one, other)}: no such child or family")
    pinned = np.zeros(children, bool)
    pinned[[c for c, _ in pins]] = True
    if pinned.sum() < len(pins):
        raise ValueError("pins: a child is pinned to two families")
    code = child * families + family
    chosen = np.isin(code, [c * families + f for c, f in pins])
    ruled_out = np.isin(code, [c * families + f for c, f in vetoes])
    usable = set(code[chosen & ~ruled_out].tolist())
    for pin in sorted(pins):
        if pin[0] * families + pin[1] not in usable:
            raise ValueError(f"pins: {pin} is not a pair that may be used")
    return np.flatnonzero((chosen | ~pinned[child]) & ~ruled_out), pinned


def loads_of(
    loads: ArrayLike | None, limits: ArrayLike | None, pairs: int, families: int
) -> tuple[Column, Column]:
    """Loads (pairs, kinds) and limits (families, kinds)."""
    if (loads is None) != (limits is None):
        raise ValueError("loads and load_limits: give both or neither")
    if loads is None or limits is None:
        return np.zeros((pairs, 0)), np.zeros((families, 0))
    use, most = (_by_kind(np.asarray(values, float)) for values in (loads, limits))
    if use.shape[1:] != most.shape[1:] or len(use) != pairs or len(most) != families:
        raise ValueError("loads and load_limits: a row a pair, a row a family, the same kinds")
    _check_loads("loads", ~np.isfinite(use) | (use < 0))
    _check_loads("load_limits", np.isnan(most))
    return use, most


def _check_loads(name: str, bad: Column) -> None:
    if bad.any():
        entry = int(np.argmax(bad.any(axis=1)))
        raise ValueError(f"{name}: entry {entry} is negative, infinite or not a number")


def tiers_of(tiers: ArrayLike | None, children: int) -> Column:
    found = np.zeros(children, int) if tiers is None else indices("tiers", tiers)
    if len(found) != children:
        raise ValueError(f"tiers: {len(found)} entries for {children} children")
    return found


def _by_kind(column: Column) -> Column:
    return column[:, None] if column.ndim == 1 else column
