"""The workspace over HTTP and WebSocket, on loopback: for any Bolt app, for people, and for whoever moves its clock.

Everything runs in one event loop's thread, so nothing needs a lock.
"""

from starlette.applications import Starlette
from starlette.routing import WebSocketRoute

from sandbox.carrier import Carrier
from sandbox.clock import SteppedClock
from sandbox.control import Control
from sandbox.web_api import WebApi
from sandbox.workspace import Workspace


def serve(workspace: Workspace, clock: SteppedClock, token: str) -> Starlette:
    """The whole of it over one workspace. `token` opens the control endpoints and the people's."""
    carrier = Carrier(workspace, clock)
    control = Control(workspace, clock, carrier, token)
    link = WebSocketRoute("/link/", carrier.connect)
    return Starlette(routes=[*WebApi(workspace).routes(), *control.routes(), link])
