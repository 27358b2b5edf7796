"""The workspace over HTTP and WebSocket, on loopback: for any Bolt app, for people in a browser, for its clock's hand.

Everything runs in one event loop's thread, so nothing needs a lock.
"""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import WebSocketRoute

from sandbox.carrier import Carrier
from sandbox.clock import SteppedClock
from sandbox.control import Control
from sandbox.page_door import Door, OnLoopback
from sandbox.page_watch import Watched
from sandbox.paging import Pages
from sandbox.web_api import WebApi
from sandbox.workspace import Workspace


def serve(workspace: Workspace, clock: SteppedClock, token: str) -> Starlette:
    """The whole of it over one workspace. `token` opens the control endpoints, the people's and the page."""
    watched, door = Watched(workspace), Door(token)
    clock.watch = watched.changes.bump
    carrier = Carrier(watched, clock)
    control = Control(watched, clock, carrier, door)
    link = WebSocketRoute("/link/", carrier.connect)
    routes = [*WebApi(watched).routes(), *control.routes(), *Pages(watched, clock, door).routes(), link]
    return Starlette(routes=routes, middleware=[Middleware(OnLoopback)], exception_handlers={ClientDisconnect: _gone})


async def _gone(request: Request, problem: Exception) -> Response:
    """Whoever asked died in the middle of the question: there is nobody to answer, and nothing to be done."""
    return Response(status_code=400)
