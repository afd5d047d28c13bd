"""Only this machine, only our own pages: what every request must pass."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
LARGEST_BODY = 4_000_000
"""Bytes; the largest request of ours is a bulk verdict on one document."""
_READING = ("GET", "HEAD")
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


class LocalOnly:
    """Refuse other hosts' names (DNS rebinding) and other sites' requests (CSRF).

    A page elsewhere can make a browser send requests here, but neither with our Host nor, when it
    would change something, with our Origin or as JSON without asking first.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOOPBACK) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = refusal_of(scope["method"], Headers(scope=scope), self.hosts)
        if refusal is not None:
            status, reason = refusal
            await PlainTextResponse(f"{reason}\n", status)(scope, receive, _with_headers(send))
            return
        await self.app(scope, receive, _with_headers(send))


def refusal_of(method: str, headers: Headers, hosts: frozenset[str]) -> tuple[int, str] | None:
    """Return the status and the reason to refuse a request with, or ``None`` to let it pass."""
    host = headers.get("host", "")
    if _without_port(host) not in hosts:
        return 421, f"the host must be one of {', '.join(sorted(hosts))}"
    if method in _READING:
        return None
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return 403, "requests from other sites are refused"
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return 403, "requests from other sites are refused"
    if headers.get("content-type", "").split(";")[0].strip() != "application/json":
        return 415, "the request must be JSON"
    length = headers.get("content-length", "")
    if not length.isdecimal():
        return 411, "the request must tell its length"
    if int(length) > LARGEST_BODY:
        return 413, f"the request must have at most {LARGEST_BODY} bytes"
    return None


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdecimal() else host


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *_HEADERS]
        await send(message)

    return send_with_headers
