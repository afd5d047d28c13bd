"""The views that every rule shares: each computed once per document, on demand."""

from __future__ import annotations

from auditor.document import Document, Span, line_starts, view
from auditor.spans import Spans
from auditor.text.dates import DateMention, find_dates
from auditor.text.folding import fold
from auditor.text.language import UNDETERMINED, Language, detect_language
from auditor.text.names import Name, find_names
from auditor.text.quantities import Quantity, find_quantities
from auditor.text.quotations import Quotation, find_quotations
from auditor.text.sentences import split_lines, split_sentences
from auditor.text.words import Words, split_words

__all__ = [
    "UNDETERMINED",
    "dates",
    "folded",
    "language",
    "line_starts",
    "lines",
    "names",
    "quantities",
    "quotations",
    "quoted",
    "sentences",
    "words",
]


@view
def folded(document: Document) -> str:
    """The text in lower case with straight apostrophes; offsets are the text's own."""
    return fold(document.text)


@view
def lines(document: Document) -> tuple[Span, ...]:
    """The lines that hold something, trimmed."""
    return split_lines(document.text)


@view
def sentences(document: Document) -> tuple[Span, ...]:
    """The sentences; none runs over a line's end."""
    return split_sentences(document.text)


@view
def words(document: Document) -> Words:
    """The words with their places."""
    return split_words(document.text)


@view
def quotations(document: Document) -> tuple[Quotation, ...]:
    """The quotations, none overlapping another."""
    return find_quotations(document.text)


@view
def quoted(document: Document) -> Spans:
    """What is quoted, to be asked whether it covers or overlaps a span."""
    return Spans(quotation.span for quotation in quotations(document))


@view
def quantities(document: Document) -> tuple[Quantity, ...]:
    """The numbers with their units and qualifiers; those inside dates are not listed."""
    return find_quantities(document.text, tuple(date.span for date in dates(document)))


@view
def dates(document: Document) -> tuple[DateMention, ...]:
    """The dates, as far as each is given."""
    return find_dates(document.text)


@view
def names(document: Document) -> tuple[Name, ...]:
    """The proper names with their titles and roles."""
    return find_names(document.text)


@view
def language(document: Document) -> Language:
    """The document's language, told from its text."""
    return detect_language(document.text)
