"""The service's own description (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from auditor.record.audit_record import schema
from auditor.version import __version__

AUDIT_TYPES = ("text/plain", "text/markdown", "text/html", "application/json")
_METADATA = ("title", "byline", "published", "url", "site", "language")
_DEFS, _SCHEMAS = "#/$defs/", "#/components/schemas/"


def description(largest: int) -> dict[str, Any]:
    """Return the description.

    Args:
        largest: bytes that a request's body may have.
    """
    audit = {key: value for key, value in schema().items() if key not in ("$schema", "$id")}
    schemas = {"Audit": audit, **audit.pop("$defs", {})}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "audit",
            "version": __version__,
            "description": "Says, with evidence, how far an article can be trusted.",
        },
        "paths": {
            "/audit": {"post": _audit_operation(largest)},
            "/health": {"get": _state("Whether the process lives.", ())},
            "/ready": {"get": _state("Whether audits can be made now.", ("503",))},
        },
        "components": {"schemas": {**_relinked(schemas), "Problem": _PROBLEM, "State": _STATE}},
    }


_PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
_STATE = {
    "type": "object",
    "required": ["status"],
    "properties": {"status": {"enum": ["ok", "starting", "stopping"]}},
}
_ELSEWHERE = {
    "421": "The request names a host that is not this service's.",
}
_PROBLEMS = {
    "400": "The body cannot be read.",
    "403": "The request comes from a page of another site.",
    "408": "The body took too long to arrive.",
    "413": "The body is too large.",
    "415": "The body's type is none of those above.",
    "422": "There is no text in it.",
    "500": "A defect of ours, or a worker that died.",
    "503": "Too many requests wait already; try again later.",
    "504": "The audit took too long and was ended.",
}


def _audit_operation(largest: int) -> dict[str, Any]:
    text = {"schema": {"type": "string", "minLength": 1, "maxLength": largest}}
    record = {
        "schema": {
            "type": "object",
            "required": ["text"],
            "properties": {
                "text": {"type": "string", "minLength": 1},
                # Of any type: what is no text is passed by, as in files.
                **{name: {"description": "Metadata."} for name in _METADATA},
            },
        }
    }
    return {
        "summary": "Audit one document.",
        "operationId": "audit",
        "description": f"At most {largest:,} bytes. A JSON body is a record: `text` and metadata.",
        "parameters": [
            {
                "name": "text",
                "in": "query",
                "description": "Whether the answer holds the document's text.",
                "schema": {"type": "boolean", "default": True},
            }
        ],
        "requestBody": {
            "required": True,
            "content": {
                name: record if name == "application/json" else text for name in AUDIT_TYPES
            },
        },
        "responses": {
            "200": _answer("The audit.", "application/json", "Audit"),
            **{
                status: _answer(text, "application/problem+json", "Problem")
                for status, text in (_PROBLEMS | _ELSEWHERE).items()
            },
        },
    }


def _state(summary: str, further: tuple[str, ...]) -> dict[str, Any]:
    answers = {
        status: _answer(summary, "application/json", "State") for status in ("200", *further)
    }
    for status, text in _ELSEWHERE.items():
        answers[status] = _answer(text, "application/problem+json", "Problem")
    return {"summary": summary, "responses": answers}


def _answer(text: str, media: str, name: str) -> dict[str, Any]:
    return {
        "description": text,
        "content": {media: {"schema": {"$ref": f"{_SCHEMAS}{name}"}}},
    }


def _relinked(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: each.replace(_DEFS, _SCHEMAS) if key == "$ref" else _relinked(each)
            for key, each in value.items()
        }
    return [_relinked(each) for each in value] if isinstance(value, list) else value
