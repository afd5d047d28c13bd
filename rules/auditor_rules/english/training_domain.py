"""What tells that a text is of a kind that no training data here has: verse, lists, tables, code.

A model's file keeps half of the least and twice the most of each measure in its training documents;
what lies further out is not judged. The bounds are few and plain, so that a person can be told why.
"""

from __future__ import annotations

from auditor.training.logistic import GroundSpec
from auditor_rules.english import readability

LINES = GroundSpec("line_length", "lines of {value:.0f} words", ("low",))
SYMBOLS = GroundSpec("symbol_share", "{value:%} symbols among the characters", ("high",))
FUNCTION_WORDS = GroundSpec(
    "function_word_share", "{value:%} of words such as “the” and “of”", ("low",)
)
ENGLISH_PROSE = (LINES, SYMBOLS, FUNCTION_WORDS)
GROUND_MEASURES = tuple(
    each for each in readability.MEASURES if each.name in {spec.name for spec in ENGLISH_PROSE}
)
