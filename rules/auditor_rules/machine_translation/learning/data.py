"""Labelled texts brought to one length, lightened, and put into clean text; all seeded.

For training and measuring only; no audit loads it.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from auditor.training.records import read_records

PROGRAMS = ("obf_pan17", "agnews_textfooler")
NEWS = ("bbc_clean", "polnear_clean")
KINDS = {
    # kind of text: file, label
    "BBC": ("bbc_clean", "clean"),
    "PolNeAR": ("polnear_clean", "clean"),
    "English originals": ("wmt21_mt", "clean"),
    "blogs": ("obf_pan17", "clean"),
    "news items": ("agnews_textfooler", "clean"),
    "learner English": ("jfleg", "learner"),
    "learner English, corrected": ("jfleg", "learner_corrected"),
    "human translation": ("wmt21_mt", "human_translation"),
}
"""Clean text, by kind."""
PAGES = {
    "web news": "mild.dev.news",
    "web pages": "naive.dev.wcxb-news",
}
"""Clean text of the web of the last years, by kind: the lines that people kept of a page. The other
kinds are older, and hold no lists of products, no advice and no announcements."""
_WORD = re.compile(r"\S+")
_PIECE = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")


class Sample(NamedTuple):
    """A text of about the length asked for."""

    text: str
    kind: str
    group: str
    """The author or document that it (or the first of its parts) comes from."""
    words: int
    pairs: frozenset[str]
    """The ids under which the other side of each part is known."""


Record = dict[str, Any]


@cache
def records(folder: Path, name: str) -> tuple[Record, ...]:
    """Return the records of one file of ``folder/spin``."""
    return tuple(read_records(folder / "spin" / f"{name}.dev.jsonl.gz"))


def labelled(folder: Path, name: str, label: str) -> list[Record]:
    """Return the records of a file that have the label."""
    return [record for record in records(folder, name) if record["label"] == label]


def group_of(record: Record) -> str:
    """Return what must not stand on both sides of a split: the author, else the item."""
    return str(record.get("author") or record["pair_id"])


def half_of(name: str) -> int:
    """Return 0 or 1, the same on every machine: to split by author or item."""
    return hashlib.sha256(name.encode()).digest()[0] % 2


def of_length(found: Iterable[Record], kind: str, length: int, seed: int = 0) -> list[Sample]:
    """Cut long texts into pieces of ``length`` words; join short ones of one group till then.

    Short texts of one author stay together; without authors any texts of the kind may be joined.
    What is left over at an end is dropped.
    """
    ordered = list(found)
    random.Random(seed).shuffle(ordered)
    ordered.sort(key=lambda record: str(record.get("author", "")))
    samples: list[Sample] = []
    waiting: list[Record] = []
    size = 0
    for record in ordered:
        count = len(_WORD.findall(record["text"]))
        if count >= 1.25 * length:
            samples.extend(_pieces(record, kind, length))
            continue
        if waiting and record.get("author") != waiting[0].get("author"):
            waiting, size = [], 0
        waiting.append(record)
        size += count
        if size >= 0.95 * length:
            samples.append(_joined(waiting, kind, size))
            waiting, size = [], 0
    return samples


def _pieces(record: Record, kind: str, length: int) -> Iterator[Sample]:
    text = record["text"]
    starts = [match.start() for match in _WORD.finditer(text)]
    for first in range(0, len(starts) - length + 1, length):
        last = first + length
        piece = text[starts[first] : starts[last] if last < len(starts) else len(text)]
        yield Sample(piece, kind, group_of(record), length, frozenset([record["pair_id"]]))


def _joined(parts: Sequence[Record], kind: str, words: int) -> Sample:
    text = "\n".join(part["text"] for part in parts)
    pairs = frozenset(part["pair_id"] for part in parts)
    return Sample(text, kind, group_of(parts[0]), words, pairs)


def clean_samples(folder: Path, length: int, seed: int = 0) -> dict[str, list[Sample]]:
    """Return clean samples of every kind."""
    found = {kind: labelled(folder, *source) for kind, source in KINDS.items()}
    found |= {kind: content_of_pages(folder, name) for kind, name in PAGES.items()}
    return {kind: of_length(each, kind, length, seed) for kind, each in found.items()}


def content_of_pages(folder: Path, name: str) -> list[Record]:
    """Return the content of English pages; what a site says stays on one side of a split."""
    return [
        {"text": text, "pair_id": page["domain"]}
        for page in read_records(folder / "boilerplate" / f"{name}.jsonl.gz")
        if page["lang"] == "en" and (text := _content(page))
    ]


def _content(page: Record) -> str:
    return "\n".join(line["text"] for line in page["lines"] if line["label"] == "content")


def spun_samples(
    folder: Path, program: str, length: int, share: float = 1.0, seed: int = 0
) -> list[Sample]:
    """Return a program's output; ``share`` < 1: with so many of its words changed at most."""
    found = labelled(folder, program, "spun")
    if share < 1:
        originals = {each["pair_id"]: each for each in labelled(folder, program, "clean")}
        found = [
            {**each, "text": lightened(originals[each["pair_id"]]["text"], each["text"], share)}
            for each in found
            if each["pair_id"] in originals
        ]
    return of_length(found, program, length, seed)


def lightened(original: str, spun: str, share: float, seed: int = 0) -> str:
    """Return the original with a random choice of its substitutions, ``share`` of the words.

    Only substitutions of up to three words are kept; everything else is taken back.
    """
    before, after = _PIECE.findall(original), _PIECE.findall(spun)
    left, right = _solid(before), _solid(after)
    matcher = SequenceMatcher(
        None, [before[i] for i in left], [after[i] for i in right], autojunk=False
    )
    steps = matcher.get_opcodes()
    wanted = share * sum(after[i][0].isalnum() for i in right)
    chosen = _choose(steps, wanted, random.Random(f"{seed} {original[:200]}"))
    parts = []
    for number, (_, i, j, k, m) in enumerate(steps):
        old = _between(before, left, i, j)
        new = _between(after, right, k, m)
        parts.append(_spaced_like(new, old) if number in chosen else old)
    return "".join(parts)


def _solid(pieces: list[str]) -> list[int]:
    return [index for index, piece in enumerate(pieces) if not piece.isspace()]


def _choose(
    steps: Sequence[tuple[str, int, int, int, int]], wanted: float, generator: random.Random
) -> set[int]:
    able = [
        number
        for number, (kind, i, j, k, m) in enumerate(steps)
        if kind == "replace" and max(j - i, m - k) <= 3
    ]
    generator.shuffle(able)
    chosen: set[int] = set()
    changed = 0
    for number in able:
        size = steps[number][4] - steps[number][3]
        if changed + size > wanted:
            break
        chosen.add(number)
        changed += size
    return chosen


def _between(pieces: list[str], solid: list[int], first: int, last: int) -> str:
    if first >= last:
        return ""
    end = solid[last] if last < len(solid) else len(pieces)
    return "".join(pieces[solid[first] : end])


def _spaced_like(new: str, old: str) -> str:
    return new.rstrip() + old[len(old.rstrip()) :]


class Splice(NamedTuple):
    """A clean text with a spun passage in it."""

    text: str
    start: int
    end: int
    group: str


def spliced(hosts: Sequence[Sample], passages: Sequence[Sample], seed: int = 0) -> list[Splice]:
    """Put each passage into a clean host, between two of its words, on lines of its own."""
    generator = random.Random(seed)
    found = []
    for host, passage in zip(hosts, passages, strict=False):
        starts = [match.start() for match in _WORD.finditer(host.text)]
        at = starts[generator.randrange(len(starts) // 10, 9 * len(starts) // 10)]
        before = host.text[:at].rstrip() + "\n"
        text = before + passage.text.strip() + "\n" + host.text[at:]
        start = len(before)
        found.append(Splice(text, start, start + len(passage.text.strip()), passage.group))
    return found
