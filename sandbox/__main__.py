"""`python -m sandbox`: a Slack workspace on this machine, on loopback only."""

import argparse
import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import uvicorn

from sandbox.clock import SteppedClock
from sandbox.server import serve
from sandbox.workspace import Workspace

HOST = "127.0.0.1"
TOKEN = "SANDBOX_CONTROL_TOKEN"  # noqa: S105 - the name of a variable, not what is in it


def main() -> None:
    """Serve until a signal comes. Prints its address, and writes it to the port file where one is named.

    SANDBOX_CONTROL_TOKEN in the environment opens the clock, the people's acts and the page: /?key=TOKEN.
    """
    given = _arguments()
    token = os.environ.get(TOKEN)
    if not token:
        sys.exit(f"Set {TOKEN}: without it anybody on this machine could move the clock.")
    clock = SteppedClock(_start(given.clock))
    workspace = Workspace(clock.now, limits=not given.no_limits)
    try:
        listener = listening(given.port)
    except OSError as refused:
        why = f"Port {given.port} cannot be used: {os.strerror(refused.errno or 0).lower()}."
        sys.exit(f"{why} Is a workspace running there already? Name another port, or 0 for a free one.")
    address = f"{HOST}:{listener.getsockname()[1]}"
    workspace.state.base_url = f"http://{address}"
    app = serve(workspace, clock, token)
    sys.stdout.write(f"http://{address}\n")
    if given.page:
        sys.stdout.write(f"http://{address}/?key={quote(token, safe='')}\n")
    sys.stdout.flush()
    if given.port_file:
        Path(given.port_file).write_text(address)
    config = uvicorn.Config(app, ws="wsproto", log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[listener])


def listening(port: int) -> socket.socket:
    """A listener on loopback; 0 picks a free port. Its connections send at once, or each answer took 40 ms longer."""
    listener = socket.create_server((HOST, port))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _start(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        sys.exit(f"--clock {text} is no instant; write it like 2017-09-25T08:00:00+00:00.")
    if instant.tzinfo is None:
        sys.exit("--clock needs a zone, like +00:00 at its end.")
    return instant


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=main.__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--clock", required=True, help="the instant at which it starts, like 2017-09-25T08:00:00+00:00")
    parser.add_argument("--port-file", help="where to write the address")
    parser.add_argument("--page", action="store_true", help="print the page's address, too; it lets in whoever has it")
    parser.add_argument("--no-limits", action="store_true", help="never answer 429")
    return parser.parse_args()


if __name__ == "__main__":
    main()
