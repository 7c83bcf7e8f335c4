"""Cuts: sets of options of which one at most can be chosen, though the prices let two by halves.

A home with two places may hold two children or a pair of siblings. Linearly it may hold half
of each; one row that lets either in and not both takes that away. The bound then lies near
what can really be had, and the search for it ends sooner (clique cuts, Padberg 1973).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import scipy as sp

from fostermatch.matching.columns import Column
from fostermatch.matching.options import Options

SOME = 1e-3  # less than this is nothing


def cut(options: Options, taken: Column) -> Options | None:
    """The options with a row for each set of which too much is taken; None where there is none.

    `taken`, from 0 to 1, has an entry an option.
    """
    found = list(_cuts(options, taken))
    if not found:
        return None
    lengths = np.cumsum([0, *map(len, found)])
    members = np.concatenate(found)
    shape = (len(found), len(options.value))
    rows = sp.sparse.csr_array((np.ones(len(members)), members, lengths), shape=shape)
    return replace(
        options,
        rows=sp.sparse.csc_array(sp.sparse.vstack([options.rows, rows])),
        limits=np.append(options.limits, np.ones(len(found))),
    )


def _cuts(options: Options, taken: Column) -> Iterator[Column]:
    """In each limit that binds halves: what takes more than half of it, and one thing more."""
    halves = np.flatnonzero((taken > SOME) & (taken < 1 - SOME))
    touched = np.unique(options.rows[:, halves].indices)
    touched = touched[options.limits[touched] > 1]
    by_row = options.rows[touched].tocsr()
    for number, limit in enumerate(options.limits[touched].tolist()):
        part = slice(by_row.indptr[number], by_row.indptr[number + 1])
        option, use = by_row.indices[part], by_row.data[part]
        large = 2 * use > limit
        if large.any():
            yield from _beside(option, use, limit, large, taken)


def _beside(
    option: Column, use: Column, limit: float, large: Column, taken: Column
) -> Iterator[Column]:
    if taken[option[large]].sum() > 1 + SOME:
        yield option[large]
    for small in np.flatnonzero(~large & (taken[option] > SOME)).tolist():
        clash = option[large & (use > limit - use[small])]
        if taken[clash].sum() + taken[option[small]] > 1 + SOME and len(clash):
            yield np.append(clash, option[small])
