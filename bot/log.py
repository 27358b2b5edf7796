"""Logging, with everything that looks like a secret taken out before it is written."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

SECRET: Final = re.compile(r"x(?:ox[abprs]|app)-[A-Za-z0-9-]+|(?<=://)[^\s/@:]+:[^\s/@]+(?=@)")
HIDDEN: Final = "[hidden]"


def set_up(style: str) -> None:
    """Write to stderr, for people ("console") or for machines ("json")."""
    last: Any = structlog.processors.JSONRenderer() if style == "json" else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            redact,
            last,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)  # it warns of what is meant so
    for handler in logging.getLogger().handlers:
        handler.addFilter(_Redacting())


def redact(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """No token and no password of a database's address, wherever it stands."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = SECRET.sub(HIDDEN, value)
    return event


class _Redacting(logging.Filter):
    """The same for libraries that log by themselves."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = SECRET.sub(HIDDEN, record.getMessage())
        record.args = ()
        return True
