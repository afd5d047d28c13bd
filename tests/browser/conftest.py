"""One Chromium for all browser tests; skipped with a reason where there is none."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


# Not for the session: Playwright keeps an event loop running as long as it lives, and other tests
# start their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """A running Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the extra [browser]")
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("no Chromium is installed: set CHROMIUM to its path")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def axe() -> Path:
    """The accessibility checker axe-core, as a script to put into a page."""
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-core is not installed: it comes with the extra [browser]")
    return Path(found.origin).with_name("axe.min.js")


def faults(page: Any, axe: Path) -> list[tuple[str, str]]:
    """Return what axe-core finds wrong with the open page: its rule, and where."""
    page.add_script_tag(path=str(axe))
    violations = page.evaluate("async () => (await axe.run()).violations")
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in violations]


class Watched:
    """A page, and what must not happen on it: errors, and requests that leave this machine."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.errors: list[str] = []
        self.foreign: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._note)
        page.on("request", self._watch)
        page.on("dialog", self._refuse)

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def _refuse(self, dialog: Any) -> None:
        self.errors.append("a dialog")
        dialog.dismiss()

    def _watch(self, request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "http://127.0.0.1:")):
            self.foreign.append(request.url)


@pytest.fixture
def watched(browser: Any) -> Iterator[Watched]:
    """A fresh page; that nothing happened on it is checked when the test is over."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = Watched(context.new_page())
    yield made
    context.close()
    assert made.errors == []
    assert made.foreign == []


class Servers:
    """Applications on free ports, each in a thread of its own."""

    def __init__(self) -> None:
        self._running: list[tuple[Any, threading.Thread, socket.socket]] = []

    def start(self, app: Any) -> str:
        """Serve an application; return its address."""
        import uvicorn

        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        self._running.append((server, thread, listener))
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    def stop(self) -> None:
        """End them all."""
        for server, thread, listener in self._running:
            server.should_exit = True
            thread.join(timeout=20)
            listener.close()


@pytest.fixture
def servers() -> Iterator[Servers]:
    """Servers that end with the test."""
    made = Servers()
    yield made
    made.stop()


@pytest.fixture
def serve(servers: Servers) -> Callable[..., str]:
    """Serve a store's review application on a free port; a function to its address."""
    from auditor.web.review import create_app

    def start(path: Path, reviewer: str = "ann") -> str:
        return servers.start(create_app(path, reviewer))

    return start


@pytest.fixture
def desk(servers: Servers) -> Callable[[Path], str]:
    """Serve the desk over a store that may not be there yet; a function to its address."""
    from auditor.run.plan import Plan
    from auditor.web.desk import create_desk
    from auditor.web.service import Limits

    def start(path: Path) -> str:
        limits = Limits(workers=1, body_bytes=6_000_000)
        return servers.start(create_desk(path, "ann", Plan(formats=()), limits, 1))

    return start
