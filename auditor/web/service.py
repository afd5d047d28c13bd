"""The HTTP service: a document in, its report out."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from auditor.document import Document
from auditor.engine.audit_documents import audit_document
from auditor.finding import Audit, Failure
from auditor.reading import ReadingOptions, parse_piece
from auditor.reading.encodings import SNIFFED_BYTES, binary_kind
from auditor.reading.piece import Origin, Piece
from auditor.record.audit_record import failure_record, record_of
from auditor.reporting.documents.json import render_line
from auditor.run.plan import Plan
from auditor.settings.judging import judged
from auditor.web.memory_budget import BusyError, MemoryBudget, Reservation
from auditor.web.openapi import description
from auditor.web.security import LOOPBACK, LocalOnly, refusal_of
from auditor.web.workers import GoneError, TooSlowError, Workers

LOG = logging.getLogger("auditor.web")
_FORMATS = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "jsonl",
}
_NAMES = {"text": "body.txt", "markdown": "body.md", "html": "body.html", "jsonl": "body.json"}
_GONE = 499
"""What servers log of a client that closed the connection; nobody receives it."""
_GRACE_SECONDS = 2.0
"""To end the work of one that has gone: about what another process takes to start."""
_RETRY_AFTER = {"retry-after": "1"}


@dataclass(frozen=True)
class Limits:
    """What a request may take."""

    body_bytes: int = 20_000_000
    memory_bytes: int = 160_000_000
    """Of all bodies together; whoever sends more is told to come back."""
    seconds: float = 30
    workers: int = 2
    waiting: int = 64
    hosts: tuple[str, ...] = LOOPBACK
    """Names by which the service may be called; ``*`` among them is any."""


class RequestError(Exception):
    """An answer that is not an audit."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail = status, title, detail


def create_service(plan: Plan, limits: Limits = Limits()) -> Starlette:
    """Return the application; its workers start and stop with it."""
    app = Starlette(
        routes=service_routes(),
        lifespan=workers_at_work,
        middleware=[Middleware(LocalOnly, hosts=limits.hosts, check=refusal_of, answer=_refused)],
        exception_handlers={RequestError: problem_response},
    )
    set_up(app, plan, limits)
    return app


def service_routes() -> list[Route]:
    """Return the routes of the service, for an application that ``set_up`` prepared."""
    return [
        Route("/audit", _audit, methods=["POST"]),
        Route("/health", _health),
        Route("/ready", _ready),
        Route("/openapi.json", _openapi),
    ]


def set_up(app: Starlette, plan: Plan, limits: Limits) -> None:
    """Give an application what the service's routes need of it."""
    app.state.plan, app.state.limits, app.state.status = plan, limits, "starting"
    app.state.memory = MemoryBudget(limits.memory_bytes)


@asynccontextmanager
async def workers_at_work(app: Starlette) -> AsyncIterator[None]:
    """Start the service's workers with an application, and stop them with it."""
    limits: Limits = app.state.limits
    prepare = partial(_prepare, app.state.plan)
    workers = Workers(limits.workers, limits.seconds, limits.waiting, prepare)
    app.state.workers = workers
    try:
        await workers.start()
        app.state.status = "ok"
        yield
    finally:
        app.state.status = "stopping"
        workers.stop()


def _prepare(plan: Plan) -> None:
    """Load the rules and touch everything that loads late, so that no first request waits."""
    audit_document(
        Document("warm", "The mayor opened the bridge on Monday, she said."), plan.rule_set()
    )


async def _health(request: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _ready(request: Request) -> Response:
    status = request.app.state.status
    return JSONResponse({"status": status}, 200 if status == "ok" else 503)


async def _openapi(request: Request) -> Response:
    return JSONResponse(description(request.app.state.limits.body_bytes))


async def _audit(request: Request) -> Response:
    return await _logged(request, _audited)


async def _audited(request: Request) -> Response:
    try:
        with request.app.state.workers.place():
            return await _answered(request)
    except BusyError as error:
        raise RequestError(
            503, "busy", "too many requests wait already; try again later"
        ) from error


async def _answered(request: Request) -> Response:
    limits: Limits = request.app.state.limits
    with_text = _with_text(request)
    with request.app.state.memory.reserve() as reservation:
        return await _answered_within(request, limits, reservation, with_text)


async def _answered_within(
    request: Request, limits: Limits, reservation: Reservation, with_text: bool
) -> Response:
    piece = _piece(request, await _body_in_time(request, limits, reservation))
    plan: Plan = request.app.state.plan
    reading = ReadingOptions(maximum_bytes=limits.body_bytes)
    try:
        answer = await _while_heard(
            request,
            partial(request.app.state.workers.run, answer_to, piece, reading, plan, with_text),
        )
    except GoneError as error:
        raise RequestError(_GONE, "gone", "the client did not wait for the answer") from error
    except TooSlowError as error:
        raise RequestError(504, "too slow", f"ended after {limits.seconds:g} seconds") from error
    except BrokenProcessPool as error:
        raise RequestError(500, "worker died", "the worker that audited it died") from error
    if "problem" in answer:
        raise RequestError(422, "no document", answer["problem"])
    return Response(answer["audit"], media_type="application/json")


async def _while_heard(
    request: Request, run: Callable[..., Awaitable[dict[str, Any]]]
) -> dict[str, Any]:
    """Return what the workers answer, as long as the client is there to hear it.

    What was not begun when it went is not begun; what goes on for longer is ended.

    Raises:
        GoneError: it is not there any more.
    """
    leaving = asyncio.ensure_future(_left(request))
    working = asyncio.ensure_future(run(is_wanted=lambda: not leaving.done()))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            await asyncio.wait({working}, timeout=_GRACE_SECONDS)
        if not working.done():
            raise GoneError
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    """Return when the client has gone; its body was read before."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def answer_to(piece: Piece, reading: ReadingOptions, plan: Plan, with_text: bool) -> dict[str, Any]:
    """Audit a piece; runs in a worker process."""
    found = list(parse_piece(piece, reading))
    documents = [each for each in found if not isinstance(each, Failure)]
    failures = [each for each in found if isinstance(each, Failure)]
    if not documents:
        reasons = [each.message for each in failures] or ["there is nothing to audit in it"]
        return {"problem": "; ".join(reasons)}
    rendered = render_line(record_of(_judged(documents[0], plan), with_text=with_text))
    if failures:
        record = json.loads(rendered)
        record["failures"] += [failure_record(each) for each in failures]
        rendered = json.dumps(record) + "\n"
    return {"audit": rendered}


def _with_text(request: Request) -> bool:
    given = request.query_params.get("text", "true").lower()
    if given not in ("true", "false"):
        raise RequestError(400, "bad parameter", f"text={given!r}: expected true or false")
    return given == "true"


def _piece(request: Request, body: bytes) -> Piece:
    content_type = request.headers.get("content-type", "")
    media = content_type.split(";")[0].strip().lower()
    if media not in _FORMATS:
        raise RequestError(
            415, "unknown type", f"the type is {media!r}: send one of {', '.join(_FORMATS)}"
        )
    if not body.strip():
        raise RequestError(422, "no document", "empty: there is nothing to audit")
    kind = binary_kind(body[:SNIFFED_BYTES])
    if kind is not None:
        raise RequestError(422, "no document", f"{kind}, not text")
    if media == "application/json":
        _refuse_broken_json(body)
    format_name = _FORMATS[media]
    name = _NAMES[format_name]
    return Piece(format_name, Origin(name, None), body, id=name)


def _refuse_broken_json(body: bytes) -> None:
    try:
        record = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RequestError(400, "not JSON", f"not JSON: {error}") from error
    if not isinstance(record, dict):
        raise RequestError(400, "not a record", "expected a JSON object with a field 'text'")


async def _body_in_time(request: Request, limits: Limits, reservation: Reservation) -> bytes:
    """Return the body; whoever sends it drop by drop holds a place in vain, so that ends too."""
    try:
        return await asyncio.wait_for(
            _body(request, limits.body_bytes, reservation), limits.seconds
        )
    except asyncio.TimeoutError as error:
        detail = f"the body took longer than {limits.seconds:g} seconds to arrive"
        raise RequestError(408, "too slow", detail) from error


async def _body(request: Request, largest: int, reservation: Reservation) -> bytes:
    parts = []
    try:
        async for part in request.stream():
            reservation.take(len(part))
            if reservation.size > largest:
                raise RequestError(413, "too large", f"the body has more than {largest:,} bytes")
            parts.append(part)
    except ClientDisconnect as error:
        raise RequestError(400, "cut off", "the body ended before it was whole") from error
    return b"".join(parts)


async def problem_response(request: Request, problem: Exception) -> Response:
    """Answer with what went wrong (RFC 9457)."""
    assert isinstance(problem, RequestError)
    return _problem(problem.status, problem.title, problem.detail)


def _refused(status: int, reason: str) -> Response:
    LOG.info("refused", extra={"figures": {"status": status}})
    return _problem(status, "refused", reason)


def _problem(status: int, title: str, detail: str) -> Response:
    content = {"title": title, "status": status, "detail": detail}
    headers = _RETRY_AFTER if status == 503 else None
    return JSONResponse(content, status, headers, "application/problem+json")


async def _logged(request: Request, endpoint: Callable[[Request], Awaitable[Response]]) -> Response:
    """Answer, and log one line of figures; never a word of the document."""
    begun = time.perf_counter()
    status = 500
    try:
        response = await endpoint(request)
        status = response.status_code
        return response
    except RequestError as problem:
        status = problem.status
        raise
    finally:
        milliseconds = round(1000 * (time.perf_counter() - begun), 1)
        figures = {"path": request.url.path, "status": status, "milliseconds": milliseconds}
        LOG.info("request", extra={"figures": figures})


def _judged(document: Document, plan: Plan) -> Audit:
    rules = plan.rule_set()
    audit = audit_document(document, rules)
    return audit if plan.settings is None else judged(audit, plan.settings, rules)
