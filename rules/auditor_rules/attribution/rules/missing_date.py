"""The document does not say when it was written."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Metadata, Provided, Rule, Source, lines
from auditor_rules.attribution.datelines import is_page_stamp
from auditor_rules.attribution.identity import evidence_of
from auditor_rules.attribution.quoting import quoted
from auditor_rules.attribution.rules.missing_byline import UNSIGNED, is_signed_kind


def _find(document: Document) -> Iterator[Hit]:
    if is_signed_kind(document) and evidence_of(document, "date") is None:
        yield Hit(
            None,
            "No date: neither the input nor the text's first and last lines say when this was "
            f"published.{_of_the_page(document)}",
            kind="missing-date",
        )


def _of_the_page(document: Document) -> str:
    """Say why a date that stands above everything else is not the article's."""
    first = next(iter(lines(document)), None)
    if first is None or not is_page_stamp(document.text, first):
        return ""
    return f" {quoted(document, first)} is the page's clock: the day it was fetched."


RULE = Rule(
    id="attribution/missing-date",
    summary="no date of publication is given",
    severity="note",
    find=_find,
    what="Looks for a date in the input's metadata, in the dateline and in short lines at the "
    "head and foot of the text. The clock of the page (weekday, date and time above everything "
    "else) is not the article's date.",
    why="'Yesterday' and 'this month' mean nothing without it, and old news is passed on as new.",
    known_problems="A missing date alone does not tell good from bad: of 477 rated articles, 76 % "
    "of the unreliable and 66 % of the reliable ones had one. Hence a note. Dates inside the story "
    "are not taken for the date of publication.",
    invalid=(
        Example(UNSIGNED),
        Example(f"Friday, October 4, 2024 - 9:15 am\nHome\n{UNSIGNED}"),
    ),
    valid=(
        Example(f"4 October 2024\n\n{UNSIGNED}"),
        Example(f"By Ann Lee, Published: October 4, 2024 at 9:15 am\n{UNSIGNED}"),
        Example(f"WARSAW, Oct. 4 (Reuters) - {UNSIGNED}"),
        Example(UNSIGNED, metadata=Metadata(published=Provided("2024-10-04", "date"))),
        Example("Too short to be an article."),
    ),
    sources=(Source("Journalism Trust Initiative, CWA 17493:2019", "https://www.jti-app.com"),),
    confidence=0.9,
    evidence="not measured: an estimate; that a date is missing from a text is checked by eye",
)
