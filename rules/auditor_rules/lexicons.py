"""Every word list of the pack, matched in one pass over a document.

A list is a file ``<dimension>/lexicons/<list>.tsv`` and is called ``<dimension>/<list>``. Its first
line names the columns; the first column is the phrase, folded (lower case, straight apostrophes).
Lines that begin with ``#`` are comments.

A list with a column ``inflect`` names a phrase once and is matched in all its forms
(`auditor_rules.english.inflection`): its second column is inflected alike, and the row of every
form says in ``base`` which phrase was listed.

A list whose first column is called ``word`` is for looking words up; it is not matched, since the
commonest words would be found everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice

from auditor import Document, PhraseHit, PhraseMatcher, folded, view
from auditor_rules.english.inflection import inflected

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
    listed: dict[str, Row] = {row[0]: dict(zip(columns, row, strict=False)) for row in rows[1:]}
    return _with_forms(listed, columns[:2]) if "inflect" in columns else listed


def _with_forms(listed: dict[str, Row], columns: Sequence[str]) -> dict[str, Row]:
    """Add the inflected forms; where a form is itself listed, the listed row stands."""
    first, second = columns
    rows: dict[str, Row] = {}
    for phrase, row in listed.items():
        rows[phrase] = {**row, "base": phrase}
        for form, other in inflected(phrase, row[second], row.get("inflect", "")):
            if form not in listed:
                rows[form] = {**row, first: form, second: other, "base": phrase}
    return rows


def lexicon(name: str) -> dict[str, Row]:
    """Return one list by its name, such as ``machine-translation/spun-phrases``."""
    return lexicons()[name]


@cache
def _matcher() -> PhraseMatcher:
    return PhraseMatcher(
        {name: rows for name, rows in lexicons().items() if not _is_looked_up(rows)}
    )


def _is_looked_up(rows: Mapping[str, Row]) -> bool:
    return any("word" in row for row in islice(rows.values(), 1))


@view
def _hits(document: Document) -> dict[str, tuple[PhraseHit, ...]]:
    return _matcher().find(folded(document))


def phrase_hits(document: Document, name: str) -> tuple[PhraseHit, ...]:
    """Return where phrases of the list stand in the document, in order."""
    return _hits(document).get(name, ())
