"""Case folding that keeps every offset where it was."""

from __future__ import annotations


def fold(text: str) -> str:
    """Lower the text and straighten its apostrophes, one code point for one.

    A few capitals lower to two code points (``İ``); those stay as they are.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.replace("’", "'").replace("‘", "'").replace("ʼ", "'")
