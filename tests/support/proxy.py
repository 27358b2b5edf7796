"""A line to PostgreSQL over loopback that breaks around a commit."""

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Literal

from sqlalchemy import make_url

COMMIT: Final = b"COMMIT\0"
Cut = Literal["before", "after"]


class Line:
    """At `url` one reaches the server of `target`, whose socket file that names.

    `cut("before")` breaks the line when the next commit comes by, which the server then never sees. `cut("after")` lets
    it through, and breaks the line when the server has answered, before anybody hears of it. `broken` counts.
    """

    def __init__(self, target: str) -> None:
        address = make_url(target)
        self._server = str(Path(str(address.query["host"])) / ".s.PGSQL.5432")
        self._listener = socket.create_server(("127.0.0.1", 0))
        local = address.set(host="127.0.0.1", port=self._listener.getsockname()[1], query={})
        self.url = local.render_as_string(hide_password=False)
        self.broken = 0
        self.commits = 0
        self._at: dict[int, Cut] = {}
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, how: Cut, skip: int = 0) -> None:
        """At the commit that comes after `skip` others."""
        self._at[self.commits + skip + 1] = how

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        with client, socket.socket(socket.AF_UNIX) as server, suppress(OSError):
            server.connect(self._server)
            selector = selectors.DefaultSelector()
            for one in (client, server):
                selector.register(one, selectors.EVENT_READ)
            while self._pass_on(selector, client, server):
                pass

    def _pass_on(self, selector: selectors.BaseSelector, client: socket.socket, server: socket.socket) -> bool:
        """What came in, whichever side it is from. False: the line is broken."""
        for key, _ in selector.select():
            said = key.fileobj.recv(65536)  # type: ignore[union-attr]  # a socket, as registered
            cut = self._cut_of(said) if key.fileobj is client else None
            if cut == "after":
                server.sendall(said)
                server.recv(65536)
            if cut is not None or not said:
                return False
            (server if key.fileobj is client else client).sendall(said)
        return True

    def _cut_of(self, said: bytes) -> Cut | None:
        self.commits += COMMIT in said
        cut = self._at.pop(self.commits, None)
        self.broken += cut is not None
        return cut


@contextmanager
def line_to(target: str) -> Iterator[Line]:
    line = Line(target)
    try:
        yield line
    finally:
        line.close()
