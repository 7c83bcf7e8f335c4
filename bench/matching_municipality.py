"""How long one round takes, how near it is to the best, and how many siblings stay together.

    python -m bench.matching_municipality [--seed 1] [--runs 5]

The instances are invented; the seed makes them the same every time.
"""

import argparse
from collections.abc import Sequence
from time import perf_counter

import numpy as np

from bench.instances import instance
from fostermatch.matching import Need, Offer, Outcome, SiblingRule, match

CASES = ((60, 150), (200, 500), (1000, 1500))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    print("needs offers siblings     ms   suggested     gap %  groups together")
    for children, families in CASES:
        for siblings in (False, True):
            random = np.random.default_rng(options.seed)
            needs, offers = instance(random, children, families, siblings)
            report(needs, offers, options.runs if children < 1000 else 1)


def report(needs: list[Need], offers: list[Offer], runs: int) -> None:
    times, outcome = [], match(needs, offers)
    for _ in range(runs):
        start = perf_counter()
        outcome = match(needs, offers)
        times.append(perf_counter() - start)
    suggested = sum(result.suggestion is not None for result in outcome.results)
    kept, groups = together(needs, outcome)
    print(
        f"{len(needs):5} {len(offers):6} {groups:8} {1000 * min(times):6.0f} "
        f"{suggested:6} of {len(needs):4} {100 * outcome.gap:8.4f} {kept:8} of {groups}"
    )


def together(needs: Sequence[Need], outcome: Outcome) -> tuple[int, int]:
    """Sibling groups that may live together: how many do, and how many there are."""
    homes: dict[int, set[int | None]] = {}
    for need, result in zip(needs, outcome.results, strict=True):
        if need.sibling_group is not None and need.sibling_rule is not SiblingRule.APART:
            home = result.suggestion.family if result.suggestion else None
            homes.setdefault(need.sibling_group, set()).add(home)
    kept = sum(len(found) == 1 and None not in found for found in homes.values())
    return kept, len(homes)


if __name__ == "__main__":
    main()
