"""What a running bot says of itself, over HTTP."""

import json
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener


def health(url: str) -> tuple[int, str]:
    """The status, and what is said of the bot as a whole."""
    try:
        with build_opener(ProxyHandler({})).open(f"{url}/health", timeout=5) as answer:
            return answer.status, str(json.load(answer).get("bot"))
    except HTTPError as unwell:
        with unwell:
            return unwell.code, str(json.load(unwell).get("bot"))
    except OSError:
        return 0, "nobody listens"
