"""The command: what goes wrong is one sentence that helps, exit code 2, and never a traceback."""

import sys
from pathlib import Path

import pytest

from bot import cli

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
