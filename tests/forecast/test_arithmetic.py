from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fostermatch.forecast.arithmetic import Hope, Stock, added, forecast, months, stopped_by
from fostermatch.forecast.chart import scale

TODAY = date(2026, 11, 22)
GENERAL = ("full_time", "general")


def ahead(days):
    return TODAY + timedelta(days)


def stock(places=2, **changes):
    facts = {"starts_on": date(2020, 1, 1), "ends_on": None, "stops": None}
    return Stock(GENERAL, places, **facts | changes)


def test_it_looks_two_years_ahead_from_today():
    found = months(TODAY)
    assert found[:3] == [TODAY, date(2026, 12, 1), date(2027, 1, 1)]
    assert found[-1] == date(2028, 11, 1)


def test_an_approval_counts_to_its_last_day_in_all_three_lines():
    found = forecast([stock(ends_on=date(2027, 1, 1))], [], TODAY)
    assert [(one.low, one.expected, one.high) for one in found[2:4]] == [(2, 2, 2), (0, 0, 0)]


def test_expected_stops_are_spread_evenly_and_the_high_line_knows_none():
    found = forecast([stock(places=10, stops=(TODAY, ahead(730)))], [], TODAY)
    half_way = next(one for one in found if one.on == date(2027, 12, 1))
    assert half_way.expected == pytest.approx(10 * (1 - 374 / 730))
    assert (half_way.low, half_way.high) == (half_way.expected, 10)


def test_applicants_are_in_all_but_the_low_line_from_the_day_they_are_expected():
    found = forecast([], [Hope(GENERAL, date(2027, 3, 1), 0.5)], TODAY)
    assert [(one.low, one.expected, one.high) for one in found[3:5]] == [(0, 0, 0), (0, 0.5, 0.5)]


def test_a_band_that_is_over_says_nothing_any_more():
    assert stopped_by((ahead(-900), ahead(-170)), TODAY, ahead(700)) == 0


def test_free_places_follow_who_moves_out_pauses_and_what_is_put_off():
    row = stock(places=3, taken=(None, date(2026, 12, 15)), pauses=((TODAY, date(2027, 1, 20)),))
    assert [one.free for one in forecast([row], [], TODAY)[:5]] == [0, 0, 0, 2, 2]
    assert stock(places=3).taken == ()


days = st.integers(-1500, 1500).map(ahead)
bands = st.tuples(days, st.integers(1, 1200)).map(lambda b: (b[0], b[0] + timedelta(b[1])))
stocks = st.builds(
    Stock,
    group=st.just(GENERAL),
    places=st.integers(1, 6),
    starts_on=days,
    ends_on=st.none() | days,
    stops=st.none() | bands,
    taken=st.lists(st.none() | days, max_size=8).map(tuple),
    pauses=st.lists(bands, max_size=2).map(tuple),
)
hopes = st.builds(Hope, group=st.just(GENERAL), on=days, places=st.floats(0, 3))


@given(st.lists(stocks, max_size=5), st.lists(hopes, max_size=5))
def test_low_is_below_expected_is_below_high(rows, new):
    for one in forecast(rows, new, TODAY):
        assert 0 <= one.low <= one.expected <= one.high
        assert 0 <= one.free <= sum(row.places for row in rows)


@given(bands)
def test_the_share_that_has_stopped_only_grows_and_ends_at_one(band):
    shares = [stopped_by(band, TODAY, ahead(day)) for day in range(0, 3000, 100)]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] in (0, 1)


@given(st.lists(stocks, max_size=4), st.lists(stocks, max_size=4))
def test_groups_add_up(one, other):
    parts = added([forecast(one, [], TODAY), forecast(other, [], TODAY)])
    for part, whole in zip(parts, forecast(one + other, [], TODAY), strict=True):
        assert part.expected == pytest.approx(whole.expected)
        assert part.free == whole.free


@given(st.floats(0, 5000))
def test_the_picture_has_room_for_every_point(highest):
    top = scale(highest)
    assert top >= highest
    assert top % 4 == 0
