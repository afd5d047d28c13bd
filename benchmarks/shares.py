"""Where an audit's time goes: views, rules, measures, annotators, writing.

Run as ``python -m benchmarks.shares FILE [DOCUMENTS]``. Views are timed first, each on its own, so
that a rule's figure is its own work and not that of the view it was the first to ask for.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import itemgetter
from typing import TypeVar

from auditor import Audit, Document, RuleSet, audit_document, discover, views
from auditor.engine.audit_documents import findings_of
from auditor.reading import read_paths
from auditor.reporting.formats import DOCUMENT_FORMATS
from auditor.reporting.summary import summarise

VIEWS = (
    *("line_starts", "folded", "lines", "sentences", "words", "quotations", "quantities", "dates"),
    *("names", "language"),
)
Read = TypeVar("Read", Document, Audit, list[Document])
Step = tuple[str, Callable[[Document], object]]


def main(path: str, most: int) -> None:
    """Print what each part of an audit takes, the most costly first."""
    documents = [each for each in read_paths([path]) if isinstance(each, Document)][:most]
    rules = discover()
    audits = [audit_document(each, rules) for each in documents[:5]]  # lists and models load here
    for document in documents:
        document._views.clear()
    gc.collect()
    # Here every document's views are kept, which no run does: the collector would walk them all.
    gc.disable()
    costs: dict[str, float] = {name: seconds(work, documents) for name, work in steps(rules)}
    whole = seconds(lambda each: audits.append(audit_document(each, rules)), documents)
    inside = sum(cost for name, cost in costs.items() if not name.startswith("view"))
    costs["engine and scoring"] = max(whole - inside, 0)
    costs["writing one line of JSON"] = seconds(DOCUMENT_FORMATS["jsonl"].render, audits[5:])
    costs["summing up"] = seconds(summarise, audits[5:])
    gc.enable()
    show(costs, len(documents))
    whole = seconds(
        lambda each: DOCUMENT_FORMATS["jsonl"].render(audit_document(fresh(each), rules)), documents
    )
    print(
        f"{whole / len(documents) * 1e6:9.1f} µs a whole audit, as a run does it: each document "
        "new, all parts in turn, the garbage collector at work"
    )


def fresh(document: Document) -> Document:
    """Return the document without its views."""
    return replace(document, _views={})


def steps(rules: RuleSet) -> Iterator[Step]:
    """Yield the parts of an audit, views before those that ask for them."""
    for name in VIEWS:
        yield f"view {name}", getattr(views, name)
    for rule in rules.rules:
        yield f"rule {rule.id}", partial(findings_of, rule)
    for measure in rules.measures:
        yield f"measure {measure.name}", measure.measure
    for annotator in rules.annotators:
        yield f"annotator {annotator.name}", annotator.annotate


def seconds(work: Callable[[Read], object], on: Sequence[Read]) -> float:
    """Return the processor time that the work takes on all of them."""
    begun = time.process_time()
    for each in on:
        work(each)
    return time.process_time() - begun


def show(costs: Mapping[str, float], documents: int) -> None:
    """Print microseconds per document and shares."""
    total = sum(costs.values())
    for name, cost in sorted(costs.items(), key=itemgetter(1), reverse=True):
        print(f"{cost / documents * 1e6:9.1f} µs {cost / total:7.1%}  {name}")
    print(f"{total / documents * 1e6:9.1f} µs a document: {documents / total:.0f} documents/s")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 500)
