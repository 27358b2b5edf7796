"""Answers that come late, drip, or do not come, and sockets that end without a word: what ASGI has no word for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive
from starlette.websockets import WebSocket

from sandbox.errors import LateAnswer, NoAnswer, ServerError, Spoilt

DRIP: Final = 0.05  # real seconds between two bytes: no silence is ever long


async def answer(request: Request, fault: Spoilt, response: Response) -> Response:
    """What of a call that a fault spoilt goes over the wire; `response` is what would, had it been answered."""
    match fault:
        case NoAnswer():
            _cut(request.receive)
            await asyncio.sleep(0)  # the server hears of it, and does not try to send what is returned here
        case ServerError():
            return Response("upstream connect error", fault.status, media_type="text/plain")
        case LateAnswer(drips=True):
            return StreamingResponse(_dripping(fault.seconds, bytes(response.body)), response.status_code)
        case LateAnswer():
            await _silence(request, fault.seconds)
    return response


def cut(socket: WebSocket) -> None:
    """End it without a closing frame, as a network does."""
    _cut(socket._receive)


def _cut(receive: Receive) -> None:
    """uvicorn's own `receive` belongs to what holds the connection."""
    connection: Any = receive.__self__  # type: ignore[attr-defined]  # it is a bound method
    connection.transport.abort()


async def _dripping(seconds: float, body: bytes) -> AsyncIterator[bytes]:
    """Spaces, which JSON may begin with, and at last the body."""
    ends = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < ends:
        yield b" "
        await asyncio.sleep(DRIP)
    yield body


async def _silence(request: Request, seconds: float) -> None:
    """So long, or until whoever asked has gone."""
    with suppress(TimeoutError):
        await asyncio.wait_for(gone(request), seconds)


async def gone(request: Request) -> None:
    """Until whoever asked is not there any more."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
