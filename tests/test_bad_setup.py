"""A plan that cannot be right and a token that Slack does not take: named with the mend, and nothing half set up."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.app import build
from bot.files.plan import Plan
from bot.files.reading import PlanErrors, read_plan
from bot.routines import agreements, importing, outlooks, people, readings
from bot.routines.importing import Resolved
from bot.settings import Settings, SettingsError
from bot.store import people as directory
from bot.store import plan as records
from bot.store.tables import indicator, observation, priority, unit
from demo import story
from domain.errors import Refused
from domain.people import Role
from domain.status import Status
from tests.support.asking import SMALL, rows
from tests.support.charts import InlineCharts
from tests.support.databases import in_memory
from tests.support.slack import WorkspaceSlack
from tests.support.world import World

PLAN = SMALL.read_text()


@pytest.fixture
def world() -> Iterator[World]:
    """A bot in a workspace with everybody of the plan, and no plan yet."""
    world = World(story.START, in_memory())
    for one in read_plan(PLAN, "plan.yaml").people:
        world.invite(one.slack.removeprefix("@"))
    world.open_channel("delivery-unit")
    world.open_channel("emergency-waits")
    world.boot()
    yield world
    world.bot.close()


def take_over(world: World, plan: Plan) -> None:
    """As the unit's head would, whoever of the plan is there."""
    known = {one.key: world.cast.get(one.slack.removeprefix("@")) for one in plan.people}
    found = {key: user for key, user in known.items() if user is not None}
    resolved = Resolved(found, {f"#{name}": channel for name, channel in world.channels.items()})
    with world.bot.store.write(world.clock.now()) as work:
        directory.set_role(work, world.cast["unit-head"], Role.HEAD)
    with world.bot.store.write(world.clock.now()) as work:
        importing.import_plan(work, people.person(work, world.cast["unit-head"]), plan, resolved)


def nothing_imported(world: World) -> bool:
    with world.engine.connect() as connection:
        counts = [len(connection.execute(table.select()).all()) for table in (unit, priority, indicator, observation)]
    return counts == [0, 0, 0, 0]


def test_a_target_without_a_baseline_is_refused_and_the_line_named() -> None:
    text = PLAN.replace("    baseline: {period: Mar 2017, value: 90.01}\n", "")
    assert text != PLAN
    with pytest.raises(PlanErrors) as wrong:
        read_plan(text, "plan.yaml")
    said = str(wrong.value)
    assert said.startswith("plan.yaml:")
    assert "add the period and the value it starts from" in said
    assert len(wrong.value.mistakes) == 1


def test_a_plan_that_names_somebody_who_is_not_in_the_workspace_is_refused_whole(world: World) -> None:
    plan = read_plan(PLAN.replace("@sites-analyst", "@somebody-else"), "plan.yaml")
    with pytest.raises(Refused, match=r"@somebody-else is not in this workspace. Invite them, or correct the name."):
        take_over(world, plan)
    assert nothing_imported(world)


def test_a_plan_that_names_somebody_who_was_deactivated_is_refused_whole(world: World) -> None:
    world.workspace.deactivate(world.cast["sites-analyst"])
    world.settle()
    with pytest.raises(Refused, match=r"@sites-analyst is deactivated in this workspace. Name somebody who is active."):
        take_over(world, read_plan(PLAN, "plan.yaml"))
    assert nothing_imported(world)


def test_the_same_plan_put_right_is_taken_over(world: World) -> None:
    with pytest.raises(Refused):
        take_over(world, read_plan(PLAN.replace("@sites-analyst", "@somebody-else"), "plan.yaml"))
    take_over(world, read_plan(PLAN, "plan.yaml"))
    assert len(rows(world, observation)) == 34


def test_a_missing_token_is_named_with_where_to_get_it() -> None:
    with pytest.raises(SettingsError, match=r"SLACK_BOT_TOKEN is missing. It starts with xoxb-; copy it from"):
        Settings(_env_file=None).check_slack()


def test_a_token_that_slack_does_not_take_is_named_with_the_mend_and_never_shown(world: World) -> None:
    slack = WorkspaceSlack(world.workspace, "xoxb-mistyped")
    with pytest.raises(SettingsError) as wrong:
        build(world.clock, slack, InlineCharts(), lambda: "id", in_memory(), after_ack=lambda do: do())
    said = str(wrong.value)
    assert said.startswith("Slack does not take SLACK_BOT_TOKEN (invalid_auth).")
    assert len(said) > len("Slack does not take SLACK_BOT_TOKEN (invalid_auth). ")
    assert "mistyped" not in said


LATER = PLAN.replace("Mar 2018, value: 95, comparator", "Mar 2019, value: 95, comparator").replace(
    "Mar 2018, expected: 95", "Mar 2019, expected: 95"
)
BECAUSE = """    rebaselined: {reason: Two winters cost more than planned, approved_by: principal}
    baseline: {period: Mar 2017, value: 90.01}"""


def test_what_was_agreed_is_not_changed_without_a_reason_and_an_approver(world: World) -> None:
    take_over(world, read_plan(PLAN, "plan.yaml"))
    with pytest.raises(Refused, match="Say why and who approved: rebaselined, with reason"):
        take_over(world, read_plan(LATER, "plan.yaml"))


def test_both_targets_are_told_for_twelve_months_with_the_status_on_the_old_one(world: World) -> None:
    take_over(world, read_plan(PLAN, "plan.yaml"))
    world.run_until(world.clock.now() + timedelta(days=1))
    take_over(world, read_plan(LATER.replace("    baseline: {period: Mar 2017, value: 90.01}", BECAUSE), "plan.yaml"))
    with world.bot.store.read(world.clock.now()) as work:
        one = records.indicator(work, "A1").indicator
        figure = records.series(work, "A1")[max(records.series(work, "A1"))]
        [before] = agreements.earlier(work, one, figure)
        assert (before.target.period.short, before.because) == ("Mar 2018", "Two winters cost more than planned")
        assert before.lowered
        assert before.standing.expected is not None
        assert [target.period.short for target in records.targets(work, "A1")] == ["Sep 2017", "Mar 2019"]
    world.run_until(world.clock.now() + timedelta(days=1))
    take_over(world, read_plan(PLAN.replace("    baseline: {period: Mar 2017, value: 90.01}", BECAUSE), "plan.yaml"))
    with world.bot.store.read(world.clock.now()) as work:
        assert [target.period.short for target in records.targets(work, "A1")] == ["Sep 2017", "Mar 2018"]
        moved_earlier = outlooks.final_target(work, "A1")
        assert moved_earlier is not None
        assert moved_earlier.period.short == "Mar 2018"
    with world.bot.store.read(world.clock.now() + timedelta(days=368)) as work:
        assert agreements.earlier(work, one, figure) == ()


def test_nothing_is_compared_across_a_break_in_the_series(world: World) -> None:
    parts = "      numerator: Patients seen within four hours\n"
    broken = PLAN.replace(parts, f"      breaks: [{{first: Jun 2017, reason: Clinics count too}}]\n{parts}")
    assert broken != PLAN
    take_over(world, read_plan(broken, "plan.yaml"))
    with world.bot.store.read(world.clock.now()) as work:
        row, series = records.indicator(work, "A1"), records.series(work, "A1")
        latest = max(series)
        stands = readings.stand(work, row.indicator, series[latest])
        assert (stands.status, stands.share) == (Status.UNRATED, None)
        assert [period.short for period in outlooks.comparable(work, row.indicator, series)] == [
            "Jun 2017",
            "Jul 2017",
            "Aug 2017",
        ]
        found = readings.broken(work, row.indicator, latest)
        assert found is not None
        assert found.reason == "Clinics count too"


def test_breaks_out_of_order_are_told_with_their_line() -> None:
    text = PLAN.replace(
        "      numerator: Patients seen within four hours\n",
        "      breaks:\n        - {first: Jun 2017, reason: Clinics}\n        - {first: May 2017, reason: Sites}\n"
        "      numerator: Patients seen within four hours\n",
    )
    with pytest.raises(PlanErrors, match="List each break once, the earliest first"):
        read_plan(text, "plan.yaml")
