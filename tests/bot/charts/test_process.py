"""The child that draws: it is started when it is needed, comes back when it died, and never outlives its parent."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import pytest

from bot.charts.draw import draw
from bot.charts.process import DEADLINE, ChartProcess, receive, send
from bot.charts.worker import spec_from
from bot.ports import ChartFailed
from tests.bot.charts.specs import BARE, WAITS, waits
from tests.sandbox.served import wait_for

PARENT = """
import sys
from bot.charts.process import ChartProcess
from tests.bot.charts.specs import WAITS
charts = ChartProcess()
charts.draw(WAITS)
print(charts.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def charts() -> Iterator[ChartProcess]:
    """One for all that leaves it able to draw: each child takes a second to start."""
    made = ChartProcess()
    yield made
    made.close()


def pid_of(charts: ChartProcess) -> int:
    assert charts.pid is not None
    return charts.pid


def has_ended(pidfd: int) -> bool:
    """Waits for the end of a process; one that lives on is an answer too."""
    return bool(select.select([pidfd], [], [], 10)[0])


def test_a_chart_from_the_child_is_the_one_drawn_here(charts: ChartProcess) -> None:
    assert charts.draw(WAITS) == draw(WAITS)
    assert charts.draw(BARE) == draw(BARE)


def test_a_spec_arrives_as_it_was_sent() -> None:
    for spec in (WAITS, BARE):
        assert spec_from(json.dumps(asdict(spec)).encode()) == spec


def test_one_child_draws_them_all(charts: ChartProcess) -> None:
    charts.draw(WAITS)
    first = pid_of(charts)
    charts.draw(BARE)
    assert pid_of(charts) == first


def test_a_killed_child_comes_back_with_the_next_chart(charts: ChartProcess) -> None:
    picture = charts.draw(WAITS)
    killed = pid_of(charts)
    watched = os.pidfd_open(killed)
    os.kill(killed, signal.SIGKILL)
    assert has_ended(watched)
    os.close(watched)
    assert charts.unwell() == "the child that draws has died"
    assert charts.draw(WAITS) == picture
    assert charts.unwell() is None
    assert pid_of(charts) != killed


def test_a_child_that_froze_is_given_up_told_and_tried_anew_by_the_watch(
    charts: ChartProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    charts.draw(BARE)
    frozen = pid_of(charts)
    os.kill(frozen, signal.SIGSTOP)
    monkeypatch.setattr(charts, "_monotonic", lambda: now)
    monkeypatch.setattr(charts, "_deadline", 0.1)
    with pytest.raises(ChartFailed, match=r"no chart after 0\.1 s"):
        charts.draw(WAITS)
    assert charts.unwell() == "no chart after 0.1 s"
    charts.watch()  # a fresh child needs longer than that
    assert charts.unwell() == "no chart after 0.1 s"
    monkeypatch.setattr(charts, "_deadline", DEADLINE)
    charts.watch()
    assert charts.unwell() is not None, "it is tried once a minute"
    now = 60.0
    charts.watch()
    assert charts.unwell() is None
    assert pid_of(charts) != frozen


def test_what_cannot_be_drawn_is_told_and_the_child_goes_on(charts: ChartProcess) -> None:
    with pytest.raises(ChartFailed, match="a chart needs a value"):
        charts.draw(waits(values=(None,) * len(WAITS.labels)))
    told = pid_of(charts)
    assert charts.unwell() is None
    assert charts.draw(WAITS).startswith(b"\x89PNG")
    assert pid_of(charts) == told


def test_a_chart_that_takes_too_long_is_given_up_and_its_child_with_it() -> None:
    charts = ChartProcess(deadline=0.0)
    with pytest.raises(ChartFailed, match="no chart after 0 s"):
        charts.draw(WAITS)
    assert charts.pid is None
    charts.close()


def state_of(pid: int) -> str:
    """As the kernel has it: T is stopped."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_a_child_that_dies_while_it_draws_is_told_of(charts: ChartProcess) -> None:
    charts.draw(BARE)
    stopped = pid_of(charts)
    os.kill(stopped, signal.SIGSTOP)  # it stands still, so that its end comes after it was asked
    wait_for(lambda: state_of(stopped) == "T", "it stands still")
    its_stdin = os.open(f"/proc/{stopped}/fd/0", os.O_RDONLY)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(charts.draw, WAITS)
        assert select.select([its_stdin], [], [], 10)[0], "it was never asked"
        os.close(its_stdin)
        os.kill(stopped, signal.SIGKILL)
        with pytest.raises(ChartFailed, match="has died"):
            asked.result(timeout=10)
    assert charts.draw(WAITS).startswith(b"\x89PNG")


def test_several_threads_each_get_their_own_picture(charts: ChartProcess) -> None:
    specs = [waits(title=f"Chart {number}") for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(charts.draw, specs)) == [draw(spec) for spec in specs]


def test_a_child_starts_with_the_first_chart_and_ends_with_closing_which_may_be_done_twice() -> None:
    charts = ChartProcess()
    assert charts.pid is None
    charts.draw(BARE)
    watched = os.pidfd_open(pid_of(charts))
    charts.close()
    assert has_ended(watched)
    os.close(watched)
    assert charts.pid is None
    charts.close()


def test_the_child_of_a_killed_parent_ends_by_itself() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert parent.stdin is not None
    assert parent.stdout is not None
    watched = os.pidfd_open(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    assert has_ended(watched)
    for pipe in (parent.stdin, parent.stdout):
        pipe.close()
    os.close(watched)


def test_a_child_whose_parent_is_killed_while_it_draws_ends_without_a_word() -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "bot.charts.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    send(child.stdin, b"{}")
    child.stdin.close()
    assert (child.stderr.read(), child.wait(timeout=60)) == (b"", 0)
    child.stderr.close()


def test_what_breaks_off_is_the_end() -> None:
    whole = BytesIO()
    send(whole, b"a picture")
    assert receive(BytesIO(whole.getvalue())) == b"a picture"
    assert receive(BytesIO(whole.getvalue()[:3])) == b""
    assert receive(BytesIO()) == b""
