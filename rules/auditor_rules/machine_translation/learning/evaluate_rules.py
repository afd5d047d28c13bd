"""What the dimension's rules are worth on labelled data: the lexicon, glued words, clean news."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from auditor import Document, Evaluation, Figure, Rule, language, quotations, words
from auditor.training.records import read_records
from auditor_rules.lexicons import lexicons
from auditor_rules.machine_translation.rules.glued_words import GluedWords, glued_words
from auditor_rules.machine_translation.rules.spun_phrase import spun_lists, spun_phrases

_CLEAN = (
    ("BBC", "spin/bbc_clean.dev.jsonl.gz", "clean"),
    ("PolNeAR", "spin/polnear_clean.dev.jsonl.gz", "clean"),
    ("English originals", "spin/wmt21_mt.dev.jsonl.gz", "clean"),
    ("blogs", "spin/obf_pan17.dev.jsonl.gz", "clean"),
)
_OTHER = (
    ("human translation", "spin/wmt21_mt.dev.jsonl.gz", "human_translation"),
    ("learner English", "spin/jfleg.dev.jsonl.gz", "learner"),
    ("spun by obf_pan17", "spin/obf_pan17.dev.jsonl.gz", "spun"),
    ("spun by agnews_textfooler", "spin/agnews_textfooler.dev.jsonl.gz", "spun"),
)
_GLUE = "boilerplate/spans.dev.jsonl.gz"
_TORTURED = "spin/tortured_phrases.dev.jsonl.gz"
NEAR = 3
"""Code points within which a joint must be found to count."""


def _documents(data: Path, file: str, label: str) -> Iterator[Document]:
    for record in read_records(data / file):
        if record["label"] == label:
            yield Document(record["id"], record["text"])


def per_million_words(
    name: str,
    found: Callable[[Document], int],
    documents: Iterable[Document],
    *,
    is_lower_better: bool = True,
) -> Figure:
    """Return how many findings a million words hold, with a bootstrap over documents."""
    import numpy as np

    from auditor.training.statistics import bootstrap

    counted = [(found(each), len(words(each))) for each in documents]
    table = np.array(counted, dtype=float)

    def rate(chosen: Sequence[int]) -> float:
        hits, length = table[chosen].sum(axis=0)
        return float(1e6 * hits / length)

    everything = list(range(len(counted)))
    low, high = bootstrap(rate, everything)  # type: ignore[arg-type]
    if not table[:, 0].any():
        high = 3e6 / table[:, 1].sum()  # the rule of three (Hanley and Lippman-Hand 1983)
    return Figure(
        name,
        rate(everything),
        low,
        high,
        len(counted),
        "per 1,000,000 words",
        is_lower_better=is_lower_better,
    )


def _entries(document: Document) -> int:
    return len(spun_phrases(document))


def run_lexicon(data: Path) -> Iterator[Figure]:
    """Measure where entries of the lexicon hit: clean text, translations, learners, spun text."""
    listed = [
        phrase
        for name in spun_lists()
        for phrase, row in lexicons()[name].items()
        if row["base"] == phrase
    ]
    yield _plain("entries of the lexicon, inflections not counted", len(listed))
    yield _plain("different substitutions in them", len(set(map(_substitution, listed))))
    for name, file, label in _CLEAN + _OTHER:
        documents = list(_documents(data, file, label))
        yield per_million_words(
            f"lexicon hits, {name}", _entries, documents, is_lower_better=label != "spun"
        )
        distinct = {each.entry for document in documents for each in spun_phrases(document)}
        yield _plain(f"entries that fire, {name}", len(distinct))
    yield from _overlap(data, set(listed))


def _plain(name: str, value: float) -> Figure:
    return Figure(name, value, value, value, int(value), "")


def _substitution(phrase: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that differ: "struggle crime" and "struggle hero" are one substitution."""
    row = next(lexicons()[name][phrase] for name in spun_lists() if phrase in lexicons()[name])
    odd, usual = phrase.split(), row["usual"].split("|")[0].lower().split()
    while odd and usual and odd[0] == usual[0]:
        odd, usual = odd[1:], usual[1:]
    while odd and usual and odd[-1] == usual[-1]:
        odd, usual = odd[:-1], usual[:-1]
    return tuple(odd), tuple(usual)


def _overlap(data: Path, listed: set[str]) -> Iterator[Figure]:
    """Measure how many phrases of the published list the lexicon finds: it was not copied."""
    from auditor.training.statistics import wilson

    phrases = [record["tortured"] for record in read_records(data / _TORTURED)]
    found = sum(bool(spun_phrases(Document("", phrase))) for phrase in phrases)
    share, low, high = wilson(found, len(phrases))
    yield Figure("published tortured phrases found", share, low, high, len(phrases))
    same = sum(phrase in listed for phrase in phrases)
    share, low, high = wilson(same, len(phrases))
    yield Figure("published tortured phrases listed word for word", share, low, high, len(phrases))


def run_glue(data: Path) -> Iterator[Figure]:
    """Measure how many joints are found, how many findings are joints, and false alarms."""
    from auditor.training.statistics import wilson

    records = [each for each in read_records(data / _GLUE) if each["lang"] == "en"]
    found = joints = hits = reported = 0
    for record in (each for each in records if each["variant"] == "glue"):
        marked = {span["pos"] for span in record["spans"]}
        places = list(_joints(glued_words(Document("", record["text"]))))
        joints += len(marked)
        found += sum(any(abs(mark - place) <= NEAR for place in places) for mark in marked)
        reported += len(places)
        hits += sum(any(abs(mark - place) <= NEAR for mark in marked) for place in places)
    clean = [Document("", each["text"]) for each in records if each["variant"] == "clean"]
    alarms = sum(bool(glued_words(each)) for each in clean)
    yield Figure("glued words: joints found", *wilson(found, joints), joints, "", 0.5)
    yield Figure("glued words: findings at a marked joint", *wilson(hits, reported), reported)
    yield Figure(
        "glued words: clean paragraphs flagged", *wilson(alarms, len(clean)), len(clean), "", 0.02,
        True,
    )  # fmt: skip


def _joints(found: Iterable[GluedWords]) -> Iterator[int]:
    for glued in found:
        place = glued.span.start
        for part in glued.parts[:-1]:
            place += len(part)
            yield place


def run_rules(rules: Sequence[Rule], data: Path) -> Iterator[Figure]:
    """Measure what each rule finds in clean news, where nearly all of it is a false alarm."""
    documents = [
        document
        for _, file, label in _CLEAN[:3]
        for document in _documents(data, file, label)
        if language(document).code in {"en", "und"}
    ]
    for rule in rules:
        count = partial(_count_of, rule)
        yield per_million_words(f"{rule.id}: findings in clean news", count, documents)


def _count_of(rule: Rule, document: Document) -> int:
    quoted = [each.span for each in quotations(document)] if rule.is_silent_in_quotations else []
    return sum(
        not any(hit.span is not None and span.covers(hit.span) for span in quoted)
        for hit in rule.find(document)
    )


def rule_evaluations(rules: Sequence[Rule]) -> tuple[Evaluation, ...]:
    """Return the evaluations of the dimension's rules."""
    clean = tuple(dict.fromkeys(file for _, file, _ in _CLEAN))
    other = tuple(dict.fromkeys(file for _, file, _ in _OTHER))
    return (
        Evaluation(
            "spun-lexicon",
            "machine-translation",
            "where the entries of the lexicon of spun phrases hit",
            tuple(dict.fromkeys((*clean, *other, _TORTURED))),
            run_lexicon,
        ),
        Evaluation(
            "glued-words", "machine-translation", "words joined in paragraphs", (_GLUE,), run_glue
        ),
        Evaluation(
            "translation-rules",
            "machine-translation",
            "what each rule finds in clean news",
            clean[:3],
            partial(run_rules, rules),
        ),
    )
