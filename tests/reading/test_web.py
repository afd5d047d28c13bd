"""Addresses, against a server of this machine alone."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from auditor import Document, Failure
from auditor.errors import ReadingError
from auditor.reading import web

Read = Callable[..., tuple[list[Document], list[Failure]]]

TEXT = "The council met on Tuesday and agreed to rebuild the bridge over the river. " * 3
PAGE = f"<!DOCTYPE html><html><body><article><p>{TEXT}</p></article></body></html>"
FEED = f"<rss><channel><item><description>{TEXT}</description></item></channel></rss>"


class _Site(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]] = []  # noqa: RUF012 - one server, one list

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        root = f"http://{self.headers['Host']}"
        locs = "".join(f"<url><loc>{root}/page/{number}</loc></url>" for number in range(5))
        pages = {
            "/robots.txt": "User-agent: *\nDisallow: /private\n",
            "/feed": FEED,
            "/sitemap.xml": f"<sitemapindex><sitemap><loc>{root}/sitemap-1.xml</loc></sitemap>"
            "</sitemapindex>",
            "/sitemap-1.xml": f"<urlset>{locs}</urlset>",
        }
        moved = {"/moved": "/page/0", "/round": "/round", "/out": "file:///etc/hostname"}
        if self.path in moved:
            self.send_response(302)
            self.send_header("Location", moved[self.path])
            self.end_headers()
            return
        body = pages.get(self.path, PAGE if self.path.startswith("/p") else None)
        self.send_response(404 if body is None else 200)
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a small site."""
    monkeypatch.setattr(web, "PAUSE", 0.0)
    _Site.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_page_is_read_and_knows_its_address(site: str, read: Read) -> None:
    (document,), failures = read(f"{site}/page/1", allow_private_addresses=True)

    assert document.text == TEXT.strip()
    assert document.metadata.url == (f"{site}/page/1", "address")
    assert document.id == "127.0.0.1/page/1"
    assert failures == []
    assert [path for path, _ in _Site.asked] == ["/robots.txt", "/page/1"]
    assert {agent for _, agent in _Site.asked} == {web.USER_AGENT}


def test_a_feed_gives_its_entries(site: str, read: Read) -> None:
    documents, _ = read(f"{site}/feed", allow_private_addresses=True)

    assert [each.text for each in documents] == [TEXT.strip()]


def test_a_sitemap_gives_its_pages_up_to_the_limit(site: str, read: Read) -> None:
    documents, failures = read(f"{site}/sitemap.xml", allow_private_addresses=True, limit=3)

    assert [each.id for each in documents] == [f"127.0.0.1/page/{number}" for number in range(3)]
    assert [each.message for each in failures] == [
        "more than 3 addresses; raise --limit to read them"
    ]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/private/a", "its robots.txt forbids programs to read it; save the page yourself"),
        ("/gone", "the server answers 404 Not Found"),
        ("/round", "more than 5 redirections"),
        ("/out", "it leads to what is no web address"),
    ],
)
def test_what_cannot_be_read_says_why(site: str, path: str, message: str, read: Read) -> None:
    address = f"{site}{path}"

    assert read(address, allow_private_addresses=True) == (
        [],
        [Failure("reading", address, message)],
    )


def test_a_redirection_is_followed(site: str, read: Read) -> None:
    assert len(read(f"{site}/moved", allow_private_addresses=True)[0]) == 1


def test_a_private_network_is_not_asked(site: str, read: Read) -> None:
    documents, (failure,) = read(f"{site}/page/1")

    assert documents == []
    assert failure.message.startswith("127.0.0.1 is of a private network (127.0.0.1)")
    assert _Site.asked == []


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "0.0.0.0", "224.0.0.1"),
        *("::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::"),
    ],
)
def test_no_name_leads_to_a_private_number(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*arguments: object, **named: object) -> list[object]:
        numbers = ("93.184.215.14", number)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    with pytest.raises(ReadingError, match="private network"):
        web.checked_number("news.example", 80, allow_private=False)


def test_a_host_is_not_asked_faster_than_it_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(web, "_asked", {})

    web._wait("news.example")
    web._wait("news.example")

    assert [round(each, 1) for each in slept] == [1.0]
