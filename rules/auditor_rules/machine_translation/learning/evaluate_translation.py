"""What the traces of literal translation are worth: translations by people and programs, alarms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from auditor import Document, Figure, findings_of
from auditor.training.records import read_records
from auditor_rules.machine_translation.learning.data import clean_samples
from auditor_rules.machine_translation.rules.literal_translation import RULE, translation_traces

LENGTH = 400
"""Words of a document that sentences and short texts of one source are joined to."""
WMT = "spin/wmt21_mt.dev.jsonl.gz"
MQM = "spin/mqm_zhen.dev.jsonl.gz"


def run_translation(data: Path) -> Iterator[Figure]:
    """Measure documents told for translated by source language, alarms, and places on MQM."""
    for (label, pair), texts in sorted(_translations(data).items()):
        name = f"asked for review, {label.replace('_', ' ')}, {pair}"
        yield _share(name, map(_is_told, texts), is_lower_better=label != "mt")
    for kind, samples in clean_samples(data, LENGTH).items():
        if kind != "human translation":
            texts = [sample.text for sample in samples]
            yield _share(f"alarms, {kind}", map(_is_told, texts), is_lower_better=True)
    yield _share("MQM: places marked that overlap a marked error", _places(data))


def _translations(data: Path) -> dict[tuple[str, str], list[str]]:
    """Return documents of about ``LENGTH`` words: of one system, or of people, in one language."""
    waiting: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in read_records(data / WMT):
        if record["label"] == "clean":
            continue
        key = (record["label"], record["lp"], record.get("system", ""))
        waiting[key].append(record["text"])
        if sum(len(text.split()) for text in waiting[key]) >= 0.95 * LENGTH:
            found[key[:2]].append("\n".join(waiting.pop(key)))
    return found


def _is_told(text: str) -> bool:
    return any(findings_of(RULE, Document("", text)))


def _places(data: Path) -> Iterator[bool]:
    for record in read_records(data / MQM):
        document = Document("", record["text"])
        for trace in translation_traces(document):
            if trace.is_shown:
                yield any(
                    start < trace.span.end and end > trace.span.start
                    for start, end, *_ in record["spans"]
                )


def _share(name: str, outcomes: Iterable[bool], *, is_lower_better: bool = False) -> Figure:
    from auditor.training.statistics import wilson

    counted = list(outcomes)
    share = wilson(sum(counted), len(counted))
    return Figure(name, *share, len(counted), is_lower_better=is_lower_better)
