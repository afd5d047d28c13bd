"""Hold the lexicons of calques to clean text: what plain English writes can be no sure calque.

For the maker of the lexicons only; no audit loads it. Proposals go into ``calques-XX.tsv``; this
reports entries that clean text holds and, with ``--write``, drops or weakens them:

- found in ``DROPPED_FROM`` clean texts or more by itself: dropped;
- found once, or in a human translation: kept for texts with another calque of that language.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from auditor import Document
from auditor.training.records import read_records
from auditor_rules.lexicons import lexicons, phrase_hits
from auditor_rules.machine_translation.guards import parse_guard
from auditor_rules.machine_translation.learning.data import (
    KINDS,
    PAGES,
    content_of_pages,
    labelled,
)
from auditor_rules.machine_translation.rules.calqued_phrase import calque_lists

DROPPED_FROM = 2
LEXICONS = Path(__file__).parent.parent / "lexicons"
Entry = tuple[str, str]
"""The code of the language, and the phrase."""


def clean_texts(data: Path) -> Iterator[tuple[str, str]]:
    """Yield kind and text of everything that people wrote."""
    for kind, (name, label) in KINDS.items():
        yield from ((kind, record["text"]) for record in labelled(data, name, label))
    for kind, name in PAGES.items():
        yield from ((kind, record["text"]) for record in content_of_pages(data, name))
    for file in ("clean/contemporary.jsonl.gz", "bench/news.jsonl.gz"):
        yield from ((file, record["text"]) for record in read_records(data / file))


def counted(data: Path) -> tuple[Counter[Entry], Counter[Entry]]:
    """Return in how many clean texts, and in how many human translations, each entry stands."""
    clean: Counter[Entry] = Counter()
    translated: Counter[Entry] = Counter()
    for kind, text in clean_texts(data):
        target = translated if kind == "human translation" else clean
        target.update(set(_entries(Document("", text))))
    return clean, translated


def _entries(document: Document) -> Iterator[Entry]:
    for code, name in calque_lists().items():
        for hit in phrase_hits(document, name):
            row = lexicons()[name][hit.phrase]
            if parse_guard(row.get("guard", "")).holds(document, hit.span):
                yield code, row.get("base", hit.phrase)


def judged(guard: str, clean: int, translated: int) -> str | None:
    """Return the guard an entry may keep; ``None`` to drop it."""
    is_weak = bool(parse_guard(guard).hits)
    if clean >= DROPPED_FROM and not is_weak:
        return None
    if (clean or translated) and not is_weak:
        return f"{guard};hits=1" if guard else "hits=1"
    return guard


def main() -> None:
    """Report, and with ``--write`` mend, the lexicons."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    clean, translated = counted(given.data)
    for code in calque_lists():
        file = LEXICONS / f"calques-{code}.tsv"
        first, *rows = file.read_text("utf-8").splitlines()
        kept = [first]
        for row in rows:
            phrase, usual, inflect, guard = row.split("\t")
            entry = (code, phrase)
            new = judged(guard, clean[entry], translated[entry])
            if new != guard:
                print(
                    code, phrase, clean[entry], translated[entry], "dropped" if new is None else new
                )
            if new is not None:
                kept.append("\t".join((phrase, usual, inflect, new)))
        if given.write:
            file.write_text("\n".join(kept) + "\n", "utf-8")


if __name__ == "__main__":
    main()
