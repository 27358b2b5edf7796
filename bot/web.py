"""HTTP: Slack's requests, and whether we are well.

Each request is answered in a worker thread with a limiter of its own, as many as the database takes at once: a
synchronous Bolt app in the event loop itself would answer one request at a time.
"""

from collections.abc import Callable
from typing import Final

import anyio
from slack_bolt import BoltRequest, BoltResponse
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

WORKERS: Final = 20  # as many as the database's pool has connections

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
    return Starlette(routes=routes)
