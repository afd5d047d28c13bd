"""The HTTP service: what it answers, refuses and survives."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest

pytest.importorskip("starlette", reason="[web] is not installed")

with warnings.catch_warnings():
    # Starlette's client of 0.52 uses a name that anyio has moved.
    warnings.simplefilter("ignore", DeprecationWarning)
    from starlette.testclient import TestClient

from auditor.record.audit_record import schema
from auditor.run.plan import Plan
from auditor.web.memory_budget import BusyError, MemoryBudget
from auditor.web.openapi import description
from auditor.web.service import Limits, create_service
from auditor.web.workers import TooSlowError, Workers

TEXT = "The mayor opened the bridge on Monday, she said.\n\nShare this article on Facebook"
BASE = "http://127.0.0.1:8766"
LIMITS = Limits(body_bytes=100_000, seconds=60, workers=1, waiting=4)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_service(Plan(formats=()), LIMITS), base_url=BASE) as started:
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
        (b'{"label": "x"}', "application/json", "", (422, "no field")),
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
    unstarted = TestClient(create_service(Plan(formats=()), LIMITS), base_url=BASE)

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


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"host": "127.0.0.1.evil.example:8766"}, 421),
        ({"host": "rebound.example:8766", "origin": "http://rebound.example:8766"}, 421),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://127.0.0.1:8766", "sec-fetch-site": "same-origin"}, 200),
        ({"host": "LOCALHOST:1"}, 200),
    ],
)
def test_requests_from_elsewhere_are_refused_as_problems(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    answer = client.post("/audit", content=TEXT, headers={"content-type": "text/plain", **headers})

    assert answer.status_code == status
    assert status == 200 or answer.json()["title"] == "refused"


def test_reading_under_another_name_is_refused_too(client: TestClient) -> None:
    for path in ("/health", "/ready", "/openapi.json", "/nowhere"):
        assert client.get(path, headers={"host": "rebound.example"}).status_code == 421


def test_a_proxys_name_can_be_allowed() -> None:
    def status(*hosts: str) -> int:
        service = create_service(Plan(formats=()), replace(LIMITS, hosts=hosts))
        return TestClient(service, base_url="https://desk.example").get("/health").status_code

    assert [status("127.0.0.1"), status("desk.example"), status("*")] == [421, 200, 200]


def test_a_body_that_comes_drop_by_drop_is_given_up() -> None:
    async def scenario() -> tuple[int, str]:
        service = create_service(Plan(formats=()), replace(LIMITS, seconds=0.2))
        service.state.workers = Workers(1, 0.2, 0, nothing)
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            await asyncio.sleep(0.05)
            return {"type": "http.request", "body": b"x", "more_body": True}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "method": "POST",
            "path": "/audit",
            "query_string": b"",
            "headers": [(b"host", b"localhost"), (b"content-type", b"text/plain")],
        }
        await service(scope, receive, send)
        return sent[0]["status"], sent[1]["body"].decode()

    status, body = asyncio.run(scenario())

    assert status == 408
    assert "longer than 0.2 seconds to arrive" in body


def test_all_requests_together_hold_no_more_than_the_limit_and_give_it_back() -> None:
    held = MemoryBudget(10)
    with held.reserve() as first, held.reserve() as second:
        first.take(6)
        second.take(4)
        with pytest.raises(BusyError), held.reserve() as third:
            third.take(1)
        assert held.size == 10
    assert held.size == 0


def test_a_crowd_that_holds_too_much_is_told_to_come_back() -> None:
    service = create_service(Plan(formats=()), replace(LIMITS, memory_bytes=50))
    with TestClient(service, base_url=BASE) as client:
        answers = [post(client, body, "text/plain") for body in ("x" * 51, "A line of text.")]

    assert [each.status_code for each in answers] == [503, 200]
    assert answers[0].headers["retry-after"] == "1"


@pytest.mark.slow
def test_it_ends_in_good_order_and_logs_json_lines() -> None:
    pytest.importorskip("uvicorn", reason="[web] is not installed")
    command = (sys.executable, "-c", "from auditor.cli.main import main; main()")
    with subprocess.Popen(
        (*command, "serve", "--port", "0", "--workers", "1"), stderr=subprocess.PIPE, text=True
    ) as serving:
        assert serving.stderr is not None
        log: list[dict[str, Any]] = []
        while not log or "startup complete" not in log[-1]["message"]:
            log.append(json.loads(serving.stderr.readline()))
        address = log[0]["address"]
        with ThreadPoolExecutor(3) as pool:
            asked = [pool.submit(_ask, f"{address}audit") for _ in range(3)]
            while "path" not in log[-1]:
                log.append(json.loads(serving.stderr.readline()))
            serving.terminate()
            statuses = [each.result() for each in asked]
        log += [json.loads(line) for line in serving.stderr]

    assert statuses == [200, 200, 200]
    assert serving.returncode == -signal.SIGTERM  # after all was answered
    assert all(set(line) >= {"time", "level", "message"} for line in log)
    assert sum(line.get("path") == "/audit" for line in log) == 3


def _ask(address: str) -> int:
    request = urllib.request.Request(address, TEXT.encode(), {"Content-Type": "text/plain"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        status: int = answer.status
    return status


def die() -> None:
    os._exit(1)


def fail() -> None:
    raise ValueError("its own")


def nothing() -> None:
    return None


async def placed(workers: Workers) -> object:
    with workers.place():
        return await workers.run(time.sleep, 0.2)


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
            slow = [asyncio.ensure_future(placed(workers)) for _ in range(4)]
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


def test_what_nobody_wants_any_more_is_not_begun() -> None:
    async def scenario() -> list[object]:
        workers = Workers(1, 60, 1, nothing)
        await workers.start()
        try:
            unwanted = workers.run(die, is_wanted=lambda: False)
            results: list[object] = [
                type(each).__name__
                for each in await asyncio.gather(unwanted, return_exceptions=True)
            ]
            results.append(await workers.run(abs, -3))  # the one process is none the worse
        finally:
            workers.stop()
        return results

    assert asyncio.run(scenario()) == ["GoneError", 3]


@pytest.mark.slow
def test_a_client_that_goes_away_has_its_work_ended() -> None:
    pytest.importorskip("uvicorn", reason="[web] is not installed")
    command = (sys.executable, "-c", "from auditor.cli.main import main; main()")
    options = ("--port", "0", "--workers", "1", "--timeout", "3000")
    with subprocess.Popen(
        (*command, "serve", *options), stderr=subprocess.PIPE, text=True
    ) as serving:
        assert serving.stderr is not None
        log: list[dict[str, Any]] = []
        while not log or "startup complete" not in log[-1]["message"]:
            log.append(json.loads(serving.stderr.readline()))
        address = urlsplit(log[0]["address"])
        assert address.hostname is not None
        assert address.port is not None
        minutes = b"Home\n" * 3_000_000  # the one worker would be at it all that time
        for _ in range(2):  # one is at work, the other waits
            _send_and_leave(address.hostname, address.port, minutes)
        status = _ask(f"{log[0]['address']}audit")
        serving.terminate()
        log += [json.loads(line) for line in serving.stderr]

    assert status == 200
    assert sorted(line["status"] for line in log if line.get("path") == "/audit") == [200, 499, 499]


def _send_and_leave(host: str, port: int, body: bytes) -> None:
    with socket.create_connection((host, port)) as connection:
        head = (
            f"POST /audit HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: text/plain\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        connection.sendall(head.encode() + body)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_keeps_to_its_own_description() -> None:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from schemathesis.specs.openapi import checks

    service = create_service(Plan(formats=()), replace(LIMITS, hosts=("*",)))
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
