"""The desk, request by request."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from starlette.testclient import TestClient

from auditor.run.plan import Plan
from auditor.web.desk import create_desk
from auditor.web.jobs import name_of_text, safe_parts
from auditor.web.service import Limits

BATCH = "0" * 32
OURS = {"x-audit-desk": "1"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("desk") / "audit.sqlite"
    limits = Limits(workers=1, body_bytes=2_000_000)
    app = create_desk(path, "ann", Plan(formats=()), limits, 1)
    with TestClient(app, base_url="http://127.0.0.1:8767") as made:
        yield made


def audited(client: TestClient, body: dict[str, Any]) -> dict[str, Any]:
    job: dict[str, Any] = client.post("/desk/jobs", json=body).json()
    deadline = time.monotonic() + 60
    while job["state"] in ("waiting", "running") and time.monotonic() < deadline:
        time.sleep(0.05)
        job = client.get(f"/desk/jobs/{job['id']}").json()
    return job


def test_a_batch_becomes_a_run_and_its_files_are_gone(client: TestClient) -> None:
    for name in ("news/a.txt", "../../../b.txt"):
        client.post(f"/desk/files/{BATCH}?name={name}", content=b"The council met.", headers=OURS)
    inbox = client.app.state.jobs.inbox  # type: ignore[attr-defined]
    assert {each.name for each in inbox.rglob("*.txt")} == {"a.txt", "b.txt"}
    job = audited(client, {"batch": BATCH})

    assert (job["state"], job["documents"], job["failures"]) == ("done", 2, [])
    assert not any(inbox.rglob("*.txt"))
    page = client.get(f"/queue?run={job['run']}").text
    assert "news/a.txt" in page or "a.txt" in page


def test_a_run_that_came_to_nothing_is_no_run(client: TestClient) -> None:
    client.post(f"/desk/files/{BATCH}?name=x.bin", content=b"\x7fELF" + bytes(99), headers=OURS)
    job = audited(client, {"batch": BATCH})

    assert (job["documents"], job["run"]) == (0, None)
    assert job["failures"][0]["message"] == "files left out: .bin (1)"


def test_the_api_is_beside_it(client: TestClient) -> None:
    answer = client.post(
        "/audit", content="The council met.", headers={"content-type": "text/plain"}
    )

    assert answer.json()["document"]["text"] == "The council met."
    assert client.get("/ready").json() == {"status": "ok"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({**OURS, "host": "evil.example"}, 421),
        ({**OURS, "origin": "http://evil.example"}, 403),
        ({**OURS, "sec-fetch-site": "cross-site"}, 403),
        ({**OURS, "content-length": "2000001"}, 400),
        (OURS, 200),
    ],
)
def test_files_come_from_the_desks_own_page(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    answer = client.post(f"/desk/files/{'1' * 32}?name=a.txt", content=b"x", headers=headers)

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({}, "a batch is named"),
        ({"batch": "../../etc"}, "a batch is named"),
        ({"batch": "2" * 32}, "nothing was given"),
        ({"address": "file:///etc/passwd"}, "is no address"),
        ({"address": "http://[bad"}, "is no address"),
        ([], "must be a JSON object"),
    ],
)
def test_a_wrong_job_is_told(client: TestClient, body: Any, reason: str) -> None:
    answer = client.post("/desk/jobs", json=body)

    assert answer.status_code == 400
    assert reason in answer.json()["error"] or "remote" in answer.json()["error"]


def test_pages_of_other_sites_begin_no_job(client: TestClient) -> None:
    for headers in ({"origin": "http://evil.example"}, {"host": "evil.example"}):
        assert client.post("/desk/jobs", json={"batch": BATCH}, headers=headers).status_code > 400


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a.txt", ["a.txt"]),
        ("/etc/passwd", ["etc", "passwd"]),
        ("..\\..\\x", ["x"]),
        ("a/../../b", ["a", "b"]),
        ("", ["document.txt"]),
        ("\ud800<>.txt", ["?--.txt"]),
    ],
)
def test_no_name_leads_out_of_the_inbox(name: str, parts: list[str]) -> None:
    assert safe_parts(name) == parts


def test_a_pasted_text_is_called_by_its_first_words() -> None:
    assert (
        name_of_text("  Council opens: bridge!", "abcdef0123")
        == "council-opens-bridge-abcdef01.txt"
    )
    assert name_of_text("«»", "abcdef0123") == "pasted-abcdef01.txt"


def test_a_store_that_another_program_holds_is_told_and_loses_nothing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.store.connection.BUSY_MILLISECONDS", 50)
    path = client.app.state.path  # type: ignore[attr-defined]
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        client.post(f"/desk/files/{BATCH}?name=a.txt", content=b"The council met.", headers=OURS)
        job = audited(client, {"batch": BATCH})
        undone = client.post("/undo", json={})

    assert (job["state"], undone.status_code) == ("failed", 400)
    for reason in (job["error"], undone.json()["error"]):
        assert "another program is writing to it; wait for it to end and try again" in reason
    assert client.post("/undo", json={}).json() == {"undone": 0}
