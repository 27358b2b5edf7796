"""A figure of every calendar goes the whole way: asked for, answered, read back, and in a summary."""

from datetime import UTC, datetime

import pytest

from demo import story
from domain.period import Frequency, Period
from domain.period_calendar import APRIL, Calendar, YearStart
from tests.support.asking import SMALL, rest
from tests.support.databases import in_memory
from tests.support.world import World

POSTED = datetime(2017, 10, 19, 12, 0, tzinfo=UTC)
TEXT = SMALL.read_text()
SECOND = TEXT.index("  - key: B1")


def plan(calendar: Calendar, asked: Period) -> str:
    """The example with its second priority in another calendar, figures up to the period before the one asked for."""
    start = TEXT.index("    baseline:", SECOND)
    opens = calendar.opens
    fields = f"frequency: {calendar.frequency}\n"
    if calendar.frequency.own_year:
        fields += f"      year_starts: {opens.day} {datetime(2017, opens.month, 1, tzinfo=UTC):%B}\n"
    history = "".join(
        f"      - {{period: {asked.next(step - 8).short}, value: {195000 - 1000 * step}}}\n" for step in range(8)
    )
    return (
        TEXT[:SECOND]
        + TEXT[SECOND:start].replace("frequency: month\n", fields)
        + f"    baseline: {{period: {asked.next(-8).short}, value: 195000}}\n"
        + f'    targets:\n      - {{period: {asked.next(8).short}, value: 150000, comparator: "<="}}\n'
        + "    trajectory:\n      points:\n"
        + f"        - {{period: {asked.next(-8).short}, expected: 195000}}\n"
        + f"        - {{period: {asked.next(8).short}, expected: 150000}}\n"
        + f"    history:\n{history}"
    )


@pytest.mark.parametrize(
    ("calendar", "short", "long"),
    [
        (Calendar(Frequency.WEEK), "w/c 25 Sep 2017", "week of 25 Sep 2017"),
        (Calendar(Frequency.QUARTER), "Q3 2017", "Q3 2017"),
        (Calendar(Frequency.FISCAL_QUARTER, APRIL), "Q2 2017/18", "Q2 2017/18"),
        (Calendar(Frequency.FISCAL_QUARTER, YearStart(2)), "Q2 2017/18", "Q2 2017/18"),
        (Calendar(Frequency.FOUR_WEEK, APRIL), "P6 2017/18", "period 6 of 2017/18"),
        (Calendar(Frequency.SCHOOL_YEAR, YearStart(9)), "school year 2016/17", "school year 2016/17"),
        (Calendar(Frequency.YEAR, YearStart(4, 6)), "2016/17", "2016/17"),
        (Calendar(Frequency.YEAR), "2016", "2016"),
    ],
)
def test_a_figure_of_any_calendar_is_asked_for_answered_and_summed_up(
    calendar: Calendar, short: str, long: str
) -> None:
    world = World(story.START, in_memory())
    world.furnish(plan(calendar, Period.parse(short, calendar)))
    world.run_until(datetime(2017, 10, 11, 9, 0, tzinfo=UTC))
    owner = world.person("sites-analyst")
    owner.reply(owner.find(f"the *{long}* figure"), "187015 more patients than planned")
    rest(world)
    assert owner.find(f"Recorded: 187,015 patients, {long}")
    world.run_until(POSTED)
    said = [str(message.get("text")) for message in world.bot_messages()]
    assert any(f"187,015 patients in {short}" in one for one in said)
