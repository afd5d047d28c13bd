"""The pages of review: a queue, a document, verdicts, reviewed reports."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from auditor.dimensions import DIMENSIONS, SIGNS
from auditor.export.verdicts import FORMS, export
from auditor.record.reviewed import DECISION_WORDS
from auditor.reporting.documents.html import render_page, render_record
from auditor.reporting.documents.markdown import render_record as render_markdown
from auditor.reporting.names import report_name
from auditor.store import StoreError, last_run, open_store, record_in, runs
from auditor.store.agreement import cohen_pairs, items_of, krippendorff_alpha
from auditor.store.connection import error_message
from auditor.store.queue import (
    ORDERS,
    Choice,
    Order,
    chosen,
    decision_on,
    fingerprints_in,
    outlets_in,
    queue,
    rules_in,
)
from auditor.store.reviewed import reviewed_in
from auditor.store.runs import DocumentRow
from auditor.store.verdicts import (
    Judged,
    Target,
    Verdict,
    decide,
    undo_last,
    verdicts,
    verdicts_on,
)
from auditor.web.security import MAX_DIGITS, LocalOnly, number_of

PAGE = 50
PAGE_STYLES = ("base.css", "index.css", "review.css")
MAX_NOTE_LENGTH = 2000
ORDER_WORDS: dict[Order, str] = {
    "matters": "what matters most first",
    "unsure": "what the model is least sure of first",
}
REVIEWED_FORMS: dict[str, tuple[Callable[..., str], str]] = {
    "html": (partial(render_record, home=None), "text/html; charset=utf-8"),
    "md": (render_markdown, "text/markdown; charset=utf-8"),
}
_BATCH = re.compile(r"[0-9a-f]{32}")
_LARGEST = 10**MAX_DIGITS


def create_app(path: Path, reviewer: str, run: int | None = None) -> Starlette:
    """Return the application that reviews the store at ``path``, and audits nothing.

    Args:
        path: the store's file.
        reviewer: who judges, until the browser says another name.
        run: which run to review; the newest one where it is ``None``.
    """
    app = Starlette(
        routes=[Route("/", _reading(_queue_page)), *review_routes()],
        middleware=[Middleware(LocalOnly)],
        exception_handlers=error_handlers(),
    )
    app.state.path, app.state.reviewer, app.state.run = path, reviewer, run
    app.state.is_desk = False
    return app


def review_routes() -> list[Route]:
    """Return the routes of review; the application's state holds path, reviewer and run."""
    return [
        Route("/queue", _reading(_queue_page)),
        Route("/document/{document}", _reading(_document_page)),
        Route("/document/{document}/verdicts", _reading(_verdicts_now)),
        Route("/document/{document}/report.{form}", _reading(_reviewed_report)),
        Route("/export/{form}", _reading(_export)),
        Route("/verdicts", _writing(_decide), methods=["POST"]),
        Route("/bulk", _writing(_decide_by_rule), methods=["POST"]),
        Route("/undo", _writing(_undo), methods=["POST"]),
    ]


def error_handlers() -> dict[Any, Any]:
    """Return what answers the store's errors."""
    return {StoreError: error_response, sqlite3.Error: error_response}


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


def error_response(request: Request, error: Exception) -> Response:
    """Answer with the reason: on a page where a page was asked for, else as JSON."""
    is_ours = isinstance(error, StoreError)
    reason = str(error) if is_ours else error_message(request.app.state.path, error)  # type: ignore[arg-type]
    if "text/html" in request.headers.get("accept", ""):
        page = render_page("error.html.jinja", script=None, styles=PAGE_STYLES, reason=reason)
        return HTMLResponse(page, 400 if is_ours else 503)
    return JSONResponse({"error": reason}, 400 if is_ours else 503)


def _reviewer(request: Request) -> str:
    name = unquote(request.cookies.get("reviewer", "")).strip()
    return name[:80] or str(request.app.state.reviewer)


def _run(store: sqlite3.Connection, request: Request, given: object = None) -> int:
    """Return the run that the request names, else the application's, else the newest."""
    asked = number_of(str(given or request.query_params.get("run", "")))
    chosen = request.app.state.run if asked is None else asked
    return last_run(store) if chosen is None else int(chosen)


def _order(request: Request) -> Order:
    order = request.query_params.get("order", "matters")
    return next((known for known in ORDERS if known == order), "matters")


def _choice(request: Request) -> Choice:
    """Return the filters of the address; what is none of a field's values chooses nothing."""
    given = {name: value for name, value in request.query_params.items() if name in Choice._fields}
    return Choice(**{**given, "is_open": bool(given.get("is_open"))})  # type: ignore[arg-type]


def _query(request: Request, **others: object) -> str:
    """Return the address's query with other values in place; empty ones are left out."""
    known = ("run", "order", *Choice._fields)
    given = {name: request.query_params.get(name, "") for name in known} | others
    kept = urlencode({name: value for name, value in given.items() if value}, errors="replace")
    return f"?{kept}" if kept else ""


def _queue_page(store: sqlite3.Connection, request: Request) -> Response:
    run, reviewer, order = _run(store, request), _reviewer(request), _order(request)
    everything, choice = queue(store, run, reviewer, order), _choice(request)
    rows = chosen(store, run, everything, choice)
    page = max(number_of(request.query_params.get("page", "")) or 1, 1)
    items = items_of(verdicts(store))
    return HTMLResponse(
        render_page(
            "queue.html.jinja",
            script="review.js",
            styles=PAGE_STYLES,
            connect="'self'",
            is_desk=request.app.state.is_desk,
            run=next(each for each in runs(store) if each.id == run),
            rows=rows[(page - 1) * PAGE : page * PAGE],
            page=page,
            pages=max(1, -(-len(rows) // PAGE)),
            shown=len(rows),
            documents=len(everything),
            done=sum(row.is_done for row in everything),
            findings=sum(row.findings for row in everything),
            judged=sum(row.judged for row in everything),
            order=order,
            orders=ORDER_WORDS,
            choice=choice,
            query=partial(_query, request),
            rules=rules_in(store, run),
            outlets=outlets_in(store, run),
            dimensions=DIMENSIONS,
            words=DECISION_WORDS,
            pairs=cohen_pairs(items),
            alpha=krippendorff_alpha(items),
            forms=list(FORMS),
            state={"run": run, "reviewer": reviewer},
        )
    )


def _document_page(store: sqlite3.Connection, request: Request) -> Response:
    document = _document(store, number_of(request.path_params["document"]))
    rows = queue(store, document.run, _reviewer(request), _order(request))
    order = [row.document.id for row in chosen(store, document.run, rows, _choice(request))]
    at = order.index(document.id) if document.id in order else -1
    state = {
        "document": document.id,
        "run": document.run,
        "queue": f"/queue{_query(request, run=document.run)}",
        "query": _query(request),
        "reviewer": _reviewer(request),
        **_state_of(store, document, request),
        "questions": SIGNS,
        "is_desk": request.app.state.is_desk,
        "next": order[(at + 1) % len(order)] if order else document.id,
        "previous": order[at - 1] if order else document.id,
    }
    return HTMLResponse(render_record(record_in(store, document.id), review=state))


def _state_of(store: sqlite3.Connection, document: DocumentRow, request: Request) -> dict[str, Any]:
    """Return what the reviewer has decided on a document, and what others said."""
    own = _own(verdicts(store, document), request)
    return {
        "verdicts": _verdicts_of(store, document, request),
        "whole": decision_on(Target(), own),
        "dimensions": {name: decision_on(Target(dimension=name), own) for name in DIMENSIONS},
    }


def _verdicts_now(store: sqlite3.Connection, request: Request) -> Response:
    document = _document(store, number_of(request.path_params["document"]))
    return JSONResponse(_state_of(store, document, request))


def _reviewed_report(store: sqlite3.Connection, request: Request) -> Response:
    """Answer with the report that can be handed on: verdicts in it, nothing to press."""
    document = _document(store, number_of(request.path_params["document"]))
    form = request.path_params["form"]
    if form not in REVIEWED_FORMS:
        raise StoreError(f"no reviewed report is called {form!r}: {', '.join(REVIEWED_FORMS)}")
    render, media = REVIEWED_FORMS[form]
    text = render(record_in(store, document.id), reviewed=reviewed_in(store, document))
    name = f'inline; filename="{report_name(document.name)}.{form}"'
    return Response(
        text.encode("utf-8", "replace"), media_type=media, headers={"content-disposition": name}
    )


def _own(known: list[Any], request: Request) -> list[Any]:
    return [each for each in known if each.reviewer == _reviewer(request)]


def _verdicts_of(
    store: sqlite3.Connection, document: DocumentRow, request: Request
) -> dict[str, Any]:
    """Return, by finding, the reviewer's own verdict and what the others said."""
    known = verdicts(store, document)
    found = verdicts_on(fingerprints_in(store, document), known, with_notes=True)
    me = _reviewer(request)
    return {
        str(number): {
            "decision": by[me].decision if me in by and by[me].decision != "none" else None,
            "note": by[me].note if me in by else "",
            "others": [_said(it) for name, it in sorted(by.items()) if name != me],
        }
        for number, by in found.items()
    }


def _said(verdict: Verdict) -> str:
    word = DECISION_WORDS.get(verdict.decision, "")
    return f"{verdict.reviewer}: {', '.join(filter(None, (word, verdict.note)))}"


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
    document, reviewer = _document(store, given.get("document")), _reviewer(request)
    batch = str(given.get("batch") or "")
    if batch and not _BATCH.fullmatch(batch):
        raise StoreError("a batch is named by 32 hexadecimal digits")
    decide(store, reviewer, _judged(store, document, given.get("decisions"), reviewer), batch)
    return _state_of(store, document, request)


def _judged(
    store: sqlite3.Connection, document: DocumentRow, given: Any, reviewer: str
) -> list[Judged]:
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise StoreError("decisions must be a list of objects")
    findings = store.execute(
        "SELECT rule, fingerprint, confidence FROM finding WHERE document = ? ORDER BY number",
        (document.id,),
    ).fetchall()
    known = verdicts(store, document)
    standing = verdicts_on([row["fingerprint"] for row in findings], known)
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
        if "decision" not in each:  # a note alone leaves the verdict as it is
            own = standing.get(number, {}).get(reviewer)
            decision = "none" if own is None else own.decision
        judged.append(Judged(document, target, decision, row["rule"], row["confidence"], note))
    return judged


def _decide_by_rule(store: sqlite3.Connection, request: Request, given: dict[str, Any]) -> Any:
    """Give all findings of one rule in the run the same verdict, those judged already excepted."""
    run, rule = _run(store, request, given.get("run")), given.get("rule")
    reviewer = _reviewer(request)
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
    """Take back the last action; say how much it was, and which findings of the page it was on."""
    undone, number = undo_last(store, _reviewer(request)), given.get("document")
    answer: dict[str, Any] = {"undone": len(undone)}
    if number is None:
        return answer
    document = _document(store, number)
    prints = {each.target.fingerprint for each in undone}
    known = fingerprints_in(store, document)
    return {
        **answer,
        **_state_of(store, document, request),
        "findings": [at for at, fingerprint in enumerate(known) if fingerprint in prints],
        "elsewhere": not any(
            document.name == each.document or document.digest == each.digest for each in undone
        ),
    }


def _export(store: sqlite3.Connection, request: Request) -> Response:
    form = request.path_params["form"]
    text = export(store, _run(store, request), form)
    suffix = {"csv": "csv", "label-studio": "json", "argilla": "json"}.get(form, "jsonl")
    name = f'attachment; filename="verdicts-{form}.{suffix}"'
    return Response(
        text, media_type="text/plain; charset=utf-8", headers={"content-disposition": name}
    )
