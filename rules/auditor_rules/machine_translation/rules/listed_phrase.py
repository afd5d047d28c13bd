"""Phrases of a list that the user brings (``--lexicon FILE``)."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from auditor import Document, Example, Hit, PhraseMatcher, Rule, Source, UsageError, fold, folded
from auditor_rules.machine_translation.casing import in_case_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_NAME = "listed"
_HEADINGS = frozenset("odd phrase tortured fingerprint usual correct established expected".split())


def read_lexicon(path: Path) -> dict[str, str]:
    """Read a list: odd phrase, folded → usual phrase, empty where the list gives none.

    ``.csv`` and ``.tsv`` have the odd phrase in the first column and the usual one in the second; a
    first row that names its columns is left out, and so are lines that begin with ``#``. ``.toml``
    has a table ``[phrases]`` of ``"odd" = "usual"``.

    Raises:
        UsageError: the file is missing, of another format, not UTF-8, empty or not well-formed.
    """
    readers: dict[str, Callable[[str], Iterable[tuple[str, str]]]] = {
        ".csv": partial(_rows, delimiter=","),
        ".tsv": partial(_rows, delimiter="\t"),
        ".toml": _toml,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UsageError(f"{path}: a list of phrases is a .csv, .tsv or .toml file")
    try:
        phrases = {fold(odd): usual for odd, usual in reader(path.read_text("utf-8-sig")) if odd}
    except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
        raise UsageError(f"{path}: the list of phrases cannot be read: {error}") from error
    if not phrases:
        raise UsageError(f"{path}: the list holds no phrase; expected rows of odd and usual phrase")
    return phrases


def _rows(text: str, delimiter: str) -> Iterator[tuple[str, str]]:
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    for number, row in enumerate(csv.reader(lines, delimiter=delimiter, strict=True)):
        odd, usual = (*(cell.strip() for cell in row), "", "")[:2]
        if number == 0 and {odd.lower(), usual.lower()} & _HEADINGS:
            continue
        yield odd, usual


def _toml(text: str) -> Iterator[tuple[str, str]]:
    phrases: Any = tomllib.loads(text).get("phrases")
    if not isinstance(phrases, dict):
        raise ValueError('expected a table [phrases] of "odd" = "usual"')
    for odd, usual in phrases.items():
        if not isinstance(usual, str):
            raise ValueError(f"phrase {odd!r}: expected text, found {usual!r}")
        yield odd.strip(), usual.strip()


def listed_phrase_rule(phrases: Mapping[str, str], origin: str) -> Rule:
    """Return the rule for a list; ``origin`` names it in messages and evidence."""
    finder = partial(_find, matcher=PhraseMatcher({_NAME: phrases}), phrases=phrases)
    return Rule(
        id="machine-translation/listed-phrase",
        summary="a phrase of your own list",
        severity="warning",
        find=finder,
        what=f"Looks for the {len(phrases)} phrases of {origin}.",
        why="You said so: the list is yours.",
        known_problems="As good as the list: nothing here says in which context a phrase is right.",
        invalid=_invalid(phrases),
        valid=(Example(""),),
        sources=(Source(origin),),
        confidence=0.5,
        evidence="not measured: an estimate, since the list is the user's",
    )


def _invalid(phrases: Mapping[str, str]) -> tuple[Example, ...]:
    odd = next(iter(phrases))
    return (Example(f"⟦{odd}⟧"),)


def _find(document: Document, matcher: PhraseMatcher, phrases: Mapping[str, str]) -> Iterator[Hit]:
    end = 0
    hits = matcher.find(folded(document)).get(_NAME, ())
    for hit in sorted(hits, key=lambda hit: (hit.span.start, -hit.span.end)):
        if hit.span.start < end:
            continue
        end = hit.span.end
        found = hit.span.of(document.text)
        usual = in_case_of(found, phrases[hit.phrase]) or None
        instead = f", for “{usual}”" if usual else ""
        yield Hit(hit.span, f"“{found}” is on your list{instead}", usual)


def listed_phrase_rules(options: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rule of the list that the options name, if they name one."""
    if "lexicon" not in options:
        return ()
    path = Path(options["lexicon"])
    return (listed_phrase_rule(read_lexicon(path), path.name),)
