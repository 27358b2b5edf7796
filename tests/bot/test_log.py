"""The log: whatever is written, however deep it stands, no token and no password."""

import subprocess
import sys

import pytest

from bot.log import HIDDEN, redact

WRITES = """
import logging, sys, structlog
from bot import log
log.set_up(sys.argv[1])
ours = structlog.get_logger()
try:
    raise ValueError("it was xoxb-1-deep")
except ValueError as problem:
    ours.exception("ours", body={"token": "xoxb-1-deep"}, many=["xapp-1-A0-deep"], problem=problem)
    logging.getLogger("a.library").exception("theirs, with %s", "xoxp-1-deep")
"""


@pytest.mark.parametrize("style", ["console", "json"])
def test_no_token_is_written_whether_in_a_value_a_list_or_a_traceback(style: str) -> None:
    told = subprocess.run([sys.executable, "-c", WRITES, style], capture_output=True, text=True, check=True).stderr
    assert "deep" not in told
    assert "ours" in told
    assert "theirs, with [hidden]" in told
    assert told.count("ValueError: it was [hidden]") == 2


@pytest.mark.parametrize(
    "secret", ["xoxb-12-34-abc", "xoxp-12-abc", "xapp-1-A01-99-ff", "xoxe-1-My0xabc", "xoxe.xoxp-1-Mi0yabc"]
)
def test_every_kind_of_slack_token_is_hidden_and_nothing_beside_it(secret: str) -> None:
    assert redact(f"before {secret}, after") == f"before {HIDDEN}, after"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://unit:pass@db.example/stocktake", "postgresql://[hidden]@db.example/stocktake"),
        ("postgresql://unit:p@ss@db.example/stocktake", "postgresql://[hidden]@db.example/stocktake"),
        ("postgresql://:pass@db.example/stocktake", "postgresql://[hidden]@db.example/stocktake"),
        ("https://slack.com:443/api/ for a@b.example", "https://slack.com:443/api/ for a@b.example"),
        ("sqlite:///stocktake.db", "sqlite:///stocktake.db"),
    ],
)
def test_the_password_of_an_address_is_hidden_and_other_addresses_stay(address: str, shown: str) -> None:
    assert redact(address) == shown
