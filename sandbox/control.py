"""For whoever runs the workspace: its people's acts, its clock, its furniture, and a look at everything in it."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import furniture
from sandbox.carrier import Carrier
from sandbox.clock import SteppedClock, StillBusy
from sandbox.errors import NotThere
from sandbox.faults import parsed
from sandbox.page_door import SAFE, Door
from sandbox.page_watch import Watched
from sandbox.state import Json
from sandbox.web_api import bearer

Endpoint = Callable[[Request], Awaitable[Response]]
FARTHEST = timedelta(days=92)  # of the workspace's time that is passed through before something is seen
LONGEST_IDLE = 5.0  # real seconds that an "idle" is held, unless it says otherwise


class Control:
    """The endpoints that are open to whoever has the token, in a header of its own or for a cookie of the page's."""

    def __init__(self, workspace: Watched, clock: SteppedClock, carrier: Carrier, door: Door) -> None:
        self.workspace = workspace
        self.clock = clock
        self.carrier = carrier
        self._door = door

    def routes(self) -> list[Route]:
        guarded = self._guarded
        return [
            Route("/people/{user}/{act}", guarded(self.act), methods=["POST"]),
            Route("/files/{file}", self.file),
            Route("/control/clock", guarded(self.tell_time)),
            Route("/control/idle", guarded(self.idle), methods=["POST"]),
            Route("/control/replicas", guarded(self.replicas), methods=["POST"]),
            Route("/control/step", guarded(self.step), methods=["POST"]),
            Route("/control/advance_to_next", guarded(self.advance), methods=["POST"]),
            Route("/control/advance_to_news", guarded(self.advance_to_news), methods=["POST"]),
            Route("/control/offers", guarded(self.offer), methods=["POST"]),
            Route("/control/take", guarded(self.take), methods=["POST"]),
            Route("/control/taken", guarded(self.taken), methods=["POST"]),
            Route("/control/set-up", guarded(self.set_up), methods=["POST"]),
            Route("/control/faults", guarded(self.faults), methods=["GET", "POST", "DELETE"]),
            Route("/control/disconnect", guarded(self.disconnect), methods=["POST"]),
            Route("/control/dump", guarded(self.dump)),
        ]

    # People

    async def act(self, request: Request) -> Response:
        """One act of one person, as `Workspace.act`."""
        done = self.workspace.act(request.path_params["user"], request.path_params["act"], await _body(request))
        return JSONResponse(done)

    async def file(self, request: Request) -> Response:
        """A file's bytes, for whoever may see it: the app with its token, or a viewer."""
        found = self.workspace.state.files.get(request.path_params["file"])
        seen = self._door.is_open(request) or self.workspace.state.app_by_token(bearer(request)) is not None
        if found is None or not found.ready or not seen:
            return JSONResponse({"error": "there is no such file"}, 404)
        return Response(found.content, media_type=found.kind, headers=SAFE)

    # The clock

    async def tell_time(self, request: Request) -> Response:
        return self._time()

    async def idle(self, request: Request) -> Response:
        """The app has nothing to do until then; answered when that may be over."""
        body = await _body(request)
        until = None if body["until"] is None else _instant(body["until"])
        who = str(body.get("who", ""))
        await self.clock.idle(until, int(body["epoch"]), float(body.get("wait", LONGEST_IDLE)), who)
        return self._time()

    async def replicas(self, request: Request) -> Response:
        """How many processes the app is, all of which must be idle before the clock moves; and which are `gone`."""
        body = await _body(request)
        self.clock.replicas = int(body.get("count", self.clock.replicas))
        for who in body.get("gone", ()):
            self.clock.gone(str(who))
        return JSONResponse({"count": self.clock.replicas, "seen": self.clock.seen})

    async def step(self, request: Request) -> Response:
        """To an instant, through everything that is due on the way."""
        return await self._moved(_instant((await _body(request))["to"]))

    async def advance(self, request: Request) -> Response:
        """To the next thing that happens, if anything is going to."""
        due = await self._next_due()
        return await self._moved(due) if due else self._time()

    async def advance_to_news(self, request: Request) -> Response:
        """The same, until people see something of it: what an app does out of sight is passed through."""
        shown, last = self.workspace.shown, self.clock.now() + FARTHEST
        while (due := await self._next_due()) and due <= last and self.workspace.shown == shown:
            await self._moved(due)
        return self._time()

    # What is offered to visitors of the page

    async def offer(self, request: Request) -> Response:
        """`offers` by id with their labels, a `caption`, and where to `look`."""
        body = await _body(request)
        self.workspace.offers.put(body.get("offers", {}), str(body.get("caption", "")), body.get("look", {}))
        self.workspace.changes.bump()
        return JSONResponse({})

    async def take(self, request: Request) -> Response:
        """A visitor pressed one."""
        self.workspace.offers.take(str((await _body(request))["id"]))
        return JSONResponse({})

    async def taken(self, request: Request) -> Response:
        """Which were pressed since this was asked last."""
        return JSONResponse({"taken": self.workspace.offers.collect()})

    # The workspace

    async def set_up(self, request: Request) -> Response:
        """People, channels and apps, from outside; their ids and the apps' secrets."""
        made = furniture.furnish(self.workspace, await _body(request))
        self.workspace.changes.bump()
        return JSONResponse(made)

    async def disconnect(self, request: Request) -> Response:
        """End every Socket Mode connection, as Slack does now and then."""
        reason = str((await _body(request)).get("reason", "refresh_requested"))
        return JSONResponse({"ended": await self.carrier.disconnect(reason)})

    async def faults(self, request: Request) -> Response:
        """What goes wrong. POST adds `faults`, drawn from `seed` if it is there; DELETE ends them all."""
        plan = self.workspace.state.faults
        if request.method == "POST":
            body = await _body(request)
            seed = body.get("seed")
            self.workspace.spoil(*map(parsed, body["faults"]), seed=None if seed is None else int(seed))
            self.workspace.changes.bump()
            await self.clock.happened()
        elif request.method == "DELETE":
            plan.clear()
        waiting = [{**asdict(one.fault), "times": one.left, "skip": one.skip} for one in plan.waiting]
        struck = [{"kind": one.kind, "what": one.what, "when": one.when.isoformat()} for one in plan.struck]
        return JSONResponse({"waiting": waiting, "struck": struck})

    async def dump(self, request: Request) -> Response:
        """Everything in the workspace; messages with their metadata, files without their bytes."""
        state = self.workspace.state
        rooms = [{**vars(one), "members": sorted(one.members)} for one in state.conversations.values()]
        return JSONResponse(
            {
                "conversations": rooms,
                "connections": len(self.carrier.links),
                "people": [asdict(one) for one in state.users.values()],
                "ephemerals": state.ephemerals,
                "homes": {key: one.body for key, one in state.homes.items()},
                "modals": {user: [state.views[one].body for one in stack] for user, stack in state.stacks.items()},
                "files": [{"id": one.id, "name": one.name, "ready": one.ready} for one in state.files.values()],
                "deliveries": [
                    {"id": one.id, "kind": one.kind, "state": one.state} for one in state.deliveries.values()
                ],
            }
        )

    async def _next_due(self) -> datetime | None:
        """When something is due next, once the app has done what it can do now. Raises StillBusy."""
        await self.clock.at_rest(self.carrier.quiet)
        return min((one for one in (self.clock.idle_until, self.workspace.next_retry()) if one), default=None)

    async def _moved(self, to: datetime) -> Response:
        while await self.clock.step(to, self.carrier.quiet, self.workspace.next_retry):
            self.workspace.redeliver_due()
        return self._time()

    def _time(self) -> Response:
        until = self.clock.idle_until.isoformat() if self.clock.idle_until else None
        return JSONResponse({"now": self.clock.now().isoformat(), "epoch": self.clock.epoch, "idle_until": until})

    def _guarded(self, endpoint: Endpoint) -> Endpoint:
        async def checked(request: Request) -> Response:
            if not self._door.is_open(request):
                return JSONResponse({"error": "the control token is missing or wrong"}, 403)
            try:
                return await endpoint(request)
            except NotThere as missing:
                return JSONResponse({"error": str(missing)}, 404)
            except StillBusy as busy:
                return JSONResponse({"error": str(busy)}, 409)
            except (ValueError, KeyError, TypeError) as bad:
                return JSONResponse({"error": f"that is not what is asked here: {bad}"}, 400)

        return checked


async def _body(request: Request) -> Json:
    body: Any = json.loads(await request.body() or b"{}")
    if not isinstance(body, dict):
        raise TypeError("an object is needed")
    return body


def _instant(text: object) -> datetime:
    instant = datetime.fromisoformat(str(text))
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant
