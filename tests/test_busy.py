"""The database is held by another process: everybody is told, nothing is half kept, nothing said is lost."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from bot.store.engine import make_engine
from bot.store.unit import StoreBusy
from sandbox.people import rendered
from tests.support import asking
from tests.support.asking import answers, asked_world, by, deliver, figures, latest, open_answer, rest
from tests.support.databases import SqliteFiles
from tests.support.locks import held
from tests.support.world import World

BUSY = str(StoreBusy())
WAITS = "waits-analyst"


@pytest.fixture
def file(sqlite_files: SqliteFiles) -> Iterator[Engine]:
    engine = make_engine(sqlite_files.fresh())
    yield engine
    engine.dispose()


@pytest.fixture
def world(file: Engine) -> World:
    return asked_world(file)


def path(engine: Engine) -> str:
    assert engine.url.database is not None
    return engine.url.database


def test_a_command_is_answered_with_a_sentence_instead_of_an_error(world: World, file: Engine) -> None:
    staff = world.person("unit-staff")
    with held(path(file)):
        assert BUSY in staff.command("/stocktake requests")
    assert BUSY not in staff.command("/stocktake requests")


def test_a_form_keeps_its_boxes_says_so_and_is_taken_when_it_is_sent_again(world: World, file: Engine) -> None:
    waits = open_answer(world, WAITS)
    waits.fill(numerator=asking.TOP, denominator=asking.BOTTOM, for_summary="more patients than planned")
    with held(path(file)):
        assert waits.submit() == {"numerator": BUSY}
        values = waits.modal()["values"]
        assert values["denominator"]["typed"]["value"] == asking.BOTTOM
        assert values["for_summary"]["typed"]["value"] == "more patients than planned"
        assert not answers(world)
    assert not waits.submit()
    assert "Recorded: 89.67 %" in rendered(waits.modal())
    assert len(answers(world)) == len(figures(world)) == 1


def test_a_message_is_left_unacked_and_heard_when_slack_tells_it_again(world: World, file: Engine) -> None:
    waits = world.person(WAITS)
    request = waits.find(asking.REQUEST)
    with held(path(file)):
        waits.reply(request, f"{asking.TOP}/{asking.BOTTOM}")
        assert world.workspace.next_retry() is not None
        assert not answers(world)
    rest(world)
    waits.find("Recorded: 89.67 %")
    assert world.workspace.next_retry() is None
    assert len(answers(world)) == len(figures(world)) == 1


def test_a_form_opens_all_the_same_because_looking_needs_no_lock(world: World, file: Engine) -> None:
    with held(path(file)):
        assert open_answer(world, WAITS).modal()["title"]["text"] == "September 2017"


def test_a_button_that_acts_says_that_nothing_was_saved(world: World, file: Engine) -> None:
    open_answer(world, WAITS)
    press = by(world, "unit-staff", latest(world, "block_actions"))
    value = json.dumps({"cycle": 1, "priority": "A1"})
    press["actions"] = [{"type": "button", "action_id": "post_now", "value": value}]
    with held(path(file)):
        deliver(world, press)
    assert BUSY in rendered(world.person("unit-staff").modal())
