"""What is said reaches the records once, by whichever way it is heard first: as an event, again, or from history."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.ports import Json
from bot.store import restored
from bot.store.engine import make_engine
from bot.store.unit import Store
from sandbox.people import rendered
from tests.support import asking
from tests.support.asking import answers, asked_world, deliver, figures, latest, rest, say
from tests.support.databases import SqliteFiles, copy_database
from tests.support.world import World

WAITS = "waits-analyst"
SAID = f"{asking.TOP}/{asking.BOTTOM} more patients than planned"


@pytest.fixture
def world() -> Iterator[World]:
    world = asked_world()
    yield world
    world.bot.close()


def readings(world: World) -> int:
    person = world.person(WAITS)
    return len([one for one in person.everything(person.app_channel()) if "Recorded: 89.67 %" in rendered(one)])


def is_saying(payload: Json) -> bool:
    return bool(payload.get("event", {}).get("text") == SAID)


def say_while_the_bot_is_away(world: World) -> None:
    """Slack tells it three times more, within six minutes, and gives up."""
    carrier, world.workspace.outlet = world.workspace.outlet, None
    person = world.person(WAITS)
    person.reply(person.find(asking.REQUEST), SAID)
    for _ in range(3):
        world.clock.advance(timedelta(minutes=5))
        assert world.workspace.redeliver_due() == 1
    assert world.workspace.next_retry() is None
    world.workspace.outlet = carrier


def test_what_was_heard_as_an_event_is_not_taken_again_from_history(world: World) -> None:
    say(world, WAITS, SAID)
    world.boot()
    world.run_until(world.clock.now() + timedelta(minutes=5))
    assert world.slack.called("conversations.replies"), "the thread was read again"
    assert len(answers(world)) == len(figures(world)) == readings(world) == 1


def test_what_was_said_while_the_bot_was_away_is_found_in_history_and_not_taken_again_as_an_event(
    world: World,
) -> None:
    say_while_the_bot_is_away(world)
    event = latest(world, "event_callback")
    assert not answers(world)
    world.boot()
    world.run_until(world.clock.now() + timedelta(minutes=5))
    assert len(answers(world)) == readings(world) == 1
    assert deliver(world, event).status == 200
    rest(world)
    assert len(answers(world)) == len(figures(world)) == readings(world) == 1


def test_what_was_said_after_a_backup_is_heard_again_from_it_and_its_reading_not_sent_again(
    sqlite_files: SqliteFiles,
) -> None:
    url = sqlite_files.fresh()
    file, backup = url.removeprefix("sqlite:///"), url.removeprefix("sqlite:///") + ".backup"
    world = asked_world(make_engine(url))
    since = world.clock.now()
    copy_database(file, backup)
    say(world, WAITS, SAID)
    before = world.bot_messages()
    world.bot.close()
    copy_database(backup, file)
    assert not answers(world)
    with Store(world.engine).write(world.clock.now()) as work:
        restored.note(work, since)
    world.boot()
    world.run_until(world.clock.now() + timedelta(minutes=5))
    assert len(answers(world)) == len(figures(world)) == readings(world) == 1
    assert [one["ts"] for one in world.bot_messages()] == [one["ts"] for one in before]
    world.bot.close()


def test_an_event_told_twice_is_one_answer(world: World) -> None:
    say(world, WAITS, SAID)
    told = [one.payload for one in world.workspace.state.deliveries.values() if is_saying(one.payload)]
    assert len(told) == 1
    assert deliver(world, told[0]).status == 200
    rest(world)
    assert len(answers(world)) == len(figures(world)) == readings(world) == 1


def test_the_reading_stands_where_the_figure_was_given(world: World) -> None:
    person = world.person(WAITS)
    request = person.find(asking.REQUEST)
    person.say(SAID)
    rest(world)
    assert person.find("Recorded: 89.67 %").get("thread_ts") is None, "said beside the request, read back beside it"
    person.reply(request, "1728667/1925961 recounted")
    rest(world)
    assert person.find("Corrected: 89.76 %")["thread_ts"] == request["ts"], "said under it, read back under it"
