"""How long a standing proposal takes to answer again after one need and one offer changed.

    python -m bench.matching_again [--seed 1] [--runs 5]

Each answer is compared with matching afresh, every child's answer too; they must be equal.
Time is that of the processor: one thread, so what the clock shows on a machine that does nothing
else. Answers are worked out when they are asked for; all of them together have a column.
"""

import argparse
from dataclasses import replace
from statistics import median
from time import process_time

import numpy as np

from bench.instances import instance
from fostermatch.matching import Need, Offer, match, resolve, standing

SIZES = ((60, 150), (300, 300), (1000, 1500))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    columns = ("needs", "offers", "coupled", "afresh, ms", "again, ms", "every answer, ms")
    print(" | ".join(["", *columns, "equal", "proved", ""]).strip())
    print("|---" * 8 + "|")
    for size in SIZES:
        needs, offers = instance(np.random.default_rng(given.seed), *size, siblings=True)
        alone = [replace(n, only_child=False, sibling_group=None) for n in needs]
        report(alone, offers, given.runs, "no")
        report(needs, offers, given.runs, "yes")


def report(needs: list[Need], offers: list[Offer], runs: int, coupled: str) -> None:
    now, times, equal, proved = standing(needs, offers), [], 0, 0
    for run in range(runs):
        child, home = now.needs[7 * run], now.offers[11 * run]
        began = process_time()
        now = resolve(
            now,
            needs=[replace(child, days_waiting=child.days_waiting + 30)],
            offers=[replace(home, level=4)],
        )
        answered = process_time()
        tuple(now.outcome.results)
        told = process_time()
        fresh = match(now.needs, now.offers)
        times.append((process_time() - told, answered - began, told - answered))
        equal += fresh == now.outcome
        proved += fresh.gap == 0
    afresh, again, answers = (1000 * median(column) for column in zip(*times, strict=True))
    print(
        f"| {len(needs):,} | {len(offers):,} | {coupled} | {afresh:.0f} | {again:.0f} "
        f"| {answers:.0f} | {equal} of {runs} | {proved} of {runs} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
