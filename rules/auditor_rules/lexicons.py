"""Every word list of the pack, matched in one pass over a document.

A list is a file ``<dimension>/lexicons/<list>.tsv`` and is called ``<dimension>/<list>``. Its first
line names the columns; the first column is the phrase, folded (lower case, straight apostrophes).
Lines that begin with ``#`` are comments.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from auditor import Document, PhraseHit, PhraseMatcher, folded, view

Row = Mapping[str, str]


@cache
def lexicons() -> dict[str, dict[str, Row]]:
    """Return every list: phrase → the row's columns by name."""
    found = {}
    for dimension in sorted(files(__package__).iterdir(), key=lambda folder: folder.name):
        folder = dimension / "lexicons"
        if folder.is_dir():
            for file in sorted(folder.iterdir(), key=lambda file: file.name):
                if file.name.endswith(".tsv"):
                    name = f"{dimension.name.replace('_', '-')}/{file.name[:-4]}"
                    found[name] = parse_lexicon(file.read_text("utf-8"))
    return found


def parse_lexicon(text: str) -> dict[str, Row]:
    """Parse the text of a list."""
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    columns = rows[0]
    return {row[0]: dict(zip(columns, row, strict=False)) for row in rows[1:]}


def lexicon(name: str) -> dict[str, Row]:
    """Return one list by its name, such as ``machine-translation/spun-phrases``."""
    return lexicons()[name]


@cache
def _matcher() -> PhraseMatcher:
    return PhraseMatcher(lexicons())


@view
def _hits(document: Document) -> dict[str, tuple[PhraseHit, ...]]:
    return _matcher().find(folded(document))


def phrase_hits(document: Document, name: str) -> tuple[PhraseHit, ...]:
    """Return where phrases of the list stand in the document, in order."""
    return _hits(document).get(name, ())
