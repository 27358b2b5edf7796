"""Two processes over real sockets: asked, killed, answered once; told to stop, gone by itself."""

import signal
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from demo.machine import Machine
from demo.seeing import see
from sandbox.people import rendered


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    with Machine() as started:
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


def test_a_bot_told_to_stop_ends_by_itself(machine: Machine) -> None:
    assert machine.bot is not None
    stopped = machine.bot
    stopped.send_signal(signal.SIGTERM)

    assert stopped.wait(timeout=60) == 0
