"""What the doctor finds: each thing that can be wrong is named with its mend, and nothing makes it fall over."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.doctor import CHECKS, examine, visit
from bot.doctor_finding import Finding, Mark, Patient
from bot.manifest import SCOPES
from bot.settings import Settings, SettingsError
from bot.store import migrate
from bot.store.engine import make_engine
from tests.sandbox.served import Served, serving

QUICK = {name: check for name, check in CHECKS.items() if name != "Charts"}  # drawing one takes a second


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving(scopes=sorted(SCOPES)) as there:
        yield there


def patient(served: Served, tmp_path: Path, now: datetime | None = None, **changes: str) -> Patient:
    given = {
        "slack_bot_token": served.app["bot_token"],
        "slack_app_token": served.app["app_token"],
        "slack_api_url": f"{served.url}/api/",
        "stocktake_database_url": f"sqlite:///{tmp_path}/doctor.db",
    }
    settings = Settings.read(None, **(given | changes))
    return Patient(settings, lambda: make_engine(settings.stocktake_database_url), lambda: now or datetime.now(UTC))


def problems(found: Iterator[Finding]) -> list[str]:
    return [f"{one.what} {one.mend}" for one in found if one.mark is Mark.PROBLEM]


def test_where_all_is_well_there_is_nothing_to_mend(served: Served, tmp_path: Path) -> None:
    one = patient(served, tmp_path)
    migrate.upgrade(one.engine())
    found = list(examine(one))
    assert [str(finding) for finding in found if finding.mark is Mark.PROBLEM] == []
    told = [finding.what for finding in found]
    assert "Slack knows the bot as stocktake in the workspace Sandbox." in told
    assert f"The bot has its {len(SCOPES)} scopes." in told
    assert "This machine's clock agrees with Slack's." in told
    assert "A Socket Mode connection can be opened." in told
    assert "The database can be written." in told
    assert "No delivery plan is imported yet." in told


def test_a_line_begins_with_its_mark_and_ends_with_the_mend() -> None:
    assert str(Finding(Mark.WARNING, "It is late.", "Go home.")) == "warning It is late. Go home."
    assert str(Finding(Mark.OK, "It is early.")) == "ok      It is early."


def test_a_token_that_slack_does_not_take_is_named_and_never_shown(served: Served, tmp_path: Path) -> None:
    found = [str(one) for one in examine(patient(served, tmp_path, slack_bot_token="xoxb-secret-mistyped"), QUICK)]
    assert any(one.startswith("problem Slack does not take SLACK_BOT_TOKEN (invalid_auth).") for one in found)
    assert "mistyped" not in " ".join(found)


def test_a_missing_token_is_named_with_where_to_get_it(served: Served, tmp_path: Path) -> None:
    (only,) = problems(examine(patient(served, tmp_path, slack_bot_token=""), QUICK))
    assert "SLACK_BOT_TOKEN is missing." in only
    assert "under OAuth & Permissions" in only


def test_an_app_token_that_slack_does_not_take_is_named(served: Served, tmp_path: Path) -> None:
    (only,) = problems(examine(patient(served, tmp_path, slack_app_token="xapp-other"), QUICK))
    assert only.startswith("Slack does not take SLACK_APP_TOKEN (invalid_auth). Switch Socket Mode on")


@pytest.mark.parametrize("token", ["xoxb-...", "xoxb-1 ", "xoxb-1\r\nX-Other: 1", "xoxb-é"])
def test_a_token_with_characters_that_none_has_is_named_and_not_sent(
    served: Served, tmp_path: Path, token: str
) -> None:
    (only,) = problems(examine(patient(served, tmp_path, slack_bot_token=token), QUICK))
    assert only.startswith("SLACK_BOT_TOKEN has characters in it that no token has.")


def test_by_http_no_socket_is_asked_for(served: Served, tmp_path: Path) -> None:
    one = patient(served, tmp_path, slack_app_token="", slack_signing_secret="0123abcd")
    told = [finding.what for finding in examine(one, QUICK)]
    assert "The tokens have the right form, for HTTP." in told
    assert not [finding for finding in told if "Socket Mode" in finding]


def test_each_scope_that_is_missing_is_named_with_what_it_is_for(tmp_path: Path) -> None:
    with serving(scopes=sorted(set(SCOPES) - {"files:write", "im:write"})) as there:
        found = problems(examine(patient(there, tmp_path), QUICK))
    assert [one.split(";")[0] for one in found] == [
        "The scope files:write is missing",
        "The scope im:write is missing",
    ]
    assert all("install the app again" in one for one in found)


@pytest.mark.parametrize(("seconds", "wrong"), [(3, False), (30, True), (-30, True)])
def test_a_clock_that_is_far_off_slacks_is_a_problem(served: Served, tmp_path: Path, seconds: int, wrong: bool) -> None:
    found = problems(examine(patient(served, tmp_path, now=datetime.now(UTC) + timedelta(seconds=seconds)), QUICK))
    assert bool([one for one in found if "seconds apart. Set this machine's clock" in one]) is wrong


def test_a_slack_out_of_reach_is_not_blamed_on_the_tokens(served: Served, tmp_path: Path) -> None:
    found = problems(examine(patient(served, tmp_path, slack_api_url="http://127.0.0.1:9/api/"), QUICK))
    assert found == ["Slack could not be reached (not_sent). Check the network, the proxy and SLACK_API_URL."] * 2


def test_what_no_check_foresaw_is_a_finding_and_the_next_one_goes_on(served: Served, tmp_path: Path) -> None:
    def broken(_: Patient) -> Iterator[Finding]:
        raise ZeroDivisionError("with a secret")

    def sound(_: Patient) -> Iterator[Finding]:
        yield Finding(Mark.OK, "still here")

    found = list(examine(patient(served, tmp_path), {"The moon": broken, "The sun": sound}))
    assert found[0].what == "The moon could not be looked at (ZeroDivisionError)."
    assert "secret" not in str(found[0])
    assert found[1].what == "still here"


def test_settings_that_cannot_be_read_are_a_finding() -> None:
    def read() -> Settings:
        return Settings.read(None, stocktake_http_port="many")

    (only,) = visit(read, lambda one: make_engine(one.stocktake_database_url), lambda: datetime.now(UTC))
    assert only.mark is Mark.PROBLEM
    assert "STOCKTAKE_HTTP_PORT" in only.mend
    assert "many" not in str(only)


def test_a_database_address_that_is_none_is_a_finding_and_the_rest_is_looked_at() -> None:
    def engine(_: Settings) -> None:
        raise SettingsError("It is like sqlite:///stocktake.db.")

    found = list(visit(lambda: Settings.read(None), engine, lambda: datetime.now(UTC)))  # type: ignore[arg-type]  # none is made
    assert "The database has no address that can be used. It is like sqlite:///stocktake.db." in problems(iter(found))
    assert found[-1].what.startswith("Charts can be drawn")


@pytest.mark.parametrize(("token", "code"), [("", 1), ("the right one", 0)])
def test_the_command_says_a_line_a_finding_and_ends_with_whether_there_is_a_problem(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str, code: int
) -> None:
    monkeypatch.chdir(tmp_path)  # no .env
    given = {
        "SLACK_BOT_TOKEN": token and served.app["bot_token"],
        "SLACK_APP_TOKEN": served.app["app_token"],
        "SLACK_API_URL": f"{served.url}/api/",
        "STOCKTAKE_DATABASE_URL": f"sqlite:///{tmp_path}/doctor.db",
    }
    told = CliRunner().invoke(app, ["doctor"], env=given)
    assert told.exit_code == code
    assert {line.split()[0] for line in told.stdout.splitlines()} <= {"ok", "warning", "problem"}
    assert ("problem" in told.stdout) is bool(code)
    assert served.app["app_token"] not in told.output


def test_a_database_address_that_cannot_be_read_is_told_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(app, ["doctor"], env={"STOCKTAKE_DATABASE_URL": "postgresql://keeper:hush@host:port/x"})
    assert told.exit_code == 1
    assert "STOCKTAKE_DATABASE_URL cannot be read. It is like" in told.stdout
    assert "hush" not in told.output
