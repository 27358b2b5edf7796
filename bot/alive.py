"""Whether the running bot is well, asked from outside: by its heartbeat file, or over HTTP where it serves that."""

import time
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

from bot.settings import Settings

OLDEST: Final = 60.0  # seconds since the last sign of life; one comes every five


def beat(settings: Settings) -> None:
    """A sign of life, where a file for it is named."""
    if settings.stocktake_heartbeat:
        Path(settings.stocktake_heartbeat).touch()


def is_well(settings: Settings) -> bool:
    """By the age of the heartbeat file, by the file system's own clock; else by /health."""
    if settings.stocktake_heartbeat:
        file = Path(settings.stocktake_heartbeat)
        return file.exists() and time.time() - file.stat().st_mtime < OLDEST
    url = f"http://{settings.stocktake_http_host}:{settings.stocktake_http_port}/health"
    try:
        with build_opener(ProxyHandler({})).open(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (HTTPError, URLError, OSError):
        return False
