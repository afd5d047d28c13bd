"""The desk: paste, drop, read, judge and hand on in one local application, and the API beside."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from auditor.finding import RECOMMENDATIONS
from auditor.reporting.documents.html import render_page
from auditor.reporting.pages import render_rules
from auditor.run.plan import Plan
from auditor.store import StoreError, open_store, runs
from auditor.web.jobs import Jobs, name_of_text, safe_parts
from auditor.web.review import PAGE_STYLES, error_handlers, error_response, review_routes
from auditor.web.security import LocalOnly, refusal_of, refusal_of_file
from auditor.web.service import (
    Limits,
    RequestError,
    problem_response,
    service_routes,
    set_up,
    workers_at_work,
)

RECENT_RUNS = 20
MAX_FILES = 5000
"""Files of one batch."""
_BATCH = re.compile(r"[0-9a-f]{32}")


def create_desk(path: Path, reviewer: str, plan: Plan, limits: Limits, workers: int) -> Starlette:
    """Return the desk over the store at ``path``, which need not be there yet.

    Args:
        path: the store's file.
        reviewer: who judges, until the browser says another name.
        plan: what to audit with.
        limits: what a request of the API may take, and a file's size.
        workers: processes that audit what is pasted and dropped.
    """
    with closing(open_store(path)):
        pass  # made, or refused with its reason, before anybody waits for it
    app = Starlette(
        routes=[
            Route("/", _home),
            Route("/rules.html", _rules),
            Route("/desk/files/{batch}", _take_file, methods=["POST"]),
            Route("/desk/jobs", _begin, methods=["POST"]),
            Route("/desk/jobs/{job}", _progress),
            *review_routes(),
            *service_routes(),
        ],
        lifespan=_at_work,
        middleware=[
            Middleware(
                LocalOnly,
                hosts=limits.hosts,
                others={"/audit": refusal_of, "/desk/files/": refusal_of_file},
            )
        ],
        exception_handlers={RequestError: problem_response, **error_handlers()},
    )
    set_up(app, plan, limits)
    app.state.path, app.state.reviewer, app.state.run = path, reviewer, None
    app.state.is_desk, app.state.jobs = True, Jobs(path, plan, workers)
    return app


@asynccontextmanager
async def _at_work(app: Starlette) -> AsyncIterator[None]:
    async with workers_at_work(app):
        try:
            yield
        finally:
            await run_in_threadpool(app.state.jobs.close)


def _home(request: Request) -> Response:
    with closing(open_store(request.app.state.path)) as store:
        recent = [
            {"run": each, "advice": _advice(store, each.id)} for each in runs(store)[:RECENT_RUNS]
        ]
    return HTMLResponse(
        render_page(
            "desk.html.jinja",
            script="desk.js",
            styles=(*PAGE_STYLES, "desk.css"),
            connect="'self'",
            recent=recent,
            reads_addresses=_reads_addresses(),
            megabytes=request.app.state.limits.body_bytes // 1_000_000,
        )
    )


def _advice(store: sqlite3.Connection, run: int) -> dict[str, int]:
    """Count a run's documents by recommendation, the gravest first."""
    rows = store.execute(
        "SELECT recommendation, count(*) FROM document WHERE run = ? GROUP BY recommendation",
        (run,),
    )
    counts = dict(rows.fetchall())
    return {name: counts[name] for name in reversed(RECOMMENDATIONS) if name in counts}


def _reads_addresses() -> bool:
    return all(find_spec(name) is not None for name in ("fsspec", "aiohttp"))


def _rules(request: Request) -> Response:
    return HTMLResponse(render_rules(request.app.state.plan.rule_set().rules, home="/"))


async def _take_file(request: Request) -> Response:
    """Put one file into a batch of the inbox; it is audited when the batch is begun."""
    try:
        folder = _batch_folder(request, request.path_params["batch"])
        limit = request.app.state.limits.body_bytes
        if int(request.headers["content-length"][:15]) > limit:
            raise StoreError(f"it has more than {limit // 1_000_000} MB, which is the limit")
        content = await request.body()
        given = request.query_params.get("name", "")
        await run_in_threadpool(_keep_file, folder, given, content)
    except ClientDisconnect:
        return JSONResponse({"error": "the file was cut off"}, 400)
    except OSError as error:
        return JSONResponse({"error": f"it cannot be kept: {error.strerror or error}"}, 507)
    return JSONResponse({"taken": True})


def _keep_file(folder: Path, name: str, content: bytes) -> None:
    if name:
        parts = safe_parts(name)
    else:
        digest = hashlib.sha256(content).hexdigest()
        parts = [name_of_text(content.decode("utf-8", "replace"), digest)]
    target = folder.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _batch_folder(request: Request, batch: object) -> Path:
    if not isinstance(batch, str) or not _BATCH.fullmatch(batch):
        raise StoreError("a batch is named by 32 hexadecimal digits")
    folder: Path = request.app.state.jobs.inbox / batch
    return folder


async def _begin(request: Request) -> Response:
    """Begin to audit a batch of files, or what stands at an address."""
    try:
        given = await request.json()
    except (ValueError, RecursionError) as error:
        raise StoreError(f"the request is not JSON: {error}") from error
    if not isinstance(given, dict):
        raise StoreError("the request must be a JSON object")
    source = _address(given["address"]) if given.get("address") else _batch(request, given)
    return JSONResponse(request.app.state.jobs.begin(source).as_record())


def _batch(request: Request, given: dict[str, Any]) -> Path:
    folder = _batch_folder(request, given.get("batch"))
    if not folder.is_dir():
        raise StoreError("nothing was given to audit: paste a text, or drop files")
    return folder


def _address(given: object) -> str:
    """Return the address of a page; nothing else of this machine can be named by it."""
    if not _reads_addresses():
        raise StoreError("reading addresses needs: pip install 'audit-articles[remote]' aiohttp")
    address = str(given).strip()
    try:
        parts = urlsplit(address)
        is_page = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_page = False
    if not is_page or any(each.isspace() for each in address):
        raise StoreError(f"{address[:200]!r} is no address: it begins with https:// or http://")
    return address


def _progress(request: Request) -> Response:
    job = request.app.state.jobs.job(request.path_params["job"])
    if job is None:
        return error_response(request, StoreError("the desk knows no such job (any more)"))
    return JSONResponse(job.as_record())
