"""Audits made by hand: an ordinary one, and one whose every string is hostile."""

from __future__ import annotations

from auditor import DIMENSIONS, Annotation, Audit, Document, Failure, Finding, Metadata, Score, Span
from auditor.document import Provided
from auditor.finding import Contribution

TEXT = (
    "Council opens bridge\n\n"
    "The bridge cost three,000 pounds, officials said.\n"
    "It opened on Monday. It cost 5,000 pounds.\n\n"
    "Share this page"
)


def at(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span(start, start + len(quote))


FINDINGS = (
    Finding("attribution/no-byline", "attribution", "note", 0.5, "No author is named.", None),
    Finding(
        "contradiction/quantity",
        "contradiction",
        "error",
        0.8,
        "Two amounts for one bridge.",
        at("three,000 pounds"),
        related=(at("5,000 pounds"),),
        grade="conflict",
    ),
    Finding(
        "machine-translation/spun-number",
        "machine-translation",
        "warning",
        0.9,
        "Signs of a number spelled by a program.",
        at("three,000"),
        suggestion="3,000",
    ),
    Finding(
        "attribution/anonymous-source",
        "attribution",
        "warning",
        0.4,
        "Which officials?",
        at("pounds, officials said"),
    ),
    Finding(
        "boilerplate/share-widget",
        "boilerplate",
        "warning",
        0.95,
        "A share button's label.",
        at("Share this page"),
        suggestion="",
        kind="share",
    ),
)


def ordinary() -> Audit:
    return Audit(
        Document(
            "bridge.txt", TEXT, Metadata(title=Provided("Council opens bridge", "first line"))
        ),
        FINDINGS,
        (),
        {
            "ledger": (
                Annotation(at("officials said"), "anonymous", "officials", (("statements", 1),)),
            )
        },
        {"residue_share": 0.123456789, "undefined": float("nan")},
        {
            "machine-translation": Score(
                "review",
                0.5,
                (Contribution("", "base rate", -3.0), Contribution("a", "odd words", 3.0)),
            ),
            "boilerplate": Score("clear", 0.004),
            "attribution": Score("clear", 0.25),
            "contradiction": Score("abstain", abstention="too short: 20 words"),
        },
        "review",
        "en",
        {"auditor": "0.1.0"},
    )


EVIL = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) "
    "javascript:alert(1) \"><svg onload=alert(1)> ' onmouseover='alert(1) `x` |a|b| "
    "\x1b[31mred\x1b]0;title\x07 \u202egnp.exe\u202c \ud800 https://evil.example @everyone #12 "
    "{{ 7*7 }} {% raw %} --> ]]> </style> </textarea>"
)


def hostile(text: str = EVIL, word: str = EVIL) -> Audit:
    """Return an audit of the text, every other string of which is the word."""
    provided = Provided(word, word)
    return Audit(
        Document(
            word,
            text,
            Metadata(
                title=provided, byline=provided, published=provided, site=provided, url=provided
            ),
            path=word,
        ),
        (
            Finding("attribution/evil", "attribution", "note", 0.5, word, None, word),
            Finding(
                "boilerplate/evil",
                "boilerplate",
                "error",
                0.5,
                word,
                Span(0, len(text)),
                word,
                (Span(2, 9), Span(5, 12)),
                word,
                word,
            ),
        ),
        (Failure(word, word, word),),
        {"ledger": (Annotation(Span(0, 5), word, word, ((word, word),)),)},
        {},
        {
            dimension: Score(
                "fail",
                0.9999,
                (Contribution("", word, -3.0), Contribution(word, word, 9.0)),
                word,
            )
            for dimension in DIMENSIONS
        },
        "reject",
        word,
        {word: word},
    )
