"""The model of whole documents: what it is fitted on, and how well it weighs unseen ones.

Faulty are news items and other texts under a summary with a changed number or date (SummEdits), and
news with a wrong sum, conversion or date put in. Clean are the unchanged ones and untouched news,
with its headline and without, because a lead says more that the rest does not repeat. Documents
edited in words only are left out of the fit: nothing here can see them (see the figures).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from auditor import Document, Rule, Threshold, feature_row, findings_of, words
from auditor.training.records import read_records
from auditor_rules.contradiction.learning.injected_errors import BBC, POLNEAR, SLIPS
from auditor_rules.contradiction.measures import likeliest_disagreement, opening_numbers_unsupported
from auditor_rules.contradiction.rules import (
    change_mismatch,
    conversion_mismatch,
    impossible_date,
    parts_and_whole,
    statement_denied,
    weekday_date_mismatch,
    years_mismatch,
    years_reversed,
)
from auditor_rules.contradiction.trees import Forest

if TYPE_CHECKING:
    from auditor.training.logistic import Fit

PREVALENCE = 0.05
"""Assumed share of faulty documents; nobody has counted them."""
LEAST_WORDS = 60
EDITED = ("contradiction/summedits_news_dev.jsonl.gz", "contradiction/summedits_other_dev.jsonl.gz")
SURE: tuple[Rule, ...] = (
    change_mismatch.RULE,
    conversion_mismatch.RULE,
    impossible_date.RULE,
    parts_and_whole.RULE,
    weekday_date_mismatch.RULE,
    years_mismatch.RULE,
    years_reversed.RULE,
)
_WORDINGS = {
    flaw: f"{{value:n}} {things} per 1,000 words that {fault}"
    for flaw, things, fault in (
        ("statement-denied", "sentences", "deny the opening"),
        ("change-mismatch", "changes", "do not follow from their two ends"),
        ("conversion-mismatch", "conversions", "do not match"),
        ("impossible-date", "dates", "no calendar has"),
        ("parts-and-whole", "sums", "do not add up"),
        ("weekday-date-mismatch", "weekdays", "their date did not fall on"),
        ("years-mismatch", "ages or spans of years", "do not fit the year beside them"),
        ("years-reversed", "spans of years", "end before they begin"),
    )
}
WEIGHTS = {"edited": 1.0, "news": 0.5, "lead": 0.5, "wrong": 0.2}


class Row(NamedTuple):
    """A document as the model sees it."""

    features: dict[str, float]
    words: int
    group: str
    source: str
    """``edited``, ``news``, ``lead`` (news without its headline) or ``wrong`` (a slip put in)."""
    is_faulty: bool
    is_in_words: bool = False
    """Whether it was edited, but in no number and no date."""


class Fitted(NamedTuple):
    """The model and the rows that it was fitted on."""

    fit: Fit
    rows: list[Row]
    in_words: list[Row]


def rows_of(data: Path, forests: Sequence[Forest]) -> Iterator[Row]:
    """Yield the rows, each by the model of pairs that did not see its document."""
    for path in EDITED:
        for record in read_records(data / path):
            yield _edited(record, forests)
    chooser = random.Random(0)
    for path in (POLNEAR, BBC):
        for index, record in enumerate(read_records(data / path)):
            text, group = record["text"], record["id"]
            yield _row(text, group, "news", forests)
            yield _row(text[text.find("\n") + 1 :].lstrip(), group, "lead", forests)
            if index % 4 == 0:
                sentence, _ = SLIPS[index // 4 % len(SLIPS)](chooser, True)
                end = text.find("\n") + 1
                yield _row(f"{text[:end]}{sentence}\n{text[end:]}", group, "wrong", forests, True)


def _edited(record: dict[str, Any], forests: Sequence[Forest]) -> Row:
    is_edited = record["label"] == "contradiction"
    is_number = any(edit[2] in ("number", "date") for edit in record["edits"])
    row = _row(record["text"], record["doc_id"], "edited", forests, is_edited and is_number)
    return row._replace(is_in_words=is_edited and not is_number)


def _row(
    text: str, group: str, source: str, forests: Sequence[Forest], is_faulty: bool = False
) -> Row:
    from auditor_rules.contradiction.learning.train import fold_of

    document = Document(group, text)
    found = [f for rule in (*SURE, statement_denied.RULE) for f in findings_of(rule, document)]
    measured = {
        "likeliest_disagreement": likeliest_disagreement(document, forests[fold_of(group)]),
        "opening_numbers_unsupported": opening_numbers_unsupported(document),
    }
    count = len(words(document))
    return Row(feature_row(found, measured, count), count, group, source, is_faulty)


@cache
def fitted(data: Path) -> Fitted:
    """Fit the model; its thresholds are quantiles of untouched news, the higher of both kinds."""
    import numpy as np

    from auditor.training.logistic import Recipe, TrainingSet, fit_model
    from auditor_rules.contradiction.learning.train import cross_validated

    rows = [row for row in rows_of(data, cross_validated(data)) if row.words >= LEAST_WORDS]
    in_words = [row for row in rows if row.is_in_words]
    used = [row for row in rows if not row.is_in_words]
    recipe = Recipe(
        "contradiction",
        _features(),
        f"{len(used)} documents of SummEdits, PolNeAR and BBC, {sum(r.is_faulty for r in used)} "
        "with a changed number or date or a wrong sum; those edited in words only left out",
        prevalence=PREVALENCE,
        minimum_words=LEAST_WORDS,
        languages=("en",),
        thresholds=[Threshold(LEAST_WORDS, 0.0, 0.0)],
    )
    training = TrainingSet(
        rows=[row.features for row in used],
        labels=[int(row.is_faulty) for row in used],
        groups=[row.group for row in used],
        words=[row.words for row in used],
        weights=[WEIGHTS[row.source] for row in used],
    )
    fit = fit_model(recipe, training)
    review, fail = (
        max(
            round(float(np.quantile(_of(fit.log_odds, used, source), 1 - alarm)), 6)
            for source in ("news", "lead")
        )
        for alarm in recipe.alarms
    )
    # Most documents have no contradiction: a document that it abstains on is judged without it.
    model = replace(
        fit.model,
        thresholds=(Threshold(LEAST_WORDS, review, fail),),
        is_needed=False,
        can_fail=False,
    )
    return Fitted(fit._replace(model=model), used, in_words)


def _of(log_odds: Any, rows: Sequence[Row], source: str) -> Any:
    return log_odds[[row.source == source for row in rows]]


def _features() -> list[Any]:
    from auditor.training.logistic import FeatureSpec

    return [
        FeatureSpec(
            "likeliest_disagreement",
            wording="a chance of {value:%} that two of the numbers do not fit together",
        ),
        FeatureSpec(
            "opening_numbers_unsupported",
            "log1p",
            "{value:.0f} {value:number|numbers} of the first line that the rest does not bear out",
        ),
        *(
            FeatureSpec(rule.id, "log1p", _WORDINGS[rule.id.partition("/")[2]])
            for rule in (statement_denied.RULE, *SURE)
        ),
    ]
