"""HTTP: Slack's requests, and whether we are well.

Each request is answered in a worker thread with a limiter of its own, as many as the database takes at once: a
synchronous Bolt app in the event loop itself would answer one request at a time.
"""

import threading
from collections.abc import Callable
from typing import Final

import anyio
import uvicorn
from slack_bolt import BoltRequest, BoltResponse
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.settings import Settings

WORKERS: Final = 20  # as many as the database's pool has connections
GRACE: Final = 3  # seconds for what is in flight when it stops

Dispatch = Callable[[BoltRequest], BoltResponse]
Health = Callable[[], dict[str, str]]


def web_app(dispatch: Dispatch | None, health: Health) -> Starlette:
    """`dispatch` answers Slack, where Slack comes by HTTP; `health` names each part that is not well."""
    limiter = anyio.CapacityLimiter(WORKERS)

    async def slack(request: Request) -> Response:
        assert dispatch is not None, "routed only with a dispatch"
        try:
            body = (await request.body()).decode()
        except UnicodeDecodeError:
            return Response("not text", 400)  # Slack sends UTF-8; this came from somebody else
        given = BoltRequest(body=body, query=str(request.query_params), headers=dict(request.headers.items()))
        answer = await anyio.to_thread.run_sync(dispatch, given, limiter=limiter)
        return Response(answer.body, answer.status, {name: values[0] for name, values in answer.headers.items()})

    async def well(request: Request) -> Response:
        unwell = await anyio.to_thread.run_sync(health)
        return JSONResponse({"ok": not unwell, **unwell}, 503 if unwell else 200)

    routes = [Route("/health", well)]
    if dispatch is not None:
        routes.append(Route("/slack/events", slack, methods=["POST"]))
    return Starlette(routes=routes, exception_handlers={ClientDisconnect: _gone})


async def _gone(request: Request, problem: Exception) -> Response:
    """Whoever asked hung up in the middle of the question: Slack asks again."""
    return Response(status_code=400)


class Server:
    """Answers at the address that the settings name, in a thread of its own, until it is stopped."""

    def __init__(self, settings: Settings, dispatch: Dispatch, health: Health) -> None:
        config = uvicorn.Config(
            web_app(dispatch, health),
            host=settings.stocktake_http_host,
            port=settings.stocktake_http_port,
            log_level="warning",
            lifespan="off",
            ws="none",  # nobody opens a web socket here
            timeout_graceful_shutdown=GRACE,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, name="web", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout: float) -> None:
        """What is in flight is answered first."""
        self._server.should_exit = True
        self._thread.join(timeout)
