"""Who gets in: the control token in a header, or the cookie that a browser got for it.

A page of another site must not act through somebody's browser: the Host has to be this machine (or a name that is
made to point here could be used), and whatever is changed by cookie has to come from the page itself.
"""

import hashlib
import hmac
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

HEADER = "x-control-token"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
CLOSED = "Open this page with the address that ends in ?key= and the control token of this sandbox."
POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
SAFE = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Door:
    """Opens to `token`. The cookie is made from it and does not tell it: other servers here are sent it, too."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._pass = hmac.new(token.encode(), b"the page's cookie", hashlib.sha256).hexdigest()

    def is_open(self, request: Request) -> bool:
        """By the header, or by the cookie where nothing is changed or the page itself changes it."""
        if _same(request.headers.get(HEADER, ""), self._token):
            return True
        known = _same(request.cookies.get(_cookie(request), ""), self._pass)
        return known and (request.method in ("GET", "HEAD") or _own_origin(request))

    def enter(self, request: Request) -> Response | None:
        """What a request for the page gets before the page: a cookie for the key, or a refusal; None: it is open."""
        if _same(request.query_params.get("key", ""), self._token):
            inside = RedirectResponse("/", 303, SAFE)
            inside.set_cookie(_cookie(request), self._pass, httponly=True, samesite="strict", path="/")
            return inside
        return None if self.is_open(request) else PlainTextResponse(CLOSED, 403, SAFE)


class OnLoopback:
    """Nothing is answered to a request that was meant for another host."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not _is_here(Headers(scope=scope).get("host", "")):
            await PlainTextResponse("This is only for this machine.", 403, SAFE)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_here(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").hostname in LOOPBACK
    except ValueError:
        return False


def _own_origin(request: Request) -> bool:
    return request.headers.get("origin") == f"http://{request.headers.get('host')}"


def _cookie(request: Request) -> str:
    """A name with the port in it: a browser keeps the cookies of all ports of a host together."""
    return f"sandbox-{request.url.port or 80}"


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())
