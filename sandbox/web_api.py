"""What an app reaches over HTTP: the Web API, uploads, response_urls."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox import bad_lines
from sandbox.errors import LateAnswer, NotThere, RateLimited, Spoilt
from sandbox.state import Json
from sandbox.workspace import Workspace


class WebApi:
    """The endpoints under /api/, and those whose addresses the Web API gives out."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def routes(self) -> list[Route]:
        return [
            Route("/api/{method}", self.call, methods=["GET", "POST"]),
            Route("/upload/{file}", self.upload, methods=["POST"]),
            Route("/response/{name}", self.response, methods=["POST"]),
        ]

    async def call(self, request: Request) -> Response:
        """HTTP 429 with Retry-After in whole seconds for what comes too fast; 200 for all else, but for faults."""
        try:
            args, token = await _arguments(request)
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_json"})
        return await _told(
            request,
            lambda: self.workspace.call(request.path_params["method"], args, token),
            lambda answer: JSONResponse(answer, headers=self._scopes(token)),
        )

    def _scopes(self, token: str) -> dict[str, str]:
        """A bot's token says with each answer what it may."""
        app = self.workspace.state.app_by_token(token)
        if app is None or app.scopes is None or token != app.bot_token:
            return {}
        return {"x-oauth-scopes": ",".join(app.scopes)}

    async def upload(self, request: Request) -> Response:
        content = await request.body()

        def put() -> Json:
            self.workspace.put_file(request.url.path, content)
            return {}

        try:
            return await _told(request, put, lambda _: PlainTextResponse("OK"))
        except NotThere:
            return PlainTextResponse("no such upload", 404)

    async def response(self, request: Request) -> Response:
        try:
            body = json.loads(await request.body())
            return await _told(
                request,
                lambda: self.workspace.respond(request.url.path, body),
                lambda answer: JSONResponse(answer, 200 if answer["ok"] else 404),
            )
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_payload"}, 400)
        except NotThere:
            return JSONResponse({"ok": False, "error": "used_url"}, 404)


def bearer(request: Request) -> str:
    return request.headers.get("authorization", "").removeprefix("Bearer ").strip()


async def _told(request: Request, go: Callable[[], Json], shaped: Callable[[Json], Response]) -> Response:
    """What `go` answers, in its shape, or what a limit or a fault makes of it."""
    try:
        return shaped(go())
    except RateLimited as limit:
        return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(limit.retry_after)})
    except Spoilt as fault:
        known = fault.answer if isinstance(fault, LateAnswer) else {"ok": True}
        return await bad_lines.answer(request, fault, shaped(known))


async def _arguments(request: Request) -> tuple[dict[str, Any], str]:
    """What a call says, from JSON, a form or the query, and its token. Raises ValueError for bad JSON."""
    args: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        body = json.loads(await request.body() or b"{}")
        if not isinstance(body, dict):
            raise ValueError("not an object")
        args |= body
    else:
        args |= dict(parse_qsl((await request.body()).decode()))
    in_form = str(args.pop("token", ""))
    return args, bearer(request) or in_form
