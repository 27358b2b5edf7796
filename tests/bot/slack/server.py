"""A real server on this machine that answers each connection as it is told to, well or badly."""

import json
import socket
import threading
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs

Talk = Callable[[socket.socket, threading.Event], None]
"""What the server does once it has read a request; the event is set when the test is over."""


class Server:
    """Listens until closed. `requests` are (head, body) of everything it has read, in order."""

    def __init__(self, *talks: Talk, read: bool = True) -> None:
        self.requests: list[tuple[str, bytes]] = []
        self.over = threading.Event()
        self._talks = list(talks)
        self._read = read
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/api/"

    @property
    def form(self) -> dict[str, str]:
        """The fields of the last request."""
        return {name: values[0] for name, values in parse_qs(self.requests[-1][1].decode()).items()}

    def close(self) -> None:
        self.over.set()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(timeout=5)

    def _serve(self) -> None:
        for talk in self._talks:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                self._answer(connection, talk)

    def _answer(self, connection: socket.socket, talk: Talk) -> None:
        try:
            if self._read:
                self.requests.append(_request(connection))
            talk(connection, self.over)
        except OSError:
            return  # whoever called has hung up


def says(status: int, body: object, headers: Mapping[str, str] | None = None) -> Talk:
    """A whole answer; what is neither text nor bytes goes as JSON."""
    content = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    lines = [f"HTTP/1.1 {status} Status", f"Content-Length: {len(content)}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    whole = "\r\n".join(lines).encode() + b"\r\n\r\n" + content
    return lambda connection, _: connection.sendall(whole)


def hangs_up(connection: socket.socket, _: threading.Event) -> None:
    """No answer at all."""


def stops_midway(connection: socket.socket, _: threading.Event) -> None:
    """The beginning of an answer that says all is well."""
    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{"ok": true, "ts":')


def says_nothing(connection: socket.socket, over: threading.Event) -> None:
    over.wait(5)


def drips(connection: socket.socket, over: threading.Event) -> None:
    """A byte now and then, so that no silence is ever long."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not over.wait(0.02):
        connection.sendall(b" ")


def _request(connection: socket.socket) -> tuple[str, bytes]:
    read = b""
    while b"\r\n\r\n" not in read:
        read += _some(connection)
    head, _, body = read.partition(b"\r\n\r\n")
    sizes = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
    while len(body) < (int(sizes[0]) if sizes else 0):
        body += _some(connection)
    return head.decode(), body


def _some(connection: socket.socket) -> bytes:
    piece = connection.recv(65536)
    if not piece:
        raise ConnectionResetError
    return piece
