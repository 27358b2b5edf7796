"""Who is chased when, and who hears of it next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.absence import Absence, days_here
from domain.ladder import (
    MOST_REMINDERS,
    REMINDERS,
    Audience,
    Rung,
    RungKind,
    audience_of,
    request_reminders,
    rungs,
    warnings_of,
)
from domain.workdays import Workdays

WORKDAYS = Workdays()
DAYS = st.dates(date(2017, 1, 1), date(2019, 12, 31))
CALENDARS = st.builds(Workdays, holidays=st.frozensets(DAYS, max_size=40))
PEOPLE = st.one_of(st.none(), st.sampled_from(["owner", "lead", "leader"]))
K = RungKind


def test_the_ladder_of_an_action_that_was_agreed_early() -> None:
    due, created = date(2017, 11, 15), date(2017, 10, 18)  # Wednesdays
    assert [(rung.day, rung.kind, rung.to) for rung in rungs(due, created, WORKDAYS)] == [
        (date(2017, 11, 8), K.BEFORE_5, Audience.OWNER),
        (date(2017, 11, 14), K.BEFORE_1, Audience.OWNER),
        (date(2017, 11, 15), K.DUE, Audience.OWNER),
        (date(2017, 11, 16), K.OVERDUE_1, Audience.OWNER),
        (date(2017, 11, 20), K.OVERDUE_3, Audience.OWNER),
        (date(2017, 11, 21), K.WARN_LEAD, Audience.OWNER),
        (date(2017, 11, 22), K.TELL_LEAD, Audience.DELIVERY_LEAD),
        (date(2017, 11, 27), K.OVERDUE_8, Audience.OWNER),
        (date(2017, 11, 28), K.WARN_LEADER, Audience.OWNER),
        (date(2017, 11, 29), K.TELL_LEADER, Audience.ACCOUNTABLE_LEADER),
        (date(2017, 12, 6), K.TELL_TOP, Audience.SUMMARY),
    ], "the seventh reminder is left to a person"


def test_what_was_past_when_the_action_was_agreed_is_skipped_and_makes_room_for_the_last_reminder() -> None:
    kinds = [rung.kind for rung in rungs(date(2017, 11, 15), date(2017, 11, 13), WORKDAYS)]
    assert kinds[0] is K.BEFORE_1
    assert K.OVERDUE_13 in kinds


def test_nobody_is_reminded_of_an_action_on_the_day_it_is_agreed() -> None:
    assert rungs(date(2017, 11, 15), date(2017, 11, 14), WORKDAYS)[0].kind is K.DUE
    assert rungs(date(2017, 11, 15), date(2017, 11, 15), WORKDAYS)[0].kind is K.OVERDUE_1


def test_a_due_day_on_which_nobody_works_is_spoken_of_on_the_last_working_day_before() -> None:
    friday = date(2017, 11, 17)
    ladder = {rung.kind: rung.day for rung in rungs(date(2017, 11, 19), date(2017, 10, 18), WORKDAYS)}
    assert ladder[K.DUE] == friday
    assert ladder[K.BEFORE_1] == date(2017, 11, 16)
    assert ladder[K.OVERDUE_1] == date(2017, 11, 20)


@given(CALENDARS, DAYS, DAYS)
def test_every_rung_is_a_working_day_once_in_order_and_none_is_past(
    calendar: Workdays, due: date, created: date
) -> None:
    days = [rung.day for rung in rungs(due, created, calendar)]
    assert days == sorted(set(days))
    assert all(calendar.is_working(day) and day > created for day in days)


@given(CALENDARS, DAYS, DAYS)
def test_an_owner_is_reminded_six_times_at_most(calendar: Workdays, due: date, created: date) -> None:
    reminders = [rung for rung in rungs(due, created, calendar) if rung.kind in REMINDERS]
    assert len(reminders) <= MOST_REMINDERS == 6
    assert all(rung.to is Audience.OWNER for rung in reminders)


@given(CALENDARS, DAYS, DAYS)
def test_the_owner_is_told_the_working_day_before_anybody_else_hears(
    calendar: Workdays, due: date, created: date
) -> None:
    ladder = {rung.kind: rung.day for rung in rungs(due, created, calendar)}
    for warning, telling in ((K.WARN_LEAD, K.TELL_LEAD), (K.WARN_LEADER, K.TELL_LEADER)):
        if warning in ladder:
            assert calendar.shift(ladder[warning], 1) == ladder[telling]


AWAY = st.lists(st.tuples(DAYS, st.integers(0, 60)), max_size=3)


@given(CALENDARS, DAYS, DAYS, AWAY)
def test_nobody_else_hears_on_a_day_of_the_owners_absence_nor_without_a_warning_on_the_last_day_before_it(
    calendar: Workdays, due: date, created: date, trips: list[tuple[date, int]]
) -> None:
    here = days_here(calendar, tuple(Absence("owner", first, first + timedelta(days=n)) for first, n in trips))
    found = rungs(due, created, calendar, here)
    ladder = {rung.kind: rung.day for rung in found}
    for warning, telling in ((K.WARN_LEAD, K.TELL_LEAD), (K.WARN_LEADER, K.TELL_LEADER)):
        if warning in ladder:
            assert here.is_working(ladder[warning])
            assert here.shift(ladder[warning], 1) == ladder[telling]
    said = [rung.day for rung in found if rung.to is Audience.OWNER]
    assert said == sorted(set(said)), "one thing a day"


def test_what_is_overdue_while_its_owner_is_away_goes_on_ageing_and_goes_up_when_they_are_back() -> None:
    due, created = date(2017, 11, 15), date(2017, 10, 18)  # Wednesdays
    away = (Absence("owner", date(2017, 11, 17), date(2017, 11, 26)),)
    ladder = {rung.kind: rung.day for rung in rungs(due, created, WORKDAYS, days_here(WORKDAYS, away))}
    assert ladder[K.OVERDUE_3] == date(2017, 11, 20)
    assert ladder[K.OVERDUE_8] == date(2017, 11, 27)
    assert (ladder[K.WARN_LEAD], ladder[K.TELL_LEAD]) == (date(2017, 11, 29), date(2017, 11, 30))
    assert ladder[K.TELL_LEADER] == date(2017, 12, 7)


def test_for_an_owner_who_is_away_for_over_a_year_nobody_hears() -> None:
    away = tuple(Absence("owner", date(year, 1, 1), date(year, 12, 31)) for year in (2018, 2019))
    found = rungs(date(2017, 12, 29), date(2017, 10, 18), WORKDAYS, days_here(WORKDAYS, away))
    assert K.OVERDUE_8 in {rung.kind for rung in found}
    assert {rung.to for rung in found} == {Audience.OWNER, Audience.SUMMARY}


def test_a_reminder_does_not_give_way_to_a_warning_that_nobody_new_would_follow() -> None:
    due, created = date(2017, 11, 15), date(2017, 11, 14)
    away = (Absence("owner", date(2017, 11, 20), date(2017, 11, 23)),)  # so that the leader's warning falls on +13
    here = days_here(WORKDAYS, away)
    kinds = [rung.kind for rung in rungs(due, created, WORKDAYS, here, warnings_of("owner", "owner", "leader"))]
    assert K.OVERDUE_13 in kinds
    assert K.WARN_LEADER not in kinds
    assert K.OVERDUE_13 not in [rung.kind for rung in rungs(due, created, WORKDAYS, here)]


def test_a_warning_that_nothing_follows_within_a_year_is_none() -> None:
    away = (
        Absence("owner", date(2017, 11, 22), date(2018, 11, 22)),
        Absence("owner", date(2018, 11, 23), date(2019, 1, 1)),
    )
    kinds = [rung.kind for rung in rungs(date(2017, 11, 15), date(2017, 10, 18), WORKDAYS, days_here(WORKDAYS, away))]
    assert K.WARN_LEAD not in kinds


def told(kind: RungKind, to: Audience, owner: str, lead: str | None, leader: str | None) -> str | None:
    return audience_of(Rung(date(2017, 11, 22), kind, to), owner, lead, leader)


@pytest.mark.parametrize(
    ("owner", "lead", "leader", "first", "second"),
    [
        ("owner", "lead", "leader", "lead", "leader"),
        ("lead", "lead", "leader", "leader", None),
        ("leader", "lead", "leader", "lead", None),
        ("owner", "leader", "leader", "leader", None),
        ("owner", None, "leader", "leader", None),
        ("owner", "lead", None, "lead", None),
        ("owner", None, None, None, None),
        ("leader", "leader", "leader", None, None),
    ],
)
def test_it_is_always_the_next_distinct_person_up(
    owner: str, lead: str | None, leader: str | None, first: str | None, second: str | None
) -> None:
    assert told(K.TELL_LEAD, Audience.DELIVERY_LEAD, owner, lead, leader) == first
    assert told(K.TELL_LEADER, Audience.ACCOUNTABLE_LEADER, owner, lead, leader) == second
    assert told(K.DUE, Audience.OWNER, owner, lead, leader) == owner
    assert told(K.TELL_TOP, Audience.SUMMARY, owner, lead, leader) is None


@given(PEOPLE, PEOPLE)
def test_nobody_hears_of_their_own_chase_or_hears_twice(lead: str | None, leader: str | None) -> None:
    heard = [
        told(K.TELL_LEAD, Audience.DELIVERY_LEAD, "owner", lead, leader),
        told(K.TELL_LEADER, Audience.ACCOUNTABLE_LEADER, "owner", lead, leader),
    ]
    named = [one for one in heard if one is not None]
    assert "owner" not in named
    assert len(named) == len(set(named))


REMIND, DUE = date(2017, 10, 2), date(2017, 10, 10)


def test_a_request_is_reminded_of_three_times() -> None:
    assert request_reminders(REMIND, DUE, None, WORKDAYS) == (REMIND, DUE, date(2017, 10, 11))


def test_nobody_is_reminded_before_the_day_they_promised() -> None:
    assert request_reminders(REMIND, DUE, date(2017, 10, 5), WORKDAYS) == (date(2017, 10, 5), DUE, date(2017, 10, 11))
    assert request_reminders(REMIND, DUE, date(2017, 10, 12), WORKDAYS) == (date(2017, 10, 12),)
    assert request_reminders(REMIND, DUE, date(2017, 10, 14), WORKDAYS) == (date(2017, 10, 16),), "a Saturday"


@given(CALENDARS, DAYS, DAYS, st.one_of(st.none(), DAYS))
def test_reminders_are_on_working_days_and_after_the_promise(
    calendar: Workdays, remind: date, due: date, promised: date | None
) -> None:
    days = request_reminders(remind, due, promised, calendar)
    assert list(days) == sorted(set(days))
    assert all(calendar.is_working(day) for day in days)
    assert promised is None or days[0] == calendar.on_or_after(promised)
