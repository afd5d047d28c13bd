"""`audit check` with the installed rules: the same whoever does the work, and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests_shared.checks import audit

CORPUS = Path(__file__).parents[2] / "corpus"


def test_no_worker_two_workers_and_the_cache_print_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paths: list[str | Path] = [
        *sorted(CORPUS.glob("[a-c]*.*")),
        CORPUS / "records.jsonl",
        "missing.txt",
    ]

    outputs = [
        audit("check", *paths, "--format", "json", *options)
        for options in (
            ["--no-cache", "--jobs", "0"],
            ["--no-cache", "--jobs", "2"],
            ["--jobs", "2"],
            ["--jobs", "2"],
        )
    ]

    assert len({done.stdout for done in outputs}) == 1
    assert [done.exit_code for done in outputs] == [3] * 4
    assert outputs[0].stdout.count('"stops"') >= 10
