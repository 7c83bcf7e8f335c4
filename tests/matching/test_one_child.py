import pytest

from fostermatch.matching import (
    SiblingRule,
    Slot,
    match,
    one_more_place,
    openings,
    shortlist,
    standing,
    sturdiness,
    what_would_help,
)
from tests.matching.factories import FULL, TOWN, need, north, offer, siblings


def test_a_shortlist_ranks_each_family_once_by_fit():
    families = [
        offer(10, family=7, prepared=False),
        offer(11, family=7, prepared=True),
        offer(12, family=8),
        offer(13, family=9, max_age=3),
    ]
    found = shortlist([need(1), need(2)], 1, families)
    assert [(p.family, p.rank, p.of) for p in found] == [(7, 1, 2), (8, 2, 2)]
    assert found[0].offer == 11


def test_a_shortlist_is_as_long_as_asked_for():
    families = [offer(key) for key in range(10, 20)]
    found = shortlist([need(1)], 1, families, limit=3)
    assert [(p.rank, p.of) for p in found] == [(1, 10), (2, 10), (3, 10)]


def test_a_shortlist_of_siblings_holds_homes_with_room_for_all():
    families = [offer(10), offer(11, places=2)]
    children = siblings(4, 6, rule=SiblingRule.TOGETHER)
    assert [p.offer for p in shortlist(children, 1, families)] == [11]


@pytest.mark.parametrize("ask", [shortlist, openings, sturdiness])
def test_a_need_that_is_not_on_the_list_is_refused(ask):
    with pytest.raises(ValueError, match="need 9: not on the list"):
        ask([need(1)], 9, [offer(10)])


def test_without_offers_there_is_nothing_to_tell():
    assert shortlist([need(1)], 1, []) == openings([need(1)], 1, []) == ()
    assert sturdiness([need(1)], 1, []) is None


def test_openings_are_told_for_a_child_that_has_a_suggestion_too():
    children = [need(1, home=TOWN, km_limit=30), need(2)]
    families = [offer(10, home=TOWN), offer(11, home=north(40), max_age=17)]
    (change,) = openings(children, 1, families)
    assert (change.requirement, change.needed, change.offers) == ("distance", 40, (11,))
    assert openings(children, 1, families, outcome=match(children, families)) == ()


def test_a_choice_that_is_best_in_everything_is_sturdy():
    families = [offer(10, prepared=True, home=TOWN), offer(11, prepared=False, home=north(20))]
    children = [need(1, school=TOWN)]
    assert sturdiness(children, 1, families) == 1
    assert sturdiness(children, 1, families, family=111) == 0


def test_a_choice_that_hangs_on_the_weights_is_not_sturdy():
    children = [need(1, school=TOWN, contact=north(60))]
    families = [offer(10, home=north(3)), offer(11, home=north(48))]
    share = sturdiness(children, 1, families, draws=200)
    assert 0.5 < share < 1
    assert share == sturdiness(children, 1, families, draws=200)
    assert share + sturdiness(children, 1, families, draws=200, family=111) == pytest.approx(1)


def test_one_more_place_is_worth_what_the_list_gains():
    children = [need(1, days_waiting=100), need(2, days_waiting=50), need(3, days_waiting=70)]
    gain = one_more_place(standing(children, [offer(10)]), 10, FULL)
    assert (gain.placed, gain.days_waited) == ((3,), 70)
    (price,) = match(children, [offer(10)]).prices
    assert gain.value == price.price


def test_one_more_place_lets_siblings_in():
    children = siblings(4, 6, rule=SiblingRule.TOGETHER)
    gain = one_more_place(standing(children, [offer(10)]), 10, FULL)
    assert gain.placed == (1, 2)


def test_one_more_place_in_another_slot_is_of_no_use():
    assert one_more_place(standing([need(1)], [offer(10, places=0)]), 10, Slot.WEEKEND_A).value == 0


def test_one_more_place_in_an_offer_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="offer 11: not on the list"):
        one_more_place(standing([need(1)], [offer(10)]), 11, FULL)


def test_what_would_help_most_comes_first():
    children = [need(1, level=4, days_waiting=200), need(2, level=4), need(3, level=1)]
    invented = [offer(900, level=2), offer(901, level=4), offer(902, level=4, places=2)]
    gains = what_would_help(standing(children, [offer(10)]), invented)
    assert [(g.offer, g.placed) for g in gains] == [(902, (1, 2)), (901, (1,)), (900, ())]
    assert gains[1].days_waited == 200


def test_what_would_help_is_solved_only_for_the_most_promising():
    invented = [offer(900, level=2), offer(901, level=4)]
    gains = what_would_help(standing([need(1, level=4)], [offer(10)]), invented, verify=1)
    assert [g.offer for g in gains] == [901]
    assert what_would_help(standing([], [offer(10)]), invented)[0].value == 0


def test_a_family_that_is_on_the_list_is_no_family_more():
    with pytest.raises(ValueError, match="offer 10: on the list already"):
        what_would_help(standing([need(1)], [offer(10)]), [offer(10)])


def test_a_family_of_whom_little_is_known_does_not_outdo_one_that_is_known():
    groups = frozenset("ab")
    child = need(1, groups=groups, school=TOWN, wishes=frozenset(["animals"]))
    unknown = offer(10, home=TOWN)
    known = offer(11, home=north(4), takes=groups, traits=frozenset(["calm"]))
    found = shortlist([child], 1, [unknown, known])
    assert [pairing.offer for pairing in found] == [11, 10]
    assert found[0].fit < found[1].fit
