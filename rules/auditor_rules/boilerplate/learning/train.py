"""Train both models: ``python -m auditor_rules.boilerplate.learning.train DATA WCXB AUTOPAGER``.

Writes ``models/lines.json`` and ``models/boilerplate.json`` beside this file; the same data gives
the same files.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from auditor import Document, Threshold, dump_model, lines, words
from auditor.training.logistic import Fit
from auditor.training.records import read_records
from auditor_rules.boilerplate.learning.data import FILES, LabelledDocument
from auditor_rules.boilerplate.learning.features import FEATURES
from auditor_rules.boilerplate.learning.page_data import Page, read_pages
from auditor_rules.boilerplate.learning.train_lines import (
    SHARES,
    WEIGHTS,
    Array,
    Crossed,
    Sample,
    chosen_thresholds,
    cross_validate,
    f1,
    fit_trees,
    fit_words,
    gather,
    is_trained_on,
    model_text,
    read_samples,
    scored_lines,
)
from auditor_rules.boilerplate.line_model import FILE
from auditor_rules.boilerplate.residue import (
    DOCUMENT_FILE,
    FAULTY,
    ResidueLine,
    chance_of_much,
    claimed_share,
    residue_lines,
    share_of_chars,
    share_of_lines,
    sure_kinds,
    sure_lines,
    sure_share,
)
from auditor_rules.boilerplate.rules.dropped_link import holes_per_1000_words

if TYPE_CHECKING:
    from auditor.training.logistic import TrainingSet

LEAST_WORDS = 50


def _weighs_documents(sample: Sample) -> bool:
    """Tell whether a document trains the model of documents.

    Outputs of extractors do, and a fifth of the whole pages: a page without any extraction.
    """
    return sample.name == "extractor" or (sample.name == "naive" and sample.labelled.fold == 0)


class CleanText(NamedTuple):
    """A text without residue, of a site or a document of its own, and whether it is an article."""

    document: Document
    group: str
    is_article: bool


def clean_texts(data: Path, pages: Sequence[Page] = ()) -> list[CleanText]:
    """Return texts that nobody should stop: gold texts of pages of all kinds, and articles.

    Args:
        data: the folder of labelled data; the content of `mild` and the contemporary texts count.
        pages: texts of ``read_pages``, of which the gold ones are taken; without them the model
            learns of articles alone.
    """
    found = [
        CleanText(Document(page.id, page.text), page.group, page.kind == "article")
        for page in pages
        if page.view == "gold"
    ]
    for row in read_records(data / FILES["mild"]):
        text = "\n".join(line["text"] for line in row["lines"] if line["label"] == "content")
        if crc32(row["id"].encode()) % 5 < 2:
            found.append(CleanText(Document(row["id"], text), row["domain"], True))
    for row in read_records(data / "clean" / "contemporary.jsonl.gz"):
        if crc32(row["id"].encode()) % 50 == 0:
            found.append(CleanText(Document(row["id"], row["text"]), row["id"], True))
    return [each for each in found if len(words(each.document)) >= LEAST_WORDS]


def fit_documents(crossed: Crossed, clean: Sequence[CleanText]) -> tuple[Fit, TrainingSet]:
    """Fit the dimension's model on `extractor`, whole pages and clean texts.

    The line figures are those of the folds that had not seen the site.

    The thresholds are quantiles of the clean texts' log-odds: a hundredth of them goes to review,
    three in a thousand of the articles and a hundredth of the others would be rejected.
    """
    from auditor.training.logistic import Recipe, TrainingSet, fit_model

    used = [
        (sample.labelled, found)
        for sample, found in zip(crossed.samples, crossed.probabilities, strict=True)
        if _weighs_documents(sample) and len(words(sample.labelled.document)) >= LEAST_WORDS
    ]
    data = TrainingSet(
        rows=[
            *(_measured(labelled.document, found) for labelled, found in used),
            *(_measured_clean(each.document) for each in clean),
        ],
        labels=[
            *(int(share_labelled(labelled) >= FAULTY) for labelled, _ in used),
            *(0 for _ in clean),
        ],
        groups=[*(labelled.group for labelled, _ in used), *(each.group for each in clean)],
        words=[
            *(len(words(labelled.document)) for labelled, _ in used),
            *(len(words(each.document)) for each in clean),
        ],
    )
    recipe = Recipe(
        dimension="boilerplate",
        features=FEATURES,
        trained_on=(
            "extractor.dev: outputs of eight extractors, and a fifth of naive.dev, whole pages, "
            "faulty from 5 % of characters on; clean "
            "texts of mild.dev, contemporary and WCXB's gold texts of seven types of page"
        ),
        minimum_words=LEAST_WORDS,
    )
    fitted = fit_model(recipe, data)
    threshold = _document_threshold(fitted.log_odds[len(used) :], clean)
    model = replace(fitted.model, thresholds=(threshold,))
    return Fit(model, fitted.log_odds), data


REVIEWED, REJECTED, REJECTED_OTHERS = 0.01, 0.003, 0.01
"""Shares of clean articles that go to review or are rejected, and of other pages rejected."""


def _document_threshold(log_odds: Array, clean: Sequence[CleanText]) -> Threshold:
    is_article = np.array([each.is_article for each in clean])
    fail = np.quantile(log_odds[is_article], 1 - REJECTED)
    if not is_article.all():
        fail = max(fail, np.quantile(log_odds[~is_article], 1 - REJECTED_OTHERS))
    review = np.quantile(log_odds[is_article], 1 - REVIEWED)
    fail = max(fail, review + np.log(2))
    return Threshold(LEAST_WORDS, round(float(review), 6), round(float(fail), 6))


def _measured_clean(document: Document) -> dict[str, float]:
    return _measured(document, [line.probability for line in residue_lines(document)])


def _measured(document: Document, found: list[float]) -> dict[str, float]:
    spans = lines(document)
    rows = [ResidueLine(span, each, "") for span, each in zip(spans, found, strict=True)]
    return {
        "residue_share_of_chars": share_of_chars(rows),
        "residue_chance": chance_of_much(rows),
        "residue_lines_share": share_of_lines(rows),
        "claimed_share_of_chars": claimed_share(document),
        "holes_per_1000_words": holes_per_1000_words(document),
        "sure_residue_lines": sure_lines(document),
        "sure_residue_kinds": sure_kinds(document),
        "sure_residue_share": sure_share(document),
    }


def share_labelled(labelled: LabelledDocument) -> float:
    """Return the share of characters of scored lines that stand in residue lines."""
    sizes = [span.end - span.start for span in lines(labelled.document)]
    scored = [
        (size, label) for size, label in zip(sizes, labelled.labels, strict=True) if label >= 0
    ]
    total = sum(size for size, _ in scored)
    return sum(size for size, label in scored if label == 1) / total if total else 0.0


def _print_document_figures(labels: Array, log_odds: Array) -> None:
    from auditor.training.statistics import recall_at, roc_auc

    recall, _ = recall_at(labels, log_odds, 0.05)
    print(
        f"documents: {len(labels)}, faulty {labels.mean():.3f}, "
        f"AUC {roc_auc(labels, log_odds):.3f}, "
        f"recall {recall:.3f} at 5 % of clean documents"
    )


def main(data: Path, wcxb: Path, autopager: Path) -> None:
    """Train on the data folder and the pages, and write the model files."""
    clean = clean_texts(data, list(read_pages(data, wcxb, autopager)))
    write_models(cross_validate(read_samples(data)), clean)


def write_models(crossed: Crossed, clean: Sequence[CleanText]) -> None:
    """Write both models and print what cross-validation says of them."""
    thresholds = chosen_thresholds(crossed)
    kept = [index for index, sample in enumerate(crossed.samples) if is_trained_on(sample)]
    chosen = [crossed.samples[index] for index in kept]
    base, trees = fit_trees(gather(chosen, [crossed.rows[index] for index in kept]))
    trained_on = ", ".join(
        f"{name} (share {share}, weight {WEIGHTS[name]})" for name, share in SHARES.items()
    )
    text = model_text(fit_words(chosen), base, trees, thresholds, trained_on)
    folder = Path(__file__).parents[1] / "models"
    (folder / FILE).write_text(text, "utf-8")
    fitted, documents = fit_documents(crossed, clean)
    # Residue can be cut away: a document is rejected for what it is, not for what stands around it.
    model = replace(fitted.model, can_fail=False)
    (folder / DOCUMENT_FILE).write_text(dump_model(model), "utf-8")
    _print_document_figures(np.array(documents.labels, dtype=np.float64), fitted.log_odds)
    for name in SHARES:
        labels, scores, _ = scored_lines(crossed, name)
        print(name, _summary(labels, scores, thresholds["clean"]))
    print(f"{folder / FILE}: {len(text)} bytes, thresholds {thresholds}")


def _summary(labels: Array, scores: Array, threshold: float) -> str:
    from auditor.training.statistics import recall_at

    flagged = scores > threshold
    recalls = ", ".join(
        f"recall {recall_at(labels, scores, share)[0]:.3f} at {share:.0%}"
        for share in (0.01, 0.02, 0.05)
    )
    best = max((f1(labels, scores > each), each) for each in np.arange(0.1, 0.95, 0.02))
    false = (scores[labels < 0.5] > best[1]).mean()
    return (
        f"F1 {f1(labels, flagged):.3f}, false flags {flagged[labels < 0.5].mean():.3f}, {recalls}; "
        f"best F1 {best[0]:.3f} at {best[1]:.2f} with {false:.3f}"
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
