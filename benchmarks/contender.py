"""One contender over one file, in this process; prints what it took as JSON."""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

Work = Callable[[Sequence[str]], object]
"""What it does with the texts; all but ours do one after another."""


def audit() -> Work:
    """Every rule, the models, and the line of JSON that a program reads."""
    from auditor import Document, audit_all, discover
    from auditor.reporting.formats import DOCUMENT_FORMATS

    rules = discover()
    render = DOCUMENT_FORMATS["jsonl"].render

    def work(texts: Sequence[str]) -> None:
        for audit in audit_all((Document("a", text) for text in texts), rules):
            render(audit)

    return work


def _one_by_one(check: Callable[[str], object]) -> Work:
    def work(texts: Sequence[str]) -> None:
        for text in texts:
            check(text)

    return work


def proselint() -> Work:
    """Every check that is on by default."""
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    registry = CheckRegistry()
    registry.register_many(__register__)
    return _one_by_one(lambda text: LintFile("a", text).lint())


def datatrove_gopher() -> Work:
    """The Gopher quality filter alone."""
    return _datatrove(("gopher_quality_filter.GopherQualityFilter",))


def datatrove_stack() -> Work:
    """Gopher's quality and repetition, C4 and FineWeb."""
    return _datatrove(
        (
            "gopher_quality_filter.GopherQualityFilter",
            "gopher_repetition_filter.GopherRepetitionFilter",
            "c4_filters.C4QualityFilter",
            "fineweb_quality_filter.FineWebQualityFilter",
        )
    )


def _datatrove(names: Sequence[str]) -> Work:
    from importlib import import_module

    from datatrove.data import Document

    filters: list[Any] = []
    for name in names:
        module, kind = name.split(".")
        filters.append(getattr(import_module(f"datatrove.pipeline.filters.{module}"), kind)())
    return _one_by_one(lambda text: [each.filter(Document(text, "a")) for each in filters])


def langdetect() -> Work:
    """The whole document's language."""
    from langdetect import detect

    return _one_by_one(detect)


def textstat() -> Work:
    """Eight formulas of readability."""
    from textstat import textstat as formulas

    names = (
        *("flesch_reading_ease", "flesch_kincaid_grade", "smog_index", "coleman_liau_index"),
        *("automated_readability_index", "dale_chall_readability_score", "gunning_fog"),
        "linsear_write_formula",
    )
    return _one_by_one(lambda text: [getattr(formulas, name)(text) for name in names])


CONTENDERS: dict[str, Callable[[], Work]] = {
    "audit": audit,
    "proselint": proselint,
    "datatrove-gopher": datatrove_gopher,
    "datatrove-stack": datatrove_stack,
    "langdetect": langdetect,
    "textstat": textstat,
}
WRITE_GOOD = """
const writeGood = require('write-good');
const texts = JSON.parse(require('fs').readFileSync(0));
writeGood(texts[0]);
const start = process.cpuUsage();
for (const text of texts.slice(1)) writeGood(text);
const used = process.cpuUsage(start), all = process.cpuUsage();
const seconds = (used.user + used.system) / 1e6;
console.log(JSON.stringify({start: (all.user + all.system) / 1e6 - seconds, seconds,
  megabytes: process.resourceUsage().maxRSS / 1024}));
"""


def main(name: str, path: str, most: int) -> None:
    """Print start-up, time and memory."""
    with gzip.open(path) as stream:
        texts = [json.loads(line)["text"] for line, _ in zip(stream, range(most), strict=False)]
    if name == "write-good":
        command = ["node", "-e", WRITE_GOOD]
        subprocess.run(command, input=json.dumps(texts).encode(), check=True)
        return
    before = time.process_time()
    work = CONTENDERS[name]()
    work(texts[:1])
    begun = time.process_time()
    work(texts[1:])
    seconds = time.process_time() - begun
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"start": begun - before, "seconds": seconds, "megabytes": megabytes}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
