"""Whether anything that an audit does grows faster than its text, on texts made for it to.

``python -m hardening.hostile [STEP]`` holds every view, rule, measure, annotator and report
against each attack (or every STEP-th), and prints those whose work grows faster than the text does,
or is many times what an audit of clean prose takes. Work is counted (`hardening.work`), not timed:
the answer is the same on every machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from hardening.work import CountedText, watch_patterns, work

if TYPE_CHECKING:
    from auditor import Document, RuleSet
    from hardening.attacks import Attack

SIZES = (1_000, 4_000, 16_000, 64_000)
GROWN = 6.0
"""Growth from one size to the next, four times as long, that is more than proportion and chance.
What looks at a bounded number of neighbours grows so at the shorter ones, until it has them all."""
NOTICED = 4
"""Lines of Python for each character of the text, below which growth is chance."""
MAX_RATIO = 40.0
"""Of one part's work, over that of a whole audit of clean prose."""
VIEWS = ("words", "sentences", "lines", "quotations", "quantities", "dates", "names", "language")
REPORTS = ("json", "jsonl", "html", "markdown")
Part = Callable[["Document"], Any]


class Excess(NamedTuple):
    """A part whose work on an attack grows faster than the text, or is too much."""

    part: str
    attack: str
    grown: float
    """From the last size but one to the last; 0 where it does not go that far."""
    times: float
    """Over an audit of clean prose as long."""

    def __str__(self) -> str:
        return f"x{self.grown:6.1f} grown  x{self.times:6.1f} prose  {self.part}: {self.attack}"


def parts_of(rules: RuleSet) -> Iterator[tuple[str, Part]]:
    """Yield what an audit runs, by name; the shared views first, since the rest reads them."""
    from auditor import findings_of, views

    for name in VIEWS:
        yield f"view {name}", getattr(views, name)
    for rule in rules.rules:
        yield rule.id, partial(findings_of, rule)
    for measure in rules.measures:
        yield f"measure {measure.name}", measure.measure
    for annotator in rules.annotators:
        yield f"annotator {annotator.name}", annotator.annotate


class Laboratory:
    """Counts the work of every part of an audit over a text."""

    def __init__(self, rules: RuleSet) -> None:
        from hardening.attacks import clean

        self._rules = rules
        self._parts = tuple(parts_of(rules))
        self.works(clean(SIZES[0]))  # loads the lists and models
        self._clean = {size: sum(self.works(clean(size)).values()) for size in SIZES[:2]}

    def works(self, text: str, only: Iterable[str] | None = None) -> Mapping[str, int]:
        """Return the work of each part over a text, without what those before it computed.

        Args:
            text: to be audited.
            only: names of the parts to count; the others are run all the same. ``None``: all.
        """
        from auditor import Document, audit_document
        from auditor.reporting.formats import DOCUMENT_FORMATS

        document = Document("hostile", CountedText(text))
        counted = dict(self._parts) if only is None else dict.fromkeys(only)
        found = {}
        for name, run in self._parts:
            if name in counted:
                found[name] = work(partial(run, document))
            else:
                run(document)
        audit = audit_document(document, self._rules)
        for form in REPORTS:
            if only is None or f"report {form}" in counted:
                found[f"report {form}"] = work(partial(DOCUMENT_FORMATS[form].render, audit))
        return found

    def excesses(self, name: str, attack: Attack) -> Iterator[Excess]:
        """Yield the parts that an attack makes work more than in proportion to its length."""
        shorter = self.works(attack(SIZES[0]))
        longer = self.works(attack(SIZES[1]))
        usual = self._clean[SIZES[1]]
        for part, taken in longer.items():
            if taken > MAX_RATIO * usual:
                yield Excess(part, name, 0.0, taken / usual)
        growing = _growing(shorter, longer, SIZES[1])
        for size in SIZES[2:]:
            if growing:
                shorter = longer if size == SIZES[2] else self.works(attack(size // 4), growing)
                longer = self.works(attack(size), growing)
                growing = _growing(shorter, longer, size)
        for part in growing:
            times = longer[part] / (usual * SIZES[-1] / SIZES[1])
            yield Excess(part, name, longer[part] / shorter[part], times)


def _growing(shorter: Mapping[str, int], longer: Mapping[str, int], size: int) -> tuple[str, ...]:
    """Return the parts whose work grew more than in proportion to the text."""
    return tuple(
        part
        for part, taken in longer.items()
        if taken > GROWN * max(shorter[part], 1) and taken > NOTICED * size
    )


def main() -> None:
    """Print the excesses, and how many attacks were tried."""
    watch_patterns()
    from auditor import discover
    from hardening.attacks import attacks

    rules = discover()
    laboratory = Laboratory(rules)
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    tried = list(attacks(rules))[::step]
    for name, attack in tried:
        for excess in laboratory.excesses(name, attack):
            print(excess, flush=True)
    print(f"{len(tried)} attacks")


if __name__ == "__main__":
    main()
