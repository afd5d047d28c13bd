"""The HTTP service: what it answers, refuses and survives."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import time
import warnings
from collections.abc import Iterator
from functools import partial
from typing import Any

import jsonschema
import pytest

pytest.importorskip("starlette", reason="[web] is not installed")

with warnings.catch_warnings():
    # Starlette's client of 0.52 uses a name that anyio has moved.
    warnings.simplefilter("ignore", DeprecationWarning)
    from starlette.testclient import TestClient

from auditor.reporting.record import schema
from auditor.run import Plan
from auditor.web.openapi import description
from auditor.web.service import Limits, create_service
from auditor.web.workers import BusyError, TooSlowError, Workers

TEXT = "The mayor opened the bridge on Monday, she said.\n\nShare this article on Facebook"
LIMITS = Limits(body_bytes=100_000, seconds=60, workers=1, waiting=4)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_service(Plan(formats=()), LIMITS)) as started:
        yield started


def post(client: TestClient, body: bytes | str, media: str, query: str = "") -> Any:
    return client.post(f"/audit{query}", content=body, headers={"content-type": media})


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (TEXT, "text/plain"),
        (TEXT, "Text/Markdown; charset=utf-8"),
        (json.dumps({"text": TEXT, "title": "Bridge"}), "application/json"),
        (
            "<html><body><article><h1>Bridge</h1>"
            + "<p>The mayor opened the bridge on Monday, she said to the town.</p>" * 5
            + "</article></body></html>",
            "text/html",
        ),
    ],
)
def test_a_document_gets_the_report_of_the_published_schema(
    client: TestClient, body: str, media: str
) -> None:
    answer = post(client, body, media)

    assert answer.status_code == 200, answer.text
    jsonschema.validate(answer.json(), schema())
    assert "mayor" in answer.json()["document"]["text"]


def test_the_text_can_be_left_out_and_a_record_brings_its_title(client: TestClient) -> None:
    body = json.dumps({"text": TEXT, "title": "Bridge"})

    document = post(client, body, "application/json", "?text=false").json()["document"]

    assert "text" not in document
    assert document["title"] == "Bridge"


@pytest.mark.parametrize(
    ("body", "media", "query", "expected"),
    [
        (b"", "text/plain", "", (422, "empty")),
        (b" \n", "text/plain", "", (422, "empty")),
        (b"%PDF-1.7", "text/plain", "", (422, "a PDF file")),
        (b"{", "application/json", "", (400, "not JSON")),
        (b"[" * 50_000, "application/json", "", (400, "not JSON")),
        (b"[]", "application/json", "", (400, "expected a JSON object")),
        (b'{"body": "x"}', "application/json", "", (422, "no field 'text'")),
        (b'{"text": ""}', "application/json", "", (422, "is empty")),
        (b"x", "image/png", "", (415, "image/png")),
        (b"x", "", "", (415, "send one of")),
        (b"x" * 100_001, "text/plain", "", (413, "more than 100,000 bytes")),
        (b"x", "text/plain", "?text=maybe", (400, "expected true or false")),
    ],
)
def test_what_is_no_document_is_refused_as_a_problem(
    client: TestClient, body: bytes, media: str, query: str, expected: tuple[int, str]
) -> None:
    answer = post(client, body, media, query)
    status, detail = expected

    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert detail in answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_bad_bytes_are_audited_and_told(client: TestClient) -> None:
    record = post(client, TEXT.encode() + b" caf\xe9 \xff\xfe\x81", "text/plain").json()

    assert record["document"]["text"].startswith("The mayor")


def test_it_tells_of_its_state_and_only_ready_when_it_is(client: TestClient) -> None:
    unstarted = TestClient(create_service(Plan(formats=()), LIMITS))

    assert [client.get(path).status_code for path in ("/health", "/ready")] == [200, 200]
    assert [unstarted.get(path).status_code for path in ("/health", "/ready")] == [200, 503]
    assert client.get("/audit").status_code == 405


def test_the_description_is_valid_and_its_references_lead_somewhere(client: TestClient) -> None:
    described = client.get("/openapi.json").json()

    assert described == json.loads(json.dumps(description(100_000)))
    jsonschema.Draft202012Validator.check_schema(described["components"]["schemas"]["Audit"])
    text = json.dumps(described)
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in described["components"]["schemas"]


def test_the_log_has_figures_and_never_the_text(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "auditor.web"):
        post(client, TEXT, "text/plain")

    (record,) = caplog.records
    figures = record.__dict__["figures"]
    assert (figures["path"], figures["status"]) == ("/audit", 200)
    assert "mayor" not in str(record.__dict__)


def die() -> None:
    os._exit(1)


def fail() -> None:
    raise ValueError("its own")


def nothing() -> None:
    return None


def test_workers_end_what_is_slow_replace_what_died_and_refuse_the_crowd() -> None:
    async def scenario() -> list[object]:
        workers = Workers(1, 0.5, 1, nothing)
        await workers.start()
        seen: list[object] = []
        try:
            for work in (partial(time.sleep, 30), die):
                try:
                    await workers.run(work)
                except Exception as error:
                    seen.append(type(error).__name__)
            slow = [asyncio.ensure_future(workers.run(time.sleep, 0.2)) for _ in range(4)]
            results = await asyncio.gather(*slow, return_exceptions=True)
            seen.append(sum(isinstance(each, BusyError) for each in results))
            seen += [
                type(each).__name__
                for each in await asyncio.gather(workers.run(fail), return_exceptions=True)
            ]
            seen.append(await workers.run(abs, -3))
        finally:
            workers.stop()
        return seen

    assert TooSlowError.__name__ == "TooSlowError"
    assert asyncio.run(scenario()) == ["TooSlowError", "BrokenProcessPool", 2, "ValueError", 3]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_keeps_to_its_own_description() -> None:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from schemathesis.specs.openapi import checks

    service = create_service(Plan(formats=()), LIMITS)
    with TestClient(service):
        described = schemathesis.openapi.from_asgi("/openapi.json", service)
        operations = [operation.ok() for operation in described.get_all_operations()]
        for operation in operations:
            # What has no parameters can be asked in no wrong way.
            modes = (
                list(schemathesis.GenerationMode)
                if operation.body
                else [schemathesis.GenerationMode.POSITIVE]
            )
            for mode in modes:
                # No schema can say that a string must hold an article, nor that `false` is one.
                accepted = [checks.positive_data_acceptance, checks.negative_data_rejection]
                _hold_to(operation.as_strategy(generation_mode=mode), accepted)

    assert len(operations) == 3


def _hold_to(strategy: Any, excluded: list[Any]) -> None:
    from hypothesis import HealthCheck, given, settings

    @given(strategy)
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    def keeps(case: Any) -> None:
        case.call_and_validate(excluded_checks=excluded)

    keeps()
