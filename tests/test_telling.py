"""What was sent, what was not, what will be, and why: in Slack, and by the command for whoever has the database."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot import cli
from bot.messages import KINDS, commands, notices
from bot.routines.timetable import KINDS as STEPS
from bot.store.engine import make_engine
from tests.support.asking import AFTER, asked_world, say
from tests.support.databases import SqliteFiles
from tests.support.world import World

STAFF, WAITS, SITES = "unit-staff", "waits-analyst", "sites-analyst"
Run = Callable[..., tuple[int, list[str]]]


@pytest.fixture(scope="module")
def world(sqlite_files: SqliteFiles) -> World:
    """Two analysts were asked, one has answered; the days of both reminders are over."""
    world = asked_world(make_engine(sqlite_files.fresh()))
    say(world, WAITS, "1726934/1925961 more patients")
    world.run_until(AFTER + timedelta(days=9))
    return world


@pytest.fixture
def run(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`stocktake ...` over the world's records: the exit code, and the lines that it printed."""
    monkeypatch.setenv("STOCKTAKE_DATABASE_URL", str(world.engine.url))

    def run(*words: str) -> tuple[int, list[str]]:
        monkeypatch.setattr("sys.argv", ["stocktake", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), (told.out + told.err).splitlines()

    return run


def test_why_tells_also_what_was_not_sent_and_what_made_it_needless(world: World) -> None:
    told = world.person(WAITS).command("/stocktake why").splitlines()
    assert "• Tue 10 Oct, 09:00 (London): a reminder, not sent: nothing to remind of." in told
    assert "• Mon 2 Oct, 09:00 (London): a reminder, sent: what was open that day." in told
    assert "not sent" not in world.person(SITES).command("/stocktake why")


def test_the_command_tells_the_same_with_names_for_whoever_has_the_database(world: World, run: Run) -> None:
    in_slack = world.person(STAFF).command(f"/stocktake why @{WAITS}").splitlines()[1:]
    assert [line.replace(" 2017", "") for line in run("why", f"@{WAITS}")[1]] == in_slack
    code, everybody = run("why", "--last", "1000")
    assert code == 0
    assert (
        f"• Wed 27 Sep 2017, 09:00 (London): a request for a figure, to @{SITES}, sent: the stocktake on Wed 18 Oct."
        in (everybody)
    )
    assert len(run("why", "--last", "3")[1]) == 3


def test_the_command_previews_every_message_and_what_it_is_for(world: World, run: Run) -> None:
    in_slack = world.person(STAFF).command("/stocktake preview 20d").splitlines()[1:]
    told = [line.replace(" 2017", "") for line in run("preview")[1]]
    assert len(in_slack) == 7
    assert told[:7] == in_slack


def test_nobody_and_no_number_of_days_are_told_in_a_sentence(run: Run) -> None:
    assert run("why", "@nobody") == (2, ["Nobody active is called @nobody. Write @ and pick them from the list."])
    assert run("preview", "soon") == (2, ["soon is no number of days. Write 1 to 999, like 30d."])


def test_an_audit_that_holds_says_so_with_its_tail_and_one_that_does_not_where(world: World, run: Run) -> None:
    world.person(SITES).reply(world.person(SITES).find("for the stocktake on Wed 18 Oct"), "195,015 fewer beds")
    code, (holds, tail) = run("audit", "verify")
    assert code == 0
    assert holds.startswith("The chain holds: ")
    assert tail.startswith("Not sealed yet: 1 row, ")
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE audit SET actor = 'somebody else' WHERE id = 2"))
    code, (broken, _) = run("audit", "verify")
    assert (code, broken) == (
        1,
        "The chain is broken at row 2: it, or what came before it, is not as it was sealed.",
    )


def test_every_kind_of_message_and_every_step_has_a_name_that_people_read() -> None:
    assert set(KINDS) <= set(notices.KINDS)
    assert set(STEPS) - {"plan"} <= set(commands.STEPS)
