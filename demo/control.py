"""One question to the sandbox's control endpoint, or one act of a person's, over HTTP on loopback."""

import json
from typing import Any
from urllib.request import Request, urlopen

Json = dict[str, Any]


def ask(url: str, token: str, verb: str, path: str, body: Json | None = None) -> Json:
    """What it answers. Raises HTTPError, URLError."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", "X-Control-Token": token}
    request = Request(f"{url}{path}", data, headers, method=verb)  # noqa: S310 - loopback
    with urlopen(request, timeout=120) as answer:  # noqa: S310 - loopback
        told: Json = json.load(answer)
        return told
