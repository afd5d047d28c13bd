"""What the dimension's table says, measured on the labelled data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from auditor import Document, Evaluation, Figure, Judgements, Span, quotations, words
from auditor.training.records import read_records
from auditor_rules.attribution.bylines import bylines
from auditor_rules.attribution.speakers import attributed
from auditor_rules.attribution.unattributed import lost_quotations

POLNEAR = "attribution/polnear_dev.jsonl.gz"
DEATTRIBUTED = "attribution/polnear_deattrib_dev.jsonl.gz"
WIKIWEASEL = "attribution/wikiweasel_dev.jsonl.gz"
NEWS = {"BBC": "spin/bbc_clean.dev.jsonl.gz", "PolNeAR": "spin/polnear_clean.dev.jsonl.gz"}
PAGES = "boilerplate/extractor.dev.jsonl.gz"
CONTEMPORARY = "clean/contemporary.jsonl.gz"
FEW_WORDS = 4
DELETED = "-deattr"
"""Ends the id of a document whose speakers were deleted."""
PREVALENCE = 0.1
"""Share of faulty documents that the document model is calibrated for: an estimate."""


class Judged(NamedTuple):
    """Counts of one document: what was found and right, found, and to be found."""

    right: float
    found: float
    wanted: float


def precision(items: Sequence[Judged]) -> float:
    """Return the share of what was found that is right."""
    found = sum(item.found for item in items)
    return sum(item.right for item in items) / found if found else float("nan")


def recall(items: Sequence[Judged]) -> float:
    """Return the share of what was to be found that was."""
    wanted = sum(item.wanted for item in items)
    return sum(item.right for item in items) / wanted if wanted else float("nan")


def f1(items: Sequence[Judged]) -> float:
    """Return the harmonic mean of precision and recall."""
    total = sum(item.found + item.wanted for item in items)
    return 2 * sum(item.right for item in items) / total if total else float("nan")


def _figure(name: str, measure: Any, items: Sequence[Judged], target: float | None) -> Figure:
    """Return a figure with a bootstrap interval over documents."""
    from auditor.training.statistics import bootstrap

    low, high = bootstrap(
        lambda chosen: measure([items[i] for i in chosen]), list(range(len(items)))
    )
    key = "found" if measure is precision else "wanted"
    count = int(sum(getattr(item, key) for item in items))
    return Figure(name, measure(items), low, high, count, target=target)


def quotation_counts(record: dict[str, Any], fewest_words: int) -> Judged:
    """Judge who is said to have spoken each quotation of a PolNeAR document.

    Right: the mention overlaps a marked source of an attribution whose content covers at least
    half of the quotation, or the speaker's last name stands in it. A source given to a quotation
    of no attribution (a scare quote) is wrong.
    """
    text, events = record["text"], _events(record)
    right = found = wanted = 0
    for statement, speaker in attributed(Document(record["id"], text)):
        if not statement.is_quotation or len(statement.span.of(text).split()) < fewest_words:
            continue
        sources = _sources_of(events, statement.span)
        wanted += bool(sources)
        if statement.source is not None:
            found += 1
            right += any(
                statement.source.overlaps(each) or _names(speaker.label, each.of(text))
                for each in sources
            )
    return Judged(right, found, wanted)


def _names(label: str, source: str) -> bool:
    last = label.rpartition(" ")[2]
    return len(last) > 2 and last[0].isupper() and last in source


def _events(record: dict[str, Any]) -> list[dict[str, list[Span]]]:
    events: dict[str, dict[str, list[Span]]] = {}
    for start, end, kind, event in record["spans"]:
        events.setdefault(event, {}).setdefault(kind, []).append(Span(start, end))
    return list(events.values())


def _sources_of(events: list[dict[str, list[Span]]], quotation: Span) -> list[Span]:
    sources: list[Span] = []
    for event in events:
        covered = sum(
            max(0, min(each.end, quotation.end) - max(each.start, quotation.start))
            for each in event.get("content", ())
        )
        if 2 * covered >= quotation.end - quotation.start:
            sources += event.get("source", [])
    return sources


def _run_quotations(data: Path) -> Iterator[Figure]:
    records = list(read_records(data / POLNEAR))
    for name, fewest in ((f"quotations of {FEW_WORDS} words or more", FEW_WORDS), ("all", 1)):
        items = [quotation_counts(record, fewest) for record in records]
        for kind, measure, target in (("precision", precision, 0.92), ("recall", recall, 0.85)):
            yield _figure(f"quotation to source, {name}: {kind}", measure, items, target)


def reported_counts(record: dict[str, Any]) -> Judged:
    """Judge the sources of what is reported without quotation marks, as the ledger lists them.

    Right: the source overlaps the marked source of an attribution whose cue it was found by.
    Wanted: every attribution with a source and a cue and no quotation mark in its content.
    """
    text, events = record["text"], _events(record)
    found = [
        each.statement
        for each in attributed(Document(record["id"], text))
        if not each.statement.is_quotation
    ]
    right = sum(any(_is_of(event, statement) for event in events) for statement in found)
    wanted = sum(
        bool(event.get("source") and event.get("cue"))
        and not any(mark in each.of(text) for each in event.get("content", ()) for mark in '"“”')
        for event in events
    )
    return Judged(right, len(found), wanted)


def _is_of(event: dict[str, list[Span]], statement: Any) -> bool:
    return any(statement.cue.overlaps(each) for each in event.get("cue", ())) and any(
        statement.source.overlaps(each) for each in event.get("source", ())
    )


def _run_reported(data: Path) -> Iterator[Figure]:
    items = [reported_counts(record) for record in read_records(data / POLNEAR)]
    for kind, measure in (("precision", precision), ("recall", recall)):
        yield _figure(f"reported without quotation marks, its source: {kind}", measure, items, None)


def neutral(text: str) -> str:
    """Make the last comma of every quotation a full stop: deletions leave commas as a tell."""
    letters = list(text)
    for quotation in quotations(Document("neutral", text)):
        inner = quotation.inner.of(text).rstrip()
        if inner.endswith(","):
            letters[quotation.inner.start + len(inner) - 1] = "."
    return "".join(letters)


def lost_counts(record: dict[str, Any]) -> tuple[Judged, Judged]:
    """Judge lost quotations of one document: those whose source was deleted, and natural ones."""
    found = [each.span for each in lost_quotations(Document(record["id"], neutral(record["text"])))]
    spans: dict[str, list[Span]] = {"quote_unattributed_removed": [], "quote_unattributed": []}
    for start, end, kind, *_ in record["spans"]:
        if kind in spans:
            spans[kind].append(Span(start, end))
    removed, natural = spans["quote_unattributed_removed"], spans["quote_unattributed"]
    judged = [one for one in found if not any(one.overlaps(each) for each in natural)]
    return _overlaps(removed, judged), _overlaps(natural, found)


def _overlaps(wanted: list[Span], found: list[Span]) -> Judged:
    right = sum(any(one.overlaps(each) for one in found) for each in wanted)
    return Judged(right, len(found), len(wanted))


def _run_lost(data: Path) -> Iterator[Figure]:
    pairs = [lost_counts(record) for record in read_records(data / DEATTRIBUTED)]
    removed = [pair[0] for pair in pairs]
    name = "quotation without a speaker (the tell taken out)"
    yield _figure(f"{name}: precision", precision, removed, 0.8)
    yield _figure(f"{name}: recall", recall, removed, 0.85)
    yield _figure(f"{name}: recall of the natural ones", recall, [pair[1] for pair in pairs], None)
    for outlet, file in NEWS.items():
        documents = [Document(record["id"], record["text"]) for record in read_records(data / file)]
        counts = [len(lost_quotations(document)) for document in documents]
        sizes = [len(words(document)) for document in documents]
        yield _rate(f"the same per 1,000 words of unedited news, {outlet}", counts, sizes, 0.3)


def _rate(name: str, counts: list[int], sizes: list[int], target: float | None) -> Figure:
    from auditor.training.statistics import bootstrap

    def rate(chosen: Any) -> float:
        found, size = sum(counts[i] for i in chosen), sum(sizes[i] for i in chosen)
        return float(1000 * found / max(size, 1))

    every = range(len(counts))
    low, high = bootstrap(rate, list(every))
    return Figure(
        name, rate(every), low, high, sum(sizes), "per 1,000 words", target, is_lower_better=True
    )


def _run_warnings(data: Path) -> Iterator[Figure]:
    from auditor import discover, findings_of

    rules = [rule for rule in discover().rules if rule.dimension == "attribution"]
    for outlet, file in NEWS.items():
        warnings, notes, sizes = [], [], []
        for record in read_records(data / file):
            document = Document(record["id"], record["text"])
            found = [each for rule in rules for each in findings_of(rule, document)]
            warnings.append(sum(each.severity != "note" for each in found))
            notes.append(sum(each.severity == "note" and each.span is not None for each in found))
            sizes.append(len(words(document)))
        yield _rate(f"warnings of the dimension, {outlet}", warnings, sizes, 1.0)
        yield _rate(f"notes with a place, {outlet}", notes, sizes, None)


def _run_sentences(data: Path) -> Iterator[Figure]:
    from auditor_rules.attribution.learning import train

    found = list(train.polnear_sentences(data))
    task = train.ATTRIBUTION
    yield _figure(
        "sentence holds an attribution or a part of one: F1", f1, _cross(task, found), 0.87
    )
    cued = [each._replace(label=each.has_cue) for each in found]
    yield _figure("sentence holds a cue of attribution: F1", f1, _cross(task, cued), 0.87)
    weasels = list(train.wikiweasel_sentences(data))
    yield _figure("weasel sentence: F1", f1, _cross(train.WEASEL, weasels), 0.66)


def _cross(task: Any, sentences: Sequence[Any]) -> list[Judged]:
    """Judge every document's sentences by a model that was fitted without the document."""
    from sklearn.model_selection import GroupKFold

    from auditor_rules.attribution.learning.train import fit_task

    groups = [each.group for each in sentences]
    judged: dict[str, list[int]] = {group: [0, 0, 0] for group in groups}
    for fitted_on, held_out in GroupKFold(5).split(groups, groups, groups):
        model = fit_task(task, [sentences[i] for i in fitted_on])
        for i in held_out:
            is_found = model.log_odds(sentences[i].features) > model.cut
            counts = judged[groups[i]]
            counts[0] += is_found and sentences[i].label
            counts[1] += is_found
            counts[2] += sentences[i].label
    return [Judged(*counts) for counts in judged.values()]


def _run_vague(data: Path) -> Iterator[Figure]:
    from auditor import findings_of
    from auditor.training.statistics import wilson
    from auditor_rules.attribution.rules.vague_attribution import RULE

    hits = right = caught = uncertain = 0
    for record in read_records(data / WIKIWEASEL):
        found = len(findings_of(RULE, Document(record["id"], record["text"])))
        is_uncertain = record["label"] == "uncertain"
        hits, right = hits + found, right + found * is_uncertain
        caught, uncertain = caught + (found > 0 and is_uncertain), uncertain + is_uncertain
    share, low, high = wilson(right, hits)
    yield Figure("vague attribution: precision of hits", share, low, high, hits, target=0.9)
    share, low, high = wilson(caught, uncertain)
    yield Figure("vague attribution: recall of weasel sentences", share, low, high, uncertain)


def byline_is_right(found: str, author: str) -> bool | None:
    """Compare a byline with the record's author; ``None`` where the record has none."""
    if author in ("None", ""):
        return None
    known = author.lower()
    return any(part.lower() in known for part in found.split() if len(part) > 1)


def _run_bylines(data: Path) -> Iterator[Figure]:
    from auditor.training.statistics import wilson

    right = count = unknown = 0
    for record in read_records(data / POLNEAR):
        byline = next(bylines(Document(record["id"], record["text"])), None)
        if byline is not None:
            verdict = byline_is_right(byline.value, record["author"])
            unknown += verdict is None
            count, right = count + (verdict is not None), right + (verdict is True)
    share, low, high = wilson(right, count)
    note = f"{unknown} more bylines found where the record names no author"
    yield Figure("byline from the text: precision", share, low, high, count, target=0.95, note=note)


def _run_documents(data: Path) -> Iterator[Figure | Judgements]:
    import numpy as np

    from auditor.training.statistics import bootstrap, recall_at, roc_auc
    from auditor_rules.attribution.learning.train import fit_documents

    fit, documents = fit_documents(data)
    truth = np.array([each.label for each in documents], dtype=np.float64)
    groups = [each.document.id for each in documents]

    def area(chosen: Any) -> float:
        return roc_auc(truth[chosen], fit.log_odds[chosen])

    def caught(chosen: Any) -> float:
        return recall_at(truth[chosen], fit.log_odds[chosen], 0.015)[0]

    every = np.arange(len(truth))
    for name, measure in (("AUC", area), ("recall at 1.5 % false alarms", caught)):
        low, high = bootstrap(measure, groups, rounds=100)
        what = f"sources deleted or replaced by nobody, by outlet: {name}"
        yield Figure(what, measure(every), low, high, len(documents))
    chances = 1 / (1 + np.exp(-fit.log_odds))
    # What was made of an article by replacing its sources bears the article's own name.
    lost = [not each.label or each.document.id.endswith(DELETED) for each in documents]
    for name, kept in (("speakers deleted", lost), ("deleted or replaced", every >= 0)):
        rows = np.flatnonzero(kept)
        yield Judgements(
            f"attribution, {name}, by outlet",
            [documents[row].label for row in rows],
            [float(chances[row]) for row in rows],
            [documents[row].document.id.removesuffix(DELETED) for row in rows],
            prevalence=PREVALENCE,
        )


EVALUATIONS = (
    Evaluation(
        "quotation-source",
        "attribution",
        "Who spoke each quotation, against people's marks.",
        (POLNEAR,),
        _run_quotations,
    ),
    Evaluation(
        "reported-source",
        "attribution",
        "Who said what is reported without quotation marks, against people's marks.",
        (POLNEAR,),
        _run_reported,
    ),
    Evaluation(
        "lost-speaker",
        "attribution",
        "Quotations whose speaker was deleted, and the same finding on untouched news.",
        (DEATTRIBUTED, *NEWS.values()),
        _run_lost,
    ),
    Evaluation(
        "attribution-warnings",
        "attribution",
        "All findings of the dimension per 1,000 words of clean news.",
        tuple(NEWS.values()),
        _run_warnings,
    ),
    Evaluation(
        "attribution-sentences",
        "attribution",
        "Sentences that hold an attribution, weasel sentences; cross-validated over documents.",
        (POLNEAR, WIKIWEASEL),
        _run_sentences,
    ),
    Evaluation(
        "vague-attribution",
        "attribution",
        "Hits of the vague-attribution rule in sentences that people called uncertain.",
        (WIKIWEASEL,),
        _run_vague,
    ),
    Evaluation(
        "sources-taken-away",
        "attribution",
        "Documents whose sources were deleted or replaced, against untouched news; by outlet.",
        (POLNEAR, DEATTRIBUTED, NEWS["BBC"], PAGES, CONTEMPORARY),
        _run_documents,
    ),
    Evaluation(
        "byline",
        "attribution",
        "Bylines found in the text alone, against the record's author.",
        (POLNEAR,),
        _run_bylines,
    ),
)
