"""Two processes over real sockets: asked, killed, answered once; told to stop, gone by itself."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from bot.store.engine import make_engine
from bot.store.tables import message
from demo.machine import MOMENT, Machine, NotStarted
from demo.seeing import see
from demo.watching import plain
from sandbox.faults import Fault, Kind
from sandbox.people import rendered
from tests.support.health import health


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    with Machine(http=True) as started:
        yield started


def test_a_bot_killed_between_a_reply_and_its_reading_gives_the_reading_once(machine: Machine) -> None:
    machine.go_to(datetime(2017, 10, 2, 8, 5, tzinfo=UTC))
    clerk = machine.person("sites-analyst")
    machine.kill_bot()
    clerk.reply(see(clerk, "for the stocktake on Wed 18 Oct"), "195,015 fewer beds were free")

    machine.go_to(datetime(2017, 10, 2, 8, 45, tzinfo=UTC))

    readings = [one for one in clerk.everything(clerk.app_channel()) if "Recorded: 195,015" in rendered(one)]
    assert machine.restarts == 1
    assert len(readings) == 1
    names = [one["metadata"]["event_payload"]["id"] for one in machine.messages()]
    assert len(names) == len(set(names))


def test_what_follows_within_moments_comes_without_a_hand_on_the_clock(machine: Machine) -> None:
    clerk, before = machine.person("trusts-analyst"), machine.now()
    for text in ("nobody knows", "nor do I"):
        clerk.say(text)

    def passed() -> bool:
        machine.pass_moments()
        said = [rendered(one) for one in clerk.everything(clerk.app_channel())]
        return sum("I found no figure in that" in one for one in said) == 2

    machine.wait(passed, "an answer to each, a second apart")
    assert before < machine.now() < before + MOMENT


def test_a_second_workspace_on_the_same_port_says_so_in_a_sentence(machine: Machine) -> None:
    port = urlsplit(machine.page).port
    assert port is not None
    with pytest.raises(NotStarted, match=rf"Port {port} cannot be used: .* Name another port") as why, Machine(port):
        pass
    assert "Traceback" not in str(why.value)


def test_a_start_that_is_interrupted_ends_in_order() -> None:
    started = subprocess.Popen([sys.executable, "-m", "demo.demo"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert started.stdout is not None
    assert b"starting" in started.stdout.readline()
    started.send_signal(signal.SIGINT)

    told, _ = started.communicate(timeout=60)

    assert (told.strip(), started.returncode) == (b"Ended.", 0)


def test_what_the_bot_does_is_told_with_peoples_handles() -> None:
    assert plain("Asked: <@U1>,\n1 &lt; 2; <@U9>", {"U1": "unit-staff"}) == "Asked: @unit-staff, 1 < 2; @U9"


def test_the_bot_starts_and_works_without_a_warning(machine: Machine) -> None:
    assert "WARNING" not in machine.whole_log()


def test_an_app_token_that_slack_does_not_take_is_named_and_nothing_runs(machine: Machine) -> None:
    environment = {**machine._environment(), "SLACK_APP_TOKEN": "xapp-mistyped"}

    ended = subprocess.run(
        machine._command("run", "--clock", machine._url),
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == 2
    assert "Slack does not take SLACK_APP_TOKEN (invalid_auth). It starts with xapp-; make one" in ended.stderr
    assert "mistyped" not in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_bot_told_to_stop_says_so_ends_what_it_is_doing_and_is_out_in_ten_seconds(machine: Machine) -> None:
    assert machine.bot is not None
    stopped, clerk = machine.bot, machine.person("borders-analyst")
    machine.go_to_rest()
    slow = Fault(kind=Kind.SLOW, of="chat.postMessage", seconds=1.5)
    machine.spoil(slow)
    clerk.say("what is this?")
    machine.wait(lambda: machine.struck() == 1, "a post that takes a while")

    stopped.send_signal(signal.SIGTERM)
    machine.wait(lambda: health(machine.bot_url) == (503, "stopping"), "health that says so")
    assert stopped.wait(timeout=10) == 0

    engine = make_engine(machine.database)
    with engine.connect() as connection:
        states = connection.execute(select(message.c.state).order_by(message.c.tried_at.desc())).scalars().all()
    engine.dispose()
    assert states[0] == "sent", "the post in hand was settled"
    assert not {"claimed", "doubtful"} & set(states)
