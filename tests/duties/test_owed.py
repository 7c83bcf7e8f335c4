"""What is owed in a year, told approvals, levels and appointments."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fostermatch.duties import owed
from fostermatch.duties.levels import Levels, usual
from fostermatch.duties.models import Appointment, Duty, ServiceLevel
from fostermatch.families.models import Approval, ApprovalKind, Care

YEAR = 2026
JUNE, NEW_YEARS_EVE = date(YEAR, 6, 30), date(YEAR, 12, 31)
TRAINING, VISIT, SUPERVISION = Duty


def approval(starts_on=date(2020, 1, 1), ends_on=None, kind=ApprovalKind.GENERAL, **changes):
    return Approval(
        care=changes.pop("care", Care.FULL_TIME), kind=kind, starts_on=starts_on, ends_on=ends_on
    )


def held(duty, *days, amount=None):
    return [Appointment(duty=duty, held_on=day, days=amount) for day in days]


def planned(duty, *days, amount=None):
    return [Appointment(duty=duty, planned_on=day, days=amount) for day in days]


def owes(duty, approvals=None, appointments=(), levels=None, year=YEAR):
    approvals = [approval()] if approvals is None else approvals
    return owed.owed(duty, year, approvals, levels or Levels(), appointments)


def due_days(*arguments, **options):
    return [due.due_on for due in owes(*arguments, **options).dues]


def test_the_law_asks_for_two_days_of_training_by_the_end_of_the_year():
    found = owes(TRAINING)
    assert (found.asked, found.missing) == (2, 2)
    [due] = found.dues
    assert (due.due_on, due.amount, due.planned) == (NEW_YEARS_EVE, 2, None)


def test_before_the_law_nothing_was_asked():
    assert owes(TRAINING, year=2018).asked == 0


def test_visits_are_spread_over_the_year_and_more_are_due_to_an_enhanced_family():
    assert due_days(VISIT) == [JUNE, NEW_YEARS_EVE]
    enhanced = [approval(kind=ApprovalKind.ENHANCED)]
    assert due_days(VISIT, enhanced) == [
        date(YEAR, 3, 31),
        JUNE,
        date(YEAR, 9, 30),
        NEW_YEARS_EVE,
    ]


@pytest.mark.parametrize(
    ("starts_on", "training", "visits"),
    [
        (date(2026, 1, 1), "2", [JUNE, NEW_YEARS_EVE]),
        (date(2026, 7, 1), "1", [NEW_YEARS_EVE]),
        (date(2026, 9, 1), "0.5", [NEW_YEARS_EVE]),
        (date(2026, 12, 1), "0", []),
        (date(2027, 1, 1), "0", []),
    ],
)
def test_the_first_year_counts_in_proportion(starts_on, training, visits):
    assert owes(TRAINING, [approval(starts_on)]).asked == Decimal(training)
    assert due_days(VISIT, [approval(starts_on)]) == visits


def test_what_ends_within_the_year_is_due_before_the_approval_ends():
    ends = [approval(ends_on=date(YEAR, 6, 15))]
    assert due_days(VISIT, ends) == [date(YEAR, 6, 15)]


def test_of_two_approvals_the_more_demanding_counts_once():
    both = [approval(), approval(kind=ApprovalKind.SPECIALISED, care=Care.RESPITE)]
    assert owes(VISIT, both).asked == 2
    assert owes(SUPERVISION, [approval(kind=ApprovalKind.SPECIALISED), approval()]).asked == 6


def test_what_is_held_meets_what_is_due_first():
    assert due_days(VISIT, appointments=held(VISIT, date(YEAR, 9, 1))) == [NEW_YEARS_EVE]
    assert owes(VISIT, appointments=held(VISIT, JUNE, NEW_YEARS_EVE)).is_met


def test_nothing_is_carried_over_from_last_year():
    last_year = held(TRAINING, *[date(YEAR - 1, 5, day) for day in (1, 2, 3)], amount=Decimal(1))
    assert owes(TRAINING, appointments=last_year).missing == 2


def test_what_is_planned_is_shown_with_what_it_meets():
    rows = planned(TRAINING, date(YEAR, 10, 1), amount=Decimal("1.5"))
    found = owes(TRAINING, appointments=rows)
    assert [(due.amount, due.planned) for due in found.dues] == [
        (Decimal("1.5"), rows[0]),
        (Decimal("0.5"), None),
    ]
    assert found.missing == Decimal("0.5")


def test_a_cancelled_one_counts_for_nothing():
    row = Appointment(
        duty=VISIT, planned_on=JUNE, cancelled_on=JUNE, cancelled_because="Familien var syg"
    )
    assert owes(VISIT, appointments=[row]).planned == 0


def level(starts_on, training="2", visit=2, supervision=2, **changes):
    facts = {"care": Care.FULL_TIME, "kind": ApprovalKind.GENERAL, "source": ""} | changes
    return ServiceLevel(
        starts_on=starts_on,
        training=Decimal(training),
        visit=visit,
        supervision=supervision,
        **facts,
    )


def test_the_municipality_s_own_level_holds_until_the_next():
    own = Levels([level(date(2026, 1, 1), visit=4), level(date(2027, 1, 1), visit=3)])
    assert [owes(VISIT, levels=own, year=year).asked for year in (2025, 2026, 2027)] == [2, 4, 3]


def test_a_level_that_changes_in_july_counts_from_july():
    own = Levels([level(date(2026, 1, 1), visit=2), level(date(2026, 7, 1), visit=6)])
    assert owes(VISIT, levels=own).asked == 4


def test_no_level_of_our_own_goes_below_the_law():
    own = Levels([level(date(2026, 1, 1), training="1")])
    assert owes(TRAINING, levels=own).asked == 2


def test_every_usual_level_is_known_with_law_or_source_or_as_a_suggestion():
    known = {(row.duty, row.care, row.kind) for row in usual()}
    assert known == {(duty, care, kind) for duty in Duty for care in Care for kind in ApprovalKind}
    assert all(row.source.startswith("https://") for row in usual() if row.law)


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
APPROVALS = st.lists(
    st.builds(
        lambda day, length, kind, care: approval(
            day, length and day + timedelta(length), kind, care=care
        ),
        DAYS,
        st.none() | st.integers(1, 900),
        st.sampled_from(ApprovalKind),
        st.sampled_from(Care),
    ),
    max_size=3,
)
AMOUNTS = st.sampled_from([Decimal(halves) / 2 for halves in range(1, 7)])
LEVELS = st.lists(st.builds(level, DAYS, visit=st.integers(0, 12)), max_size=2).map(Levels)


@st.composite
def appointments(draw, duty):
    amount = AMOUNTS if duty is TRAINING else st.none()
    days = draw(st.lists(st.tuples(DAYS, st.booleans(), amount), max_size=8))
    return [
        row
        for day, done, each in days
        for row in (held if done else planned)(duty, day, amount=each)
    ]


@given(st.data(), st.sampled_from(Duty), APPROVALS, LEVELS)
def test_what_is_still_due_is_what_is_asked_less_what_is_held(data, duty, approvals, levels):
    rows = data.draw(appointments(duty))
    found = owed.owed(duty, YEAR, approvals, levels, rows)
    still = sum(due.amount for due in found.dues)
    assert still == max(0, found.asked - found.held)
    unplanned = sum(due.amount for due in found.dues if due.planned is None)
    assert unplanned == found.missing


@given(st.data(), st.sampled_from(Duty), APPROVALS, LEVELS)
def test_due_days_rise_within_the_year_and_the_approvals(data, duty, approvals, levels):
    found = owed.owed(duty, YEAR, approvals, levels, data.draw(appointments(duty)))
    days = [due.due_on for due in found.dues]
    assert days == sorted(days)
    assert all(due.amount > 0 for due in found.dues)
    for day in days:
        assert day.year == YEAR
        assert any(row.starts_on <= day for row in approvals)
        assert any(row.ends_on is None or row.ends_on >= day for row in approvals)


@given(APPROVALS, LEVELS, st.sampled_from(Duty), AMOUNTS, DAYS)
def test_holding_one_more_never_leaves_more_owed(approvals, levels, duty, amount, day):
    more = held(duty, day, amount=amount if duty is TRAINING else None)
    before, after = (owed.owed(duty, YEAR, approvals, levels, rows) for rows in ([], more))
    assert after.missing <= before.missing
    assert len(after.dues) <= len(before.dues)


@given(APPROVALS, LEVELS, st.sampled_from(Duty))
def test_no_more_is_asked_than_the_highest_level_of_a_whole_year(approvals, levels, duty):
    most = max(
        (row.a_year for rows in levels.rows.values() for row in rows if row.duty is duty), default=0
    )
    assert 0 <= owed.amount_asked(duty, YEAR, approvals, levels) <= most


@pytest.mark.parametrize(
    ("this", "last", "on", "answer"),
    [
        ([], [], JUNE, None),
        (held(SUPERVISION, date(2026, 1, 5), date(2026, 2, 5)), [], JUNE, True),
        (planned(SUPERVISION, date(2026, 5, 5), date(2026, 7, 5)), [], JUNE, True),
        ([], held(SUPERVISION, date(2025, 3, 1), date(2025, 9, 1)), date(2026, 2, 1), True),
        ([], held(SUPERVISION, date(2025, 3, 1), date(2025, 9, 1)), date(2026, 7, 1), False),
        ([], held(SUPERVISION, date(2025, 3, 1)), date(2026, 2, 1), False),
    ],
)
def test_a_duty_is_in_place_if_kept_this_year_or_last_year_and_not_overdue(this, last, on, answer):
    rows = [*this, *last]
    years = (owes(SUPERVISION, appointments=rows, year=year) for year in (YEAR, YEAR - 1))
    assert owed.in_place(*years, on) is answer
