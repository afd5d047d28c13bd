"""Build the table of what spinning programs put for what, from all that is known of them.

Run as ``python -m auditor_rules.machine_translation.learning.spinners DATA [-o FILE]``. It
proposes pairs from three sources, rejects those that cannot be weighed, counts how often clean
English writes each phrase by itself, and reports what it did with how many. Only figures and word
pairs are kept.

=========== =====================================================================================
wild        ``spin/substitutions_wild.tsv``: read on pages of real programs; weight: times read
lists       the lexicons ``spun-*``: the words in which a phrase and its usual form differ
written     ``written.tsv``: what people know of such programs' output; counted nowhere
=========== =====================================================================================
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from auditor import Document
from auditor.training.records import read_records
from auditor_rules.english.counts import counts
from auditor_rules.english.inflection import plural, verb_forms
from auditor_rules.lexicons import lexicons
from auditor_rules.machine_translation.collocation import FUNCTION_WORDS, Tokens, tokens
from auditor_rules.machine_translation.evidence import weighed_originals
from auditor_rules.machine_translation.learning.alignment import stem
from auditor_rules.machine_translation.learning.data import clean_samples
from auditor_rules.machine_translation.rules.spun_phrase import spun_lists
from auditor_rules.machine_translation.spinners import (
    FAMILIES,
    SPINNERS_FILE,
    Row,
    Spinners,
    table_text,
)

WRITTEN_FILE = Path(__file__).with_name("written.tsv")
FAMILY_OF = {"F1": "feed", "F2": "marketing", "F3": "feed", "W": "thesaurus"}
"""The table's names for the families; all others are "other"."""
PER_ENTRY, WRITTEN, INFLECTED = 1 / 3, 0.3, 0.5
"""Weights, as if so often read: of an entry of the lists, of a written pair, of a form."""
LONGEST = 3
"""Words of a difference between a listed phrase and its usual form."""
MOST_ORIGINALS = 6
ORDINARY = 0.98
"""Quantile of a phrase's ordinary uses that its level stands for."""
ENOUGH = 3
"""Ordinary uses from which a level is taken."""
LEAST_TOLD = 0.1
"""Share of put words that must lie above the level: what is told less often says nothing."""
MOST_LOOKED_AT = 300
"""Places of a phrase's originals at which it is tried."""
COMMON_FORM = 100
"""Counts below which an inflected form is not added."""


class Pair(NamedTuple):
    """One proposal."""

    put: str
    original: str
    family: str
    weight: float
    seen: str


def wild_pairs(data: Path) -> Iterator[Pair]:
    """Yield the pairs read on pages of real programs."""
    with (data / "spin" / "substitutions_wild.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            families = re.search(r"families (F\d(?:/F\d)*)", row["note"])
            read = re.search(r"read (\d+)|text, (\d+) times", row["note"])
            times = int(read.group(1) or read.group(2)) if read else 1
            seen = f"{row['sites']} sites" if row["sites"] != "0" else "a program's own list"
            for family in families.group(1).split("/")[:1] if families else ("other",):
                for place, original in enumerate((row["original"], row["second"])):
                    if original:
                        name = FAMILY_OF.get(family, "other")
                        yield Pair(row["put"], original.lower(), name, times / (1 + place), seen)


def listed_pairs() -> Iterator[Pair]:
    """Yield the words in which listed phrases and their usual forms differ."""
    found: Counter[tuple[str, str]] = Counter()
    for name in spun_lists():
        for phrase, row in lexicons()[name].items():
            if row["base"] == phrase:
                for usual in row["usual"].split("|"):
                    found[difference(phrase, usual.lower())] += 1
    for (put, original), times in sorted(found.items()):
        is_short = 0 < len(put.split()) <= LONGEST and 0 < len(original.split()) <= LONGEST
        is_sure = times > 1 or (" " not in put and " " not in original)
        if is_short and is_sure:
            yield Pair(put, original, "feed", times * PER_ENTRY, "the lists")


def difference(phrase: str, usual: str) -> tuple[str, str]:
    """Return the words that differ: "struggle crime" and "struggle hero" are one substitution."""
    odd, plain = phrase.split(), usual.split()
    while odd and plain and odd[0] == plain[0]:
        odd, plain = odd[1:], plain[1:]
    while odd and plain and odd[-1] == plain[-1]:
        odd, plain = odd[:-1], plain[:-1]
    return " ".join(odd), " ".join(plain)


def written_pairs() -> Iterator[Pair]:
    """Yield the pairs that people wrote down."""
    for line in WRITTEN_FILE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            put, originals, family = line.split("\t")
            for place, original in enumerate(originals.split("|")):
                name = FAMILY_OF.get(family, "other")
                yield Pair(put, original, name, WRITTEN / (1 + place), "written")


def with_forms(found: Iterable[Pair]) -> Iterator[Pair]:
    """Yield each pair and, of single words, plurals and verb forms that both sides have."""
    for pair in found:
        yield pair
        if " " not in pair.put + pair.original and (pair.put + pair.original).isalpha():
            for put, original in _forms(pair.put, pair.original):
                yield pair._replace(put=put, original=original, weight=pair.weight * INFLECTED)


def _forms(put: str, original: str) -> Iterator[tuple[str, str]]:
    paired = zip(verb_forms(put), verb_forms(original), strict=True)
    for forms in {(plural(put), plural(original)), *paired}:
        if all(counts().frequency(form) >= COMMON_FORM for form in forms):
            yield forms


def rows_of(found: Iterable[Pair]) -> tuple[list[Row], Counter[str]]:
    """Join pairs into rows, without rates; and count what was rejected, by reason."""
    originals: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    families: defaultdict[str, set[str]] = defaultdict(set)
    seen: defaultdict[str, dict[str, None]] = defaultdict(dict)
    rejected: Counter[str] = Counter()
    for pair in found:
        put, original = (each.replace("’", "'").strip() for each in (pair.put, pair.original))
        reason = _reason_against(put, original)
        if reason:
            rejected[reason] += 1
            continue
        originals[put][original] += pair.weight
        families[put].add(pair.family)
        seen[put][pair.seen] = None
    return [
        Row(
            put,
            _commonest(row),
            tuple(name for name in FAMILIES if name in families[put]),
            ", ".join(seen[put]),
            0.0,
        )
        for put, row in sorted(originals.items())
    ], rejected


def _commonest(weights: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    order = sorted(weights.items(), key=lambda each: (-each[1], each[0]))
    return tuple((name, round(weight, 3)) for name, weight in order[:MOST_ORIGINALS])


def _reason_against(put: str, original: str) -> str:
    known = counts().ids
    if not put or not original or put == original:
        return "nothing differs"
    if not all(word in known for word in f"{put} {original}".split()):
        return "a word that the table of counts lacks"
    if " " not in put + original and stem(put) == stem(original):
        return "two forms of one word"
    if put in FUNCTION_WORDS - {"each", "out", "off"}:
        return "a function word"
    return ""


class Uses(NamedTuple):
    """Where rows stand, or would: their neighbours' ranks, -1 for none; lists as long as each."""

    rows: list[int]
    before: list[int]
    after: list[int]


def measured(rows: Sequence[Row], texts: Iterable[str]) -> tuple[list[Row], Counter[str]]:
    """Return the rows that clean text leaves, with rate and level, and how many were rejected."""
    known = Spinners(rows)
    by_name = {row.put: row for row in rows}
    rows = [by_name[name] for name in known.names]
    back = _originals_as_rows(rows)
    ordinary, tried, words = Uses([], [], []), Uses([], [], []), 0
    places_of_row: Counter[int] = Counter()
    puts_of = {name: [rows.index(by_name[put]) for put in puts] for name, puts in back.items()}
    originals = Spinners(Row(name, (("the", 1.0),), (), "", 0.0) for name in back)
    for text in texts:
        found = tokens(Document("clean", text))
        words += len(found.ids)
        for at, row in known.places(found.ids, found.is_joined):
            _note(ordinary, row, found, (at, at + len(known.puts[row])))
        for at, original in originals.places(found.ids, found.is_joined):
            for row in puts_of[originals.names[original]]:
                places_of_row[row] += 1
                if places_of_row[row] <= MOST_LOOKED_AT:
                    _note(tried, row, found, (at, at + len(originals.puts[original])))
    return _judged(rows, _gains(known, ordinary), _gains(known, tried), words)


def _originals_as_rows(rows: Sequence[Row]) -> dict[str, list[str]]:
    back: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        for name, _ in row.originals[:2]:
            back[name].append(row.put)
    return back


def _note(uses: Uses, row: int, found: Tokens, place: tuple[int, int]) -> None:
    ids, joined, (first, end) = found.ids, found.is_joined, place
    uses.rows.append(row)
    uses.before.append(int(ids[first - 1]) if joined[first] else -1)
    uses.after.append(int(ids[end]) if end < len(ids) and joined[end] else -1)


def _gains(known: Spinners, uses: Uses) -> dict[int, list[float]]:
    """Return the best gain at each use, by row."""
    rows, before, after = (np.array(each, np.int64) for each in uses)
    gains, _ = weighed_originals(known, rows, before, after)
    sizes = known.counts[rows]
    found: defaultdict[int, list[float]] = defaultdict(list)
    for row, gain in zip(rows.tolist(), gains[sizes.cumsum() - sizes].tolist(), strict=True):
        found[row].append(gain)
    return found


def _judged(
    rows: Sequence[Row],
    ordinary: dict[int, list[float]],
    tried: dict[int, list[float]],
    words: int,
) -> tuple[list[Row], Counter[str]]:
    kept, rejected = [], Counter[str]()
    for place, row in enumerate(rows):
        uses, put = ordinary.get(place, []), tried.get(place, [])
        level = float(np.quantile(uses, ORDINARY)) if len(uses) >= ENOUGH else -99.0
        told = np.mean(np.array(put) > level) if put else 1.0
        if told < LEAST_TOLD and "site" not in row.seen:
            rejected["not told from its ordinary use by its neighbours"] += 1
            continue
        rate = round(1e6 * len(uses) / max(words, 1), 2)
        kept.append(row._replace(rate=rate, level=round(level, 2)))
    return kept, rejected


def clean_texts(data: Path) -> Iterator[str]:
    """Yield texts of every kind that nobody spun, contemporary ones among them."""
    for found in clean_samples(data, 500).values():
        yield from (each.text for each in found)
    for record in read_records(data / "clean" / "contemporary.jsonl.gz"):
        yield record["text"]


def main(arguments: list[str] | None = None) -> None:
    """Write the table, and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds spin/")
    parser.add_argument("-o", "--output", type=Path, default=SPINNERS_FILE)
    chosen = parser.parse_args(arguments)
    pairs = (*wild_pairs(chosen.data), *listed_pairs(), *written_pairs())
    rows, rejected = rows_of(with_forms(pairs))
    rows, useless = measured(rows, clean_texts(chosen.data))
    rejected += useless
    chosen.output.write_text(table_text(rows), encoding="utf-8")
    print(f"{len(rows)} rows")
    for source in ("sites", "own list", "the lists", "written"):
        print(f"  {sum(source in row.seen for row in rows)} of them seen: {source}")
    for reason, times in rejected.most_common():
        print(f"  {times} rejected: {reason}")


if __name__ == "__main__":
    main()
