"""`audit desk`: paste, drop, read and judge in the browser, with the HTTP service beside it."""

from __future__ import annotations

import logging
import threading
import time
import webbrowser
from pathlib import Path
from typing import Any

import click

from auditor.cli.check_options import MEGABYTE, settings_options
from auditor.cli.listening import address_of, listen
from auditor.cli.options import rule_options, store_option
from auditor.cli.printing import tell
from auditor.cli.review import login_name
from auditor.run.plan import available_processors, plan_of, refuse_unknown_rules
from auditor.settings import SettingsFinder

GRACE_SECONDS = 5
POLL_SECONDS = 0.05


@click.command()
@click.option("--reviewer", help="Who judges. [default: your login name]")
@click.option("--port", type=click.IntRange(0, 65535), default=8767, show_default=True)
@click.option("--jobs", type=click.IntRange(1), help="Processes. [default: one per processor]")
@click.option("--no-browser", is_flag=True, help="Only say where it is; open nothing.")
@store_option
@rule_options
@settings_options
def desk(
    *,
    reviewer: str | None,
    port: int,
    jobs: int | None,
    no_browser: bool,
    store: Path,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    finder: SettingsFinder,
) -> None:
    """Open a page in the browser: paste a text or drop files, read the report, judge it.

    Only this machine can reach it, and nothing leaves it. What is audited is kept in the store;
    POST /audit answers programs as `audit serve` does. Stop with Ctrl-C.
    """
    import uvicorn

    from auditor.web.desk import create_desk
    from auditor.web.service import Limits

    settings = finder.at(None)
    refuse_unknown_rules(settings)
    plan = plan_of(settings, select, ignore)
    plan.rule_set()  # a wrong name or list is told before the port is opened
    store.parent.mkdir(parents=True, exist_ok=True)
    limits = Limits(body_bytes=int(settings.max_document_size * MEGABYTE), workers=1)
    app = create_desk(store, reviewer or login_name(), plan, limits, jobs or available_processors())
    listener = listen("127.0.0.1", port)
    address = address_of(listener)
    tell(f"The desk is at {address} (only from this machine; Ctrl-C ends it)")
    logging.getLogger("auditor.web").setLevel(logging.WARNING)
    server = uvicorn.Server(
        uvicorn.Config(
            app, log_level="warning", access_log=False, timeout_graceful_shutdown=GRACE_SECONDS
        )
    )
    if not no_browser:
        threading.Thread(target=open_when_ready, args=(server, address), daemon=True).start()
    server.run(sockets=[listener])


def open_when_ready(server: Any, address: str) -> None:
    """Open the address in the browser as soon as the server answers; never if it does not start."""
    while not (server.started or server.should_exit):
        time.sleep(POLL_SECONDS)
    if server.started:
        webbrowser.open(address)
