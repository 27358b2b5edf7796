"""The four measures of a routine's health, by hand on a few months."""

from datetime import date

from domain.health import ActionKept, CycleKept, Health, Part, PriorityData, RequestKept, health
from domain.stocktake import CycleState

TODAY = date(2017, 12, 1)
POSTED = CycleState.POSTED


def day(month: int, of_month: int) -> date:
    return date(2017, month, of_month)


def measured(
    cycles: list[CycleKept] | None = None,
    requests: list[RequestKept] | None = None,
    priorities: list[PriorityData] | None = None,
    actions: list[ActionKept] | None = None,
) -> Health:
    return health(cycles or [], requests or [], priorities or [], actions or [], TODAY)


def test_regularity_is_cycles_held_on_the_day_first_planned_of_all_planned() -> None:
    found = measured(
        cycles=[
            CycleKept(day(9, 13), day(9, 13), POSTED),
            CycleKept(day(10, 18), day(10, 25), POSTED),
            CycleKept(day(11, 15), None, CycleState.CANCELLED),
            CycleKept(day(12, 13), None, CycleState.PLANNED),
        ]
    )
    assert found.cycles_on_date == Part(of=3, done=1), "next month's counts neither way"


def test_execution_is_answers_briefs_and_summaries_in_time_of_those_due() -> None:
    requests = [
        RequestKept(day(10, 10), day(10, 10)),
        RequestKept(day(10, 10), day(10, 11)),
        RequestKept(day(10, 10), None),
        RequestKept(day(12, 5), None),
        RequestKept(day(12, 5), day(11, 30)),
    ]
    cycles = [
        CycleKept(day(10, 18), day(10, 18), POSTED, day(10, 13), day(10, 13), day(10, 19), day(10, 20)),
        CycleKept(day(11, 15), day(11, 15), POSTED, day(11, 10), None, day(11, 16), day(11, 16)),
        CycleKept(day(11, 15), None, CycleState.CANCELLED, day(11, 10), None, day(11, 16), None),
    ]
    found = measured(cycles, requests)
    assert found.answered_in_time == Part(of=4, done=2), "not yet due and not yet answered counts neither way"
    assert found.briefs_in_time == Part(of=2, done=1)
    assert found.summaries_in_time == Part(of=2, done=1), "a cancelled stocktake owes none"


def test_focus_is_priorities_whose_newer_value_is_not_due_yet() -> None:
    found = measured(
        priorities=[
            PriorityData(day(10, 31), day(12, 7)),
            PriorityData(day(9, 30), day(11, 7)),
            PriorityData(day(10, 31), TODAY),
            PriorityData(None, day(11, 7)),
            PriorityData(day(10, 31), None),
        ]
    )
    assert found.fresh_priorities == Part(of=5, done=3)


def test_action_is_what_was_closed_by_its_first_date_and_how_late_the_rest_was() -> None:
    found = measured(
        actions=[
            ActionKept(day(10, 27), day(10, 27), tested=True),
            ActionKept(day(10, 27), day(11, 6), tested=True),
            ActionKept(day(10, 27), day(11, 26)),
            ActionKept(day(11, 27), None),
            ActionKept(day(12, 20), None),
        ]
    )
    assert found.actions_in_time == Part(of=4, done=1)
    assert found.days_overdue == 10, "of 10, 30 and 4 so far"
    assert found.closed_with_test == Part(of=3, done=2)


def test_a_routine_that_has_not_begun_has_no_shares() -> None:
    found = measured()
    assert found.days_overdue is None
    assert found.cycles_on_date.share is None
    assert str(found.cycles_on_date) == "none yet"
    assert (str(Part(4, 3)), Part(4, 3).share) == ("3 of 4", 0.75)
