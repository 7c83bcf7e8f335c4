"""Nobody who could be placed is passed by for ever."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fostermatch.matching import Weights, match
from tests.matching.factories import need, offer

GUARANTEE = 60
WEEK = 7


def queue(weights, arrivals, homes, weeks):
    """Weeks on the list until placed, by child; each week every home has one place again."""
    waiting, waited = {}, {}
    for week in range(weeks):
        waiting |= {child.key: (child, week) for child in arrivals(week)}
        needs = [
            need(**{**vars(child), "days_waiting": WEEK * (week - since)})
            for child, since in waiting.values()
        ]
        for result in match(needs, homes, weights).results:
            if result.suggestion:
                waited[result.need] = week - waiting.pop(result.need)[1]
    return waited, {key: weeks - since for key, (_, since) in waiting.items()}


def passed_by(week):
    """A child that fits poorly comes first, then every week one that fits well."""
    poor = [need(1, groups=frozenset({"a"}))] if week == 0 else []
    return [*poor, need(week + 2, tier=2, in_institution=True)]


HOME = offer(10, takes=frozenset({"b"}), prepared=True)


def test_under_full_load_points_alone_can_pass_a_child_by():
    _, waiting = queue(Weights(), passed_by, [HOME], 120)
    assert 1 in waiting


@pytest.mark.parametrize("days", [GUARANTEE, 2 * GUARANTEE])
def test_a_guarantee_ends_the_wait_under_full_load(days):
    waited, _ = queue(Weights(guarantee_days=days), passed_by, [HOME], 120)
    assert waited[1] == -(-days // WEEK)


def test_days_without_a_ceiling_end_the_wait_under_full_load():
    waited, _ = queue(Weights(longest_wait=10_000), passed_by, [HOME], 300)
    assert waited[1] * WEEK <= 2200


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 10_000))
def test_no_child_starves_in_a_long_queue_with_a_guarantee(seed):
    """Five places for six children: queues form and clear, and few are late at once."""
    random = np.random.default_rng(seed)
    homes = [offer(key, level=level, min_age=3 * key) for key, level in enumerate((2, 2, 3))]

    def arrivals(week):
        keys = range(10 * week, 10 * week + int(random.integers(0, 6)))
        return [
            need(
                key,
                age=int(random.integers(6, 18)),
                level=int(random.integers(1, 3)),
                tier=int(random.integers(0, 4)),
                in_institution=bool(random.random() < 0.5),
            )
            for key in keys
        ]

    waited, waiting = queue(Weights(guarantee_days=GUARANTEE), arrivals, homes, 100)
    longest = max([*waited.values(), *waiting.values()], default=0)
    assert longest * WEEK <= 2 * GUARANTEE
