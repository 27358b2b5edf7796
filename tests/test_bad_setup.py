"""A plan that cannot be right and a token that Slack does not take: named with the mend, and nothing half set up."""

from collections.abc import Iterator

import pytest

from bot.app import build
from bot.files.plan import Plan
from bot.files.reading import PlanErrors, read_plan
from bot.routines import importing, people
from bot.routines.importing import Resolved
from bot.settings import Settings, SettingsError
from bot.store import people as directory
from bot.store.engine import make_engine
from bot.store.tables import indicator, observation, priority, unit
from demo import story
from domain.errors import Refused
from domain.people import Role
from tests.support.asking import SMALL, rows
from tests.support.charts import InlineCharts
from tests.support.slack import WorkspaceSlack
from tests.support.world import World

PLAN = SMALL.read_text()


@pytest.fixture
def world() -> Iterator[World]:
    """A bot in a workspace with everybody of the plan, and no plan yet."""
    world = World(story.START, make_engine("sqlite://"))
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
        build(world.clock, slack, InlineCharts(), lambda: "id", make_engine("sqlite://"), after_ack=lambda do: do())
    said = str(wrong.value)
    assert said.startswith("Slack does not take SLACK_BOT_TOKEN (invalid_auth).")
    assert len(said) > len("Slack does not take SLACK_BOT_TOKEN (invalid_auth). ")
    assert "mistyped" not in said
