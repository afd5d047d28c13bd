"""Capitals: carrying them from what stands in the text to what is suggested."""

from __future__ import annotations


def in_case_of(found: str, usual: str) -> str:
    """Return ``usual`` with the capitals of ``found``.

    Capitals that ``usual`` has of its own stay. ``FOUND`` gives ``USUAL``, ``Found Thing`` gives
    ``Usual Thing``, ``Found thing`` gives ``Usual thing``.
    """
    if len(found) > 1 and found.isupper():
        return usual.upper()
    if not found[:1].isupper():
        return usual
    if len(found.split()) > 1 and all(word[0].isupper() for word in found.split()):
        return "|".join(_titled(other) for other in usual.split("|"))
    return "|".join(other[:1].upper() + other[1:] for other in usual.split("|"))


def _titled(phrase: str) -> str:
    return " ".join(
        word if word in {"of", "the", "and", "for", "to", "in"} and place else _capitalised(word)
        for place, word in enumerate(phrase.split(" "))
    )


def _capitalised(word: str) -> str:
    return word[:1].upper() + word[1:]
