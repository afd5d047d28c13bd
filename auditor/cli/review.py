"""`audit review`: the local web application over the store."""

from __future__ import annotations

import getpass
from contextlib import closing
from pathlib import Path

import click

from auditor.cli.listening import address_of, listen
from auditor.cli.options import store_option
from auditor.cli.printing import tell


@click.command()
@click.option("--run", type=int, help="Which run to review. [default: the newest]")
@click.option("--reviewer", help="Who judges. [default: your login name]")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True)
@store_option
def review(*, run: int | None, reviewer: str | None, port: int, store: Path) -> None:
    """Judge findings in the browser: confirm, dismiss, unsure.

    Only this machine can reach it. Verdicts are kept in the store and found again in later runs;
    `audit verdicts` writes them for other tools. `audit desk` has these pages too.
    Stop with Ctrl-C.
    """
    import uvicorn

    from auditor.store import documents_in, last_run, open_store
    from auditor.web.review import create_app

    with closing(open_store(store, must_exist=True)) as opened:
        documents_in(opened, last_run(opened) if run is None else run)
    listener = listen("127.0.0.1", port)
    tell(f"Review at {address_of(listener)} (only from this machine; Ctrl-C ends it)")
    app = create_app(store, reviewer or login_name(), run)
    config = uvicorn.Config(app, log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


def login_name() -> str:
    """Return who is at this machine, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user, as in some containers
        return "reviewer"
