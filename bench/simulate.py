"""What ways of placing children do to waiting and breakdowns, in invented regions.

    python -m bench.simulate [SCENARIO ...] [--seeds 10] [--workers 1] [--against POLICY]

Scenarios: base, slack, tight, scarce, small, trial. Every policy meets the same children,
families and answers (common random numbers); the differences are paired, with standard errors.
More than one worker needs joblib.
"""

import argparse
import sys

from fostermatch.matching.simulator import POLICIES, SCENARIOS, TODAY, Compared, simulate

COLUMNS = {
    "wait": "days a child waits",
    "wait_half": "half",
    "wait_90": "nine in ten",
    "wait_specialised": "specialised",
    "wait_siblings": "siblings",
    "breakdowns": "breakdowns per 100 years",
    "fit": "fit",
    "km": "km",
    "asks": "asked a placement",
}
WITH_ERROR = ("wait", "wait_half", "wait_90", "breakdowns")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenarios", nargs="*", default=["base"])
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--against", default=TODAY.name, choices=[p.name for p in POLICIES])
    given = parser.parse_args()
    policies = sorted(POLICIES, key=lambda policy: policy.name != given.against)
    for name in given.scenarios:
        found = simulate(
            SCENARIOS[name],
            policies,
            seeds=given.seeds,
            workers=given.workers,
            progress=show_progress,
        )
        print(f"\n### {name}, {given.seeds} seeds\n")
        print(table(found), flush=True)


def show_progress(done: int) -> None:
    print(f"\r{done} seeds done", end="", file=sys.stderr, flush=True)


def table(found: tuple[Compared, ...]) -> str:
    head = "| policy | " + " | ".join(COLUMNS.values()) + " |\n|---" + "|---" * len(COLUMNS) + "|"
    return "\n".join([head, *(row(one) for one in found)])


def row(one: Compared) -> str:
    return f"| {one.policy.name} | " + " | ".join(cell(one, name) for name in COLUMNS) + " |"


def cell(one: Compared, name: str) -> str:
    mean, more, error = (getattr(part, name) for part in (one.mean, one.difference, one.error))
    if name not in WITH_ERROR or not more:
        return f"{mean:.1f}"
    return f"{mean:.1f} ({more:+.1f} ± {error:.1f})"


if __name__ == "__main__":
    main()
