"""How long each answer to a question about one child takes, at municipal size.

    python -m bench.matching_answers [--seed 1] [--asked 15]

Each is one call on the rows of the register with nothing prepared beforehand, save those marked
with a star, where the round is known. Time is that of the processor: one thread, so what the
clock shows on a machine that does nothing else.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median
from time import process_time

import numpy as np

from bench.instances import instance
from fostermatch.matching import (
    Need,
    Offer,
    explain,
    obstacles,
    one_more_place,
    openings,
    shortlist,
    standing,
    sturdiness,
    what_would_help,
)

CASES = ((60, 150), (300, 300))

Question = Callable[[Need], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--asked", type=int, default=15, help="children asked about")
    given = parser.parse_args()
    print("| question | needs | offers | median, ms | slowest, ms |\n|---|---|---|---|---|")
    for size in CASES:
        needs, offers = instance(np.random.default_rng(given.seed), *size, siblings=True)
        asked = needs[:: max(1, len(needs) // given.asked)][: given.asked]
        for name, question in questions(needs, offers).items():
            times = [timed(question, need) for need in asked]
            print(
                f"| {name} | {size[0]} | {size[1]} "
                f"| {1000 * median(times):.1f} | {1000 * max(times):.1f} |",
                flush=True,
            )


def questions(needs: Sequence[Need], offers: Sequence[Offer]) -> dict[str, Question]:
    now = standing(needs, offers)
    place = {need.key: number for number, need in enumerate(needs)}
    return {
        "why this one, at what rank and margin, who has the own best; or why none *": (
            lambda need: now.outcome.results[place[need.key]]
        ),
        "why not that family": lambda need: explain(need, offers[need.key % len(offers)]),
        "why not any family": lambda need: obstacles(need, offers),
        "its best families": lambda need: shortlist(needs, need.key, offers),
        "the smallest change that would open a place": lambda need: openings(
            needs, need.key, offers, outcome=now.outcome
        ),
        "sturdiness": lambda need: sturdiness(needs, need.key, offers),
        "one more place, solved again *": lambda need: one_more_place(
            now, offers[need.key % len(offers)].key, need.slots[0]
        ),
        "one more family, solved again *": lambda need: what_would_help(
            now, [like(offers[need.key % len(offers)])]
        ),
    }


def like(offer: Offer) -> Offer:
    return replace(offer, key=10**6, family=10**6)


def timed(question: Question, need: Need) -> float:
    start = process_time()
    question(need)
    return process_time() - start


if __name__ == "__main__":
    main()
