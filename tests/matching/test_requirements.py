import pytest

from fostermatch.matching import REQUIREMENTS, SiblingRule, Slot, answers, explain, obstacles
from fostermatch.matching.requirements import meets_all, requirement_table
from tests.matching.factories import FULL, TOWN, first, need, north, offer, pair

A, B = frozenset("a"), frozenset("ab")
WEEKENDS = (Slot.WEEKEND_A, Slot.WEEKEND_B)

CASES = [
    # requirement, child, family, holds
    ("in_force", {}, {"in_force": True}, True),
    ("in_force", {}, {"in_force": False}, False),
    ("not_paused", {}, {"paused": True}, False),
    ("fresh", {}, {"fresh": False, "confirmed_days": 94}, False),
    ("place", {}, {"places": {FULL: 1}}, True),
    ("place", {}, {"places": {FULL: 0}}, False),
    ("place", {}, {"places": {Slot.WEEKEND_A: 2}}, False),
    ("place", {"slots": WEEKENDS}, {"places": {Slot.WEEKEND_B: 1}}, True),
    ("level", {"level": 2}, {"level": 2}, True),
    ("level", {"level": 3}, {"level": 2}, False),
    ("level", {"level": None}, {"level": 2}, True),
    ("age", {"age": 6}, {"min_age": 6, "max_age": 12}, True),
    ("age", {"age": 12}, {"min_age": 6, "max_age": 12}, True),
    ("age", {"age": 5}, {"min_age": 6, "max_age": 12}, False),
    ("age", {"age": 13}, {"min_age": 6, "max_age": 12}, False),
    ("groups", {"groups": A}, {"groups": None}, True),
    ("groups", {"groups": A}, {"groups": B}, True),
    ("groups", {"groups": B}, {"groups": A}, False),
    ("groups", {"groups": A}, {"groups": frozenset()}, False),
    ("groups", {"groups": frozenset()}, {"groups": A}, True),
    ("not_now", {"groups": B}, {"not_now": A}, False),
    ("not_now", {"groups": A}, {"not_now": frozenset("b")}, True),
    ("own_ages", {"age": 9}, {"takes_min_age": 10}, False),
    ("own_ages", {"age": 9}, {"takes_max_age": 8}, False),
    ("own_ages", {"age": 9}, {"takes_min_age": 9, "takes_max_age": 9}, True),
    ("acute", {"tier": 3}, {"takes_acute": False}, False),
    ("acute", {"tier": 3}, {"takes_acute": None}, True),
    ("acute", {"tier": 2}, {"takes_acute": False}, True),
    ("only_child", {"only_child": True}, {"children": (4,)}, False),
    ("only_child", {"only_child": True}, {"children": ()}, True),
    ("only_child", {"only_child": False}, {"children": (4,)}, True),
    ("no_contact", {"keep_away": TOWN, "keep_away_km": 10}, {"home": north(9)}, False),
    ("no_contact", {"keep_away": TOWN, "keep_away_km": 10}, {"home": north(11)}, True),
    ("no_contact", {"keep_away": TOWN, "keep_away_km": 10}, {"home": None}, False),
    ("no_contact", {}, {"home": None}, True),
    ("step_free", {"step_free": True}, {"step_free": False}, False),
    ("step_free", {"step_free": True}, {"step_free": None}, True),
    ("step_free", {"step_free": False}, {"step_free": False}, True),
    ("pets", {"no_pets": True}, {"pets": True}, False),
    ("pets", {"no_pets": True}, {"pets": None}, True),
    ("pets", {"no_pets": False}, {"pets": True}, True),
    ("smoke", {"no_smoke": True}, {"smokes": True}, False),
    ("smoke", {"no_smoke": True}, {"smokes": False}, True),
    ("language", {"languages": A, "language_required": True}, {"languages": B}, True),
    ("language", {"languages": A, "language_required": True}, {}, False),
    ("language", {"languages": A}, {}, True),
    ("language", {"language_required": True}, {}, True),
    ("distance", {"home": TOWN, "km_limit": 30}, {"home": north(29.9)}, True),
    ("distance", {"home": TOWN, "km_limit": 30}, {"home": north(30.1)}, False),
    ("distance", {"home": TOWN, "km_limit": None}, {"home": north(400)}, True),
    ("distance", {"home": TOWN, "km_limit": 30}, {"home": None}, True),
    (
        "distance",
        {"home": TOWN, "km_limit": 30, "known_families": frozenset({110})},
        {"home": north(99)},
        True,
    ),
    ("only_for", {}, {"only_for": 1}, True),
    ("only_for", {}, {"only_for": 2}, False),
    ("only_for", {}, {"only_for": None}, True),
]


@pytest.mark.parametrize(("requirement", "child", "family", "holds"), CASES)
def test_a_requirement_holds_or_not(requirement, child, family, holds):
    failed = [obstacle.requirement for obstacle in explain(need(**child), offer(**family))[0]]
    assert failed == ([] if holds else [requirement])


def test_every_requirement_has_a_case_of_its_own():
    tried = {case[0] for case in CASES} | {"siblings", "veto"}
    assert tried == {requirement.key for requirement in REQUIREMENTS}


@pytest.mark.parametrize(
    ("places", "willing", "holds"),
    [({FULL: 2}, None, True), ({FULL: 2}, False, False), ({FULL: 1}, True, False)],
)
def test_siblings_who_stay_together_need_room_and_a_yes(places, willing, holds):
    child = need(sibling_group=1, sibling_rule=SiblingRule.TOGETHER)
    failed, _ = explain(child, offer(places=places, takes_siblings=willing), together=2)
    assert [o.requirement for o in failed] == ([] if holds else ["siblings"])


def test_a_veto_is_told_with_its_reason():
    (obstacle,), _ = explain(need(), offer(), veto="said no on the phone")
    assert (obstacle.requirement, obstacle.facts) == ("veto", {"reason": "said no on the phone"})
    vetoes = {(need().key, offer().key): "said no on the phone", (77, 88): "another child's"}
    assert obstacles(need(), [offer()], vetoes=vetoes) == ((obstacle,),)


def test_an_obstacle_says_what_was_needed_and_what_was_found():
    child = need(home=TOWN, km_limit=30, level=4, groups=frozenset({"autism", "anxiety"}))
    family = offer(home=north(42), not_now=frozenset({"autism"}))
    facts = {o.requirement: o.facts for o in explain(child, family)[0]}
    assert facts == {
        "level": {"level_needed": 4, "level_approved": 2},
        "distance": {"km": 42.0, "km_limit": 30},
        "not_now": {"groups": ("autism",)},
    }


def test_more_codes_than_fit_in_one_word_are_told_apart():
    codes = [f"code {number:03}" for number in range(200)]
    child = need(groups=frozenset(codes))
    assert not explain(child, offer(groups=frozenset(codes)))[0]
    (obstacle,), _ = explain(child, offer(groups=frozenset(codes[:-1])))
    assert obstacle.facts == {"missing": ("code 199",)}


def test_the_table_agrees_with_the_short_answer():
    child, family = pair(need(age=20), offer(paused=True))
    assert requirement_table(child, family).all(axis=0).tolist() == [False]
    assert first(meets_all(child, family)) is False


def test_many_families_are_asked_at_once_with_the_same_answer_as_one_by_one():
    child = need(groups=B, level=3, km_limit=20.0, home=TOWN, no_pets=True, tier=3)
    families = [
        offer(10),
        offer(11, places=0, level=4, groups=A),
        offer(12, level=4, home=north(30), pets=True, takes_acute=False),
        offer(13, level=4, only_for=1, home=north(30)),
    ]
    for together in (1, 2):
        one_by_one = [explain(child, one, together=together)[0] for one in families]
        assert list(obstacles(child, families, together=together)) == one_by_one
    strangers = families[:3]
    assert list(answers(child, strangers)) == [explain(child, one)[1] for one in strangers]
