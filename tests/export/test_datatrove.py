"""Steps in a real datatrove pipeline, run by its local executor."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from auditor import audit

pytest.importorskip("datatrove", reason="needs datatrove: '.[datatrove]'")
pytestmark = pytest.mark.filterwarnings("ignore")  # what datatrove's own parts warn of

CORPUS = Path(__file__).parents[2] / "corpus"
DOCUMENTS = ("crane-returns-to-vellmouth.txt", "miracle-spring-of-tarrow.txt")


@pytest.fixture
def texts(tmp_path: Path) -> dict[str, str]:
    """A clean text and a spun one, in a folder that datatrove reads."""
    found = {name: (CORPUS / name).read_text() for name in DOCUMENTS}
    (tmp_path / "in").mkdir()
    lines = [json.dumps({"id": name, "text": text}) for name, text in found.items()]
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(lines))
    return found


def run(folder: Path, *steps: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Run the steps between a reader and a writer; return what was written, and the statistics."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    pipeline = [JsonlReader(str(folder / "in")), *steps, JsonlWriter(str(folder / "out"))]
    executor = LocalPipelineExecutor(pipeline, tasks=1, logging_dir=str(folder / "logs"))
    executor.run()
    written = [
        json.loads(line)
        for path in sorted((folder / "out").iterdir())
        for line in gzip.decompress(path.read_bytes()).splitlines()
    ]
    stats = json.loads((folder / "logs" / "stats.json").read_text())
    return written, stats[1]["stats"]


def test_every_document_passes_with_its_numbers(tmp_path: Path, texts: dict[str, str]) -> None:
    from auditor.export.datatrove import AuditStats, as_metadata

    written, stats = run(tmp_path, AuditStats())

    assert [each["id"] for each in written] == list(DOCUMENTS)
    for each in written:
        expected = as_metadata(audit({"id": each["id"], "text": texts[each["id"]]}))
        assert each["metadata"]["audit"] == json.loads(json.dumps(expected))
    assert (stats["accept"], stats["reject"]) == (1, 1)


def test_what_does_not_pass_the_gate_is_dropped_and_kept_apart(
    tmp_path: Path, texts: dict[str, str]
) -> None:
    from datatrove.pipeline.writers import JsonlWriter

    from auditor.export.datatrove import AuditFilter

    dropped = JsonlWriter(str(tmp_path / "dropped"), compression=None)
    written, stats = run(tmp_path, AuditFilter("reject", exclusion_writer=dropped))

    assert [each["id"] for each in written] == [DOCUMENTS[0]]
    (path,) = (tmp_path / "dropped").iterdir()
    (excluded,) = map(json.loads, path.read_text().splitlines())
    assert excluded["id"] == DOCUMENTS[1]
    assert excluded["metadata"]["filter_reason"].startswith("reject_machine-translation/")
    assert (stats["forwarded"], stats["dropped"]) == (1, 1)


def test_what_the_metadata_say_is_known(texts: dict[str, str]) -> None:
    from datatrove.data import Document

    from auditor.export.datatrove import AuditStats

    signed = Document(texts[DOCUMENTS[0]], "7", metadata={"author": "Ann Lee", "text": "other"})
    nameless = Document("\n".join(texts[DOCUMENTS[0]].splitlines()[4:]), "8")

    found = [each.metadata["audit"]["findings"] for each in AuditStats().run([signed, nameless])]

    assert ["attribution/missing-byline" in each for each in found] == [False, True]


def test_an_empty_document_takes_nothing_with_it() -> None:
    from datatrove.data import Document

    from auditor.export.datatrove import AuditFilter

    step = AuditFilter("review")
    (passed,) = step.run([Document(" ", "a")])

    assert passed.metadata["audit"]["failures"][0].startswith("reading: ")
    assert step.stats["failures"].total == 1
