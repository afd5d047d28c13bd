"""A post of a social network was flattened into the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span
from auditor_rules.boilerplate.line_kinds import claims

_POST = re.compile(
    r"pic\.(?:twitter|x)\.com/\w{4,20}|https?://t\.co/\w{4,20}"
    r"|[—–-]{1,2} [^\n()]{1,60} \(@\w{2,30}\) (?=[A-Z0-9])[^\n]{4,24}\d{4}"
    r"|[—–-]{1,2} [^\n()]{1,60} \(@\w{2,30}\)(?!\w)"
)
_SIGNS = ("pic.", "t.co/", "(@")


def find(document: Document) -> Iterator[Hit]:
    """Yield claimed lines, and what an embedded post leaves inside others."""
    found = claims(document).get("embedded-post", ())
    for claim in found:
        yield _hit(claim.span, claim.cue)
    text = document.text
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _POST.finditer(text):
        span = Span(*match.span())
        if not any(claim.span.start <= span.start < claim.span.end for claim in found):
            yield _hit(span, match.group())


def _hit(span: Span, cue: str) -> Hit:
    message = f"signs of an embedded post: “{cue[:60]}”"
    return Hit(span, message, suggestion="", kind="embedded-post")


RULE = Rule(
    id="boilerplate/embedded-post",
    summary="A post of a social network was flattened into the text",
    severity="warning",
    find=find,
    what=(
        "Picture addresses (“pic.twitter.com/…”, “t.co/…”), the signature of a post (“— Name "
        "(@name) June 28, 2022”) and the labels of embedded posts in fourteen languages."
    ),
    why="Somebody else's words, run into the author's without quotation marks.",
    known_problems="An article that names a handle after a dash: “— the account (@name)”.",
    invalid=(
        Example("Day two of the march ⟦pic.twitter.com/AbCdEfGh1x⟧"),
        Example("So long.\n⟦— Sara Khan (@Sara_Khan) June 28, 2022⟧\nThe police said nothing."),
        Example("The band is back.\n⟦View this post on Instagram⟧"),
    ),
    valid=(
        Example("She wrote on Twitter (@sara) that the march would go on."),
        Example("The address is www.example.com/pictures for those who want to see."),
    ),
)
