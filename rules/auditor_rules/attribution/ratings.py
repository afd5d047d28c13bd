"""A user's own list of rated domains, shown as information and never weighed."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from auditor import Annotation, Annotator, Document, UsageError
from auditor_rules.attribution.identity import evidence_of

DOMAIN_COLUMNS = ("domain", "id", "site", "host", "url", "source")
RATING_COLUMNS = ("rating", "label", "score", "reliability", "pc1", "value")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}")


@dataclass(frozen=True)
class Ratings:
    """A list of ratings as a file gave it."""

    name: str
    """The file's name, which stands in the report beside each rating."""
    by_domain: Mapping[str, str]


def read_ratings(path: Path) -> Ratings:
    """Read a list of rated domains: CSV, TSV or JSON lines, with or without a first line of names.

    Raises:
        UsageError: the file cannot be read, has no column of domains or of ratings, or no row.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: cannot read this list of source ratings ({error}); expected a text file in "
            "UTF-8 with one domain and its rating per line"
        ) from error
    rows = _json_rows(path, text) if path.suffix in (".jsonl", ".json") else _table_rows(path, text)
    by_domain = dict(rows)
    if not by_domain:
        raise UsageError(f"{path}: no domain with a rating in it; expected rows of domain,rating")
    return Ratings(path.name, by_domain)


def _table_rows(path: Path, text: str) -> Iterator[tuple[str, str]]:
    delimiter = "\t" if path.suffix in (".tsv", ".tab") or "\t" in text[:500] else ","
    rows = [row for row in csv.reader(text.splitlines(), delimiter=delimiter) if any(row)]
    domain, rating, first = _columns(path, rows[0] if rows else [])
    for number, row in enumerate(rows[first:], first + 1):
        if len(row) <= max(domain, rating):
            raise UsageError(
                f"{path}: row {number} has {len(row)} columns, expected at least "
                f"{max(domain, rating) + 1}: {delimiter.join(row)!r}"
            )
        yield domain_of(row[domain]), row[rating].strip()


def _columns(path: Path, header: list[str]) -> tuple[int, int, int]:
    """Return the columns of the domain and the rating, and the first row of data."""
    names = [name.strip().lower() for name in header]
    domain = next((names.index(name) for name in DOMAIN_COLUMNS if name in names), None)
    rating = next((names.index(name) for name in RATING_COLUMNS if name in names), None)
    if domain is not None and rating is not None:
        return domain, rating, 1
    if len(header) >= 2 and _DOMAIN.fullmatch(domain_of(header[0])):
        return 0, 1, 0
    raise UsageError(
        f"{path}: found columns {', '.join(names) or '(none)'}; expected one of "
        f"{', '.join(DOMAIN_COLUMNS)} and one of {', '.join(RATING_COLUMNS)}, or rows that begin "
        "with a domain and a rating"
    )


def _json_rows(path: Path, text: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            domain = next(str(row[name]) for name in DOMAIN_COLUMNS if name in row)
            rating = next(str(row[name]) for name in RATING_COLUMNS if name in row)
        except (ValueError, TypeError, StopIteration) as error:
            raise UsageError(
                f"{path}: line {number} is not a JSON object with a domain "
                f"({', '.join(DOMAIN_COLUMNS)}) and a rating ({', '.join(RATING_COLUMNS)}): "
                f"{line[:80]!r}"
            ) from error
        yield domain_of(domain), rating


def domain_of(address: str) -> str:
    """Return the domain of an address or a bare domain, without ``www.``; ``""`` if none."""
    address = address.strip().lower()
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:  # an unbalanced bracket, as in "http://[x"
        return ""
    return host.removeprefix("www.").rstrip(".")


def rating_of(ratings: Ratings, address: str) -> tuple[str, str] | None:
    """Return the rated domain and its rating: the address's own or the nearest parent's."""
    parts = domain_of(address).split(".")
    for start in range(len(parts) - 1):
        domain = ".".join(parts[start:])
        if domain in ratings.by_domain:
            return domain, ratings.by_domain[domain]
    return None


def _annotate(ratings: Ratings, document: Document) -> tuple[Annotation, ...]:
    address = evidence_of(document, "address")
    found = rating_of(ratings, address.value) if address is not None else None
    if address is None or found is None:
        return ()
    columns = (("rating", found[1]), ("list", ratings.name), ("address", address.value))
    return (Annotation(address.span, "rating", found[0], columns),)


def rating_annotators(path: str | None) -> Iterable[Annotator]:
    """Return the annotator for a user's list; none where the user gave no list."""
    if path is None:
        return ()
    ratings = read_ratings(Path(path))
    summary = f"the rating of the document's domain in {ratings.name}; not part of any score"
    return (Annotator("rating", summary, partial(_annotate, ratings)),)
