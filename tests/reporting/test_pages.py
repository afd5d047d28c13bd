"""The pages over a run."""

from __future__ import annotations

from dataclasses import replace

from auditor.finding import Annotation
from auditor.reporting.pages import (
    Link,
    RunTable,
    outlets_of,
    quantities_table,
    render_sources,
    run_pages,
)
from auditor.reporting.summary import summarise
from tests_shared.audits import ordinary


def test_an_outlets_row_gathers_its_documents() -> None:
    first = replace(
        summarise(ordinary()),
        outlet="gazette.example",
        byline="Ann Lee",
        named_sources=0.5,
    )
    second = replace(
        first,
        id="other",
        byline="",
        recommendation="reject",
        probabilities={**first.probabilities, "boilerplate": 0.996, "contradiction": 0.5},
        named_sources=float("nan"),
        rating="0.2 (list)",
    )
    stranger = replace(first, id="third", outlet="")
    gazette, unnamed = outlets_of([stranger, first, second])

    assert (gazette.name, gazette.documents, gazette.with_byline) == ("gazette.example", 2, 1)
    assert gazette.advice == {"accept": 0, "unjudged": 0, "review": 1, "reject": 1}
    assert gazette.means["boilerplate"] == 0.5
    assert gazette.means["contradiction"] == 0.5
    assert (gazette.named_sources, gazette.ratings) == (0.5, ("0.2 (list)",))
    assert gazette.rules[0] == ("attribution/anonymous-source", 2)
    assert (unnamed.name, unnamed.documents) == ("", 1)
    assert "0.2 (list)" in render_sources([gazette])


def test_a_users_rating_comes_with_its_list() -> None:
    columns = (("rating", "0.3"), ("list", "desk"), ("address", "https://x.example"))
    annotations = {"rating": (Annotation(None, "rating", "x.example", columns),)}

    assert summarise(replace(ordinary(), annotations=annotations)).rating == "0.3 (desk)"


def test_tables_without_rows_get_no_page() -> None:
    filled = RunTable("recurring", "Recurring lines", "", ("What",), ((Link("a", "a.txt"),),))
    empty = replace(filled, name="near-duplicates", rows=())
    pages = run_pages([summarise(ordinary())], tables=[filled, empty])

    assert list(pages) == ["index.html", "sources.html", "recurring.html", "rules.html"]
    assert 'href="recurring.html"' in pages["index.html"]


def test_the_same_quantity_stands_side_by_side_with_its_sources() -> None:
    first = replace(
        summarise(ordinary()), quantities=(("river boat", "about 10,000", 10_000.0, "police"),)
    )
    second = replace(
        first, id="b", title="", report="b", quantities=(("river boat", "15,000", 15_000.0, ""),)
    )

    assert quantities_table([second, first]).rows == (
        ("river boat", "about 10,000", "police", Link("Council opens bridge", "bridge.txt")),
        ("river boat", "15,000", "not said", Link("b", "b")),
    )
    assert "quantities.html" in run_pages([second, first])
