import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fostermatch.matching import WAITS, Group, SiblingRule, solve
from tests.matching.brute import best_value, fits

RULES = [SiblingRule.TOGETHER, SiblingRule.MAY_SPLIT, SiblingRule.APART]


@st.composite
def cases(draw, siblings=False, loads=False):
    children, families = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    cells = [(c, f) for c in range(children) for f in range(families)]
    used = draw(st.lists(st.sampled_from(cells), unique=True, max_size=12))
    benefit = draw(st.lists(st.integers(1, 9), min_size=len(used), max_size=len(used)))
    places = draw(st.lists(st.integers(0, 3), min_size=families, max_size=families))
    case = {
        "pairs": [(c, f, b) for (c, f), b in zip(used, benefit, strict=True)],
        "places": places,
        "children": children,
        "groups": draw(groups(children)) if siblings else [],
    }
    if loads:
        numbers = st.integers(0, 3)
        case["loads"] = draw(st.lists(numbers, min_size=len(used), max_size=len(used)))
        case["limits"] = draw(st.lists(numbers, min_size=families, max_size=families))
    return case


@st.composite
def groups(draw, children):
    order = draw(st.permutations(range(children)))
    cut = draw(st.integers(0, children))
    parts = [sorted(part) for part in (order[:cut], order[cut:]) if len(part) > 1]
    numbers = st.integers(0, 6)
    return [
        Group(tuple(part), draw(st.sampled_from(RULES)), draw(numbers), draw(numbers))
        for part in parts
    ]


def solved(case, **more):
    child, family, benefit = np.array(case["pairs"], int).reshape(-1, 3).T
    if "loads" in case:
        more |= {"loads": case["loads"], "load_limits": case["limits"]}
    return solve(
        child,
        family,
        benefit,
        case["places"],
        children=case["children"],
        groups=case["groups"],
        **more,
    )


def is_allowed(case, solution):
    chosen = solution.pair[solution.pair != WAITS].tolist()
    more = (case["loads"], case["limits"]) if "loads" in case else ()
    return fits(chosen, case["pairs"], case["places"], case["groups"], *more)


@settings(deadline=None, max_examples=150)
@given(cases())
def test_a_plain_problem_is_solved_to_the_optimum(case):
    solution = solved(case)
    assert solution.value == solution.bound == best_value(**case)
    assert is_allowed(case, solution)


@settings(deadline=None, max_examples=150)
@given(cases(siblings=True))
def test_siblings_are_solved_to_the_optimum(case):
    solution = solved(case)
    assert solution.value == solution.bound == best_value(**case)
    assert is_allowed(case, solution)


@settings(deadline=None, max_examples=150)
@given(cases(siblings=True, loads=True))
def test_loads_and_siblings_are_solved_to_the_optimum(case):
    case["groups"] = [g for g in case["groups"] if g.rule is not SiblingRule.MAY_SPLIT]
    solution = solved(case)
    assert solution.value == solution.bound == best_value(**case)
    assert is_allowed(case, solution)


@settings(deadline=None, max_examples=150)
@given(cases(siblings=True), st.data())
def test_pins_are_kept_or_refused(case, data):
    for_child = {c: (c, f) for c, f, _ in case["pairs"]}
    pins = data.draw(st.sets(st.sampled_from(sorted(for_child.values())))) if for_child else set()
    kept = [p for p in case["pairs"] if p[:2] in pins or p[0] not in {c for c, _ in pins}]
    best = best_value(**{**case, "pairs": kept}, pinned=pins)
    if best is None:
        with pytest.raises(ValueError, match="pins"):
            solved(case, pins=pins)
    else:
        solution = solved(case, pins=pins)
        assert solution.value == solution.bound == best
        assert all(solution.family[child] == family for child, family in pins)


@settings(deadline=None, max_examples=150)
@given(cases(), st.data())
def test_the_price_of_a_place_is_what_one_more_would_add(case, data):
    solution = solved(case)
    family = data.draw(st.integers(0, len(case["places"]) - 1))
    more = [free + (f == family) for f, free in enumerate(case["places"])]
    gain = best_value(**{**case, "places": more}) - solution.value
    assert solution.prices[family] == gain


@settings(deadline=None, max_examples=150)
@given(cases(siblings=True), st.data())
def test_with_siblings_one_more_place_adds_at_least_its_price(case, data):
    case["groups"] = [g for g in case["groups"] if g.rule is not SiblingRule.MAY_SPLIT]
    solution = solved(case)
    family = data.draw(st.integers(0, len(case["places"]) - 1))
    more = [free + (f == family) for f, free in enumerate(case["places"])]
    assert best_value(**{**case, "places": more}) >= solution.value + solution.prices[family]


SIBLINGS = Group((0, 1), SiblingRule.TOGETHER)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([0], [0], [float("nan")], [1]), "benefit: entry 0 is not a whole number"),
        (([0, 1], [0, 0], [1, float("inf")], [1]), "benefit: entry 1 is not a whole number"),
        (([0], [0], [1.5], [1]), "benefit: entry 0 is not a whole number"),
        (([0], [0], ["much"], [1]), "benefit: one whole number an entry"),
        (([0], [0], [-1], [1]), "benefit: entry 0 is negative"),
        (([-1], [0], [1], [1]), "child: entry 0 is negative"),
        (([0], [1], [1], [1]), "family: entry 0 has no places"),
        (([0], [0], [1], [-1]), "places: entry 0 is negative"),
        (([0, 0], [0, 0], [1, 2], [1]), "pair 1 is there twice"),
        (([0, 1], [0], [1], [1]), "not of equal length"),
        (([0], [0], [2**53], [1]), "benefit: entry 0 passes 2\\*\\*53"),
        (([0], [0], [1e300], [1]), "benefit: entry 0 passes 2\\*\\*53"),
        (([0, 1], [0, 0], [1, 2**52], [1]), "benefit: times 2 children it passes 2\\*\\*53"),
        (([0], [0], [1], [float("inf")]), "places: entry 0 is not a whole number"),
    ],
)
def test_bad_columns_are_named_with_row_and_rule(arguments, message):
    with pytest.raises(ValueError, match=message):
        solve(*arguments)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"pins": [(0, 5)]}, r"pins: \(0, 5\): no such child or family"),
        ({"pins": [(1, 1)]}, r"pins: \(1, 1\) is not a pair that may be used"),
        ({"pins": [(0, 0)], "vetoes": [(0, 0)]}, "not a pair that may be used"),
        ({"pins": [(0, 0), (0, 1)]}, "pinned to two families"),
        ({"pins": [(0, 0), (1, 0)]}, "they cannot all be kept"),
        ({"vetoes": [(9, 0)]}, r"vetoes: \(9, 0\): no such child or family"),
        ({"groups": [Group((0, 9), SiblingRule.APART)]}, "group 0 has no child 9"),
        ({"groups": [Group((), SiblingRule.TOGETHER)]}, "group 0 has no children"),
        ({"groups": [SIBLINGS, SIBLINGS]}, "child 0 is in more than one"),
        ({"loads": [1, 1, 1]}, "give both or neither"),
        ({"loads": [1, 1], "load_limits": [1, 1]}, "a row a pair"),
        ({"loads": [1, 1, -1], "load_limits": [1, 1]}, "loads: entry 2 is negative"),
        ({"loads": [1, float("nan"), 1], "load_limits": [1, 1]}, "loads: entry 1"),
        ({"loads": [1, 1, 1], "load_limits": [1, float("nan")]}, "load_limits: entry 1"),
        ({"groups": [Group((0, 1), SiblingRule.TOGETHER, -1)]}, "group 0 has a bonus"),
        ({"groups": [Group((0, 1), SiblingRule.TOGETHER, 2**53)]}, r"sums pass 2\*\*53"),
    ],
)
def test_bad_decisions_groups_and_loads_are_named(more, message):
    with pytest.raises(ValueError, match=message):
        solve([0, 0, 1], [0, 1, 0], [3, 2, 1], [1, 1], **more)


def test_nothing_is_assigned_where_there_is_nothing():
    solution = solve([], [], [], [])
    assert (solution.value, solution.bound, solution.gap) == (0, 0, 0.0)
    assert solve([], [], [], [1], children=2).waiting == ("no_pairs", "no_pairs")


def test_a_child_whose_load_is_above_every_limit_waits_and_fails_nobody():
    solution = solve([0, 1], [0, 0], [9, 5], [2], loads=[7, 1], load_limits=[6])
    assert solution.family.tolist() == [WAITS, 0]


def test_a_group_larger_than_any_home_waits_and_fails_nobody():
    solution = solve([0, 1, 2], [0, 0, 0], [9, 9, 5], [1], groups=[SIBLINGS])
    assert solution.family.tolist() == [WAITS, WAITS, 0]
    assert solution.waiting == ("siblings", "siblings", "")


def test_a_pair_worth_nothing_is_left_unused():
    assert solve([0], [0], [0], [1]).family.tolist() == [WAITS]


def test_equal_answers_are_decided_the_same_way_each_time():
    child, family = np.divmod(np.arange(400), 20)
    once = solve(child, family, np.ones(400), np.ones(20))
    again = solve(child, family, np.ones(400), np.ones(20))
    assert once.family.tolist() == again.family.tolist()


def test_ties_never_outweigh_a_point():
    child, family = np.divmod(np.arange(10_000), 100)
    benefit = np.random.default_rng(3).integers(1, 5, 10_000)
    solution = solve(child, family, benefit, np.ones(100))
    assert solution.value == benefit[solution.pair].sum() == solution.bound


@pytest.mark.parametrize(
    ("groups", "places", "reasons"),
    [
        ([], [2, 0], ("", "")),
        ([], [1, 0], ("", "full")),
        ([SIBLINGS], [1, 1], ("siblings", "siblings")),
        ([SIBLINGS], [2, 0], ("", "")),
    ],
)
def test_waiting_has_a_reason(groups, places, reasons):
    solution = solve([0, 1], [0, 0], [5, 4], places, groups=groups)
    assert solution.waiting == reasons


def test_a_group_left_for_dearer_children_waits_for_room():
    solution = solve([0, 1, 2, 3], [0, 0, 0, 0], [1, 1, 9, 9], [2], groups=[SIBLINGS])
    assert solution.waiting == ("full", "full", "", "")


def hard_case(children=60, families=25):
    random = np.random.default_rng(7)
    child, family = np.divmod(np.arange(children * families), families)
    groups = [Group((i, i + 1), SiblingRule.TOGETHER, 50) for i in range(0, children // 2, 2)]
    benefit = random.integers(100, 1000, len(child))
    loads, limits = random.integers(1, 9, len(child)), random.integers(8, 15, families)
    return (child, family, benefit, random.integers(1, 4, families)), {
        "groups": groups,
        "loads": loads,
        "load_limits": limits,
    }


def test_without_time_there_is_still_an_answer_that_keeps_every_rule():
    columns, more = hard_case()
    hurried, patient = solve(*columns, **more, time_limit=0), solve(*columns, **more)
    assert 0 < hurried.value <= patient.value <= patient.bound <= hurried.bound
    child, family, _, places = columns
    for solution in (hurried, patient):
        chosen = solution.pair[solution.pair != WAITS]
        assert (np.bincount(family[chosen], minlength=len(places)) <= places).all()
        load = np.bincount(family[chosen], more["loads"][chosen], minlength=len(places))
        assert (load <= more["load_limits"]).all()
        assert all(len(set(solution.family[list(g.children)])) == 1 for g in more["groups"])


def test_in_little_time_value_bound_and_gap_are_told_all_the_same():
    columns, more = hard_case(400, 150)
    solution = solve(*columns, **more, time_limit=0.5)
    child, family, _, places = columns
    chosen = solution.pair[solution.pair != WAITS]
    assert (np.bincount(family[chosen], minlength=len(places)) <= places).all()
    assert 0 < solution.value <= solution.bound
    assert solution.gap == (solution.bound - solution.value) / solution.bound < 1


def test_without_time_pins_are_kept_all_the_same():
    columns, more = hard_case()
    solution = solve(*columns, **more, pins=[(0, 0), (40, 1)], time_limit=0)
    assert solution.family[[0, 1, 40]].tolist() == [0, 0, 1]


def test_siblings_are_worth_more_together_than_first_come():
    columns, more = hard_case()
    solution = solve(*columns, groups=more["groups"])
    assert solution.gap == 0
