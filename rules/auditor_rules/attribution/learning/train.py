"""Train the models of this dimension and write them into the pack's ``models``.

Run as ``python -m auditor_rules.attribution.learning.train DATA``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from auditor import Document, Span, dump_model, words
from auditor.training.records import read_records
from auditor_rules.attribution.learning.data import labelled_documents, rows_of
from auditor_rules.attribution.learning.evaluate import PREVALENCE
from auditor_rules.attribution.learning.features import FITTED, STATED
from auditor_rules.attribution.sentence_features import sentence_features, weasel_features
from auditor_rules.attribution.sentence_model import SentenceModel
from auditor_rules.english.training_domain import ENGLISH_PROSE

MODELS = Path(__file__).parents[1] / "models"
POLNEAR = "attribution/polnear_dev.jsonl.gz"
WIKIWEASEL = "attribution/wikiweasel_dev.jsonl.gz"


class Task(NamedTuple):
    """A kind of sentence to be told from the others, and how its model is fitted."""

    name: str
    """The model file's name."""
    penalty: str
    strength: float
    """Inverse of the penalty, chosen by cross-validation."""
    fewest: int
    """Sentences that a feature must hold for to be weighed."""
    cut: float
    """Log-odds above which a sentence counts: best F1 in cross-validation."""


ATTRIBUTION = Task("attribution-sentences", "l1", 0.15, 15, -0.4)
WEASEL = Task("weasel-sentences", "l1", 0.6, 2, -1.0)


class LabelledSentence(NamedTuple):
    """The features of a sentence, and what people said of it."""

    features: frozenset[str]
    label: bool
    group: str
    has_cue: bool


def polnear_sentences(data: Path) -> Iterator[LabelledSentence]:
    """Yield the sentences of PolNeAR: does any part of an attribution stand in it?"""
    for record in read_records(data / POLNEAR):
        spans = [(Span(start, end), kind) for start, end, kind, _ in record["spans"]]
        for each in sentence_features(Document(record["id"], record["text"])):
            kinds = {kind for span, kind in spans if span.overlaps(each.span)}
            yield LabelledSentence(each.features, bool(kinds), record["id"], "cue" in kinds)


def matrix(rows: Iterable[frozenset[str]], columns: dict[str, int]) -> Any:
    """Return a sparse matrix, rows × columns, of the features that hold."""
    from scipy.sparse import csr_matrix

    indices: list[int] = []
    starts = [0]
    for row in rows:
        indices += sorted(columns[name] for name in row if name in columns)
        starts.append(len(indices))
    ones = [1.0] * len(indices)
    return csr_matrix((ones, indices, starts), shape=(len(starts) - 1, len(columns)))


def columns_of(rows: Sequence[frozenset[str]], fewest: int) -> dict[str, int]:
    """Number the features that hold for at least ``fewest`` rows."""
    from collections import Counter

    counts = Counter(name for row in rows for name in row)
    kept = sorted(name for name, count in counts.items() if count >= fewest)
    return {name: index for index, name in enumerate(kept)}


def fit(task: Task, features: Any, labels: Sequence[bool]) -> Any:
    """Fit a logistic regression."""
    import warnings

    from sklearn.linear_model import LogisticRegression

    with warnings.catch_warnings():  # the spelling of the penalty differs between versions
        warnings.simplefilter("ignore")
        model = LogisticRegression(
            C=task.strength, penalty=task.penalty, solver="liblinear", random_state=0
        )
        return model.fit(features, labels)


def wikiweasel_sentences(data: Path) -> Iterator[LabelledSentence]:
    """Yield the sentences of WikiWeasel: is it labelled uncertain?"""
    for record in read_records(data / WIKIWEASEL):
        found = weasel_features(Document(record["id"], record["text"].replace("\n", " ")))
        features = frozenset[str]().union(*(each.features for each in found))
        is_weasel = record["label"] == "uncertain"
        yield LabelledSentence(features, is_weasel, record["id"], is_weasel)


def fit_task(task: Task, sentences: Sequence[LabelledSentence]) -> SentenceModel:
    """Fit the model of a task; weights that round to nothing are left out."""
    rows = [each.features for each in sentences]
    columns = columns_of(rows, task.fewest)
    fitted = fit(task, matrix(rows, columns), [each.label for each in sentences])
    weights = {
        name: round(float(weight), 3)
        for name, weight in zip(columns, fitted.coef_[0], strict=True)
        if abs(weight) >= SMALLEST_WEIGHT
    }
    return SentenceModel(weights, round(float(fitted.intercept_[0]), 4), task.cut)


SMALLEST_WEIGHT = 0.02


def write_model(task: Task, sentences: Sequence[LabelledSentence], source: str) -> None:
    """Write a task's model file."""
    model = fit_task(task, sentences)
    body = {
        "trained_on": f"{source}, {len(sentences)} sentences",
        "cut": model.cut,
        "intercept": model.intercept,
        "weights": dict(model.weights),
    }
    MODELS.mkdir(exist_ok=True)
    text = json.dumps(body, indent=0, ensure_ascii=False, sort_keys=True) + "\n"
    (MODELS / f"{task.name}.json").write_text(text, "utf-8")


def fit_documents(data: Path) -> Any:
    """Fit the document model; returns it with the out-of-group log-odds, and the documents."""
    from auditor.training.logistic import Recipe, TrainingSet, fit_model

    documents = list(labelled_documents(data))
    recipe = Recipe(
        dimension="attribution",
        features=list(FITTED),
        stated=STATED,
        trained_on="PolNeAR dev with speakers deleted or replaced; BBC 2004-05, web pages and "
        "contemporary texts, untouched and with names taken away",
        prevalence=PREVALENCE,
        minimum_words=100,
        languages=("en",),
        ground=ENGLISH_PROSE,
        lengths=(150, 300, 600, 1200),
        alarms=(0.006, 0.0),  # nothing is refused for its sources alone that looks like real news
    )
    labels = [each.label for each in documents]
    sizes = [len(words(each.document)) for each in documents]
    training = TrainingSet(rows_of(documents), labels, [each.group for each in documents], sizes)
    return fit_model(recipe, training), documents


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    write_model(ATTRIBUTION, list(polnear_sentences(folder)), "PolNeAR dev")
    model = fit_documents(folder)[0].model
    (MODELS / "attribution.json").write_text(dump_model(model), "utf-8")
