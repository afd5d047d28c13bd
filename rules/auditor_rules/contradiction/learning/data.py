"""The model of whole documents: what it is fitted on, and how well it weighs unseen ones.

Faulty are news items and other texts under a summary with a changed number or date (SummEdits), and
news with a wrong sum, share, conversion or date put in, or a claim said again otherwise. Clean are
the unchanged ones and untouched news, with its headline and without. Documents edited in words only
are left out of the fit: nothing here can see them (see the figures).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from auditor import Document, Threshold, feature_row, findings_of, words
from auditor.training.records import read_records
from auditor_rules.contradiction.learning.features import FEATURES, SURE
from auditor_rules.contradiction.learning.injected_errors import BBC, POLNEAR, SLIPS
from auditor_rules.contradiction.learning.restated_claims import KINDS, restated
from auditor_rules.contradiction.measures import claims_restated_otherwise

if TYPE_CHECKING:
    from auditor import Model
    from auditor.training.logistic import Fit

PREVALENCE = 0.05
"""Assumed share of faulty documents; nobody has counted them."""
LEAST_WORDS = 60
EDITED = ("contradiction/summedits_news_dev.jsonl.gz", "contradiction/summedits_other_dev.jsonl.gz")
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


def rows_of(data: Path) -> Iterator[Row]:
    """Yield the rows of edited texts, untouched news, and news with a slip put in."""
    for path in EDITED:
        for record in read_records(data / path):
            yield _edited(record)
    chooser = random.Random(0)
    for path in (POLNEAR, BBC):
        for index, record in enumerate(read_records(data / path)):
            text, group = record["text"], record["id"]
            yield _row(text, group, "news")
            yield _row(text[text.find("\n") + 1 :].lstrip(), group, "lead")
            if index % 4 == 0:
                sentence, _ = SLIPS[index // 4 % len(SLIPS)](chooser, True)
                end = text.find("\n") + 1
                yield _row(f"{text[:end]}{sentence}\n{text[end:]}", group, "wrong", True)
            elif index % 4 == 1:
                changed = restated(Document(group, text), KINDS[index // 4 % len(KINDS)])
                if changed is not None:
                    yield _row(changed.text, group, "wrong", True)


def _edited(record: dict[str, Any]) -> Row:
    is_edited = record["label"] == "contradiction"
    is_number = any(edit[2] in ("number", "date") for edit in record["edits"])
    row = _row(record["text"], record["doc_id"], "edited", is_edited and is_number)
    return row._replace(is_in_words=is_edited and not is_number)


def _row(text: str, group: str, source: str, is_faulty: bool = False) -> Row:
    document = Document(group, text)
    found = [finding for rule in SURE for finding in findings_of(rule, document)]
    measured = {"claims_restated_otherwise": claims_restated_otherwise(document)}
    count = len(words(document))
    return Row(feature_row(found, measured, count), count, group, source, is_faulty)


@cache
def fitted(data: Path) -> Fitted:
    """Fit the model; its review line lies between no finding and one."""
    from auditor.training.logistic import Recipe, TrainingSet, fit_model

    rows = [row for row in rows_of(data) if row.words >= LEAST_WORDS]
    in_words = [row for row in rows if row.is_in_words]
    used = [row for row in rows if not row.is_in_words]
    recipe = Recipe(
        "contradiction",
        FEATURES,
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
    return Fitted(fit._replace(model=_with_thresholds(fit.model)), used, in_words)


USUAL_LENGTH = 1000
"""Words; one finding is enough for a look in ten times as many, too."""


def _with_thresholds(model: Model) -> Model:
    """Ask for a look from one finding in a long document on; the probability alone never fails."""
    per_1000_words = {each.name: 1000 / USUAL_LENGTH for each in FEATURES}
    none = _log_odds(model, {})
    ones = [_log_odds(model, {name: value}) - none for name, value in per_1000_words.items()]
    lightest = min(each for each in ones if each > 0)
    review, fail = none + lightest / 10, none + 2 * lightest
    threshold = Threshold(LEAST_WORDS, round(review, 6), round(fail, 6))
    return replace(model, thresholds=(threshold,), can_fail=False, is_needed=False)


def _log_odds(model: Model, row: dict[str, float]) -> float:
    from auditor.training.logistic import raw_log_odds

    return model.slope * raw_log_odds(model.features, model.intercept, row) + model.offset
