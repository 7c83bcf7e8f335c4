"""Policies side by side: means over seeds, and paired differences with standard errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from fostermatch.matching.columns import Column
from fostermatch.matching.simulator.run import Log, run
from fostermatch.matching.simulator.setting import BASE, POLICIES, Policy, Setting
from fostermatch.matching.simulator.world import World, world_of

SPECIALISED = 4


@dataclass(frozen=True)
class Measures:
    """One policy in one world. Days of children who wait at the end count too."""

    wait: float  # days a child
    wait_half: float  # half of the cases wait no longer
    wait_90: float  # nine in ten
    wait_specialised: float  # of those placed, like the next
    wait_siblings: float
    breakdowns: float  # per 100 years in placement
    fit: float
    km: float
    asks: float  # families asked for one placement
    placements: float


@dataclass(frozen=True)
class Compared:
    """A policy over all seeds: means, and how it differs from the first policy."""

    policy: Policy
    mean: Measures
    difference: Measures
    error: Measures  # standard error of the difference; NaN for one seed


def simulate(
    setting: Setting = BASE,
    policies: Sequence[Policy] = POLICIES,
    *,
    seeds: int = 10,
    workers: int = 1,
    progress: Callable[[int], None] | None = None,
) -> tuple[Compared, ...]:
    """Each policy in the same worlds; differences are to the first policy.

    workers: processes, by joblib where more than one; under `joblib.parallel_config` the same
    call runs on a cluster. progress: told how many seeds are done.

    ValueError: no policy or no seed.
    """
    if not policies or seeds < 1:
        raise ValueError("simulate: at least one policy and one seed")
    found = []
    for done, one in enumerate(_worlds(setting, tuple(policies), seeds, workers), 1):
        found.append(one)
        if progress:
            progress(done)
    first = [one[policies[0].name] for one in found]
    return tuple(
        _compared(policy, [one[policy.name] for one in found], first) for policy in policies
    )


def in_one_world(setting: Setting, policies: Sequence[Policy], seed: int) -> Mapping[str, Measures]:
    """Every policy in the world of this seed."""
    world = world_of(setting, seed)
    return {policy.name: measured(world, run(world, policy)) for policy in policies}


def measured(world: World, log: Log) -> Measures:
    """The log in figures; NaN where nobody was placed."""
    if not log.placements:
        return Measures(*(float("nan") for _ in fields(Measures)))
    case, pool = np.array([(p.case, p.pool) for p in log.placements]).T
    waited = np.array([p.waited for p in log.placements])
    all_waits = [*waited.tolist(), *log.still_waiting]
    warm = world.setting.warm_up_years * 365
    came = world.size[world.arrives >= warm].sum()
    return Measures(
        wait=log.waiting_days / max(int(came), 1),
        wait_half=float(np.percentile(all_waits, 50)),
        wait_90=float(np.percentile(all_waits, 90)),
        wait_specialised=mean(waited[world.level[case] == SPECIALISED]),
        wait_siblings=mean(waited[world.size[case] > 1]),
        breakdowns=100
        * sum(p.broke for p in log.placements)
        / max(sum(p.days for p in log.placements) / 365, 1e-9),
        fit=float(world.fit[case, pool].mean()),
        km=float(world.km[case, pool].mean()),
        asks=log.asked / len(log.placements),
        placements=len(log.placements),
    )


def mean(values: Column) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _worlds(
    setting: Setting, policies: tuple[Policy, ...], seeds: int, workers: int
) -> Iterable[Mapping[str, Measures]]:
    if workers == 1:
        return (in_one_world(setting, policies, seed) for seed in range(seeds))
    from joblib import Parallel, delayed  # type: ignore[import-untyped,import-not-found,unused-ignore]

    found: Iterable[Mapping[str, Measures]] = Parallel(n_jobs=workers, return_as="generator")(
        delayed(in_one_world)(setting, policies, seed) for seed in range(seeds)
    )
    return found


def _compared(policy: Policy, mine: Sequence[Measures], first: Sequence[Measures]) -> Compared:
    found, base = _table(mine), _table(first)
    more = found - base
    error = more.std(axis=0, ddof=1) / np.sqrt(len(more)) if len(more) > 1 else more * np.nan
    return Compared(
        policy,
        Measures(*found.mean(axis=0).tolist()),
        Measures(*more.mean(axis=0).tolist()),
        Measures(*np.ravel(error).tolist()),
    )


def _table(measures: Sequence[Measures]) -> Column:
    return np.array([[getattr(m, f.name) for f in fields(Measures)] for m in measures])
