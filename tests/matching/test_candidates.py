from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.instances import instance
from fostermatch.matching import candidates
from fostermatch.matching.candidates import usable_pairs
from fostermatch.matching.requirements import meets_all
from fostermatch.matching.tables import needs_table, offers_table
from tests.matching.factories import need, north, offer


def pairs_of(needs, offers):
    row, column = usable_pairs(needs_table(needs), offers_table(offers, needs))
    return list(zip(row.tolist(), column.tolist(), strict=True))


def every_pair(needs, offers):
    met = meets_all(needs_table(needs)[:, None], offers_table(offers, needs)[None])
    return [tuple(pair) for pair in np.argwhere(met).tolist()]


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.sampled_from([7, 100, 400_000]))
def test_no_pair_is_lost_or_won_by_looking_near_first(seed, at_a_time):
    random = np.random.default_rng(seed)
    needs, offers = instance(random, 60, 40, siblings=False)
    needs = [replace(n, home=None) if n.key % 9 == 0 else n for n in needs]
    needs = [replace(n, km_limit=None) if n.key % 7 == 0 else n for n in needs]
    known = [replace(n, known_families=frozenset({n.key % 40})) for n in needs]
    offers = [replace(o, home=None) if o.key % 8 == 0 else o for o in offers]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "PAIRS_AT_A_TIME", at_a_time)
        assert pairs_of(known, offers) == every_pair(known, offers)


@pytest.mark.parametrize(("km", "found"), [(9.9999, [(0, 0)]), (10.0001, [])])
def test_the_limit_itself_decides(km, found):
    child = need(home=north(0), km_limit=10)
    assert pairs_of([child], [offer(home=north(km))]) == found


def test_a_family_the_child_knows_may_live_beyond_the_limit():
    child = need(home=north(0), km_limit=10, known_families=frozenset({120}))
    assert pairs_of([child], [offer(10, home=north(50)), offer(20, home=north(50))]) == [(0, 1)]
