"""What ways of placing do to waiting and breakdowns, in invented regions.

    python -m bench.simulate [SCENARIO ...] [--seeds 10] [--workers 1] [--plot FILE.svg]

Scenarios: base, slack, tight, scarce, small, trial. --policy KEY, several times, for some of the
policies only; --against KEY, what the differences are to. Every policy meets the same children,
families and answers (common random numbers); the differences are paired, with standard errors.
--plot draws the first scenario; it needs matplotlib, which is installed for this alone.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import click

from fostermatch.matching.simulator import CURVE_DAYS, POLICIES, SCENARIOS, Compared, simulate

DAYS = {
    "wait": "days a child waits",
    "wait_in_reach": "in reach",
    "wait_few": "few",
    "wait_many": "many",
    "wait_half": "half",
    "wait_90": "nine in ten",
    "wait_specialised": "specialised",
    "wait_siblings": "siblings",
    "breakdowns": "breakdowns",
    "fit": "fit",
    "km": "km",
    "asks": "asked",
}
SHARES = {
    "days_out": "days out of reach",
    "days_few": "days few",
    "farther": "beyond the limit",
    "parted": "siblings parted",
}
WITH_ERROR = ("wait", "wait_in_reach", "wait_half", "wait_90", "breakdowns")
DRAWN = {  # key: colour, dashes
    "today": ("#333333", "-"),
    "pooled": ("#0059b3", "-"),
    "price": ("#0059b3", "--"),
    "today_last_resorts": ("#333333", ":"),
    "last_resorts": ("#b30000", "-"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenarios", nargs="*", default=["base"])
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--policy", action="append", choices=list(POLICIES), dest="policies")
    parser.add_argument("--against", default="today", choices=list(POLICIES))
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    keys = list(dict.fromkeys([given.against, *(given.policies or POLICIES)]))
    for number, name in enumerate(given.scenarios):
        found = compared(name, keys, given.seeds, given.workers)
        print(f"\n### {name}, {given.seeds} seeds\n\n{table(found)}", flush=True)
        if given.plot and not number:
            draw(dict(zip(keys, found, strict=True)), given.plot)


def compared(name: str, keys: Sequence[str], seeds: int, workers: int) -> tuple[Compared, ...]:
    """Every policy in this scenario, with progress in a terminal."""
    with click.progressbar(length=seeds * len(keys), label=name) as bar:
        return simulate(
            SCENARIOS[name],
            [POLICIES[key] for key in keys],
            seeds=seeds,
            workers=workers,
            progress=lambda done, _: bar.update(done - bar.pos),
        )


def table(found: Sequence[Compared]) -> str:
    columns = ["policy", *DAYS.values(), *SHARES.values()]
    head = f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}"
    first = found[0].mean
    kinds = f"{100 * first.share_out:.1f} % out of reach, {100 * first.share_few:.1f} % few"
    return "\n".join([f"Of the children: {kinds}.\n", head, *(row(one) for one in found)])


def row(one: Compared) -> str:
    shares = [f"{100 * getattr(one.mean, name):.1f} %" for name in SHARES]
    return f"| {' | '.join([one.policy.name, *(cell(one, name) for name in DAYS), *shares])} |"


def cell(one: Compared, name: str) -> str:
    mean, more, error = (getattr(part, name) for part in (one.mean, one.difference, one.error))
    if name not in WITH_ERROR or not more:
        return f"{mean:.1f}"
    return f"{mean:.1f} ({more:+.1f} ± {error:.1f})"


def draw(found: dict[str, Compared], path: Path) -> None:
    """Who still waits after so many days, and the mean with its standard error."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams |= {"svg.fonttype": "none", "svg.hashsalt": "fostermatch", "font.size": 11}
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(12, 5), width_ratios=(3, 2))
    for key, (colour, dashes) in DRAWN.items():
        shares = [100 * share for share in found[key].curve]
        left.plot(CURVE_DAYS, shares, dashes, color=colour, label=found[key].policy.name)
    left.set(xlabel="days waited", ylabel="% who still wait", xlim=(0, 365), ylim=(0, 100))
    left.legend(frameon=False)
    names = [one.policy.name for one in found.values()]
    means = [one.difference.wait for one in found.values()]
    errors = [one.error.wait for one in found.values()]
    right.errorbar(means, range(len(names)), xerr=errors, fmt="o", color="#b30000", markersize=4)
    right.set_yticks(range(len(names)), names, fontsize=8)
    right.invert_yaxis()
    right.axvline(0, color="#333333", linewidth=0.8)
    right.set(xlabel="difference in days a child (± s.e.)")
    right.grid(axis="x", color="#dddddd")
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None, "Creator": None})


if __name__ == "__main__":
    main()
