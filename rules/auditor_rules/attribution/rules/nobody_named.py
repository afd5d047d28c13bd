"""A report names nobody: no author, no date, and nobody who says so."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Metadata, Provided, Rule, Source, Span
from auditor_rules.attribution.absence import (
    absence,
    is_anonymous_report,
    is_unsourced_analysis,
)
from auditor_rules.attribution.quoting import quoted

MAX_SHOWN = 3
"""Nameless ones that the message quotes; all of them are related places."""


def _find(document: Document) -> Iterator[Hit]:
    if is_anonymous_report(document):
        yield _hit(document, "names nobody who speaks in it", "anonymous-report")
    elif is_unsourced_analysis(document):
        yield _hit(document, "has hardly a source", "unsourced-analysis")


def _hit(document: Document, what: str, kind: str) -> Hit:
    found = absence(document)
    sources = f"{found.sources} statement{'' if found.sources == 1 else 's'} of somebody named"
    shown = ", ".join(quoted(document, each.span) for each in found.nameless[:MAX_SHOWN])
    rest = f"; nameless: {shown}{' …' if len(found.nameless) > MAX_SHOWN else ''}" if shown else ""
    return Hit(
        None,
        f"A report without author and date that {what}: {sources} in {found.words} words, "
        f"{found.names_per_sentence:.1f} names a sentence{rest}.",
        related=tuple(Span(*each.span) for each in found.nameless),
        kind=kind,
    )


NAMELESS = (
    "The council voted on the new road late on Tuesday after a long debate. One board member said "
    "the plan would cost far less than the old one. A ministry official confirmed that money had "
    "been set aside and that work could begin in spring. Residents fear that lorries will pass "
    "their doors all day and all night. The report states that noise will stay within the limits "
    "that the law sets for homes and schools. Supporters argue that the road was overdue, and that "
    "shops will gain from it. The town clerk declined to comment on the vote."
)
_NAMED = (
    "The council of Tarrow voted on the new road late on Tuesday after a long debate. Ann Lee, a "
    "board member, said the plan would cost far less than the old one. Bo Tan of the Ministry of "
    "Transport confirmed that money had been set aside and that work could begin in spring. "
    "Residents of Quay Street fear that lorries will pass their doors all day. A report by the "
    "Oxbow Institute says that noise will stay within the limits that the law sets. Mayor Ida Roe "
    "said that the road was overdue. The town clerk declined to comment on the vote."
)
_ESSAY = (
    "I have never liked the road past our house. One board member said that it would be mended, "
    "and the town clerk told me the same, and we believed them, as you do. A report states that "
    "noise harms sleep, and I can believe that as well. Supporters argue that we will get used to "
    "it. My mother never did. She kept the windows shut for thirty years, and when the lorries "
    "went by she turned the wireless up, so that I grew up with songs that had a rumble in them, "
    "and I hear it still when I am far from home."
)

RULE = Rule(
    id="attribution/nobody-named",
    summary="a report names no author, no date and nobody who says so",
    severity="note",
    find=_find,
    what="A finding of the whole document. It asks for prose in the third person (fewer than 4 "
    "words such as I, we or you per 1,000 outside quotations, fewer than 20 of offers) in which "
    "neither the input nor the text names an author, an agency or a date, and somebody named is "
    "heard at most once in 600 words. Then either it has fewer than 0.8 names a sentence and two "
    "sentences or more, one in 300 words, whose speaker, study or report has no name and no "
    "reference (`anonymous-report`), or it is an analysis of public affairs of 700 words or more, "
    "without links or references (`unsourced-analysis`). The places where a speaker, an office, a "
    "study or a report has no name are related.",
    why="A reader cannot ask anybody: nobody wrote it, nobody said it, and nothing says when. "
    "Generated and rewritten texts read like this; a newsroom's report names people.",
    known_problems="An extractor that drops byline and date leaves this of an honest analysis; "
    "give them as metadata and the rule is silent. Reports on named places by people the rule does "
    "not recognise as named look the same. Essays, guides, recipes, fiction, terms, verse and a "
    "company's own pages are not judged, as far as they say I, we or you.",
    invalid=(Example(NAMELESS), Example(f"A new road for the town\n\n{NAMELESS}")),
    valid=(
        Example(_NAMED),
        Example(_ESSAY),
        Example(f"By Ann Lee\n\n{NAMELESS}"),
        Example(NAMELESS, metadata=Metadata(published=Provided("2024-10-04", "date"))),
        Example("The council voted. One board member said it was late. Residents fear the noise."),
    ),
    sources=(
        Source(
            "W3C Credible Web Community Group 2020, Reviewed Credibility Signals",
            "https://credweb.org/reviewed-signals/",
        ),
        Source("Journalism Trust Initiative, CWA 17493:2019", "https://www.jti-app.com"),
    ),
    languages=("en",),
    confidence=0.28,
    evidence="11 findings in 6,475 ordinary pages and articles (0.2 %) were read by the rule's "
    "author: 2 are right, 4 arguable (opinion and explainers that give no source), 5 wrong (a "
    "speaker or a study is named after all); of the wrong ones 3 are mended since and not counted "
    "again. 6 of 11 not wrong (95 % interval .28 to .79); 8 of 6,475 have it now",
    # An exception to nine in ten: one ordinary page in eight hundred has it, and an absence can be
    # shown in no other way.
    recommends="review",
)
