"""Parts that do not make their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from auditor import Document, Example, Hit, Quantity, Rule, Source
from auditor_rules.contradiction.arithmetic import Group, bounds, by_sentence, said

_OF_WHOM = re.compile(
    r"[^.;:]{0,30}?,? (?:of whom|of which)"
    r"(?: (?:about|around|at least|some|only|as many as|the|were|are|had))*[ ]\Z"
)
_TOTAL = re.compile(
    r"\b(?:together|altogether|in total|in all|all told|that makes|adds? up to|a total of)\b",
    re.IGNORECASE,
)
_NO_NOUNS = frozenset(
    ("", "and", "the", "for", "but", "with", "from", "were", "are", "into", "went")
)
_NOUN = re.compile(r" ([A-Za-z]{3,30})")
_MORE_THAN = re.compile(r" (more|higher|less|fewer|lower) than ")
_JOINT = re.compile(r",? (?:or |which is |that is |about )?\Z")
_CAMPS = re.compile(
    r"(?:(?! of )[^.;0-9]){0,25}?\b(in favou?r|for it|supporting|support|approve|against"
    r"|opposed?|disapprove|undecided|unsure|no opinion|yes|no|abstained|don't know|did not know)\b"
)


def _find(document: Document) -> Iterator[Hit]:
    previous: Group | None = None
    for group in by_sentence(document):
        yield from _parts_over_whole(document.text, group)
        yield from _differences(document.text, group)
        yield from _camps(document.text, group)
        if previous is not None and group.sentence.start - previous.sentence.end < 3:
            yield from _sums(document.text, previous, group)
        previous = group


def _parts_over_whole(text: str, group: Group) -> Iterator[Hit]:
    for whole, part in pairwise(group.members):
        between = text[whole.span.end : part.span.start]
        if whole.unit or part.unit or not _OF_WHOM.fullmatch(between):
            continue
        if part.low > bounds(whole)[1]:
            message = f"{said(part.low)} cannot be a part of {said(whole.high)}."
            yield _hit(part, (whole,), message)


def _differences(text: str, group: Group) -> Iterator[Hit]:
    triples = zip(group.members, group.members[1:], group.members[2:], strict=False)
    for result, size, base in triples:
        word = _MORE_THAN.match(text, size.span.end)
        is_row = _JOINT.fullmatch(text[result.span.end : size.span.start])
        if not word or not is_row or base.span.start - word.end() > 30:
            continue
        if not result.unit == size.unit == base.unit or result.unit == "%" or size.qualifier:
            continue
        sign = 1 if word.group(1) in ("more", "higher") else -1
        expected = base.low + sign * size.low
        slack = max(bounds(result)[1] - result.high, bounds(base)[1] - base.high)
        if abs(result.low - expected) > slack + 1e-9:
            joint = "and" if sign > 0 else "less"
            sums = f"{said(base.low)} {joint} {said(size.low)} make {said(expected)}"
            message = f"{sums}, not {said(result.low)}."
            yield _hit(result, (size, base), message)


def _camps(text: str, group: Group) -> Iterator[Hit]:
    """Find shares of camps that exclude one another and make more than the whole."""
    shares = [
        (each, camp.group(1))
        for each in group.members
        if each.unit == "%" and (camp := _CAMPS.match(text, each.span.end))
    ]
    total = sum(each.low for each, _ in shares)
    if len({camp for _, camp in shares}) == len(shares) > 1 and total > 100 + len(shares):
        *others, last = [each for each, _ in shares]
        yield _hit(last, tuple(others), f"These shares add up to {total:.4g} percent.")


def _sums(text: str, listed: Group, group: Group) -> Iterator[Hit]:
    """Find a total that differs from the sum of the list in the sentence before."""
    whole = group.members[0]
    parts = [each for each in listed.members if each.unit == whole.unit]
    if len(parts) < 3 or len(parts) != len(listed.members) or len(group.members) != 1:
        return
    if not _TOTAL.search(text, group.sentence.start, whole.span.end + 20):
        return
    if _counts_one_of_them(text, parts, whole):
        return
    if whole.unit == "%" or any(each.qualifier for each in (*parts, whole)):
        return
    total = sum(each.low for each in parts)
    slack = sum(bounds(each)[1] - each.high for each in parts) / 2
    is_like = total / 2 < whole.low < 2 * total
    if is_like and abs(total - whole.low) > min(slack, 0.02 * total):
        yield _hit(
            whole,
            tuple(parts),
            f"The parts before it add up to {said(total)}, not {said(whole.low)}.",
        )


def _counts_one_of_them(text: str, parts: list[Quantity], whole: Quantity) -> bool:
    """Tell a total of one of several things that were counted: five shops, 29 people."""
    nouns = {_noun(text, part) for part in parts} - _NO_NOUNS
    return len(nouns) > 1 and bool(_noun(text, whole)) and _noun(text, whole) in nouns


def _noun(text: str, quantity: Quantity) -> str:
    match = _NOUN.match(text, quantity.span.end)
    return match[1].lower().rstrip("s") if match else ""


def _hit(quantity: Quantity, related: tuple[Quantity, ...], message: str) -> Hit:
    return Hit(
        quantity.span,
        message,
        related=tuple(each.span for each in related),
        kind="arithmetic",
        grade="conflict",
    )


RULE = Rule(
    id="contradiction/parts-and-whole",
    summary="Parts that do not add up to their whole.",
    severity="warning",
    find=_find,
    what=(
        "Adds up where the text invites to: a list and the total in the next sentence, 'of whom' "
        "with a part greater than its whole, 'A, B more than C', and shares of camps that exclude "
        "one another (for, against, undecided) of more than 100 percent."
    ),
    why="A sum that does not come out means that at least one number was copied or typed wrongly.",
    known_problems=(
        "Reads only sums in a row; a table, or a total three sentences on, is not added up. A list "
        "of examples followed by the total of everything would be taken for the whole list, but "
        "only when the two are within a factor of two."
    ),
    invalid=(
        Example(
            "The town spends ⟪36 million⟫ on schools, ⟪22 million⟫ on roads and ⟪15 million⟫ on "
            "care. Together that makes ⟦84 million⟧."
        ),
        Example("There were ⟪30⟫ sailors, of whom ⟦41⟧ could not swim."),
        Example("The budget is ⟦84 million⟧, ⟪6 million⟫ more than this year's ⟪74 million⟫."),
        Example("In the poll ⟪58 percent⟫ were in favour and ⟦49 percent⟧ against."),
    ),
    valid=(
        Example(
            "The town spends 36 million on schools, 22 million on roads and 15 million on care. "
            "Together that makes 73 million."
        ),
        Example("There were 41 sailors, of whom 30 could not swim."),
        Example("The budget is 80 million, 6 million more than this year's 74 million."),
        Example("In the poll 54 percent were in favour, 38 percent against and 8 percent unsure."),
        Example("Of the readers 60 percent like soup and 70 percent like bread."),
    ),
    sources=(Source("Cohn, V. & Cope, L. (2012), News & Numbers, 3rd ed., Wiley-Blackwell"),),
    languages=("en",),
    confidence=0.5,
    evidence=(
        "an estimate: 125 of 125 wrong sums put into news were found and none of 125 right "
        "ones, but in our own forms; no hit on 4,243 untouched documents"
    ),
)
