"""What kind of page a text is, and what follows from it."""

from __future__ import annotations

import math

from auditor import Document, RuleSet, audit_document
from auditor_rules.boilerplate.page_features import FEATURES, line_shapes, page_row
from auditor_rules.boilerplate.page_kind import KINDS, UNKNOWN, article_chance, page_kind
from auditor_rules.boilerplate.residue import SPARED, residue_lines
from auditor_rules.boilerplate.rules.not_an_article import RULE

TEASERS = RULE.invalid[0].text
ARTICLE = RULE.valid[0].text


def test_the_kinds_share_one_probability() -> None:
    found = page_kind(Document("d", TEASERS))

    assert math.isclose(sum(found.probabilities), 1.0)
    assert len(found.probabilities) == len(KINDS)
    assert found.kind == "list"
    assert page_kind(Document("d", ARTICLE)).kind == "article"


def test_a_short_text_has_no_kind() -> None:
    found = page_kind(Document("d", "The mill closed."))

    assert (found.kind, found.probabilities, found.list_share) == (UNKNOWN, (), 0.0)
    assert article_chance(Document("d", "")) == 1.0


def test_a_row_has_a_number_for_every_feature() -> None:
    assert len(page_row(Document("d", ARTICLE))) == len(FEATURES)
    assert page_row(Document("d", "")) == (0.0,) * len(FEATURES)


def test_lines_have_the_shape_of_what_they_are() -> None:
    text = "Weather\n12 May 2024\nThe mill closed.\nRain falls on…\nfn main() {\n• one"

    assert line_shapes(Document("d", text)) == "MDSECB"


def test_a_list_is_rejected_whatever_its_model_says(rules: RuleSet) -> None:
    audited = audit_document(Document("d", TEASERS), rules.select(["boilerplate"]))

    assert audited.scorecard["boilerplate"].label == "fail"


def test_code_is_no_menu() -> None:
    text = ARTICLE + "\nfn main() {\nprintln!(x);\n}\nThe mill has one wheel, and it stands still."
    found = {line.span.of(text): line.probability for line in residue_lines(Document("d", text))}

    assert found["fn main() {"] <= SPARED
    assert found["println!(x);"] <= SPARED
