"""Settings are read once, and a missing or wrong one is named with where to get it, never shown."""

import os
import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError

EXAMPLE = Path(__file__).parents[2] / ".env.example"
SOCKET = {"slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1"}


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("SLACK_", "STOCKTAKE_")):
            monkeypatch.delenv(name)


def read(**given: object) -> Settings:
    return Settings.read(None, **given)


def refused(**given: object) -> str:
    with pytest.raises(SettingsError) as wrong:
        read(**given).check_slack()
    return str(wrong.value)


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text('SLACK_BOT_TOKEN="xoxb-file"\nSTOCKTAKE_LOG=json\nSOMETHING_ELSE=1\n', encoding="utf-8")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-environment")
    settings = Settings.read(file)
    assert settings.slack_bot_token.get_secret_value() == "xoxb-environment"
    assert settings.stocktake_log == "json"


def test_what_is_not_set_has_its_default() -> None:
    settings = read()
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.stocktake_database_url == "sqlite:///stocktake.db"
    assert (settings.stocktake_http_host, settings.stocktake_http_port) == ("127.0.0.1", 8080)
    assert settings.admins == frozenset()


def test_settings_do_not_change_once_read() -> None:
    settings, name = read(), "stocktake_log"
    with pytest.raises(ValueError, match="frozen"):
        setattr(settings, name, "json")


def test_no_secret_is_shown_where_settings_are_printed() -> None:
    settings = read(
        **SOCKET,
        slack_signing_secret="signature",
        stocktake_clock_token="clockwork",
        stocktake_database_url="postgresql://unit:password@db/stocktake",
    )
    assert not re.search("xoxb|xapp|signature|clockwork|password", f"{settings!r} {settings}")


def test_a_missing_token_is_named_with_where_to_get_it() -> None:
    assert refused(slack_app_token="xapp-1") == (
        "SLACK_BOT_TOKEN is missing. It starts with xoxb-; copy it from your app's page, under OAuth & Permissions."
    )


def test_tokens_left_as_in_the_example_are_both_named() -> None:
    said = refused(slack_bot_token="xoxb-...", slack_app_token="xapp-...")
    assert "SLACK_BOT_TOKEN has characters in it that no token has. It starts with xoxb-" in said
    assert "SLACK_APP_TOKEN has characters in it that no token has. It starts with xapp-" in said


def test_a_token_put_in_the_wrong_place_is_told_and_not_shown() -> None:
    said = refused(slack_bot_token="xapp-secret", slack_app_token="xapp-1")
    assert said.startswith("SLACK_BOT_TOKEN is some other token. It starts with xoxb-")
    said += refused(slack_bot_token="xoxb-1", slack_app_token="xoxb-secret")
    assert "SLACK_APP_TOKEN is some other token. It starts with xapp-" in said
    assert "secret" not in said


def test_slack_needs_a_socket_or_a_signing_secret() -> None:
    assert refused(slack_bot_token="xoxb-1").startswith(
        "SLACK_APP_TOKEN is missing, and so is SLACK_SIGNING_SECRET; one of them is needed. It starts with xapp-"
    )
    by_socket, by_http = read(**SOCKET), read(slack_bot_token="xoxb-1", slack_signing_secret="signature")
    by_socket.check_slack()
    by_http.check_slack()
    assert (by_socket.socket_mode, by_http.socket_mode) == (True, False)


def test_an_address_of_another_slack_ends_in_a_slash() -> None:
    assert read(slack_api_url="http://127.0.0.1:5000/api").slack_api_url == "http://127.0.0.1:5000/api/"


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("slack_api_url", "slack.com", "must be an address that starts with https://"),
        ("slack_api_url", "https:///secret", "must be an address that starts with https://"),
        ("stocktake_http_port", "eighty", "must be a whole number"),
        ("stocktake_http_port", "70000", "must be at most 65535"),
        ("stocktake_log", "xml", "must be console or json"),
        ("stocktake_database_url", "mysql://unit@db/stocktake", "must start with sqlite:/// or postgresql://"),
        ("stocktake_admins", "@unit-head", "must be user ids with commas between them"),
    ],
)
def test_a_wrong_setting_is_named_and_not_shown(setting: str, value: str, said: str) -> None:
    told = refused(**{setting: value})
    assert told.startswith(f"{setting.upper()} cannot be used: it {said}")
    assert told.endswith("Correct it in .env or in the environment.")
    assert value not in told


def test_all_wrong_settings_are_named_at_once() -> None:
    told = refused(stocktake_log="xml", stocktake_http_port="eighty")
    assert "STOCKTAKE_LOG" in told
    assert "STOCKTAKE_HTTP_PORT" in told


def test_admins_are_ids_with_commas_between_them() -> None:
    assert read(stocktake_admins=" U012ABC, W99 ,").admins == frozenset({"U012ABC", "W99"})


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"SLACK_BOT_TOKEN=\xff\xfe")
    with pytest.raises(SettingsError, match="is no text in UTF-8"):
        Settings.read(file)


def test_the_example_names_every_setting_a_person_sets() -> None:
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields} - {"STOCKTAKE_CLOCK_TOKEN"}
