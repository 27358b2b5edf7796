"""Logging, with everything that looks like a secret taken out before it is written."""

import logging
import re
import sys
from typing import Any, Final

import structlog

SECRET: Final = re.compile(r"x(?:ox[a-z](?:\.xox[a-z])?|app)-[A-Za-z0-9-]+|(?<=://)[^\s/@:]*:[^\s/]+(?=@)")
HIDDEN: Final = "[hidden]"


def set_up(style: str) -> None:
    """Write to stderr, for people ("console") or for machines ("json")."""
    last: Any = structlog.processors.JSONRenderer() if style == "json" else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            last,
            _redacted,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)  # it warns of what is meant so
    for handler in logging.getLogger().handlers:
        handler.setFormatter(_Redacting(handler.formatter or logging.Formatter()))


def redact(line: str) -> str:
    """The same without any token, and without the password of a database's address."""
    return SECRET.sub(HIDDEN, line)


def _redacted(logger: Any, method: str, line: Any) -> str:
    """The whole line when it is finished, so that nothing nested in a value or told by a traceback slips through."""
    return redact(line)


class _Redacting(logging.Formatter):
    """The same for libraries that log by themselves."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        return redact(self._inner.format(record))
