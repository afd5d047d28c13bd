"""A pointer to another article stands between the paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span
from auditor_rules.boilerplate.line_kinds import claims, finder

_CUE = (
    r"(?:(?:read|see|watch|listen)(?: also| more| next| here)?|also (?:read|see|watch)|"
    r"related(?: story| article)?|more on this|see (?:video|photos?|pictures?|gallery|map|graphic)|"
    r"watch video|(?:click|tap) here[^()\n]{0,30}|lesen sie (?:auch|dazu|mehr)|siehe auch|"
    r"lea (?:también|además|más)|lee también|ver también|vea también|leia (?:também|mais)|"
    r"veja também|(?:à )?lire aussi|voir aussi|leggi anche|guarda anche|lees ook|"
    r"läs (?:också|även)|"
    r"lue myös|czytaj (?:też|także)|zobacz też|читайте также|смотрите также|baca juga|"
    r"ayrıca okuyun)"
)
_BRACKETED = re.compile(rf"[(\[]{_CUE} ?[:|–—-] ?[^()\[\]\n]{{3,160}}[)\]]", re.IGNORECASE)
_INLINE = re.compile(
    r"(?<=[.!?”\"] )(?:READ (?:ALSO|MORE|NEXT)|ALSO (?:READ|SEE|WATCH)|SEE (?:ALSO|MORE)|"
    r"Read [Aa]lso|Also [Rr]ead|Also [Ss]ee|Baca [Jj]uga|Lea [Tt]ambién|Leia [Tt]ambém|"
    r"Lire [Aa]ussi|Lesen [Ss]ie [Aa]uch|Leggi [Aa]nche|Lees [Oo]ok|Читайте также)"
    r" ?[:|–—-] ?[^\n.!?]{3,120}"
)
_claimed = finder("interlink", "a pointer to another article")


def find(document: Document) -> Iterator[Hit]:
    """Yield lines that point elsewhere, and pointers inside other lines."""
    yield from _claimed(document)
    text = document.text
    spans = [claim.span for claim in claims(document).get("interlink", ())]
    for match in (*_BRACKETED.finditer(text), *_INLINE.finditer(text)):
        span = Span(*match.span())
        if not any(each.start <= span.start < each.end for each in spans):
            message = f"signs of a pointer to another article: “{match.group()[:60]}”"
            yield Hit(span, message, suggestion="", kind="interlink")


RULE = Rule(
    id="boilerplate/interlink",
    summary="A pointer to another article stands between the paragraphs",
    severity="note",
    find=find,
    what=(
        'A line that opens with "See also", "Read more:", "Lesen Sie auch", "Читайте '
        'также" and the like and is no sentence, or says nothing else; the same in brackets or '
        'after a full stop, with a colon: "(See video: …)", "READ ALSO: …".'
    ),
    why=(
        "The title that follows belongs to another article: it brings foreign names and "
        "numbers into this one."
    ),
    known_problems=(
        "In reference works and essays \"See also\" is the author's own; an explainer's "
        '"Read also" between its chapters was kept by some annotators.'
    ),
    invalid=(
        Example("The harvest failed.\n⟦See also  Ten recipes for a dry summer⟧\nPrices rose."),
        Example("El río creció.\n⟦Lea también: Cierran dos puentes⟧"),
        Example("They were hurt. ⟦(Read also: Clerk calls ten to court)⟧ They went home."),
        Example("They were hurt. ⟦READ ALSO: Clerk calls ten to court⟧"),
    ),
    valid=(
        Example("See also the report of 1998, which the court cited in full."),
        Example("He would read more if he had the time."),
        Example("The second part (see also the map on page 3) is longer."),
    ),
    confidence=0.87,
    evidence="135 of 145 claimed lines of extractor.dev were residue",
)
