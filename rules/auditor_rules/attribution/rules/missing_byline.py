"""Nobody signs the document."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, words
from auditor_rules.attribution.identity import evidence_of
from auditor_rules.attribution.kind_of_text import kind_of_text

MIN_LENGTH = 60
"""Words below which a text is taken for a fragment, of which nobody expects a byline."""


def is_signed_kind(document: Document) -> bool:
    """Tell whether one expects such a text to say who wrote it and when: prose of some length."""
    return len(words(document)) >= MIN_LENGTH and kind_of_text(document) == "article"


def _find(document: Document) -> Iterator[Hit]:
    if is_signed_kind(document) and evidence_of(document, "byline") is None:
        yield Hit(
            None,
            "No byline: neither the input nor the text's first and last lines name an author, "
            "a newsroom or an agency.",
            kind="missing-byline",
        )


UNSIGNED = (
    "The council has decided to close the old bridge over the river from next month. Repairs will "
    "take until spring, and buses will go by the ring road in the meantime. Shopkeepers on the "
    "east bank fear for their trade. The work costs two million and is paid for by the county. "
    "A footbridge stays open for people and bicycles, except on four Sundays in the new year."
)

RULE = Rule(
    id="attribution/missing-byline",
    summary="no author is named",
    severity="note",
    find=_find,
    what="Looks for an author in the input's metadata, then in the text alone: a line that begins "
    "with By, a person's name on a line of its own at either end, an agency in the dateline, a "
    "credit for reporting, a signature, a biography or an invitation to follow the author in the "
    "last lines.",
    why="A reader can hold a named author to account and look up what else they wrote. Of "
    "477 rated articles, 90 % of the reliable and 45 % of the unreliable ones named one.",
    known_problems="Scrapers often drop the byline with the page's furniture: the finding says "
    "that this text names no author, not that the publisher did not. Some good newspapers sign "
    f"nothing. Texts under {MIN_LENGTH} words, verse, lists, transcripts, rules, recipes, letters "
    "and press releases are left alone.",
    invalid=(Example(UNSIGNED), Example(f"Bridge to close for repairs\n\n{UNSIGNED}")),
    valid=(
        Example(f"By Maria Kowalska\n\n{UNSIGNED}"),
        Example(f"Maria Kowalska\n{UNSIGNED}\nMore tomorrow."),
        Example(f"WARSAW (Reuters) - {UNSIGNED}"),
        Example(f"{UNSIGNED}\n\nSecond paragraph.\n\n- Maria Kowalska"),
        Example("Too short to be an article."),
    ),
    sources=(
        Source(
            "The Trust Project, Trust Indicator 'Author Expertise'", "https://thetrustproject.org"
        ),
        Source("Journalism Trust Initiative, CWA 17493:2019", "https://www.jti-app.com"),
    ),
    confidence=0.9,
    evidence="not measured: an estimate; that a byline is missing from a text is checked by eye",
)
