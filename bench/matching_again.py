"""How long a standing proposal takes to answer again after one need and one offer changed.

    python -m bench.matching_again [--seed 1] [--runs 5]

Each answer is compared with matching afresh; they must be equal.
"""

import argparse
from dataclasses import replace
from time import perf_counter

import numpy as np

from bench.instances import instance
from fostermatch.matching import Need, Offer, match, resolve, standing

SIZES = ((60, 150), (1000, 1500))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    print(
        "| needs | offers | coupled | afresh, ms | again, ms | equal |\n|---|---|---|---|---|---|"
    )
    for size in SIZES:
        needs, offers = instance(np.random.default_rng(given.seed), *size, siblings=True)
        alone = [replace(n, only_child=False, sibling_group=None) for n in needs]
        report(alone, offers, given.runs, "no")
        report(needs, offers, given.runs, "yes")


def report(needs: list[Need], offers: list[Offer], runs: int, coupled: str) -> None:
    afresh, again, equal, now = [], [], True, standing(needs, offers)
    for run in range(runs):
        child, home = now.needs[7 * run], now.offers[11 * run]
        start = perf_counter()
        now = resolve(
            now,
            needs=[replace(child, days_waiting=child.days_waiting + 30)],
            offers=[replace(home, level=4)],
        )
        again.append(perf_counter() - start)
        start = perf_counter()
        equal &= match(now.needs, now.offers) == now.outcome
        afresh.append(perf_counter() - start)
    print(
        f"| {len(needs):,} | {len(offers):,} | {coupled} | {1000 * min(afresh):.0f} "
        f"| {1000 * min(again):.0f} | {'yes' if equal else 'NO'} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
