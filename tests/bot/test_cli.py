"""The command: what goes wrong is one sentence that helps, exit code 2, and never a traceback."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import cli
from bot.store import restored
from bot.store.engine import make_engine
from bot.store.unit import Store
from tests.support.databases import SqliteFiles

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "small-unit.yaml"


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No .env and no settings but those a test gives."""
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "STOCKTAKE_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def ran(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["stocktake", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_the_example_plan_can_be_imported(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(monkeypatch, "check", str(EXAMPLE)) == 0

    assert "2 priorities" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run",), "SLACK_BOT_TOKEN is missing."),
        (("import", str(EXAMPLE)), "SLACK_BOT_TOKEN is missing."),
        (("check", "nowhere.yaml"), "nowhere.yaml cannot be read."),
        (("nonsense",), "No such command"),
        (("db", "current"), "The database cannot be used"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    monkeypatch.setenv("STOCKTAKE_DATABASE_URL", "sqlite:////nowhere/at/all.db")

    assert ran(monkeypatch, *words) == 2

    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("since", "said"),
    [("yesterday", "Write it like"), ("2026-11-29T03:00", "has no zone"), ("2999-01-01T00:00Z", "is not over yet")],
)
def test_a_backup_of_no_instant_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], since: str, said: str
) -> None:
    assert ran(monkeypatch, "db", "restored", "--since", since) == 2
    assert said in capsys.readouterr().err


def test_a_backup_is_noted_with_its_instant(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sqlite_files: SqliteFiles
) -> None:
    monkeypatch.setenv("STOCKTAKE_DATABASE_URL", sqlite_files.fresh())
    assert ran(monkeypatch, "db", "restored", "--since", "2026-11-29T03:00+01:00") == 0
    assert "29 Nov 2026 02:00 UTC" in capsys.readouterr().out
    engine = make_engine(os.environ["STOCKTAKE_DATABASE_URL"])
    with Store(engine).read(datetime.now(UTC)) as work:
        found = restored.read(work)
    engine.dispose()
    assert found is not None
    assert found.since == datetime(2026, 11, 29, 2, tzinfo=UTC)


def test_every_mistake_of_a_plan_is_told_with_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    spoilt = EXAMPLE.read_text().replace("    baseline: {period: Mar 2017, value: 90.01}\n", "")
    (tmp_path / "plan.yaml").write_text(spoilt.replace("owner: sites-analyst", "owner: nobody"))

    assert ran(monkeypatch, "check", "plan.yaml") == 2

    told = capsys.readouterr().err
    assert "baseline" in told
    assert "“nobody” is not listed under people" in told
    assert told.count("plan.yaml:") == 2


def test_a_database_whose_driver_is_not_installed_is_told_with_the_mend(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STOCKTAKE_DATABASE_URL", "postgresql://db.example/stocktake")
    monkeypatch.setitem(sys.modules, "psycopg", None)

    assert ran(monkeypatch, "db", "current") == 2

    assert "Install stocktake[postgresql]." in capsys.readouterr().err
