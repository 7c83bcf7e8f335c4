"""The respite calendar against one mixed-integer programme on the whole model.

    python -m bench.matching_calendar [--seed 1] [--limit 60]

Both get the same rows; making the columns is part of the time of both. HiGHS is called through
SciPy on every column and every row, as one would write it down.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

import numpy as np
import scipy as sp

from fostermatch.matching import Host, Respite, cover, every_second, once_a_month, plan_weekends
from fostermatch.matching.calendar.model import Columns, Unit, columns_of, units_of

T = TypeVar("T")
Random = np.random.Generator
Benefit = dict[tuple[int, int], int]

SIZES = ((40, 60, 26), (40, 20, 26), (400, 200, 26), (1000, 600, 52))
CONTINUITY = 1000
MONTH_WEEKS = 52 / 12


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=60, help="seconds for each")
    given = parser.parse_args()
    print("| requests | families | weekends | columns | solver | seconds | value | gap |")
    print("|---|---|---|---|---|---|---|---|")
    for size in SIZES:
        report(np.random.default_rng(given.seed), *size, given.limit)


def report(random: Random, children: int, families: int, weekends: int, limit: float) -> None:
    case = invented(random, children, families, weekends)
    runs = 5 if children < 100 else 1
    plan, took = timed(lambda: plan_weekends(*case, continuity=CONTINUITY, time_limit=limit), runs)
    columns = len(whole(*case).columns.unit)
    line = f"| {children:,} | {families:,} | {weekends} | {columns:,} |"
    print(f"{line} fostermatch | {took:.2f} | {plan.value:,} | {100 * plan.gap:.4f} % |")
    peer, took = timed(lambda: by_highs(whole(*case), limit), runs)
    print(f"{line} HiGHS milp, whole | {took:.2f} | {peer} |", flush=True)
    stay = plan.stays[len(plan.stays) // 2]
    ill = [(stay.family, stay.weekends[0])]
    found, took = timed(lambda: cover(*case, plan.stays, ill), runs)
    print(f"{line} cover of one weekend | {took:.2f} | {found.value:,} | {100 * found.gap:.4f} % |")


def timed(call: Callable[[], T], runs: int = 1) -> tuple[T, float]:
    """The answer, and the shortest time it took."""
    took = []
    for _ in range(runs):
        start = perf_counter()
        found = call()
        took.append(perf_counter() - start)
    return found, min(took)


def invented(
    random: Random, children: int, families: int, weekends: int
) -> tuple[list[Respite], list[Host], Benefit]:
    """Children on a map with families near them, one in six with a sibling."""
    homes, places = random.normal(0, 30, (children, 2)), random.normal(0, 30, (families, 2))
    hosts = [a_host(random, key, weekends) for key in range(families)]
    requests, group = [], 0
    for key in range(children):
        group += random.random() > 0.15
        requests.append(a_request(random, key, weekends, int(group)))
    by_group = {request.sibling_group: request for request in reversed(requests)}
    requests = [
        Respite(r.key, by_group[r.sibling_group].options, r.loads, r.sibling_group, r.family_before)
        for r in requests
    ]
    benefit = {}
    for key in range(children):
        far = np.hypot(*(places - homes[by_group[requests[key].sibling_group].key]).T)
        for family in np.flatnonzero((far < 30) & (random.random(families) < 0.6)).tolist():
            fit = int(random.integers(300, 900) - 5 * far[family])
            benefit[key, family] = 1000 + int(min(random.exponential(90), 365)) + fit
    return requests, hosts, benefit


def a_host(random: Random, key: int, weekends: int) -> Host:
    free = int(random.choice([1, 2], p=[0.7, 0.3]))
    only = random.integers(3)  # weekends A, weekends B, or both
    places = [free if only == 2 or w % 2 == only else 0 for w in range(weekends)]
    pauses = random.choice(weekends, int(random.integers(0, 4)), replace=False)
    return Host(key, tuple(places), frozenset(pauses.tolist()), limits=(4,))


def a_request(random: Random, key: int, weekends: int, group: int) -> Respite:
    months = [int(w / MONTH_WEEKS) for w in range(weekends)]
    chosen = sorted(random.choice(weekends, 6, replace=False).tolist())
    kinds = (every_second(weekends), once_a_month(months), (tuple(chosen),))
    options = kinds[int(random.choice(3, p=[0.6, 0.25, 0.15]))]
    before = int(random.integers(0, 60)) if random.random() < 0.3 else None
    return Respite(key, options, (int(random.integers(1, 4)),), group, before)


@dataclass(frozen=True)
class Whole:
    """Every column and every row of the model."""

    units: Sequence[Unit]
    hosts: Sequence[Host]
    columns: Columns


def whole(requests: list[Respite], hosts: list[Host], benefit: Benefit) -> Whole:
    units = units_of(requests)
    return Whole(units, hosts, columns_of(units, hosts, benefit, CONTINUITY))


def by_highs(model: Whole, limit: float) -> str:
    """The value and the gap that one call of `milp` gives."""
    columns, weekends = model.columns, model.columns.given.shape[1]
    column, weekend = np.nonzero(columns.given)
    size = np.array([len(unit.members) for unit in model.units])
    load = np.array([sum(m.loads[0] for m in unit.members) for unit in model.units])
    shape = (len(model.hosts) * weekends, len(columns.unit))
    at, unit = columns.host[column] * weekends + weekend, columns.unit[column]
    each = sp.sparse.csr_array(
        (np.ones(shape[1]), (columns.unit, np.arange(shape[1]))), (len(model.units), shape[1])
    )
    uses = [sp.sparse.csr_array((use[unit], (at, column)), shape) for use in (size, load)]
    places = np.array([host.places for host in model.hosts]).ravel()
    limits = np.repeat([host.limits[0] for host in model.hosts], weekends)
    most = np.concatenate([np.ones(len(model.units)), places, limits])
    found = sp.optimize.milp(
        -columns.value,
        constraints=sp.optimize.LinearConstraint(sp.sparse.vstack([each, *uses]), -np.inf, most),
        integrality=np.ones(shape[1]),
        bounds=sp.optimize.Bounds(0, 1),
        options={"time_limit": limit, "mip_rel_gap": 0.0},
    )
    if found.x is None:
        return f"nothing in {limit:.0f} s | "
    return f"{round(-found.fun):,} | {100 * found.mip_gap:.4f} %"


if __name__ == "__main__":
    main()
