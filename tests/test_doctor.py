"""What the doctor finds: each thing that can be wrong is named with its mend, and nothing makes it fall over."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.doctor import Finding, Mark, Patient, examine
from bot.manifest import SCOPES
from bot.settings import Settings
from bot.store import migrate
from bot.store.engine import make_engine
from tests.sandbox.served import Served, serving


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
    return [str(one) for one in found if one.mark is Mark.PROBLEM]


def test_where_all_is_well_there_is_nothing_to_mend(served: Served, tmp_path: Path) -> None:
    one = patient(served, tmp_path)
    migrate.upgrade(one.engine())
    found = list(examine(one))
    assert [str(finding) for finding in found if finding.mark is Mark.PROBLEM] == []
    assert [finding.what for finding in found if finding.mark is Mark.WARNING] == ["No delivery plan is imported yet."]
    assert "The bot has its 13 scopes." in [finding.what for finding in found]


def test_a_token_that_slack_does_not_take_is_named_and_never_shown(served: Served, tmp_path: Path) -> None:
    found = problems(examine(patient(served, tmp_path, slack_bot_token="xoxb-secret-mistyped")))
    assert any("Slack does not take SLACK_BOT_TOKEN (invalid_auth)." in one for one in found)
    assert "mistyped" not in " ".join(found)


def test_a_missing_token_and_an_app_token_of_another_kind_are_named(served: Served, tmp_path: Path) -> None:
    found = problems(examine(patient(served, tmp_path, slack_bot_token="", slack_app_token="xapp-other")))
    assert any("SLACK_BOT_TOKEN is missing." in one for one in found)
    assert any("Make one with the scope connections:write" in one for one in found)


def test_a_scope_that_is_missing_is_named_with_what_it_is_for(tmp_path: Path) -> None:
    with serving(scopes=sorted(set(SCOPES) - {"files:write"})) as there:
        found = problems(examine(patient(there, tmp_path)))
    assert [one for one in found if "The scope files:write is missing; it is for charts." in one]


def test_a_clock_that_is_ten_seconds_off_is_a_problem(served: Served, tmp_path: Path) -> None:
    found = problems(examine(patient(served, tmp_path, now=datetime.now(UTC) + timedelta(seconds=30))))
    assert any("seconds apart. Set this machine's clock" in one for one in found)


def test_a_slack_that_cannot_be_reached_is_said_so(served: Served, tmp_path: Path) -> None:
    found = problems(examine(patient(served, tmp_path, slack_api_url="http://127.0.0.1:9/api/")))
    assert any("Check the network and SLACK_API_URL" in one or "SLACK_BOT_TOKEN" in one for one in found)


def test_a_database_that_cannot_be_opened_is_said_so(served: Served, tmp_path: Path) -> None:
    one = patient(served, tmp_path, stocktake_database_url=f"sqlite:///{tmp_path}/no/such/folder.db")
    assert any("The database cannot be used (OperationalError)." in finding for finding in problems(examine(one)))


def test_a_database_without_tables_is_told_with_the_command(served: Served, tmp_path: Path) -> None:
    found = [str(one) for one in examine(patient(served, tmp_path))]
    assert any("`stocktake db upgrade`" in one for one in found)
