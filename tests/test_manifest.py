"""The app's description asks for exactly what the code uses."""

import re
from pathlib import Path

import yaml
from typer.testing import CliRunner

from bot import manifest
from bot.cli import app
from bot.handlers.wanting import SHORTCUT

BOT = Path(manifest.__file__).parent
SCOPES_OF = {  # as the documentation of each method has them
    "auth.test": set(),
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.history": {"channels:history", "groups:history", "im:history"},
    "conversations.info": {"channels:read", "groups:read"},
    "conversations.list": {"channels:read", "groups:read"},
    "conversations.members": {"channels:read", "groups:read"},
    "conversations.open": {"im:write"},
    "conversations.replies": {"channels:history", "groups:history", "im:history"},
    "files.completeUploadExternal": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "files.info": {"files:read"},
    "users.list": {"users:read", "users:read.email"},
    "views.open": set(),
    "views.publish": set(),
}
BESIDE_METHODS = {"app_mentions:read", "commands"}  # for an event, and for the command with the shortcut


def code() -> str:
    return "\n".join(path.read_text() for path in sorted(BOT.rglob("*.py")) if path.name != "manifest.py")


def test_the_scopes_are_those_of_the_methods_that_are_called() -> None:
    methods = set(re.findall(r'"((?:auth|chat|conversations|files|users|views)\.[a-zA-Z]+)"', code()))
    assert methods <= set(SCOPES_OF)
    assert set(manifest.SCOPES) == set().union(*(SCOPES_OF[one] for one in methods)) | BESIDE_METHODS


def test_the_events_are_those_that_somebody_listens_to() -> None:
    text = code()
    for event in manifest.EVENTS:
        assert f'"{event.removesuffix(".im")}"' in text, event


def test_the_shortcut_is_the_one_that_is_handled() -> None:
    assert manifest.SHORTCUT["callback_id"] == SHORTCUT


def test_by_socket_there_is_no_address_and_by_http_three() -> None:
    by_socket, by_http = manifest.manifest(), manifest.manifest("https://bot.example/")
    assert by_socket["settings"]["socket_mode_enabled"] is True
    assert "https" not in str(by_socket)
    assert by_http["settings"]["socket_mode_enabled"] is False
    assert str(by_http).count("https://bot.example/slack/events") == 3


def test_it_is_printed_as_yaml_that_reads_back() -> None:
    told = CliRunner().invoke(app, ["manifest"])
    assert told.exit_code == 0
    assert yaml.safe_load(told.stdout) == manifest.manifest()
