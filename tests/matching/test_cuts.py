"""No cut takes away an answer: every whole choice within the limits is within the cuts too."""

from itertools import product

import numpy as np
import scipy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from fostermatch.matching.cuts import cut
from fostermatch.matching.options import Options

SHARES = (0.0, 0.25, 1 / 3, 0.5, 2 / 3, 0.75, 1.0)


@st.composite
def limits_and_shares(draw):
    options, rows = draw(st.integers(2, 8)), draw(st.integers(1, 6))
    uses = st.lists(st.sampled_from((0, 0, 1, 1, 2, 2.5, 3)), min_size=options, max_size=options)
    table = np.array(draw(st.lists(uses, min_size=rows, max_size=rows)), float)
    shares = st.lists(st.sampled_from(SHARES), min_size=options, max_size=options)
    taken = np.array(draw(shares))
    most = np.ceil(table @ taken - 1e-9)
    return table, np.maximum(most, draw(st.integers(0, 3))), taken


def options_with(table, limits):
    none = np.zeros(table.shape[1], int)
    members = sp.sparse.csr_array((table.shape[1], 0))
    rows = sp.sparse.csc_array(table)
    return Options(none, none, 1, none, none, members, rows, limits, none > 0)


@settings(deadline=None, max_examples=300)
@given(limits_and_shares())
def test_no_cut_takes_away_an_answer(case):
    table, limits, taken = case
    cuts = cut(options_with(table, limits), taken)
    if cuts is None:
        return
    broken = cuts.rows[len(limits) :] @ taken > cuts.limits[len(limits) :]
    assert broken.all()
    for choice in product((0, 1), repeat=len(taken)):
        if (table @ choice <= limits).all():
            assert (cuts.rows @ np.array(choice) <= cuts.limits).all()


def test_three_who_want_two_of_three_limits_each():
    """Halves of all three fit every limit, and no two of them go together."""
    table = np.array([[1, 1, 0], [0, 1, 1], [1, 0, 1]], float)
    cuts = cut(options_with(table, np.ones(3)), np.full(3, 0.5))
    assert cuts is not None
    assert cuts.rows[[3]].toarray().tolist() == [[1, 1, 1]]
    assert cuts.limits[3] == 1


def test_a_pair_beside_two_alone_in_a_home_of_three():
    """A pair and two children are four in three places; two thirds of each would fit."""
    cuts = cut(
        options_with(np.array([[2.0, 1, 1]]), np.array([3.0])), np.array([2 / 3, 5 / 6, 5 / 6])
    )
    assert cuts is not None
    assert cuts.rows[[1]].toarray().tolist() == [[1, 1, 1]]
    assert cuts.limits[1] == 2
