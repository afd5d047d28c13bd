"""Which field of a record holds its text, where the user does not say.

The names are those that news APIs, agencies, content systems, scrapers and data sets use.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from auditor.errors import ReadingError
from auditor.reading.html_fragments import is_html, text_of_fragment, unescaped

FULL = (
    *("text", "content", "body", "article", "articleBody", "article_body", "articleText"),
    *("article_text", "body_text", "bodyText", "body_xhtml", "body_html", "bodies", "maintext"),
    *("main_text", "full_text", "fulltext", "content_html", "content_text", "html", "plaintext"),
    *("document", "story"),
)
"""Fields that hold a whole text, the likeliest first."""
NAMING = frozenset(("article", "document", "story"))
"""Fields that may also hold the name of a text: one word is a file or an id, and no text."""
RAW = ("raw_text", "raw_content", "raw")
"""Fields that hold it as it was before somebody cleaned it."""
SUMMARIES = ("summary", "abstract", "excerpt", "description")
"""Fields that hold a text only where nothing better is there."""
NESTS = ("fields", "attributes")
"""Objects inside a record that hold such fields: the Guardian's and Drupal's."""
INNER = ("rendered", "processed", "value", "main", "text", "#text")
"""What an object in the place of a text calls the text."""
_PREFIXES = ("", *(f"{nest}." for nest in NESTS))
_RIVAL_SHARE = 3
"""A text of less than a third of the longest is a teaser, and no rival of it."""
_COMPARED = 200
"""Letters by which two fields are known to say the same."""
_LETTERS = re.compile(r"[^\W_]+")
_SHOWN = 40


class AmbiguousTextError(ReadingError):
    """Two fields hold a text, and not the same."""


def value_at(fields: Mapping[str, Any], name: str) -> object:
    """Return the field, the dots in whose name may lead into nested objects."""
    if name in fields:
        return fields[name]
    value: object = fields
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def text_in(value: object) -> str | None:
    """Return the text that a field's value is, or holds: paragraphs in a list, or an object's."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return next((text for name in INNER if isinstance(text := value.get(name), str)), None)
    if isinstance(value, list | tuple):
        if value and all(isinstance(each, str) for each in value):
            return "\n\n".join(value)
        return _main_part(value)
    return None


def _main_part(values: Sequence[object]) -> str | None:
    """Return the text of the first object that is marked as the main one, else of the first."""
    objects = [each for each in values if isinstance(each, Mapping)]
    objects.sort(key=lambda each: each.get("role") not in ("main", "body"))
    texts = (text_in(each) for each in objects)
    return next((text for text in texts if text and text.strip()), None)


def only_names_a_text(field: str, value: object) -> bool:
    """Tell whether a field holds the name of a file or an id, where others hold a text."""
    return field in NAMING and isinstance(value, str) and len(value.split()) == 1


def texts_of(fields: Mapping[str, Any], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the fields, of these names, that hold a text, and the text, in the names' order."""
    for name in names:
        for prefix in _PREFIXES:
            path = f"{prefix}{name}"
            if prefix and prefix[:-1] not in fields:
                continue
            value = value_at(fields, path)
            text = None if value is None else text_in(value)
            if text is not None and text.strip() and not only_names_a_text(name, text):
                yield _shown(path, value), text


def _shown(path: str, value: object) -> str:
    if isinstance(value, Mapping):
        return next(f"{path}.{name}" for name in INNER if isinstance(value.get(name), str))
    return path


def text_field_of(records: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the name of the field that holds the records' texts; ``None`` when none does.

    Raises:
        AmbiguousTextError: two fields hold texts of similar lengths that differ.
    """
    found = [dict(texts_of(record, FULL)) for record in records]
    lengths: Counter[str] = Counter()
    for each in found:
        lengths.update({path: len(text) for path, text in each.items()})
    longest = max(lengths.values(), default=0)
    ranks = {path: at for at, path in enumerate(dict.fromkeys(p for each in found for p in each))}
    rivals = [path for path in lengths if lengths[path] * _RIVAL_SHARE >= longest]
    rivals.sort(key=lambda path: (_rank(path), ranks[path]))
    for one, other in combinations(rivals, 2):
        _refuse_two(found, one, other)
    if rivals:
        return rivals[0]
    lesser = (path for record in records for path, _ in texts_of(record, (*RAW, *SUMMARIES)))
    return min(lesser, key=_rank, default=None)


def _rank(path: str) -> int:
    names = (*FULL, *RAW, *SUMMARIES)
    parts = path.split(".")
    return names.index(parts[1] if parts[0] in NESTS else parts[0])


def _refuse_two(found: Iterable[Mapping[str, str]], one: str, other: str) -> None:
    for each in found:
        if one in each and other in each and not _say_the_same(each[one], each[other]):
            raise AmbiguousTextError(
                f"two fields hold a text: {one!r} (“{_opening(each[one])}…”) and {other!r} "
                f"(“{_opening(each[other])}…”); name the one that counts with --text-field"
            )


def _say_the_same(one: str, other: str) -> bool:
    first, second = sorted((_letters(one), _letters(other)), key=len)
    return first[:_COMPARED] in second


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(shown_text(text))).lower()


def _opening(text: str) -> str:
    return " ".join(shown_text(text[:500]).split())[:_SHOWN]


def shown_text(value: str) -> str:
    """Return what a reader sees of a field's text, HTML or not."""
    value = unescaped(value)
    return text_of_fragment(value) if is_html(value) else value
