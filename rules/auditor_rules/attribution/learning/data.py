"""Documents made faulty from real ones, to train the document model on.

Quotations whose marked speaker was deleted, and articles half of whose marked sources were
replaced by nobody in particular.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from auditor import Document, Feature, discover, feature_row, findings_of, words
from auditor.training.records import read_records
from auditor_rules.attribution.learning.evaluate import DEATTRIBUTED, POLNEAR, neutral
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
        *MEASURED,
        *(feature.name for feature in STATED),
        *(spec.name for spec in ENGLISH_PROSE),
    }
    measures = [each for each in rules.measures if each.name in wanted]
    rows = []
    for document, _, _ in documents:
        found = [finding for rule in chosen for finding in findings_of(rule, document)]
        values = {measure.name: measure.measure(document) for measure in measures}
        rows.append(feature_row(found, values, len(words(document))))
    return rows


RULES = {
    "attribution/quotation-without-speaker": "{value:n} quotations without a speaker",
    "attribution/vague-attribution": "{value:n} vague attributions",
    "attribution/anonymous-source": "{value:n} anonymous sources",
}
MEASURED = {
    "share_of_statements_on_named_sources": "{value:%} of statements rest on named sources "
    "(untouched news: {usual:%})",
    "share_of_statements_vague_or_anonymous": "{value:%} of statements rest on nobody in "
    "particular (untouched news: {usual:%})",
}
STATED = tuple(
    Feature(name, weight, 0.0, 1.0, 0.0, 1.0, "identity", wording)
    for name, weight, wording in (
        ("names_no_author", 0.7, "{value:no author is named|somebody signs, or nobody needs to}"),
        ("gives_no_date", 0.3, "{value:no date is given|a date is given, or none is needed}"),
        (
            "share_nobody_answers_for",
            1.0,
            "{value:%} of statements rest on nobody in a text without author and date",
        ),
    )
)
"""An editor's weights, stated because no data tells them: a missing byline doubles the odds, a date
that is missing as well adds a third, and unsigned statements of nobody count once more."""
