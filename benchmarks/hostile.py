"""Which rules are slow on hostile text, and which grow faster than the text does.

``python -m benchmarks.hostile [SIZE]`` runs every rule, annotator and measure over attack texts of
SIZE and of twice SIZE characters, each on a document of its own, and prints those whose time more
than triples, or that take longer than a hundred times what they take on clean prose of that size.
Views are computed beforehand and timed as lines of their own.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from auditor import Document, RuleSet, discover, views
from auditor.engine import findings_of

PROSE = "The harbour bridge reopened on Tuesday after repairs, said Ana Kovac of the port. "
ATTACKS: Mapping[str, str] = {
    "one letter": "a",
    "one capital": "A",
    "spaces": " ",
    "line feeds": "\n",
    "opening brackets": "[",
    "brackets in brackets": "([{",
    "straight quotation marks": '"',
    "alternating quotation marks": "“\"'‘",
    "quotation marks never closed": "“a ",
    "apostrophes": "a'",
    "full stops": ". ",
    "initials": "A. ",
    "capitalised words": "Aa ",
    "digits": "1",
    "groups of digits": "1,000 ",
    "separators": "1,",
    "number words": "three hundred million ",
    "dates": "Monday 31 February 2024 ",
    "near misses of dates": "Monday 99 Febr ",
    "near misses of phrases": "the place is quite that read als see mor ",
    "capitals in words": "aBcD",
    "addresses": "http://a.b/c?d=e&",
    "near addresses": "http:/",
    "markup": "<a href=",
    "entities": "&amp;",
    "emoji": "👩‍👩‍👧‍👦",
    "combining marks": "e\u0301",
    "other script": "日本語",
    "cues": "said that he said, ",
    "names": "President Ana Kovac of the Port Authority, ",
    "short lines": "Home\n",
    "prose": PROSE,
}
VIEWS = ("words", "sentences", "lines", "quotations", "quantities", "dates", "names", "language")
TRIPLED, TOO_SLOW, NOTICED = 3.0, 100.0, 0.02
"""Factor of growth over a doubling, factor over prose, and seconds below which nothing is said."""


def parts_of(rules: RuleSet) -> Iterator[tuple[str, Callable[[Document], Any]]]:
    """Yield what an audit runs, by name; the shared views first, since the rest reads them."""
    for name in VIEWS:
        yield f"view {name}", getattr(views, name)
    for rule in rules.rules:
        yield rule.id, partial(findings_of, rule)
    for measure in rules.measures:
        yield f"measure {measure.name}", measure.measure
    for annotator in rules.annotators:
        yield f"annotator {annotator.name}", annotator.annotate


def seconds(text: str, rules: RuleSet) -> dict[str, float]:
    """Return the processor time of each part over a text, the lesser of two runs."""
    gc.collect()
    gc.disable()  # it would walk over one part's values in another's time
    runs = [_one_run(Document("hostile", text), rules) for _ in range(2)]
    gc.enable()
    return {name: min(run[name] for run in runs) for name in runs[0]}


def _one_run(document: Document, rules: RuleSet) -> dict[str, float]:
    found = {}
    for name, run in parts_of(rules):
        start = time.process_time()
        run(document)
        found[name] = time.process_time() - start
    return found


def complaints(size: int, rules: RuleSet) -> Iterator[str]:
    """Yield a line for each part that is slow on an attack."""
    usual = seconds(_fill(PROSE, 2 * size), rules)
    for attack, unit in ATTACKS.items():
        once, twice = (seconds(_fill(unit, factor * size), rules) for factor in (1, 2))
        for name, taken in twice.items():
            growth = taken / max(once[name], 1e-4)
            times = taken / max(usual[name], 1e-4)
            if taken > NOTICED and (growth > TRIPLED or times > TOO_SLOW):
                yield f"{taken:8.3f} s  x{growth:5.1f} grown  x{times:7.1f} prose  {name}: {attack}"


def _fill(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def main() -> None:
    """Print the complaints, worst first."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    print("\n".join(sorted(complaints(size, discover()), reverse=True)) or "nothing is slow")


if __name__ == "__main__":
    main()
