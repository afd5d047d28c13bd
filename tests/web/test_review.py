"""The review application, request by request."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra [web]")
pytest.importorskip("httpx", reason="needs httpx, which starlette's test client uses")

from starlette.testclient import TestClient

from auditor.dimensions import DIMENSIONS
from auditor.store.agreement import calibration, cohen_pairs, items_of, krippendorff_alpha
from auditor.web.review import create_app
from tests_shared.audits import TEXT, hostile, ordinary
from tests_shared.stores import keep, verdicts_at


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "audit.sqlite"
    keep(path, ordinary(), hostile())
    return path


def client_of(path: Path, reviewer: str = "ann") -> TestClient:
    return TestClient(create_app(path, reviewer), base_url="http://127.0.0.1:8765")


@pytest.fixture
def client(path: Path) -> TestClient:
    return client_of(path)


def judge(client: TestClient, *decisions: dict[str, Any], document: int = 1) -> Any:
    answer = client.post("/verdicts", json={"document": document, "decisions": list(decisions)})
    assert answer.status_code == 200, answer.text
    return answer.json()["verdicts"]


def test_a_verdict_makes_the_round_trip_into_the_store(client: TestClient, path: Path) -> None:
    shown = judge(client, {"finding": 2, "decision": "dismiss", "note": "house style"})
    (kept,) = verdicts_at(path)

    assert shown == {"2": {"decision": "dismiss", "note": "house style", "others": []}}
    assert (kept.reviewer, kept.rule, kept.decision, kept.confidence) == (
        "ann",
        "machine-translation/spun-number",
        "dismiss",
        0.9,
    )
    assert '"decision": "dismiss"' in client.get("/document/1").text


def test_another_reviewer_sees_the_verdict_as_another_s(client: TestClient, path: Path) -> None:
    judge(client, {"finding": 2, "decision": "dismiss"})

    assert judge(client_of(path, "bob"), {"finding": 1, "decision": "confirm"})["2"] == {
        "decision": None,
        "note": "",
        "others": ["ann: wrong"],
    }


def test_the_browser_may_say_who_judges(client: TestClient, path: Path) -> None:
    client.cookies.set("reviewer", "Zo%C3%AB")
    judge(client, {"finding": 0, "decision": "unsure"})

    assert [each.reviewer for each in verdicts_at(path)] == ["Zoë"]


def test_a_verdict_is_still_there_in_the_next_run(client: TestClient, path: Path) -> None:
    judge(client, {"finding": 2, "decision": "dismiss"})
    keep(path, ordinary())

    assert "1 judged by you" in client.get("/").text
    assert '"2": {"decision": "dismiss"' in client.get("/document/3").text


def test_a_bulk_verdict_spares_what_was_judged_and_can_be_undone(
    client: TestClient, path: Path
) -> None:
    judge(client, {"finding": 4, "decision": "confirm"})
    rule = {"rule": "boilerplate/share-widget", "decision": "dismiss"}

    assert client.post("/bulk", json=rule).json() == {"decided": 0}
    assert client.post("/undo", json={}).json() == {"undone": 1}
    assert client.post("/bulk", json=rule).json() == {"decided": 1}
    assert client.post("/undo", json={"document": 1}).json() == {
        "undone": 1,
        "findings": [4],
        "elsewhere": False,
        "verdicts": {},
        "whole": None,
        "dimensions": dict.fromkeys(DIMENSIONS),
    }


def test_a_batch_goes_on_and_is_undone_as_one(client: TestClient, path: Path) -> None:
    for note in ("a", "ab", "abc"):
        body = {"document": 1, "batch": "0" * 32, "decisions": [{"finding": 1, "note": note}]}
        client.post("/verdicts", json=body)
    ((number, shown),) = client.get("/document/1/verdicts").json()["verdicts"].items()

    assert (number, shown["note"], shown["decision"]) == ("1", "abc", None)
    assert client.post("/undo", json={}).json() == {"undone": 3}
    assert client.get("/document/1/verdicts").json()["verdicts"] == {}


def test_a_batch_of_anothers_is_left_alone(client: TestClient, path: Path) -> None:
    body = {"document": 1, "batch": "0" * 32, "decisions": [{"finding": 1, "decision": "confirm"}]}
    client.post("/verdicts", json=body)
    client_of(path, "bob").post("/verdicts", json=body)
    client_of(path, "bob").post("/undo", json={})

    assert [each.reviewer for each in verdicts_at(path)] == ["ann"]


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("", [2, 1]),
        ("?advice=review", [1]),
        ("?dimension=machine-translation", [2, 1]),
        ("?rule=attribution/no-byline", [1]),
        ("?outlet=nobody", []),
        ("?since=2024-01-01", []),
        ("?advice=%ED%A0%80&rule='; DROP TABLE verdict", []),
        ("?run=1&is_open=1", [2, 1]),
    ],
)
def test_the_queue_is_filtered_by_its_address(
    client: TestClient, query: str, documents: list[int]
) -> None:
    page = client.get(f"/queue{query}").text

    shown = [int(re.split(r'[?"]', part)[0]) for part in page.split('href="/document/')[1:]]
    assert shown == documents


def test_a_run_that_is_not_there_is_told_on_a_page(client: TestClient) -> None:
    answer = client.get("/queue?run=9", headers={"accept": "text/html"})

    assert answer.status_code == 400
    assert "there is no run 9" in answer.text


def test_the_reviewed_report_is_signed_and_presses_nothing(judged: TestClient) -> None:
    page = judged.get("/document/1/report.html").text
    text = judged.get("/document/1/report.md").text

    assert "right – ann, " in page
    assert 'data-decision="dismiss"' in page
    assert 'id="judging"' not in page
    assert "- ~~**warning** `boilerplate/share-widget`" in text
    assert "  - wrong – bob, " in text
    assert judged.get("/document/1/report.exe").status_code == 400


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"document": 99, "decisions": []}, "not in the store"),
        ({"document": 1, "decisions": [{"finding": 99, "decision": "confirm"}]}, "no finding 99"),
        ({"document": 1, "decisions": [{"finding": 1, "decision": "burn"}]}, "is no decision"),
        ({"document": 1, "decisions": [{"dimension": "x", "decision": "confirm"}]}, "no dimension"),
        ({"document": 1, "decisions": "all"}, "must be a list"),
        ([], "must be a JSON object"),
    ],
)
def test_a_wrong_request_is_told_and_changes_nothing(
    client: TestClient, path: Path, body: Any, reason: str
) -> None:
    answer = client.post("/verdicts", json=body)

    assert answer.status_code == 400
    assert reason in answer.json()["error"]
    assert verdicts_at(path) == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"host": "127.0.0.1.evil.example:8765"}, 421),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"content-length": "999999999"}, 413),
        ({"origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}, 200),
        ({"host": "localhost:1"}, 200),
    ],
)
def test_requests_from_elsewhere_are_refused(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    given = {"content-type": "application/json", **headers}

    assert client.post("/undo", content="{}", headers=given).status_code == status


@pytest.mark.parametrize(
    ("place", "body"),
    [
        ("/undo", '{"document": 1000000000000000000000000000000}'),
        ("/undo", '{"document": ' + "9" * 5_000 + "}"),
        ("/undo", "[" * 100_000),
        ("/undo", b"\xff\xfe{}"),
        ("/verdicts", '{"document": 1e999}'),
        ("/verdicts", '{"document": 1, "decisions": [{"finding": 1e30, "decision": "dismiss"}]}'),
        ("/verdicts", '{"document": 1, "decisions": [{"dimension": ["x"], "decision": "none"}]}'),
    ],
    ids=lambda each: ascii(each[:40]),
)
def test_numbers_and_nests_beyond_all_sense_are_refused(
    client: TestClient, place: str, body: str | bytes
) -> None:
    answer = client.post(place, content=body, headers={"content-type": "application/json"})

    assert answer.status_code == 400
    assert "error" in answer.json()


def test_a_rule_that_is_not_there_is_judged_nowhere(client: TestClient) -> None:
    for rule in ("\ud800", ["x"], None, "no/such"):
        content = json.dumps({"rule": rule, "decision": "dismiss"})
        answer = client.post("/bulk", content=content, headers={"content-type": "application/json"})
        assert answer.json() == {"decided": 0}


@pytest.mark.parametrize("number", ["9" * 23, "9" * 5_000, "-1", "x"])
def test_a_page_or_document_of_no_sensible_number_breaks_nothing(
    client: TestClient, number: str
) -> None:
    assert client.get(f"/document/{number}").status_code == 400
    assert client.get(f"/?page={number}").status_code == 200


def test_reading_under_another_name_is_refused_too(client: TestClient) -> None:
    assert client.get("/document/1", headers={"host": "rebound.example"}).status_code == 421


def test_pages_forbid_framing_sniffing_and_keeping(client: TestClient) -> None:
    headers = client.get("/").headers

    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_a_missing_store_is_told(tmp_path: Path) -> None:
    answer = client_of(tmp_path / "audit.sqlite").get("/")

    assert answer.status_code == 400
    assert "there is no store" in answer.json()["error"]


def test_the_queue_puts_what_is_done_last_and_orders_by_doubt(client: TestClient) -> None:
    def order(by: str) -> list[int]:
        page = client.get(f"/?order={by}").text
        return [int(part.split("?")[0]) for part in page.split('href="/document/')[1:]]

    assert (order("matters"), order("unsure")) == ([2, 1], [1, 2])
    judge(
        client,
        {"decision": "confirm"},
        *({"finding": n, "decision": "confirm"} for n in range(2)),
        document=2,
    )
    assert order("matters") == [1, 2]


@pytest.fixture
def judged(client: TestClient, path: Path) -> TestClient:
    judge(
        client,
        {"finding": 1, "decision": "confirm"},
        {"finding": 2, "decision": "dismiss"},
        {"dimension": "boilerplate", "decision": "dismiss"},
        {"decision": "confirm"},
    )
    judge(
        client_of(path, "bob"),
        {"finding": 1, "decision": "confirm"},
        {"finding": 2, "decision": "confirm"},
        {"finding": 4, "decision": "dismiss"},
    )
    return client


def test_agreement_is_cohens_and_krippendorffs(judged: TestClient, path: Path) -> None:
    known = verdicts_at(path)
    items = items_of(known)

    assert [(each.items, each.kappa) for each in cohen_pairs(items)] == [(2, 0.0)]
    assert krippendorff_alpha(items) == pytest.approx(0.0)
    assert calibration(known) == [
        ("0.7–0.9", 4, 3, pytest.approx(0.85)),
        ("0.9–1.0", 1, 0, 0.95),
    ]


def test_verdicts_can_be_taken_along_as_rows(judged: TestClient) -> None:
    lines = [json.loads(line) for line in judged.get("/export/jsonl").text.splitlines()]
    rows = list(csv.DictReader(io.StringIO(judged.get("/export/csv").text)))

    assert [each["decision"] for each in lines] == [each["decision"] for each in rows]
    assert len(lines) == 7


def test_verdicts_can_train_and_become_a_baseline(judged: TestClient) -> None:
    (trained,) = [json.loads(line) for line in judged.get("/export/training").text.splitlines()]
    baseline = json.loads(judged.get("/export/baseline").text)

    assert trained == {"text": TEXT, "labels": {"boilerplate": False}, "group": "bridge.txt"}
    (accepted,) = baseline["documents"]["bridge.txt"]["findings"]
    assert accepted["fingerprint"].split(":")[0] == "boilerplate/share-widget"
    assert (accepted["quote"], accepted["reason"]) == ("Share this page", "dismissed by bob")


def test_verdicts_can_go_on_in_label_studio_and_argilla(judged: TestClient) -> None:
    (task,) = json.loads(judged.get("/export/label-studio").text)
    (record,) = json.loads(judged.get("/export/argilla").text)

    assert [len(each["result"]) for each in task["annotations"]] == [1, 2]
    for region in task["predictions"][0]["result"]:
        value = region["value"]
        assert TEXT[value["start"] : value["end"]] == value["text"]
    assert [len(each["value"]) for each in record["responses"]["findings"]] == [1, 2]
    assert judged.get("/export/pickle").status_code == 400
