"""The review application: a queue, a document's page, verdicts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from auditor.dimensions import DIMENSIONS, SIGNS
from auditor.export.verdicts import FORMS, export
from auditor.reporting.documents.html import render_page, render_record
from auditor.store import StoreError, last_run, open_store, record_in, runs
from auditor.store.agreement import cohen_pairs, items_of, krippendorff_alpha
from auditor.store.connection import error_message
from auditor.store.queue import ORDERS, Order, decision_on, fingerprints_in, queue, rules_in
from auditor.store.runs import DocumentRow
from auditor.store.verdicts import Judged, Target, decide, undo_last, verdicts, verdicts_on
from auditor.web.security import MAX_DIGITS, LocalOnly, number_of

PAGE = 50
MAX_NOTE_LENGTH = 2000
_LARGEST = 10**MAX_DIGITS


def create_app(path: Path, reviewer: str, run: int | None = None) -> Starlette:
    """Return the application over the store at ``path``.

    Args:
        path: the store's file.
        reviewer: who judges, until the browser says another name.
        run: which run to review; the newest one where it is ``None``.
    """
    app = Starlette(
        routes=[
            Route("/", _reading(_queue_page)),
            Route("/document/{document}", _reading(_document_page)),
            Route("/export/{form}", _reading(_export)),
            Route("/verdicts", _writing(_decide), methods=["POST"]),
            Route("/bulk", _writing(_decide_by_rule), methods=["POST"]),
            Route("/undo", _writing(_undo), methods=["POST"]),
        ],
        middleware=[Middleware(LocalOnly)],
        exception_handlers={StoreError: _error_response, sqlite3.Error: _error_response},
    )
    app.state.path, app.state.reviewer, app.state.run = path, reviewer, run
    return app


def _reading(page: Callable[[sqlite3.Connection, Request], Response]) -> Any:
    """Make an endpoint of a function that reads the store; each request has its own connection."""

    def endpoint(request: Request) -> Response:
        with closing(open_store(request.app.state.path, must_exist=True)) as store:
            return page(store, request)

    return endpoint


def _writing(act: Callable[[sqlite3.Connection, Request, dict[str, Any]], Any]) -> Any:
    """Make an endpoint of a function that takes a JSON object and answers with one."""

    async def endpoint(request: Request) -> Response:
        try:
            given = json.loads(await request.body())
        except (ValueError, RecursionError) as error:
            raise StoreError(f"the request is not JSON: {error}") from error
        if not isinstance(given, dict):
            raise StoreError("the request must be a JSON object")
        return JSONResponse(await run_in_threadpool(_acted, request, given))

    def _acted(request: Request, given: dict[str, Any]) -> Any:
        with closing(open_store(request.app.state.path, must_exist=True)) as store:
            return act(store, request, given)

    return endpoint


def _error_response(request: Request, error: Exception) -> Response:
    is_ours = isinstance(error, StoreError)
    reason = str(error) if is_ours else error_message(request.app.state.path, error)  # type: ignore[arg-type]
    return JSONResponse({"error": reason}, 400 if is_ours else 503)


def _reviewer(request: Request) -> str:
    name = unquote(request.cookies.get("reviewer", "")).strip()
    return name[:80] or str(request.app.state.reviewer)


def _run(store: sqlite3.Connection, request: Request) -> int:
    chosen = request.app.state.run
    return last_run(store) if chosen is None else int(chosen)


def _order(request: Request) -> Order:
    order = request.query_params.get("order", "matters")
    return next((known for known in ORDERS if known == order), "matters")


def _queue_page(store: sqlite3.Connection, request: Request) -> Response:
    run, reviewer, order = _run(store, request), _reviewer(request), _order(request)
    rows = queue(store, run, reviewer, order)
    page = max(number_of(request.query_params.get("page", "")) or 1, 1)
    items = items_of(verdicts(store))
    return HTMLResponse(
        render_page(
            "queue.html.jinja",
            script="review.js",
            styles=("base.css", "index.css", "review.css"),
            connect="'self'",
            run=next(each for each in runs(store) if each.id == run),
            rows=rows[(page - 1) * PAGE : page * PAGE],
            page=page,
            pages=max(1, -(-len(rows) // PAGE)),
            documents=len(rows),
            done=sum(row.is_done for row in rows),
            findings=sum(row.findings for row in rows),
            judged=sum(row.judged for row in rows),
            order=order,
            rules=rules_in(store, run),
            pairs=cohen_pairs(items),
            alpha=krippendorff_alpha(items),
            forms=list(FORMS),
            state={"run": run, "reviewer": reviewer},
        )
    )


def _document_page(store: sqlite3.Connection, request: Request) -> Response:
    document = _document(store, number_of(request.path_params["document"]))
    known = verdicts(store, document)
    rows = queue(store, document.run, _reviewer(request), _order(request))
    order = [row.document.id for row in rows]
    at = order.index(document.id)
    state = {
        "document": document.id,
        "run": document.run,
        "order": _order(request),
        "reviewer": _reviewer(request),
        "verdicts": _verdicts_of(store, document, request),
        "whole": decision_on(Target(), _own(known, request)),
        "dimensions": {
            name: decision_on(Target(dimension=name), _own(known, request)) for name in DIMENSIONS
        },
        "questions": SIGNS,
        "next": order[(at + 1) % len(order)],
        "previous": order[at - 1],
    }
    return HTMLResponse(render_record(record_in(store, document.id), review=state))


def _own(known: list[Any], request: Request) -> list[Any]:
    return [each for each in known if each.reviewer == _reviewer(request)]


def _verdicts_of(
    store: sqlite3.Connection, document: DocumentRow, request: Request
) -> dict[str, Any]:
    """Return, by finding, the reviewer's own verdict and what the others said."""
    found = verdicts_on(fingerprints_in(store, document), verdicts(store, document))
    me = _reviewer(request)
    return {
        str(number): {
            "decision": by[me].decision if me in by else None,
            "note": by[me].note if me in by else "",
            "others": [f"{name}: {it.decision}" for name, it in sorted(by.items()) if name != me],
        }
        for number, by in found.items()
    }


def _document(store: sqlite3.Connection, number: Any) -> DocumentRow:
    row = store.execute(
        "SELECT id, run, name, digest, title, outlet, recommendation FROM document WHERE id = ?",
        (number if isinstance(number, int) and abs(number) < _LARGEST else -1,),
    ).fetchone()
    if row is None:
        raise StoreError("that document is not in the store (any more): go back to the queue")
    return DocumentRow(*row)


def _decide(store: sqlite3.Connection, request: Request, given: dict[str, Any]) -> Any:
    """Keep one or more decisions on a document: on findings, dimensions, or its advice."""
    document = _document(store, given.get("document"))
    decide(store, _reviewer(request), _judged(store, document, given.get("decisions")))
    return {"verdicts": _verdicts_of(store, document, request)}


def _judged(store: sqlite3.Connection, document: DocumentRow, given: Any) -> list[Judged]:
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise StoreError("decisions must be a list of objects")
    findings = store.execute(
        "SELECT rule, fingerprint, confidence FROM finding WHERE document = ? ORDER BY number",
        (document.id,),
    ).fetchall()
    judged = []
    for each in given:
        note = str(each.get("note") or "")[:MAX_NOTE_LENGTH]
        number, decision = each.get("finding"), each.get("decision")
        if number is None:
            target = Target(dimension=each.get("dimension"))
            judged.append(Judged(document, target, decision, note=note))
            continue
        if not isinstance(number, int) or not 0 <= number < len(findings):
            raise StoreError(f"the document has no finding {number!r}: load the page again")
        row = findings[number]
        target = Target(fingerprint=row["fingerprint"])
        judged.append(Judged(document, target, decision, row["rule"], row["confidence"], note))
    return judged


def _decide_by_rule(store: sqlite3.Connection, request: Request, given: dict[str, Any]) -> Any:
    """Give all findings of one rule in the run the same verdict, those judged already excepted."""
    run, rule, reviewer = _run(store, request), given.get("rule"), _reviewer(request)
    judged = []
    if rule in [name for name, *_ in rules_in(store, run)]:
        judged = list(_unjudged_of(store, run, rule, reviewer, given.get("decision")))
    decide(store, reviewer, judged)
    return {"decided": len(judged)}


def _unjudged_of(
    store: sqlite3.Connection, run: int, rule: str, reviewer: str, decision: Any
) -> Iterator[Judged]:
    rows = store.execute(
        "SELECT DISTINCT document FROM finding JOIN document ON document.id = finding.document"
        " WHERE run = ? AND rule = ? ORDER BY document",
        (run, rule),
    ).fetchall()
    for (number,) in rows:
        document = _document(store, number)
        own = [each for each in verdicts(store, document) if each.reviewer == reviewer]
        prints = fingerprints_in(store, document)
        done = verdicts_on(prints, own)
        findings = store.execute(
            "SELECT number, confidence FROM finding WHERE document = ? AND rule = ?", (number, rule)
        )
        for row in findings:
            if row["number"] not in done:
                target = Target(fingerprint=prints[row["number"]])
                yield Judged(document, target, decision, rule, row["confidence"])


def _undo(store: sqlite3.Connection, request: Request, given: dict[str, Any]) -> Any:
    undone = undo_last(store, _reviewer(request))
    number = given.get("document")
    if number is None:
        return {"undone": undone}
    return {"undone": undone, "verdicts": _verdicts_of(store, _document(store, number), request)}


def _export(store: sqlite3.Connection, request: Request) -> Response:
    form = request.path_params["form"]
    text = export(store, _run(store, request), form)
    suffix = {"csv": "csv", "label-studio": "json", "argilla": "json"}.get(form, "jsonl")
    name = f'attachment; filename="verdicts-{form}.{suffix}"'
    return Response(
        text, media_type="text/plain; charset=utf-8", headers={"content-disposition": name}
    )
