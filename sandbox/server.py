"""The workspace over HTTP and WebSocket, on loopback: for any Bolt app, for people, and for whoever moves its clock.

Everything runs in one event loop's thread, so nothing needs a lock.
"""

import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from sandbox.carrier import Carrier
from sandbox.clock import SteppedClock, StillBusy
from sandbox.errors import NotThere, RateLimited
from sandbox.state import Json
from sandbox.workspace import Workspace

Endpoint = Callable[[Request], Awaitable[Response]]


class Server:
    """The endpoints over one workspace. `token` opens the control endpoints and the people's."""

    def __init__(self, workspace: Workspace, clock: SteppedClock, token: str) -> None:
        self.workspace = workspace
        self.clock = clock
        self.carrier = Carrier(workspace, clock)
        self._token = token

    def app(self) -> Starlette:
        guarded = self._guarded
        return Starlette(
            routes=[
                Route("/api/{method}", self.api, methods=["GET", "POST"]),
                Route("/upload/{file}", self.upload, methods=["POST"]),
                Route("/files/{file}", self.file),
                Route("/response/{name}", self.response, methods=["POST"]),
                WebSocketRoute("/link/", self.link),
                Route("/people/{user}/{act}", guarded(self.act), methods=["POST"]),
                Route("/control/clock", guarded(self.tell_time)),
                Route("/control/idle", guarded(self.idle), methods=["POST"]),
                Route("/control/step", guarded(self.step), methods=["POST"]),
                Route("/control/advance_to_next", guarded(self.advance), methods=["POST"]),
                Route("/control/set-up", guarded(self.set_up), methods=["POST"]),
                Route("/control/dump", guarded(self.dump)),
            ]
        )

    # For the app

    async def api(self, request: Request) -> Response:
        args, token = await _arguments(request)
        try:
            return JSONResponse(self.workspace.call(request.path_params["method"], args, token))
        except RateLimited as limit:
            headers = {"Retry-After": str(limit.retry_after)}
            return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers)

    async def upload(self, request: Request) -> Response:
        try:
            self.workspace.put_file(request.url.path, await request.body())
        except NotThere:
            return PlainTextResponse("no such upload", 404)
        return PlainTextResponse("OK")

    async def file(self, request: Request) -> Response:
        found = self.workspace.state.files.get(request.path_params["file"])
        if found is None or not found.ready or not self._is_open(request):
            return PlainTextResponse("not found", 404)
        return Response(found.content, media_type="image/png")

    async def response(self, request: Request) -> Response:
        try:
            answer = self.workspace.respond(request.url.path, await request.json())
            return PlainTextResponse("ok") if answer["ok"] else JSONResponse(answer, 400)
        except NotThere:
            return JSONResponse({"ok": False, "error": "used_url"}, 404)

    async def link(self, socket: WebSocket) -> None:
        await self.carrier.connect(socket)

    # For people

    async def act(self, request: Request) -> Response:
        """One act of one person, as `Workspace.act`."""
        try:
            args = json.loads(await request.body() or b"{}")
            done = self.workspace.act(request.path_params["user"], request.path_params["act"], args)
        except NotThere as missing:
            return JSONResponse({"error": str(missing)}, 404)
        return JSONResponse(done)

    # For the clock

    async def tell_time(self, request: Request) -> Response:
        return JSONResponse(self._time())

    async def idle(self, request: Request) -> Response:
        """Idle until then; answered when that may be over."""
        body = await request.json()
        try:
            until = _instant(body.get("until"))
        except ValueError as wrong:
            return _not_an_instant(wrong)
        await self.clock.idle(until, int(body["epoch"]), float(body.get("wait", 5)))
        return JSONResponse(self._time())

    async def step(self, request: Request) -> Response:
        """To an instant, through everything that is due on the way."""
        try:
            to = _instant((await request.json()).get("to"))
        except ValueError as wrong:
            return _not_an_instant(wrong)
        return await self._moved(to) if to else _not_an_instant(ValueError("an instant is needed"))

    async def advance(self, request: Request) -> Response:
        """To the next thing that happens."""
        try:
            await self.clock.at_rest(self.carrier.quiet)
        except StillBusy:
            return _busy()
        to = min([one for one in (self.clock.idle_until, self.workspace.next_retry()) if one], default=None)
        return await self._moved(to) if to else JSONResponse(self._time())

    async def set_up(self, request: Request) -> Response:
        """People, channels and an app, from outside; their ids and the app's secrets."""
        body = await request.json()
        people = {one["name"]: self.workspace.add_person(**one) for one in body.get("people", [])}
        app = self.workspace.install_app(body.get("app", "Stocktake"), request_url=body.get("request_url"))
        members = (*people.values(), app.bot_user)
        channels = {
            one["name"]: self.workspace.add_channel(one["name"], members, private=bool(one.get("private")))
            for one in body.get("channels", [])
        }
        return JSONResponse({"people": people, "channels": channels, "app": vars(app)})

    async def dump(self, request: Request) -> Response:
        """Every message of every conversation, with its metadata."""
        rows = self.workspace.state.conversations.values()
        told = [{"id": one.id, "name": one.name, "im": one.im, "messages": one.messages} for one in rows]
        return JSONResponse({"conversations": told})

    async def _moved(self, to: datetime) -> Response:
        try:
            while await self.clock.step(to, self.carrier.quiet, self.workspace.next_retry):
                self.workspace.redeliver_due()
        except StillBusy:
            return _busy()
        return JSONResponse(self._time())

    def _time(self) -> Json:
        until = self.clock.idle_until.isoformat() if self.clock.idle_until else None
        return {"now": self.clock.now().isoformat(), "epoch": self.clock.epoch, "idle_until": until}

    def _guarded(self, endpoint: Endpoint) -> Endpoint:
        async def checked(request: Request) -> Response:
            if not self._is_open(request):
                return JSONResponse({"error": "the control token is missing or wrong"}, 403)
            return await endpoint(request)

        return checked

    def _is_open(self, request: Request) -> bool:
        return request.headers.get("x-control-token") == self._token


def _busy() -> Response:
    return JSONResponse({"error": "the app is still busy, or not there; the clock has not been moved"}, 409)


def _not_an_instant(wrong: ValueError) -> Response:
    return JSONResponse({"error": str(wrong)}, 400)


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant


async def _arguments(request: Request) -> tuple[dict[str, Any], str]:
    """What a call says, from JSON, a form or the query, and its token."""
    raw, kind = await request.body(), request.headers.get("content-type", "")
    args: dict[str, Any] = dict(request.query_params)
    if kind.startswith("application/json"):
        args |= json.loads(raw or b"{}")
    elif raw:
        args |= dict(parse_qsl(raw.decode()))
    token = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    return args, token or str(args.pop("token", ""))
