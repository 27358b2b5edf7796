"""What an app reaches over HTTP: the Web API, uploads, response_urls."""

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox.errors import NotThere, RateLimited
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
        """HTTP 429 with Retry-After in whole seconds for what comes too fast; 200 for everything else."""
        try:
            args, token = await _arguments(request)
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_json"})
        try:
            answer = self.workspace.call(request.path_params["method"], args, token)
            return JSONResponse(answer, headers=self._scopes(token))
        except RateLimited as limit:
            headers = {"Retry-After": str(limit.retry_after)}
            return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers)

    def _scopes(self, token: str) -> dict[str, str]:
        """A bot's token says with each answer what it may."""
        app = self.workspace.state.app_by_token(token)
        if app is None or app.scopes is None or token != app.bot_token:
            return {}
        return {"x-oauth-scopes": ",".join(app.scopes)}

    async def upload(self, request: Request) -> Response:
        try:
            self.workspace.put_file(request.url.path, await request.body())
        except NotThere:
            return PlainTextResponse("no such upload", 404)
        return PlainTextResponse("OK")

    async def response(self, request: Request) -> Response:
        try:
            body = json.loads(await request.body())
            answer = self.workspace.respond(request.url.path, body)
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_payload"}, 400)
        except NotThere:
            return JSONResponse({"ok": False, "error": "used_url"}, 404)
        return JSONResponse(answer, 200 if answer["ok"] else 404)


def bearer(request: Request) -> str:
    return request.headers.get("authorization", "").removeprefix("Bearer ").strip()


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
