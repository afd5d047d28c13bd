"""Speakers who stand beside a quotation: after a dash, on the line above or below."""

from __future__ import annotations

import re

from auditor import Span

_DASHES = r"[-–—]{1,2}"
# "…” – the club's chair", "…” -Commissioner Gerald Starling", "…” (Ann Lee)": to the line's end.
_AFTER = re.compile(
    rf"[\s.,]{{0,3}}(?:{_DASHES}\s?|~\s?)(?P<dash>(?:[A-ZÀ-Þ@]|(?:the|an?|our) )"
    rf"[^\n!?“”\"]{{1,200}})$"
    r"|\s?\((?P<bracket>[A-ZÀ-Þ][\w.'’-]+(?: [\w.'’,-]+){0,8})\)\.?$"
    rf"|\s?{_DASHES}\s?(?P<handle>[a-z][\w.-]{{2,30}} (?:on|via|from) [\w ]{{2,30}})$"
)
# "From the desk of Ann Lee, analyst.", "Statement by the ministry:", "And from Chair Roe:".
_ABOVE = re.compile(
    r"(?:(?i:from the desk of|(?:a |the |full |joint |official )?(?:statement|comment|message|"
    r"response|reply|remarks|words|note|quote|testimony|reaction)s? (?:by|from|of)|"
    r"(?:and |also |now )?from|in the words of|quote of the (?:day|week) (?:by|from))) "
    r"(?P<source>[^\n:]{3,120}?)[.:]?$"
    r"|(?P<label>[A-ZÀ-Þ][^\n:“”\"]{2,100}):$"
    r"|(?P<person>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,3}, [^\n.:“”\"]{3,90})$"
)


def signed_after(text: str, start: int, end: int) -> Span | None:
    """Return who is named between a quotation that ends at ``start`` and the end of its line."""
    if end - start > 240 or end == start:
        return None
    found = _AFTER.match(text, start, end)
    if found is None or found.lastgroup is None:
        return None
    span = Span(*found.span(found.lastgroup))
    return None if _GOES_ON.search(span.of(text)) else span


# A second sentence after the name: what follows the dash tells the story on.
_GOES_ON = re.compile(r"[a-z]{4}\. [A-Z]|\b(?:was|were|had|has|have|will|would|did)\b")


def named_above(text: str, line: Span) -> Span | None:
    """Return who a line of its own announces: the words below are theirs."""
    if line.end - line.start > 160:
        return None
    found = _ABOVE.match(text, line.start, line.end)
    if found is None or found.lastgroup is None:
        return None
    return Span(*found.span(found.lastgroup))


def announced_above(text: str, line: Span) -> Span | None:
    """Return whose statement a line announces: "Statement by the ministry:"."""
    found = _ABOVE.match(text, line.start, line.end) if line.end - line.start <= 160 else None
    if found is None or found.lastgroup != "source":
        return None
    return Span(*found.span("source"))
