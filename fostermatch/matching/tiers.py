"""Strict tiers: place as many as can be of the highest tier, then of the next, then look at value.

What a stage reached is kept by giving its children a pool to wait in that has no more places
than the stage left waiting. A child of a tier must be in some pool, that one or a home, so each
later stage is an assignment like any other.
"""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

import numpy as np
import scipy as sp

from fostermatch.matching.columns import Column
from fostermatch.matching.coupled import best_answer
from fostermatch.matching.kernel import WAITS
from fostermatch.matching.options import options_of
from fostermatch.matching.problem import Problem
from fostermatch.matching.types import SiblingRule


def in_stages(problem: Problem, deadline: float) -> tuple[Problem, Column]:
    """The last stage: the problem with a waiting pool for each tier, and what its pairs were.

    Pairs worth no more than waiting are left out: nobody counts as placed by them. If the time
    limit strikes, a tier keeps as many as were found.
    """
    tier = tier_of(problem)
    kept = np.flatnonzero((problem.benefit > 0) | problem.pinned[problem.child])
    staged, levels = only(problem, kept), np.unique(tier[tier > 0])[::-1].tolist()
    for done, level in enumerate(levels):
        share = (deadline - monotonic()) / (len(levels) + 1 - done)
        placed = _placed(counting(staged, tier >= level), monotonic() + share)
        members = np.flatnonzero(tier == level)
        staged = with_waiting(staged, members, int((~placed[members]).sum()))
    return staged, np.append(kept, np.full(len(staged.child) - len(kept), WAITS))


def tier_of(problem: Problem) -> Column:
    """The tier of each child; the highest of siblings who stay together; none if pinned."""
    tier = problem.tier.copy()
    for group in problem.groups:
        if group.rule is SiblingRule.TOGETHER:
            members = list(group.children)
            tier[members] = tier[members].max()
    return np.where(problem.pinned, 0, tier)


def only(problem: Problem, pairs: Column) -> Problem:
    """The problem with these pairs alone."""
    columns = {name: getattr(problem, name)[pairs] for name in ("child", "pool", "benefit", "tie")}
    return replace(problem, **columns, side=problem.side[:, pairs])


def counting(problem: Problem, counted: Column) -> Problem:
    """The same choices, worth the number of these children in a home."""
    groups = tuple(replace(group, bonus=0, split_price=0) for group in problem.groups)
    benefit = (counted[problem.child] & problem.homes).astype(np.int64)
    return replace(problem, benefit=benefit, groups=groups)


def with_waiting(problem: Problem, members: Column, most: int) -> Problem:
    """These children must be in a home or in a pool where at most so many can wait."""
    pool, more = len(problem.places), np.zeros(len(members), int)
    empty = sp.sparse.csr_array((problem.side.shape[0], len(members)))
    pinned = problem.pinned.copy()
    pinned[members] = True
    return replace(
        problem,
        child=np.append(problem.child, members),
        pool=np.append(problem.pool, more + pool),
        benefit=np.append(problem.benefit, more),
        tie=np.append(problem.tie, more),
        places=np.append(problem.places, most),
        room=np.append(problem.room, problem.room.max(initial=-1) + 1),
        side=sp.sparse.csr_array(sp.sparse.hstack([problem.side, empty])),
        pinned=pinned,
    )


def _placed(problem: Problem, deadline: float) -> Column:
    """Which children come to a home."""
    options = options_of(problem)
    chosen = best_answer(problem, options, deadline).chosen
    pairs = options.members[chosen].indices
    placed = np.zeros(problem.children, bool)
    placed[problem.child[pairs[problem.homes[pairs]]]] = True
    return placed
