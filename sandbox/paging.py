"""The page at "/", its files, and what it asks for while it is open."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox.bad_lines import gone
from sandbox.clock import SteppedClock
from sandbox.errors import NotThere
from sandbox.page_door import SAFE, Door
from sandbox.page_view import snapshot
from sandbox.page_watch import Watched
from sandbox.state import Json

FILES = Path(__file__).parent / "page"
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
LONGEST_WAIT = 20.0  # real seconds that a question for changes is held
Endpoint = Callable[[Request], Awaitable[Response]]


class Pages:
    """Everything here is behind the door, the page's own files too."""

    def __init__(self, workspace: Watched, clock: SteppedClock, door: Door) -> None:
        self.workspace = workspace
        self.clock = clock
        self._door = door

    def routes(self) -> list[Route]:
        inside = self._inside
        return [
            Route("/", inside(self.index)),
            Route("/page/{name}", inside(self.file)),
            Route("/page-api/view", inside(self.view)),
            Route("/page-api/changes", inside(self.changes)),
            Route("/page-api/traffic", inside(self.traffic)),
            Route("/page-api/traffic/{number:int}", inside(self.exchange)),
        ]

    async def index(self, request: Request) -> Response:
        """The page, and with it the names of its scripts: a browser would find them only one after another."""
        page = _file("index.html")
        scripts = (one.name for one in sorted(FILES.glob("*.js")) if "gallery" not in one.name)
        page.headers["Link"] = ", ".join(f"</page/{name}>; rel=modulepreload" for name in scripts)
        return page

    async def file(self, request: Request) -> Response:
        return _file(request.path_params["name"])

    async def view(self, request: Request) -> Response:
        """`as` a person, with `open` and `thread`; without a person, as the first one there is."""
        asked, state = request.query_params, self.workspace.state
        first = next((one.id for one in state.users.values() if not one.bot and not one.deleted), "")
        try:
            seen = snapshot(state, asked.get("as") or first, asked.get("open", ""), asked.get("thread", ""))
        except NotThere as missing:
            return JSONResponse({"error": str(missing)}, 404, SAFE)
        return JSONResponse(
            {"change": self.workspace.changes.count, "clock": self._clock(), **self.workspace.offers.told(), **seen},
            200,
            SAFE,
        )

    async def changes(self, request: Request) -> Response:
        """The count of changes, once it is another than `since`, or when that takes too long."""
        try:
            since = int(request.query_params["since"])
        except (KeyError, ValueError):
            return JSONResponse({"error": "since is a number"}, 400, SAFE)
        now = await self.workspace.changes.after(since, LONGEST_WAIT, lambda: gone(request))
        return JSONResponse({"change": now}, 200, SAFE)

    async def traffic(self, request: Request) -> Response:
        """One line for each exchange with an app in which `text` is found, the newest first."""
        return JSONResponse({"lines": self.workspace.traffic.listed(request.query_params.get("text", ""))}, 200, SAFE)

    async def exchange(self, request: Request) -> Response:
        found = self.workspace.traffic.whole(request.path_params["number"])
        if found is None:
            return JSONResponse({"error": "that is too long ago"}, 404, SAFE)
        return JSONResponse(found, 200, SAFE)

    def _clock(self) -> Json:
        """`next` is when something happens by itself, as far as anybody has said."""
        due = [one for one in (self.clock.idle_until, self.workspace.next_retry()) if one]
        return {"now": self.clock.now().isoformat(), "next": min(due).isoformat() if due else None}

    def _inside(self, endpoint: Endpoint) -> Endpoint:
        async def entered(request: Request) -> Response:
            return self._door.enter(request) or await endpoint(request)

        return entered


def _file(name: str) -> Response:
    """One of the page's own files, and nothing else of this machine's."""
    path = FILES / name
    kind = KINDS.get(path.suffix)
    if kind is None or path.parent != FILES or not path.is_file():
        return PlainTextResponse("There is no such page.", 404, SAFE)
    return Response(path.read_bytes(), media_type=kind, headers=SAFE)
