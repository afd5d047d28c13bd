"""A sentence that denies the headline or the lead."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, Span, folded, quoted, sentences
from auditor_rules.contradiction.differences import differences, reason
from auditor_rules.contradiction.negation import Opposition, Statement, opposed, statement_of
from auditor_rules.english.stems import stem_and_weight

LEADS = 2
"""The headline and the lead: what the rest is held against."""
RAREST, LEAST_HITS = 7, 3
LEAST_SHARE, LEAST_SHARED = 0.72, 4
MOST_TIMES_LONGER = 2.0
"""A sentence much longer than the other denies something else in its other half."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_HEDGED = re.compile(
    r"\b(?:if|whether|would|could|might|unless|until|but|although|though|however|while|initially"
    r"|previously|earlier|last|ago|than|had been|used to)\b|\?"
)


def _find(document: Document) -> Iterator[Hit]:
    restated = [each for each in differences(document) if each.kind == "negation"]
    for each in restated:
        yield Hit(
            each.at,
            "One of two sentences that say the same denies it: "
            + reason(document, each).replace("in this alone", "in a negation alone"),
            related=(each.rival,),
            severity="warning" if each.is_sure else "note",
            kind="negation",
            grade="conflict" if each.is_sure else "possible",
        )
    known = {each.at for each in restated}
    yield from (hit for hit in _of_opening(document) if hit.span not in known)


def _of_opening(document: Document) -> Iterator[Hit]:
    spans = sentences(document)
    for index in range(min(LEADS, len(spans) - 1)):
        others = _candidates(document, index)
        if others and not _HEDGED.search(_low(document, spans[index])):
            lead = statement_of(spans[index].of(document.text))
            denials = ((other, _denial(document, lead, spans[other])) for other in others)
            first = next(((other, found) for other, found in denials if found), None)
            if first is not None:
                yield _hit(document, spans[index], spans[first[0]], first[1])


def _low(document: Document, span: Span) -> str:
    return span.of(folded(document))


def _candidates(document: Document, index: int) -> list[int]:
    """Return the later sentences that hold at least three of the sentence's rarest words."""
    low, spans = folded(document), sentences(document)
    words = set(_WORD.findall(low, spans[index].start, spans[index].end))
    rarest = sorted(words, key=lambda word: (-stem_and_weight(word)[1], word))[:RAREST]
    starts = [span.start for span in spans]
    hits: Counter[int] = Counter()
    for word in rarest:
        found = low.find(word[: max(4, len(word) - 2)], spans[index].end)
        seen = index
        while found != -1:
            sentence = bisect_right(starts, found) - 1
            hits[sentence] += sentence > seen
            seen = max(seen, sentence)
            found = low.find(word[: max(4, len(word) - 2)], spans[sentence].end)
    return [sentence for sentence, count in sorted(hits.items()) if count >= LEAST_HITS]


def _denial(document: Document, lead: Statement, span: Span) -> Opposition | None:
    if _HEDGED.search(_low(document, span)):
        return None
    if quoted(document).overlap(span):
        return None
    other = statement_of(span.of(document.text))
    found = opposed(lead, other)
    if found is None or found.share < LEAST_SHARE:
        return None
    weights = sorted((sum(lead.weights.values()), sum(other.weights.values())))
    is_like = weights[1] <= MOST_TIMES_LONGER * weights[0]
    shared = lead.weights.keys() & other.weights.keys()
    return found if is_like and len(shared) >= LEAST_SHARED else None


def _hit(document: Document, lead: Span, span: Span, found: Opposition) -> Hit:
    said = (
        "One of them denies what the other says"
        if found.kind == "negation"
        else f"They use opposite words ({found.words[0]}, {found.words[1]})"
    )
    return Hit(
        span,
        f"This and the opening speak of one thing in like words. {said}.",
        related=(lead,),
        kind=found.kind,
        grade="possible",
    )


RULE = Rule(
    id="contradiction/statement-denied",
    summary="A sentence that seems to deny the headline or the lead.",
    severity="note",
    find=_find,
    what=(
        "Looks up the sentences that hold three of the rarest words of the headline or the lead, "
        "and compares them with it: most of the lighter sentence's telling words shared, and "
        "either a negation in one of them only or a pair of opposites."
    ),
    why="Most people read the headline alone; when the text says the contrary they leave with it.",
    known_problems=(
        "Only near repetitions are seen; a denial in other words, which is the usual one, needs a "
        "model that reads. Sentences with if, but, would, earlier and the like are left out."
    ),
    invalid=(
        Example(
            "⟪Lindhaven council approves the harbour bridge⟫\n"
            "It rained all day.\n"
            "⟦The Lindhaven council did not approve the harbour bridge.⟧"
        ),
    ),
    valid=(
        Example(
            "Lindhaven council approves the harbour bridge\n"
            "It rained all day.\n"
            "The Lindhaven council approved the harbour bridge in the evening."
        ),
        Example(
            "Lindhaven council approves the harbour bridge\n"
            "It rained all day.\n"
            "Last year the Lindhaven council did not approve the harbour bridge."
        ),
    ),
    sources=(
        Source(
            "de Marneffe, Rafferty & Manning (2008), Finding Contradictions in Text",
            "https://aclanthology.org/P08-1118/",
        ),
    ),
    languages=("en",),
    confidence=0.1,
    evidence=(
        "none of 9 findings on 1,400 ordinary pages was right, so it is a note; on SummEdits, two "
        "thirds of it edited, 42 of 48 touch the edited place. Two sentences that say the same "
        "with a negation in one of them are a warning; none stands on 23,215 untouched texts"
    ),
)
