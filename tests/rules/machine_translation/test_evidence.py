"""What known programs' words say of a document: places, documents, and the table behind them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from auditor import Document, findings_of
from auditor_rules.machine_translation.collocation import tokens
from auditor_rules.machine_translation.evidence import USUAL, evidence
from auditor_rules.machine_translation.learning.spinners import (
    Pair,
    difference,
    rows_of,
    with_forms,
)
from auditor_rules.machine_translation.rules import spun_text, spun_word
from auditor_rules.machine_translation.spinners import (
    SPINNERS_FILE,
    Row,
    Spinners,
    read_rows,
    spinners,
    table_text,
)

CLEAN = (
    "The bakery opened in the spring and sells bread to about two hundred people a day. Its owner "
    "said that the price of flour had risen, but that she hoped to keep her customers. She learned "
    "the trade from her father and has worked in the same street since she left school."
)
SPUN = (
    "The bakery opened withinside the spring and affords bread to approximately 200 human beings a "
    "day. Its proprietor stated that the fee of flour had accelerated, however that she was hoping "
    "to maintain her clients with the aid of imparting revel in. She makes use of on-line "
    "advertising to get right of entry to new commercial enterprise."
)


def test_clean_text_has_less_evidence_than_is_usual_and_no_place() -> None:
    found = evidence(Document("", CLEAN))

    assert found.log_odds < USUAL / 2
    assert found.places == ()


def test_a_spun_text_of_sixty_words_is_rejected_alone() -> None:
    (finding,) = findings_of(spun_text.RULE, Document("", SPUN))

    assert finding.recommends == "reject"
    assert evidence(Document("", SPUN)).log_odds > USUAL


def test_a_word_is_marked_in_spun_text_and_not_by_itself() -> None:
    alone = Document("", "She does it with the aid of a friend, as she says. " + CLEAN)
    beside = Document("", SPUN)

    assert findings_of(spun_word.RULE, alone) == []
    assert ("with the aid of", "by") in {
        (each.span.of(SPUN), each.suggestion)
        for each in findings_of(spun_word.RULE, beside)
        if each.span
    }


def test_places_are_in_order_and_apart() -> None:
    places = evidence(Document("", SPUN)).places

    assert all(a.span.end <= b.span.start for a, b in pairwise(places))


@pytest.mark.parametrize("text", ["", "one", "the the the", "\n\n", "Énorme ☃"])
def test_short_and_strange_texts_have_no_places(text: str) -> None:
    assert evidence(Document("", text)).places == ()


def _small() -> Spinners:
    return Spinners(
        [
            Row("site", (("website", 1.0),), ("marketing",), "", 0.0),
            Row("site visitors", (("traffic", 2.0), ("xyzzyq", 1.0)), ("marketing",), "", 0.0),
            Row("xyzzyq", (("website", 1.0),), ("feed",), "", 0.0),
        ]
    )


def test_rows_and_originals_that_the_counts_do_not_know_are_left_out() -> None:
    table = _small()

    assert table.names == ("site", "site visitors")
    assert table.originals == ("website", "traffic")


def test_of_two_that_overlap_the_longer_is_found() -> None:
    found = tokens(Document("", "our site visitors like the site, visitors say"))
    places = _small().places(found.ids, found.is_joined)

    assert [(at, _small().names[row]) for at, row in places] == [(1, "site visitors"), (5, "site")]


def test_the_table_is_read_as_it_is_written() -> None:
    rows = [Row("revel in", (("experience", 3.0), ("enjoy", 1.5)), ("marketing",), "2 sites", 0.5)]

    assert list(read_rows(table_text(rows))) == rows


def test_every_row_that_ships_says_where_it_was_seen() -> None:
    assert len(spinners().names) > 3000
    text = SPINNERS_FILE.read_text("utf-8")
    assert all(row.seen and row.families for row in read_rows(text))


def test_the_words_that_differ_are_one_substitution() -> None:
    assert difference("struggle crime", "war crime") == ("struggle", "war")
    assert difference("the navy base", "the military base") == ("navy", "military")


def test_pairs_are_joined_into_rows_and_what_cannot_be_weighed_is_counted() -> None:
    pairs = [
        Pair("enterprise", "business", "marketing", 3.0, "2 sites"),
        Pair("enterprise", "industry", "feed", 1.0, "written"),
        Pair("asked", "asks", "feed", 1.0, "written"),
        Pair("withinside", "in", "marketing", 1.0, "written"),
        Pair("and", "or", "feed", 1.0, "written"),
    ]
    rows, rejected = rows_of(pairs)

    originals = (("business", 3.0), ("industry", 1.0))
    assert rows == [Row("enterprise", originals, ("feed", "marketing"), "2 sites, written", 0.0)]
    assert sum(rejected.values()) == 3


def test_a_pair_brings_the_plurals_of_both() -> None:
    forms = {(each.put, each.original) for each in with_forms([Pair("firm", "party", "", 1.0, "")])}

    assert ("firms", "parties") in forms
