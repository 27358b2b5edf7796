"""One HTTP request, written while somebody waits for it or not at all, and read against a deadline.

Slack's SDK is not used for this: it tells an answer that it cannot read as if Slack had said no, and what it has given
up on may still be written once a slow connection stands. Either would post a message twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from functools import cache
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from ssl import SSLContext, create_default_context
from time import monotonic
from typing import IO, Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

SILENCE: Final = 8.0  # seconds for which the other side may say nothing
PIECE: Final = 65536  # bytes read between two looks at the deadline


class NotSent(Exception):  # noqa: N818 - reads as what happened
    """There was no connection, so nothing was written."""


@dataclass(frozen=True)
class Answer:
    """What came back, whatever its status."""

    status: int
    headers: Message
    body: bytes


def send(request: Request, until: float) -> Answer:
    """The answer to one request. `until` is monotonic seconds; past it nothing is written and nothing more read.

    No redirect is followed and nothing is tried twice. Raises NotSent, and OSError, HTTPException or ValueError where
    the request may have arrived.
    """
    try:
        with _opener(until).open(request, timeout=SILENCE) as response:
            return Answer(response.status, response.headers, _read(response, until))
    except HTTPError as refused:
        with refused:
            return Answer(refused.code, refused.headers, _read(refused, until))
    except URLError as failed:
        if isinstance(failed.reason, _ConnectError):
            raise NotSent(str(failed.reason)) from failed
        raise


class _ConnectError(OSError):
    """Of the kind that urllib passes on."""


class _Connection(HTTPConnection):
    """Tells a failure to connect apart from all others, and is of no use once its time is over."""

    def __init__(self, host: str, *, until: float, **rest: Any) -> None:
        super().__init__(host, **rest)
        self._until = until

    def connect(self) -> None:
        try:
            super().connect()
        except OSError as why:
            raise _ConnectError(type(why).__name__) from why
        if monotonic() >= self._until:
            self.close()
            raise _ConnectError("connected too late")


class _SecureConnection(_Connection, HTTPSConnection):
    """Likewise, with TLS: a certificate that does not hold is a failure to connect."""


class _Handler(HTTPHandler, HTTPSHandler):
    """Opens both kinds of address with connections that know their deadline."""

    def __init__(self, until: float) -> None:
        super().__init__(context=_tls())
        self._until = until

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(self._connecting(_Connection), req)

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(self._connecting(_SecureConnection, context=_tls()), req)

    def _connecting(self, kind: type[_Connection], **more: Any) -> Callable[..., HTTPConnection]:
        return lambda host, **rest: kind(host, until=self._until, **more, **rest)


class _NoRedirects(HTTPRedirectHandler):
    """The API redirects nowhere: who does is somebody in between."""

    def redirect_request(self, *_: Any) -> None:
        return None


@cache
def _tls() -> SSLContext:
    return create_default_context()


def _opener(until: float) -> OpenerDirector:
    return build_opener(_Handler(until), _NoRedirects())


def _read(response: IO[bytes], until: float) -> bytes:
    """All of it. A body that drips ends with the deadline, not with its last byte."""
    pieces = []
    while piece := response.read1(PIECE):  # type: ignore[attr-defined]  # HTTPResponse and HTTPError both have it
        pieces.append(piece)
        if monotonic() >= until:
            raise TimeoutError("the answer took too long")
    return b"".join(pieces)
