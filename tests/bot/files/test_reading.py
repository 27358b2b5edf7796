"""A plan is read whole or refused whole: it holds what was written, and no text breaks the reading."""

from datetime import date, time
from decimal import Decimal

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.files.plan import Plan
from bot.files.reading import PlanErrors, read_plan
from domain.recurrence import Every, next_after
from domain.workdays import Workdays
from tests.bot.files.example import TEXT, changed, line_of

FIGURE = "{period: Apr 2016, value: 90.04, numerator: 1681659, denominator: 1867781}"
MEETINGS = "{dates: [2017-10-18, 2017-12-13, 2018-02-14]}"


def read(text: str) -> Plan:
    return read_plan(text, "plan.yaml")


def test_the_plan_holds_what_was_written() -> None:
    plan = read(TEXT)
    assert [one.key for one in plan.people][:2] == ["principal", "unit-head"]
    assert plan.channels() == ("#delivery-unit", "#emergency-waits")
    assert (plan.unit.opens, plan.unit.closes, plan.routine.wall_time) == (time(9), time(17, 30), time(10))
    assert next_after(plan.routine.cadence, date(2017, 10, 18), Workdays()) == date(2017, 12, 13)
    assert plan.priorities[0].line == line_of(TEXT, "- key: A1")
    assert plan.people[0].line == line_of(TEXT, "  principal:")


def test_values_keep_every_digit_that_was_typed() -> None:
    plan = read(changed((FIGURE, "{period: Apr 2016, value: 90.04230, provisional: true}")))
    first = plan.priorities[0].observations[0]
    assert str(first.value) == "90.04230"
    assert not first.final


def test_thousands_may_have_commas() -> None:
    plan = read(changed(("{period: Apr 2016, value: 182400}", '{period: Apr 2016, value: "182,400"}')))
    assert plan.priorities[1].observations[0].value == Decimal(182400)


def test_a_routine_may_come_round_every_so_many_weeks() -> None:
    plan = read(changed((MEETINGS, "{every_weeks: 8, first: 2017-10-18}")))
    assert plan.routine.cadence == Every(8, date(2017, 10, 18))


def test_a_routine_may_have_days_and_a_zone_of_its_own() -> None:
    plan = read(changed(("preset: two-monthly", "lead_times: {due: 9}\n  zone: Europe/Paris")))
    assert (plan.routine.lead.due, plan.routine.lead.request) == (9, 15)
    assert (plan.routine.zone.key, plan.unit.zone) == ("Europe/Paris", "Europe/London")


def test_a_time_may_stand_without_quotes() -> None:
    assert read(changed(('time: "10:00"', "time: 9:30"))).routine.wall_time == time(9, 30)


def test_people_may_be_named_who_alone_see_a_priority() -> None:
    first, second = read(changed(("visibility: all", "visibility: [principal, unit-head, unit-staff]"))).priorities
    assert (first.visibility, first.named) == ("named", ("principal", "unit-head", "unit-staff"))
    assert (second.visibility, second.named) == ("all", ())


def test_a_tolerance_is_proposed_from_the_months_up_to_the_baseline() -> None:
    first, second = read(TEXT).priorities
    assert (first.indicator.tolerance, first.provisional_tolerance) == (Decimal("1.54"), False)
    assert not second.provisional_tolerance


def test_a_tolerance_without_six_moves_is_provisional() -> None:
    short = TEXT[: TEXT.index("      - {period: Sep 2016, value: 178838}")]
    second = read(short).priorities[1]
    assert second.provisional_tolerance
    assert second.indicator.tolerance == Decimal("4563")


def test_a_tolerance_that_the_plan_sets_is_kept() -> None:
    first = read(changed(("lag: 7 working days", "lag: 7 working days\n      tolerance: 2.5"))).priorities[0]
    assert (first.indicator.tolerance, first.provisional_tolerance) == (Decimal("2.5"), False)


@given(st.data())
@settings(max_examples=60)
def test_a_plan_with_any_line_spoilt_is_read_or_refused_and_never_breaks(data: st.DataObject) -> None:
    lines = TEXT.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    spoilt = data.draw(
        st.sampled_from(["", lines[at] * 2, lines[at].partition(":")[0] + ":", "  " + lines[at], lines[at].strip()])
        | st.text(max_size=30).map(lambda text: lines[at].partition(":")[0] + ": " + text)
    )
    try:
        read("\n".join([*lines[:at], spoilt, *lines[at + 1 :]]))
    except PlanErrors as wrong:
        assert all(1 <= one.line <= len(lines) + 1 and one.sentence for one in wrong.mistakes)  # noqa: PT017 - or none


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.data())
@settings(max_examples=100)
def test_a_plan_with_anything_anywhere_is_read_or_refused_and_never_breaks(data: st.DataObject) -> None:
    content = yaml.safe_load(TEXT)
    place = content
    while isinstance(place, (dict, list)) and place:
        key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else list(range(len(place)))))
        if not isinstance(place[key], (dict, list)) or data.draw(st.booleans()):
            place[key] = data.draw(ANYTHING)
            break
        place = place[key]
    try:
        read(yaml.dump(content, Dumper=_NoAliases))
    except PlanErrors as wrong:
        assert wrong.mistakes  # noqa: PT017 - a plan that is read is as good


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True
