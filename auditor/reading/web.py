"""Pages, feeds and sitemaps by their addresses: politely, and never from a private network.

Whoever writes an address into a list could else have this machine ask its own neighbours. Each
host that is named, also by a redirection, is looked up once, and the connection goes to the number
that was checked.
"""

from __future__ import annotations

import ipaddress
import socket
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from io import BufferedReader
from typing import IO, Any, cast
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from auditor.errors import ReadingError
from auditor.finding import Failure
from auditor.reading.piece import Origin, ReadingOptions
from auditor.reading.zip_members import parse_xml
from auditor.version import __version__

USER_AGENT = f"audit-articles/{__version__}"
PAUSE = 1.0
"""Seconds between two requests to one host, unless its robots.txt asks for more."""
_MAX_PAUSE = 30.0
_TIMEOUT = 20.0
_MAX_BYTES = 200_000_000
_MAX_LISTING = 50_000_000
"""Bytes of a sitemap, as its protocol has it."""
_MAX_REDIRECTIONS = 5
_MAX_SITEMAPS = 50
_IN_MEMORY = 8_000_000
_SAFE = "/%:=&?~#+!$,;'@()*[]"


def is_web(path: str) -> bool:
    """Tell whether a path is a web address."""
    return path[:8].lower().startswith(("http://", "https://"))


def expand_web(address: str, options: ReadingOptions) -> Iterator[Origin | Failure]:
    """Yield the address itself, or those that a sitemap lists, as many as the options allow."""
    if "sitemap" not in urlsplit(address).path.lower():
        yield _origin(address, is_named=True)
        return
    try:
        yield from _listed(address, options)
    except (ReadingError, OSError, zlib.error) as error:
        yield Failure("reading", address, f"cannot be read: {error}")


def _origin(address: str, *, is_named: bool) -> Origin:
    parts = urlsplit(address)
    return Origin(f"{parts.hostname}{parts.path}".rstrip("/"), address, is_named)


def _listed(address: str, options: ReadingOptions) -> Iterator[Origin | Failure]:
    waiting, read, count = [address], 0, 0
    while waiting and read < _MAX_SITEMAPS:
        read += 1
        with fetched(waiting.pop(0), allow_private=options.allow_private_addresses) as stream:
            content = stream.read(_MAX_LISTING + 1)
            if content.startswith(b"\x1f\x8b"):
                content = zlib.decompressobj(31).decompress(content, _MAX_LISTING + 1)
        root = parse_xml(content[:_MAX_LISTING], "sitemap")
        found = [(each.text or "").strip() for each in root.iterfind(".//{*}loc")]
        if root.tag.rpartition("}")[2] == "sitemapindex":
            waiting += [each for each in found if is_web(each)]
            continue
        for each in found:
            if count == options.limit:
                message = f"more than {count} addresses; raise --limit to read them"
                yield Failure("skipped", address, message)
                return
            if is_web(each):
                count += 1
                yield _origin(each, is_named=False)
    if count == 0:
        yield Failure("reading", address, "no address in this sitemap")


@contextmanager
def fetched(address: str, *, allow_private: bool = False) -> Iterator[BufferedReader]:
    """Give what an address answers with.

    Raises:
        ReadingError: it leads to a private network, robots.txt forbids it, or it is not there.
        OSError: the host cannot be reached.
    """
    _refuse_by_robots(address, allow_private)
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        _get(address, cast(IO[bytes], copy), _MAX_BYTES, allow_private)
        copy.seek(0)
        yield BufferedReader(cast(Any, copy))


def _get(address: str, out: IO[bytes], maximum: int, allow_private: bool) -> None:
    for _ in range(_MAX_REDIRECTIONS + 1):
        parts = urlsplit(address)
        connection = _connection(parts, allow_private)
        try:
            _wait(parts.netloc)
            target = quote(parts.path or "/", safe=_SAFE)
            target += f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
            headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"}
            connection.request("GET", target, headers=headers)
            answer = connection.getresponse()
            if answer.status in (301, 302, 303, 307, 308) and answer.headers.get("Location"):
                address = urljoin(address, answer.headers["Location"])
                continue
            if answer.status != 200:
                raise ReadingError(f"the server answers {answer.status} {answer.reason}")
            _copy(answer, out, maximum)
            return
        except HTTPException as error:
            raise ReadingError(f"no answer that can be read: {type(error).__name__}") from error
        finally:
            connection.close()
    raise ReadingError(f"more than {_MAX_REDIRECTIONS} redirections")


def _copy(answer: HTTPResponse, out: IO[bytes], maximum: int) -> None:
    size = 0
    while content := answer.read(1 << 16):
        size += len(content)
        if size > maximum:
            raise ReadingError(f"the answer is larger than {maximum:,} bytes")
        out.write(content)


def _connection(parts: SplitResult, allow_private: bool) -> HTTPConnection:
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ReadingError("it leads to what is no web address")
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=_TIMEOUT)

    def connect(address: tuple[str, int], *rest: Any, **named: Any) -> socket.socket:
        number = checked_number(*address, allow_private=allow_private)
        return socket.create_connection((number, address[1]), timeout=_TIMEOUT)

    # What both classes open their connection by; the certificate is still held to the name.
    connection._create_connection = connect  # type: ignore[attr-defined]
    return connection


def checked_number(host: str, port: int, *, allow_private: bool) -> str:
    """Return a number of the host that may be asked.

    Raises:
        ReadingError: one of its numbers is of a private network, of this machine, or reserved.
        OSError: it has no number.
    """
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for each in found:
        number = ipaddress.ip_address(each.partition("%")[0])
        inner = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None) or number
        is_public = number.is_global and inner.is_global and not number.is_multicast
        if not is_public and not allow_private:
            raise ReadingError(
                f"{host} is of a private network ({each}), which no address may lead to; give "
                "--private-addresses if that is meant"
            )
    return found[0]


_asked: dict[str, float] = {}
"""When each host was asked last."""
_pauses: dict[str, float] = {}


def _wait(host: str) -> None:
    now = time.monotonic()
    next_turn = _asked.get(host, -_MAX_PAUSE) + _pauses.get(host, PAUSE)
    if next_turn > now:
        time.sleep(next_turn - now)
    _asked[host] = time.monotonic()


def _refuse_by_robots(address: str, allow_private: bool) -> None:
    parts = urlsplit(address)
    rules = _robots(f"{parts.scheme}://{parts.netloc}", allow_private)
    if rules is not None and not rules.can_fetch(USER_AGENT, address):
        raise ReadingError("its robots.txt forbids programs to read it; save the page yourself")


@lru_cache(maxsize=256)
def _robots(root: str, allow_private: bool) -> RobotFileParser | None:
    """Return a host's rules; ``None`` where it has none."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        try:
            _get(f"{root}/robots.txt", cast(IO[bytes], copy), 500_000, allow_private)
        except ReadingError as error:
            if "private network" in str(error):
                raise
            return None
        copy.seek(0)
        rules = RobotFileParser()
        rules.parse(copy.read().decode("utf-8", "replace").splitlines())
    delay = rules.crawl_delay(USER_AGENT)
    if delay is not None:
        _pauses[urlsplit(root).netloc] = min(max(float(delay), PAUSE), _MAX_PAUSE)
    return rules
