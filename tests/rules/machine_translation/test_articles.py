"""The article before a word that is replaced."""

from __future__ import annotations

import pytest

from auditor import Span
from auditor_rules.machine_translation.articles import with_article


@pytest.mark.parametrize(
    ("text", "word", "suggestion", "expected"),
    [
        ("it is a necessary step", "necessary", "important", ("a necessary", "an important")),
        ("an enterprise owner", "enterprise", "business", ("an enterprise", "a business")),
        ("An enterprise owner", "enterprise", "business", ("An enterprise", "A business")),
        ("a fancy problem", "fancy", "complex", ("fancy", "complex")),
        ("the necessary step", "necessary", "important", ("necessary", "important")),
        ("vitamin pizza necessary", "necessary", "important", ("necessary", "important")),
    ],
)
def test_the_article_follows_the_sound_of_the_suggestion(
    text: str, word: str, suggestion: str, expected: tuple[str, str]
) -> None:
    start = text.index(word)
    span, written = with_article(text, Span(start, start + len(word)), suggestion)

    assert (span.of(text), written) == expected
