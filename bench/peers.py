"""One peer on one instance, in a process of its own; prints a line of JSON.

    python -m bench.peers NAME FILE

FILE holds arrays: child, family, benefit (one entry a pair) and places, or a coupled model as
value, rows and limits; for fostermatch itself a coupled problem is pickled. Every peer starts
from these: building what it wants to be fed is part of its time. Only what is measured is
imported.
"""

import json
import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
from scipy.sparse import csc_array

ENOUGH_SECONDS = 5.0
RUNS = 5

Column = np.ndarray


@dataclass(frozen=True)
class Plain:
    """Each child once, each family as often as it has places."""

    child: Column
    family: Column
    benefit: Column
    places: Column
    children: int

    @property
    def seats(self) -> tuple[Column, Column, Column]:
        """Row, column and benefit of a family repeated once for each of its places."""
        first = np.cumsum(self.places) - self.places
        copies = self.places[self.family]
        pair = np.repeat(np.arange(len(self.child)), copies)
        nth = np.arange(len(pair)) - np.repeat(np.cumsum(copies) - copies, copies)
        return self.child[pair], first[self.family[pair]] + nth, self.benefit[pair]

    def dense(self) -> Column:
        """Benefit by child and seat, 0 where they may not be paired."""
        row, column, benefit = self.seats
        table = np.zeros((self.children, int(self.places.sum())))
        table[row, column] = benefit
        return table

    def square(self) -> tuple[int, Column, Column, Column]:
        """Size, row, column and cost of a sparse square problem that always has an answer.

        Beside every pair stands its mirror image among added rows and columns, at no cost.
        """
        row, column, benefit = self.seats
        seats, dearest = int(self.places.sum()), int(self.benefit.max(initial=0))
        kids, all_seats = np.arange(self.children), np.arange(seats)
        rows = np.concatenate([row, kids, self.children + all_seats, self.children + column])
        columns = np.concatenate([column, seats + kids, all_seats, seats + row])
        waits, free = np.full(self.children, dearest), np.zeros(seats + len(row))
        return (
            self.children + seats,
            rows,
            columns,
            np.concatenate([dearest - benefit, waits, free]),
        )


@dataclass(frozen=True)
class Coupled:
    """Choose columns: rows @ chosen <= limits."""

    value: Column
    rows: csc_array
    limits: Column


def fostermatch(plain: Plain) -> int:
    """Checked, with the prices of places and the reasons for waiting."""
    from fostermatch.matching import solve

    return solve(plain.child, plain.family, plain.benefit, plain.places).value


def fostermatch_kernel(plain: Plain) -> int:
    """The assignment alone: no checks, no prices of places, no reasons."""
    from fostermatch.matching.kernel import assign, ties, with_ties

    tie, must = ties(plain.child, plain.family), np.zeros(plain.children, bool)
    weight, _ = with_ties(plain.benefit, tie, plain.children)
    pair = assign(plain.child, plain.family, weight, plain.places, must)
    return int(plain.benefit[pair[pair >= 0]].sum())


def scipy_dense(plain: Plain) -> int:
    from scipy.optimize import linear_sum_assignment

    table = -plain.dense()
    return int(-table[linear_sum_assignment(table)].sum())


def ortools_flow(plain: Plain) -> int:
    from ortools.graph.python import min_cost_flow

    kids, families = plain.children, len(plain.places)
    source, sink = kids + families, kids + families + 1
    child, family = np.arange(kids), np.arange(families)
    tail = np.concatenate([plain.child, np.full(kids, source), child, kids + family])
    head = np.concatenate(
        [kids + plain.family, child, np.full(kids, sink), np.full(families, sink)]
    )
    room = np.concatenate([np.ones(len(plain.child) + 2 * kids, int), plain.places])
    cost = np.concatenate([-plain.benefit, np.zeros(2 * kids + families, int)])
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(tail, head, room, cost)
    flow.set_node_supply(source, kids)
    flow.set_node_supply(sink, -kids)
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("no optimum")
    return -int(flow.optimal_cost())


def ortools_assignment(plain: Plain) -> int:
    from ortools.graph.python import linear_sum_assignment

    size, row, column, cost = plain.square()
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(row, column, cost.astype(np.int64))
    if solver.solve() != solver.OPTIMAL:
        raise RuntimeError("no optimum")
    return int(plain.benefit.max(initial=0)) * plain.children - int(solver.optimal_cost())


def lap_dense(plain: Plain) -> int:
    import lap

    return round(-lap.lapjv(-plain.dense(), extend_cost=True)[0])


def lap_sparse(plain: Plain) -> int:
    import lap

    size, row, column, cost = plain.square()
    order = np.lexsort((column, row))
    starts = np.searchsorted(row[order], np.arange(size + 1))
    cost = cost[order].astype(float)
    total = lap.lapmod(size, cost, starts.astype(np.int32), column[order].astype(np.int32))[0]
    return int(plain.benefit.max(initial=0)) * plain.children - round(total)


def lapx_dense(plain: Plain) -> int:
    import lap

    return round(-lap.lapjvs(-plain.dense(), extend_cost=True, prefer_float32=False)[0])


def networkx_matching(plain: Plain) -> int:
    import networkx

    graph, (row, column, benefit) = networkx.Graph(), plain.seats
    graph.add_weighted_edges_from(
        zip(row.tolist(), (plain.children + column).tolist(), benefit.tolist(), strict=True)
    )
    chosen = networkx.max_weight_matching(graph)
    return sum(graph.edges[edge]["weight"] for edge in chosen)


def networkx_flow(plain: Plain) -> int:
    import networkx

    kids, graph = plain.children, networkx.DiGraph()
    graph.add_node("out", demand=kids)
    for child in range(kids):
        graph.add_node(child, demand=-1)
        graph.add_edge(child, "out", capacity=1, weight=0)
    for family, free in enumerate(plain.places.tolist()):
        graph.add_edge(kids + family, "out", capacity=free, weight=0)
    for child, family, benefit in zip(
        plain.child.tolist(), plain.family.tolist(), plain.benefit.tolist(), strict=True
    ):
        graph.add_edge(child, kids + family, capacity=1, weight=-benefit)
    return -int(networkx.network_simplex(graph)[0])


def matching_stable(plain: Plain) -> int:
    """Not the same question: a stable matching, both sides ranking by the same benefit."""
    from matching.games import HospitalResident

    sys.setrecursionlimit(1_000_000)
    worth = {
        (c, f): b
        for c, f, b in zip(
            plain.child.tolist(), plain.family.tolist(), plain.benefit.tolist(), strict=True
        )
        if plain.places[f] > 0
    }
    residents: dict[int, list[int]] = {}
    hospitals: dict[int, list[int]] = {}
    for child, family in sorted(worth, key=lambda pair: (-worth[pair], pair)):
        residents.setdefault(child, []).append(family)
        hospitals.setdefault(family, []).append(child)
    room = {family: int(plain.places[family]) for family in hospitals}
    game = HospitalResident.create_from_dictionaries(residents, hospitals, room)
    return sum(
        worth[child.name, family.name] for family, kids in game.solve().items() for child in kids
    )


def as_coupled(plain: Plain) -> Coupled:
    pair = np.arange(len(plain.child))
    which = np.concatenate([plain.child, plain.children + plain.family])
    shape = (plain.children + len(plain.places), len(pair))
    rows = csc_array((np.ones(2 * len(pair)), (which, np.tile(pair, 2))), shape=shape)
    return Coupled(plain.benefit, rows, np.concatenate([np.ones(plain.children), plain.places]))


def highs(model: Coupled) -> int:
    from scipy.optimize import Bounds, LinearConstraint, milp

    found = milp(
        -model.value,
        constraints=LinearConstraint(model.rows, -np.inf, model.limits),
        integrality=np.ones(len(model.value), int),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    return round(-found.fun)


def cp_sat(model: Coupled) -> int:
    from ortools.sat.python import cp_model

    program = cp_model.CpModel()
    chosen = [program.new_bool_var("") for _ in range(len(model.value))]
    rows = model.rows.tocsr()
    for row, limit in enumerate(model.limits.tolist()):
        part = slice(rows.indptr[row], rows.indptr[row + 1])
        terms = [chosen[option] for option in rows.indices[part].tolist()]
        use = rows.data[part].astype(int)
        if limit == 1 and (use == 1).all():
            program.add_at_most_one(terms)
        elif use.sum() > limit:
            total = cp_model.LinearExpr.weighted_sum(terms, use.tolist())
            program.add(total <= int(limit))
    program.maximize(cp_model.LinearExpr.weighted_sum(chosen, model.value.tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    if solver.solve(program) != cp_model.OPTIMAL:
        raise RuntimeError("no optimum")
    return round(solver.objective_value)


PLAIN: dict[str, Callable[[Plain], int]] = {
    "fostermatch": fostermatch,
    "fostermatch, its kernel alone": fostermatch_kernel,
    "SciPy linear_sum_assignment": scipy_dense,
    "OR-tools min-cost flow": ortools_flow,
    "OR-tools assignment": ortools_assignment,
    "lap lapmod (sparse)": lap_sparse,
    "lap lapjv (dense)": lap_dense,
    "lapx lapjvs (dense)": lapx_dense,
    "networkx max_weight_matching": networkx_matching,
    "networkx network_simplex": networkx_flow,
    "matching HospitalResident": matching_stable,
    "HiGHS milp": lambda plain: highs(as_coupled(plain)),
    "CP-SAT": lambda plain: cp_sat(as_coupled(plain)),
}
COUPLED: dict[str, Callable[[Coupled], int]] = {"HiGHS milp": highs, "CP-SAT": cp_sat}


def fostermatch_coupled(file: Path) -> dict[str, float | str]:
    from fostermatch.matching.solver import solve_problem

    problem = pickle.loads(file.read_bytes())
    found = measure(lambda: solve_problem(problem, 60.0).value)
    return {**found, "remark": f"gap {100 * solve_problem(problem, 60.0).gap:.4f} %"}


def measure(solver: Callable[[], int]) -> dict[str, float]:
    """Best of a few runs; memory is what the runs added to the process at most."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts here
    before, times, value = memory_mb("VmRSS"), [], 0
    while len(times) < RUNS and sum(times) < ENOUGH_SECONDS:
        start = perf_counter()
        value = solver()
        times.append(perf_counter() - start)
    return {"seconds": min(times), "value": value, "megabytes": memory_mb("VmHWM") - before}


def memory_mb(name: str) -> float:
    """Memory of this process by Linux's name for it: VmRSS now, VmHWM at the peak."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def plain_of(arrays: dict[str, Column]) -> Plain:
    return Plain(
        *(arrays[name] for name in ("child", "family", "benefit", "places")),
        int(arrays["children"]),
    )


def coupled_of(arrays: dict[str, Column]) -> Coupled:
    parts = (arrays["numbers"], arrays["indices"], arrays["starts"])
    rows = csc_array(parts, shape=(len(arrays["limits"]), len(arrays["value"])))
    return Coupled(arrays["value"], rows, arrays["limits"])


def main() -> None:
    name, file = sys.argv[1], Path(sys.argv[2])
    if file.suffix == ".pickle":
        print(json.dumps(fostermatch_coupled(file)))
        return
    with np.load(file) as stored:
        arrays = dict(stored)
    tiny = Plain(np.array([0]), np.array([0]), np.array([1]), np.array([1]), 1)
    if "value" in arrays:
        COUPLED[name](as_coupled(tiny))  # loading the library is not measured
        model = coupled_of(arrays)
        print(json.dumps(measure(lambda: COUPLED[name](model))))
    else:
        PLAIN[name](tiny)
        plain = plain_of(arrays)
        print(json.dumps(measure(lambda: PLAIN[name](plain))))


if __name__ == "__main__":
    main()
