"""Documents made faulty from real ones, to train the document model on.

Quotations whose marked speaker was deleted, articles half of whose marked sources were replaced by
nobody in particular, and articles in which people, bodies and places lost their names.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from auditor import Document, discover, feature_row, findings_of, names, words
from auditor.training.records import read_records
from auditor_rules.attribution.learning.evaluate import (
    CONTEMPORARY,
    DEATTRIBUTED,
    PAGES,
    POLNEAR,
    neutral,
)
from auditor_rules.attribution.learning.features import FITTED, STATED
from auditor_rules.attribution.reportage import reports
from auditor_rules.english.training_domain import ENGLISH_PROSE

BBC = "spin/bbc_clean.dev.jsonl.gz"
NOBODY = (
    "analysts",
    "critics",
    "some experts",
    "officials",
    "sources",
    "many observers",
    "reports",
    "insiders",
    "a senior official",
    "some people",
)
EVERY, FEWEST_WORDS, SHARE_NAMELESS = 20, 100, 0.9
STAND_INS = {
    "person": ("one official", "the resident", "a local man", "the director", "an expert"),
    "organisation": ("the company", "the organisation", "the board", "the ministry"),
    "place": ("the town", "the area", "the region"),
    "unknown": ("the group", "the project", "the programme"),
}
SHARE_REPLACED, FEWEST_SOURCES, SEED = 0.5, 6, 11


class LabelledDocument(NamedTuple):
    """A document, whether its sources were taken away, and the outlet it comes from."""

    document: Document
    label: int
    group: str


def labelled_documents(data: Path) -> Iterator[LabelledDocument]:
    """Yield real articles and those made faulty from them."""
    rng = random.Random(SEED)
    for record in read_records(data / POLNEAR):
        group = record["publisher"]
        yield LabelledDocument(Document(record["id"], record["text"]), 0, group)
        replaced = with_sources_replaced(record, rng)
        if replaced is not None:
            yield LabelledDocument(Document(record["id"], replaced), 1, group)
    for record in read_records(data / DEATTRIBUTED):
        if record["label"]:
            group = record["id"].removeprefix("polnear-").split("_")[0]
            yield LabelledDocument(Document(record["id"], neutral(record["text"])), 1, group)
    for record in read_records(data / BBC):
        group = "bbc " + record["id"].split(":")[1]
        yield LabelledDocument(Document(record["id"], record["text"]), 0, group)
    yield from _contemporary_documents(data, rng)


def _contemporary_documents(data: Path, rng: random.Random) -> Iterator[LabelledDocument]:
    """Yield web pages and contemporary texts, and news among them without its names."""
    seen: set[str] = set()
    for record in read_records(data / PAGES):
        if record["lang"] != "en" or record["domain"] in seen:
            continue
        seen.add(record["domain"])
        document = Document(record["id"], "\n".join(line["text"] for line in record["lines"]))
        if len(words(document)) >= FEWEST_WORDS:
            yield LabelledDocument(document, 0, record["domain"])
            if reports(document):
                yield _nameless(document, record["domain"], rng)
    for number, record in enumerate(read_records(data / CONTEMPORARY)):
        document = Document(record["id"], record["text"])
        if number % EVERY == 0 and len(words(document)) >= FEWEST_WORDS:
            group = f"{record['source']} {number % 97}"
            yield LabelledDocument(document, 0, group)
            if number % (EVERY * 3) == 0 and reports(document):
                yield _nameless(document, group, rng)


def _nameless(document: Document, group: str, rng: random.Random) -> LabelledDocument:
    text = with_names_taken_away(document, rng)
    return LabelledDocument(Document(document.id, text), 1, group)


def with_names_taken_away(document: Document, rng: random.Random) -> str:
    """Replace nine in ten names of people, bodies and places by what they are."""
    text, last = "", 0
    for name in names(document):
        stand_ins = STAND_INS.get(name.kind)
        if stand_ins is None or rng.random() > SHARE_NAMELESS:
            continue
        opens = document.text[max(0, name.span.start - 2) : name.span.start].strip()[-1:]
        nobody = rng.choice(stand_ins)
        text += document.text[last : name.span.start]
        text += nobody.capitalize() if opens in ("", ".", "\n") else nobody
        last = name.span.end
    return text + document.text[last:]


def with_sources_replaced(record: dict[str, Any], rng: random.Random) -> str | None:
    """Replace half of the marked sources by nobody; ``None`` for a text of few sources."""
    sources = sorted({(start, end) for start, end, kind, _ in record["spans"] if kind == "source"})
    if len(sources) < FEWEST_SOURCES:
        return None
    text, last = "", 0
    for start, end in sources:
        if start >= last and rng.random() < SHARE_REPLACED:
            nobody = rng.choice(NOBODY)
            opens = record["text"][max(0, start - 2) : start].strip()[-1:] in ("", ".", "\n")
            text += record["text"][last:start] + (nobody.capitalize() if opens else nobody)
            last = end
    return text + str(record["text"][last:])


def rows_of(documents: list[LabelledDocument]) -> list[dict[str, float]]:
    """Return the features of each document: densities of findings, and measures."""
    rules = discover()
    chosen = [rule for rule in rules.rules if rule.dimension == "attribution"]
    wanted = {
        *(each.name for each in FITTED),
        *(each.name for each in STATED),
        *(each.name for each in ENGLISH_PROSE),
    }
    measures = [each for each in rules.measures if each.name in wanted]
    rows = []
    for document, _, _ in documents:
        found = [finding for rule in chosen for finding in findings_of(rule, document)]
        values = {measure.name: measure.measure(document) for measure in measures}
        rows.append(feature_row(found, values, len(words(document))))
    return rows
