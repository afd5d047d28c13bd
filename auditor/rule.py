"""The contract of a rule pack: rules with marked examples, annotations, measures, models."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast

from auditor.dimensions import DIMENSIONS, Dimension
from auditor.document import Document, Metadata, Span
from auditor.errors import PackError
from auditor.evaluation import Evaluation
from auditor.finding import Annotation, Demand, Hit, Remedy, Severity
from auditor.scoring.model import Model

FAULT_MARKS = "⟦⟧"
RELATED_MARKS = "⟪⟫"
_MARKS = re.compile(f"[{FAULT_MARKS}{RELATED_MARKS}]")
_COUNTED = re.compile(r"(?<![.\d])(\d[\d,]*) of (\d[\d,]*) (?:findings|hits|claimed lines)\b")
_UNMEASURED = ("not measured", "an estimate", "optimistic")
_RULE_ID = re.compile(r"[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*")


class Source(NamedTuple):
    """The authority for a rule: a citation, and its address where it has one."""

    citation: str
    address: str = ""


class Example(NamedTuple):
    """A text that a rule must (``invalid``) or must not (``valid``) find fault with.

    In an invalid example each fault stands in ⟦ ⟧ and the places it relates to in ⟪ ⟫; without
    marks the fault is the whole document's. A text with one fault may give the suggestion.
    """

    marked: str
    suggestion: str | None = None
    metadata: Metadata = Metadata()

    @property
    def text(self) -> str:
        """The text without its marks."""
        return _MARKS.sub("", self.marked)

    @property
    def faults(self) -> tuple[Span, ...]:
        """The spans in ⟦ ⟧, as offsets into ``text``."""
        return _marked_spans(self.marked, FAULT_MARKS)

    @property
    def related(self) -> tuple[Span, ...]:
        """The spans in ⟪ ⟫, as offsets into ``text``."""
        return _marked_spans(self.marked, RELATED_MARKS)


def _marked_spans(marked: str, marks: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    open_at: list[int] = []
    for removed, mark in enumerate(_MARKS.finditer(marked)):
        offset = mark.start() - removed
        if mark.group() == marks[0]:
            open_at.append(offset)
        elif mark.group() == marks[1]:
            spans.append(Span(open_at.pop(), offset))
    return tuple(sorted(spans))


@dataclass(frozen=True)
class Rule:
    """One kind of fault. A plain value around a plain function; it keeps no state."""

    id: str
    """``dimension/flaw``: named after the flaw, so that it reads well after "allow"."""
    summary: str
    """One line: the fault, as a list of rules would show it."""
    severity: Severity
    find: Callable[[Document], Iterable[Hit]]
    what: str
    """What it looks for and how, in a few sentences."""
    why: str
    """Why a reader should care."""
    known_problems: str
    """Where it is wrong or blind: the most useful heading."""
    invalid: tuple[Example, ...]
    valid: tuple[Example, ...]
    sources: tuple[Source, ...] = ()
    languages: tuple[str, ...] = ()
    """ISO 639-1 codes of the languages it holds for; empty when it holds for all."""
    confidence: float = 0.5
    """Measured precision, lower 95 % bound, or an estimate: ``evidence`` says which."""
    evidence: str = "not measured: an estimate"
    """What ``confidence`` was measured on, with the count of hits."""
    is_silent_in_quotations: bool = False
    """A quotation is what somebody said: rules of style set this."""
    recommends: Demand | None = None
    """What one finding is enough for, whatever the model says, also where it abstains. Only for
    kinds that were right nine times in ten on ordinary pages; ``evidence`` says where."""

    remedy: Remedy | None = None
    """What its suggestions are for: `audit clean` follows those that take residue out, `audit
    restore` those that put words back."""
    is_safe: bool = False
    """Whether `audit check --fix` may put its suggestions in place unread. Only for what was right
    nine times in ten at the lower bound, or follows from the characters themselves."""

    def __post_init__(self) -> None:
        if not _RULE_ID.fullmatch(self.id) or self.id.split("/")[0] not in DIMENSIONS:
            raise PackError(
                f"rule id {self.id!r}: expected 'dimension/flaw' in lower case with hyphens, "
                f"the dimension being one of {', '.join(DIMENSIONS)}"
            )
        if not 0 < self.confidence <= 1:
            raise PackError(f"rule {self.id}: confidence {self.confidence} is not in (0, 1]")

    @property
    def dimension(self) -> Dimension:
        """The dimension that the rule's id begins with."""
        return cast(Dimension, self.id.split("/")[0])

    @property
    def times_right(self) -> tuple[int, int] | None:
        """How many of how many findings were right, where ``evidence`` counts them."""
        counted = _COUNTED.search(self.evidence)
        if counted is None or self.evidence.startswith(_UNMEASURED):
            return None
        right, judged = (int(each.replace(",", "")) for each in counted.groups())
        return right, judged


@dataclass(frozen=True)
class Annotator:
    """A named set of annotations; ``auditor.annotations`` lists the names that reports look for."""

    name: str
    summary: str
    annotate: Callable[[Document], tuple[Annotation, ...]]


@dataclass(frozen=True)
class Measure:
    """A number about a document that models weigh and reports may show."""

    name: str
    """Lower case with underscores; the unit belongs to the name where it is not plain."""
    unit: str
    summary: str
    measure: Callable[[Document], float]
    """Defined for the empty document too."""


@dataclass(frozen=True)
class Pack:
    """What an entry point in the group ``auditor.rules`` gives.

    The entry point may also give a function from options to a pack.
    """

    name: str
    version: str
    rules: tuple[Rule, ...]
    annotators: tuple[Annotator, ...] = ()
    measures: tuple[Measure, ...] = ()
    models: tuple[Model, ...] = ()
    evaluations: Callable[[], tuple[Evaluation, ...]] = tuple
    """Gives what `audit evaluate` can measure; called by that command alone, so that an audit
    imports nothing that only measuring needs."""
    rule_models: Callable[[], Mapping[str, str]] = dict
    """Gives the digest of each model that single rules or measures weigh by, by its name;
    `audit --version` shows them beside those in ``models``."""
