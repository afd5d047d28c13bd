"""Only this machine, only our own pages: what every request must pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
MAX_BODY_BYTES = 4_000_000
"""Bytes; the largest request of ours is a bulk verdict on one document."""
MAX_DIGITS = 15
"""Of a number that a request gives; Python refuses to read numbers of thousands."""
_READING = ("GET", "HEAD")
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


Refusal = tuple[int, str]
"""A status, and the reason in words."""
Check = Callable[[str, Headers, frozenset[str]], Refusal | None]


class LocalOnly:
    """Refuse other hosts' names (DNS rebinding) and other sites' requests (CSRF).

    A page elsewhere can make a browser send requests here, but neither with our Host nor, when it
    would change something, with our Origin.

    Args:
        app: what is behind it.
        hosts: names by which it may be called; ``*`` among them is any.
        check: what it refuses; ``refusal_of_page`` also wants JSON, which no page elsewhere can
            send without asking first.
        answer: makes the answer of a refusal.
        others: further checks in its place, by how the path begins.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Iterable[str] = LOOPBACK,
        check: Check | None = None,
        answer: Callable[[int, str], Response] | None = None,
        others: Mapping[str, Check] | None = None,
    ) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.check = check or refusal_of_page
        self.answer = answer or _plain
        self.others = others or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        others = (it for path, it in self.others.items() if scope["path"].startswith(path))
        check = next(others, self.check)
        refusal = check(scope["method"], Headers(scope=scope), self.hosts)
        app = self.app if refusal is None else self.answer(*refusal)
        await app(scope, receive, _with_headers(send))


def _plain(status: int, reason: str) -> Response:
    return PlainTextResponse(f"{reason}\n", status)


def refusal_of(method: str, headers: Headers, hosts: frozenset[str]) -> Refusal | None:
    """Return why to refuse a request that comes from elsewhere; ``None`` to let it pass."""
    host = headers.get("host", "").lower()
    if "*" not in hosts and _without_port(host) not in hosts:
        return 421, f"the host must be one of {', '.join(sorted(hosts))}"
    if method in _READING:
        return None
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return 403, "requests from other sites are refused"
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != host:
        return 403, "requests from other sites are refused"
    return None


def refusal_of_page(method: str, headers: Headers, hosts: frozenset[str]) -> Refusal | None:
    """Return why to refuse what none of our own pages would send; ``None`` to let it pass."""
    refusal = refusal_of(method, headers, hosts)
    if refusal is not None or method in _READING:
        return refusal
    if headers.get("content-type", "").split(";")[0].strip() != "application/json":
        return 415, "the request must be JSON"
    length = headers.get("content-length", "")
    if not length.isdecimal():
        return 411, "the request must tell its length"
    size = number_of(length)
    if size is None or size > MAX_BODY_BYTES:
        return 413, f"the request must have at most {MAX_BODY_BYTES} bytes"
    return None


def refusal_of_file(method: str, headers: Headers, hosts: frozenset[str]) -> Refusal | None:
    """Return why to refuse a file that none of our own pages would send; ``None`` to let it pass.

    A page elsewhere can send bytes unasked, but not with a header that browsers ask about first.
    """
    refusal = refusal_of(method, headers, hosts)
    if refusal is not None or method in _READING:
        return refusal
    if "x-audit-desk" not in headers:
        return 403, "files are taken from the desk's own page only"
    if not headers.get("content-length", "").isdecimal():
        return 411, "the request must tell its length"
    return None


def number_of(given: str) -> int | None:
    """Return the number that a request gives; ``None`` for what is none, or beyond all sense."""
    return int(given) if given.isdecimal() and len(given) <= MAX_DIGITS else None


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdecimal() else host


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *_HEADERS]
        await send(message)

    return send_with_headers
