"""Somebody who asks over HTTP and is gone before the question is whole."""

import asyncio

from starlette.types import ASGIApp, Message


def status_for_who_hangs_up(app: ASGIApp, path: str, **headers: str) -> int:
    """What nobody hears any more; raises what the app raises."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    named = {"host": "127.0.0.1", **headers}
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in named.items()]
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": given, "client": None}
    whole = scope | {"http_version": "1.1", "scheme": "http", "server": ("127.0.0.1", 80)}

    async def ask() -> None:
        await app(whole, receive, send)

    asyncio.run(ask())
    return int(sent[0]["status"])
