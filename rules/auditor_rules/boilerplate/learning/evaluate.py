"""What the dimension measures of itself on labelled lines and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from auditor import Document, Evaluation, Figure, Judgements, lines
from auditor.training.records import read_records
from auditor_rules.boilerplate.learning.data import FILES, LabelledDocument, read_labelled
from auditor_rules.boilerplate.line_kinds import claims
from auditor_rules.boilerplate.rules.dropped_link import holes

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from auditor_rules.boilerplate.learning.train_lines import Crossed

    Index = npt.NDArray[np.intp]

SPANS = "boilerplate/spans.dev.jsonl.gz"
TARGETS: dict[str, tuple[float, float]] = {
    "extractor": (0.65, 0.05),
    "mild": (0.82, 0.12),
    "turku": (0.82, 0.22),
    "naive": (0.94, 0.08),
}
"""F1 to reach, and the share of content lines that may be flagged."""
RECALLS = (("extractor", 0.02, 0.40), ("mild", 0.01, 0.55))
NEAR = 3
"""Code points between a hole and the place that is reported for it."""


def evaluate_lines(data: Path) -> Iterator[Figure | Judgements]:
    """Yield both models' figures on sites that they were not trained on."""
    from auditor_rules.boilerplate.learning.train_lines import (
        best_threshold,
        cross_validate,
        read_samples,
    )
    from auditor_rules.boilerplate.learning.train_lines import chosen_thresholds as choose

    crossed = cross_validate(read_samples(data))
    shipped = choose(crossed)
    for name in TARGETS:
        yield from _line_figures(crossed, name, shipped["clean"], "threshold of audit clean")
        yield from _line_figures(crossed, name, best_threshold(crossed, name), "best F1")
    yield from _recall_figures(crossed)
    yield _finding_figure(crossed, shipped["finding"])
    yield _kept_text(crossed, shipped["clean"])
    yield from _document_figures(crossed, data)


def _document_figures(crossed: Crossed, data: Path) -> Iterator[Figure | Judgements]:
    import numpy as np

    from auditor.training.statistics import bootstrap, roc_auc
    from auditor_rules.boilerplate.learning.train import clean_texts, fit_documents

    fitted, documents = fit_documents(crossed, clean_texts(data))
    labels = np.array(documents.labels, dtype=np.float64)

    def area(chosen: Index) -> float:
        return roc_auc(labels[chosen], fitted.log_odds[chosen])

    low, high = bootstrap(area, documents.groups, rounds=100)
    name = "extractor and clean texts: residue is 5 % of the characters or more"
    yield Figure(f"{name}: AUC", area(np.arange(len(labels))), low, high, len(labels))
    chances = 1 / (1 + np.exp(-fitted.log_odds))
    yield Judgements(name, documents.labels, list(chances), documents.groups)


def _line_figures(crossed: Crossed, name: str, threshold: float, note: str) -> Iterator[Figure]:
    import numpy as np

    from auditor.training.statistics import bootstrap
    from auditor_rules.boilerplate.learning.train_lines import f1, scored_lines

    labels, scores, groups = scored_lines(crossed, name)
    target, allowed = TARGETS[name]
    note = f"{note}, from {threshold:.2f} on"
    is_content = labels < 0.5

    def of(chosen: Index) -> float:
        return f1(labels[chosen], scores[chosen] > threshold)

    def false(chosen: Index) -> float:
        return float((scores[chosen] > threshold)[is_content[chosen]].mean())

    everything = np.arange(len(labels))
    for wording, statistic, goal, is_low in (
        ("F1 of residue lines", of, target, False),
        ("content lines wrongly flagged", false, allowed, True),
    ):
        low, high = bootstrap(statistic, groups, rounds=100)
        yield Figure(
            f"{name}: {wording}",
            statistic(everything),
            low,
            high,
            len(labels),
            target=goal,
            is_lower_better=is_low,
            note=note,
        )


def _recall_figures(crossed: Crossed) -> Iterator[Figure]:
    from auditor.training.statistics import bootstrap, recall_at
    from auditor_rules.boilerplate.learning.train_lines import scored_lines

    for name, share, target in RECALLS:
        labels, scores, groups = scored_lines(crossed, name)

        def recall(chosen: Index) -> float:
            return recall_at(labels[chosen], scores[chosen], share)[0]  # noqa: B023

        low, high = bootstrap(recall, groups, rounds=100)
        value = recall_at(labels, scores, share)[0]
        wording = f"{name}: recall at {share:.0%} of content lines flagged"
        yield Figure(wording, value, low, high, len(labels), target=target)


def _finding_figure(crossed: Crossed, threshold: float) -> Figure:
    from auditor.training.statistics import wilson
    from auditor_rules.boilerplate.learning.train_lines import scored_lines

    labels, scores, _ = scored_lines(crossed, "extractor")
    shown = labels[scores > threshold]
    return Figure(
        "extractor: precision of lines that the model would show",
        *wilson(int(shown.sum()), len(shown)),
        len(shown),
        target=0.9,
        note=f"from {threshold:.2f} on",
    )


def _kept_text(crossed: Crossed, threshold: float) -> Figure:
    from auditor.training.statistics import bootstrap

    found, groups = [], []
    for sample, probabilities in zip(crossed.samples, crossed.probabilities, strict=True):
        if sample.name == "naive":
            found.append(kept_f1(sample.labelled, probabilities, threshold))
            groups.append(sample.labelled.group)

    def mean(chosen: Index) -> float:
        return float(sum(found[int(index)] for index in chosen) / len(chosen))

    low, high = bootstrap(mean, groups, rounds=100)
    return Figure(
        "naive: token-multiset F1 of the kept text, mean over pages",
        sum(found) / len(found),
        low,
        high,
        len(found),
        note="trafilatura reaches .86 with the HTML at hand, on other pages of the same sources",
    )


_TOKEN = re.compile(r"\w+")


def kept_f1(labelled: LabelledDocument, probabilities: list[float], threshold: float) -> float:
    """Return how far the tokens of the lines kept are those of the content lines."""
    kept: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    text = labelled.document.text
    rows = zip(lines(labelled.document), labelled.labels, probabilities, strict=True)
    for span, label, probability in rows:
        tokens = _TOKEN.findall(span.of(text).lower())
        if label >= 0 and probability <= threshold:
            kept.update(tokens)
        if label == 0:
            wanted.update(tokens)
    shared = (kept & wanted).total()
    return 2 * shared / max(kept.total() + wanted.total(), 1)


def evaluate_findings(data: Path) -> Iterator[Figure]:
    """Yield the precision of the typed rules, together and one by one."""
    from auditor.training.statistics import wilson

    hits: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    residue = 0
    for labelled in read_labelled(data, "extractor"):
        residue += sum(label == 1 for label in labelled.labels)
        for kind, label in claimed_labels(labelled):
            counts[kind] += 1
            hits[kind] += label
    share, low, high = wilson(hits.total(), counts.total())
    name = "extractor: precision of the typed rules"
    yield Figure(name, share, low, high, counts.total(), target=0.9)
    name = "extractor: recall of the typed rules alone"
    yield Figure(name, *wilson(hits.total(), residue), residue)
    for kind in sorted(counts):
        name = f"extractor: precision of boilerplate/{kind}"
        yield Figure(name, *wilson(hits[kind], counts[kind]), counts[kind])


def claimed_labels(labelled: LabelledDocument) -> Iterator[tuple[str, int]]:
    """Yield the kind of each claim on a scored line, with the line's label."""
    at = {span.start: index for index, span in enumerate(lines(labelled.document))}
    for kind, found in claims(labelled.document).items():
        for claim in found:
            label = labelled.labels[at[claim.span.start]]
            if label >= 0:
                yield kind, label


def evaluate_holes(data: Path) -> Iterator[Figure]:
    """Yield how many dropped names are found, and how many clean paragraphs are flagged."""
    from auditor.training.statistics import wilson

    found = total = flagged = clean = 0
    for row in read_records(data / SPANS):
        if row["variant"] == "clean":
            clean += 1
            flagged += bool(holes(Document(row["id"], row["text"])))
        elif row["variant"] == "hole":
            places = [
                place for hole in holes(Document(row["id"], row["text"])) for place in hole.span
            ]
            wanted = [span["pos"] for span in row["spans"] if span["type"] == "hole"]
            total += len(wanted)
            found += sum(any(abs(place - pos) <= NEAR for place in places) for pos in wanted)
    yield Figure("dropped names found", *wilson(found, total), total, target=0.40)
    yield Figure(
        "clean paragraphs flagged for a dropped name",
        *wilson(flagged, clean),
        clean,
        target=0.01,
        is_lower_better=True,
    )


Run = Callable[[Path], Iterator[Figure | Judgements]]
_ROWS: tuple[tuple[str, str, tuple[str, ...], Run], ...] = (
    (
        "residue-lines",
        "The line model and the document model on unseen sites (takes some minutes)",
        tuple(FILES.values()),
        evaluate_lines,
    ),
    (
        "residue-findings",
        "The typed rules on lines that extractors left in",
        (FILES["extractor"],),
        evaluate_findings,
    ),
    ("dropped-links", "Holes in paragraphs whose links were dropped", (SPANS,), evaluate_holes),
)
EVALUATIONS = tuple(
    Evaluation(name, "boilerplate", summary, needs, run) for name, summary, needs, run in _ROWS
)
