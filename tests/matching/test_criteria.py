import numpy as np
import pytest

from fostermatch.matching import CRITERIA, DEFAULT_WEIGHTS, Verdict, explain
from fostermatch.matching.scoring import fit_of, price_of, priority, with_network
from tests.matching.factories import TOWN, first, need, north, offer, pair

A, B = frozenset("a"), frozenset("ab")
UNKNOWN = None

CASES = [
    # criterion, child, family, share
    ("competence", {"groups": A}, {"takes": B}, 1),
    ("competence", {"groups": B}, {"takes": A}, 0.5),
    ("competence", {"groups": A}, {"takes": frozenset("z")}, 0),
    ("competence", {"groups": A}, {}, UNKNOWN),
    ("competence", {}, {"takes": A}, UNKNOWN),
    ("known", {"known_families": frozenset({110})}, {}, 1),
    ("known", {"known_families": frozenset({999})}, {}, 0),
    ("known", {}, {}, UNKNOWN),
    ("known", {}, {"only_for": 1}, 1),
    ("preparation", {}, {"prepared": True}, 1),
    ("preparation", {}, {"prepared": False}, 0),
    ("preparation", {}, {}, UNKNOWN),
    ("school", {"school": TOWN}, {"home": north(2)}, 1),
    ("school", {"school": TOWN}, {"home": north(16.5)}, 0.5),
    ("school", {"school": TOWN}, {"home": north(31)}, 0),
    ("school", {"school": TOWN}, {"home": None}, UNKNOWN),
    ("school", {"school": None}, {"home": TOWN}, UNKNOWN),
    ("contact", {"contact": TOWN}, {"home": north(9)}, 1),
    ("contact", {"contact": TOWN}, {"home": north(35)}, 0.5),
    ("contact", {"contact": TOWN}, {"home": north(61)}, 0),
    ("wishes", {"wishes": A}, {"traits": B}, 1),
    ("wishes", {"wishes": B}, {"traits": A}, 0.5),
    ("wishes", {"wishes": A}, {"traits": frozenset("z")}, 0),
    ("wishes", {"wishes": A}, {}, UNKNOWN),
    ("wishes", {}, {"traits": A}, UNKNOWN),
    ("age_room", {"age": 8}, {"max_age": 17}, 1),
    ("age_room", {"age": 8}, {"max_age": 12}, 0.5),
    ("age_room", {"age": 8}, {"max_age": 17, "takes_max_age": 12}, 0.5),
    ("age_room", {"age": 18}, {"max_age": 22}, UNKNOWN),
    ("household", {"age": 9}, {"children": ()}, 1),
    ("household", {"age": 9}, {"children": (15,)}, 0.875),
    ("household", {"age": 9}, {"children": (9,)}, 0.375),
    ("household", {"age": 9}, {"children": (9, 9, 9, 9, 9)}, 0),
    ("language", {"languages": A}, {"languages": B}, 1),
    ("language", {"languages": A}, {"languages": frozenset("z")}, 0),
    ("language", {"languages": A}, {}, UNKNOWN),
    ("language", {}, {"languages": A}, UNKNOWN),
]


@pytest.mark.parametrize(("criterion", "child", "family", "share"), CASES)
def test_a_criterion_answers_with_a_share(criterion, child, family, share):
    answer = answers(need(**child), offer(**family))[criterion]
    assert answer.share == (UNKNOWN if share is UNKNOWN else pytest.approx(share, abs=0.001))


def test_every_criterion_has_a_best_and_a_worse_case():
    for criterion in CRITERIA:
        shares = {share for key, *_, share in CASES if key == criterion.key}
        assert 1 in shares
        assert shares & {0, 0.5}


@pytest.mark.parametrize(
    ("age", "verdict"), [(17, Verdict.MATCH), (12, Verdict.MATCH), (11, Verdict.MISMATCH)]
)
def test_half_or_more_is_a_match(age, verdict):
    assert answers(need(age=8), offer(max_age=age))["age_room"].verdict is verdict


def test_what_is_not_asked_is_told_apart_from_what_is_not_known():
    without, unknown = answers(need(), offer()), answers(need(school=TOWN), offer())
    assert without["school"].facts == {"asked": False}
    assert unknown["school"].facts == {}
    assert unknown["school"].verdict is without["school"].verdict is Verdict.UNKNOWN


def test_the_points_of_all_criteria_are_a_thousand():
    assert sum(DEFAULT_WEIGHTS.criteria.values()) == 1000
    assert DEFAULT_WEIGHTS.criteria.keys() == {criterion.key for criterion in CRITERIA}


def test_an_answer_earns_its_share_of_the_points():
    answer = answers(need(groups=B), offer(takes=A))["competence"]
    assert (answer.points, answer.facts["missing"]) == (115, ("b",))


def test_unknown_counts_as_the_mean_of_what_is_known():
    answers = {"school": np.array([1.0, 1.0]), "contact": np.array([0.5, np.nan])}
    fit = fit_of(answers, {"school": 300, "contact": 100})
    assert fit.tolist() == [875, 1000]


def test_nothing_known_is_half():
    assert fit_of({"school": np.array([np.nan])}, {"school": 100}).tolist() == [500]


@pytest.mark.parametrize(
    ("needed", "approved", "price"),
    [(1, 2, 0), (2, 2, 0), (2, 3, 150), (1, 4, 300), (3, 4, 150), (4, 4, 0), (None, 3, 150)],
)
def test_support_above_the_need_has_a_price_per_level(needed, approved, price):
    child, family = pair(need(level=needed), offer(level=approved))
    assert first(price_of(child, family, DEFAULT_WEIGHTS)) == price


def test_a_network_approval_has_no_price():
    child, family = pair(need(level=1), offer(level=4, only_for=1))
    assert first(price_of(child, family, DEFAULT_WEIGHTS)) == 0


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        ({}, 1000),
        ({"days_waiting": 100}, 1100),
        ({"days_waiting": 900}, 1365),
        ({"in_institution": True}, 1500),
        ({"tier": 3}, 1600),
    ],
)
def test_priority_counts_the_wait_the_institution_and_the_urgency(facts, points):
    assert first(priority(pair(need(**facts), offer())[0], DEFAULT_WEIGHTS)) == points


def test_a_family_approved_for_one_child_is_known_to_it():
    children = with_network([need(1), need(2)], [offer(only_for=2)])
    assert [child.known_families for child in children] == [frozenset(), frozenset({110})]


def answers(child, family):
    return {answer.key: answer for answer in explain(child, family)[1]}
