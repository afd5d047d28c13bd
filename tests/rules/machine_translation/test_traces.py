"""Traces of programs: near misses, bad input, and laws that hold for any text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Document, RuleSet, Span
from auditor.engine.audit_documents import audit_document, findings_of
from auditor_rules.machine_translation import rules as rules_of_the_dimension
from auditor_rules.machine_translation.articles import begins_with_vowel_sound
from auditor_rules.machine_translation.learning.evaluate_rules import run_glue
from auditor_rules.machine_translation.rules import article_mismatch
from auditor_rules.machine_translation.rules.glued_words import glued_words
from auditor_rules.machine_translation.word_joints import parts_of

RULES = rules_of_the_dimension({})
SENTENCE = "The council met on Monday, and the members agreed that the road will be mended in May. "


def _rules(rules: RuleSet) -> RuleSet:
    return rules.select(["machine-translation"])


def _found(rules: RuleSet, text: str) -> list[tuple[str, str]]:
    document = Document("", text)
    return [
        (finding.rule.split("/")[1], finding.span.of(text))
        for rule in _rules(rules).rules
        for finding in findings_of(rule, document)
        if finding.span is not None
    ]


@pytest.mark.parametrize(
    "word",
    """iPhone eBay YouTube McDonald MacArthur DeVos JavaScript WhatsApp LinkedIn PayPal SpaceX macOS
    getElementById Sutherland Springsteen makeover touchscreen headline undertrained
    counteroffensive Weinstein Marchetti livestream""".split(),
)
def test_brands_names_identifiers_and_compounds_are_whole(word: str) -> None:
    assert parts_of(word) == ()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("tightand", ("tight", "and")),
        ("websitewill", ("website", "will")),
        ("LarssonHowever", ("Larsson", "However")),
        ("troopsLondon", ("troops", "London")),
        ("theBroncos", ("the", "Broncos")),
        ("USAhave", ("USA", "have")),
        ("2024and", ("2024", "and")),
        ("market’sbest", ("market’s", "best")),
    ],
)
def test_joined_words_come_apart(word: str, parts: tuple[str, ...]) -> None:
    assert parts_of(word) == parts


@pytest.mark.parametrize(
    ("word", "vowel"),
    [
        ("hour", True), ("house", False), ("European", False), ("unit", False), ("uninvited", True),
        ("one", False), ("onerous", True), ("used", False), ("usher", True), ("honest", True),
        ("user", False), ("umbrella", True), ("unanimous", False), ("extra", True), ("year", False),
    ],
)  # fmt: skip
def test_the_sound_decides_not_the_letter(word: str, vowel: bool) -> None:
    assert begins_with_vowel_sound(word) is vowel


@pytest.mark.parametrize("word", ["historic", "herb", "X-ray", "nth"])
def test_where_both_articles_are_in_use_nothing_is_said(word: str) -> None:
    assert begins_with_vowel_sound(word) is None


BAD_INPUT = {
    "capitals": SENTENCE.upper() * 20,
    "poem": "the moon is up\nthe owls are out\nand i am here\nwith an old coat\n" * 20,
    "code": "def getValue(self, keyName):\n    return self.innerMap[keyName](theKey)\n" * 30,
    "table": "Name\tQty\tPrice\nApple\t2\t$3\nPear\t12\t$1,200\n" * 40,
    "tweets": "omg #loveit @theguy see https://t.co/aBcD theBest day evr!!! RT @foo\n" * 20,
    "chinese": "今天的天气很好，我们去公园散步。他说这是一个好主意。" * 40,
    "arabic": "ذهب الولد إلى المدرسة في الصباح الباكر. " * 40,
    "unspaced": "themembersagreedthattheroadwillbemended" * 100,
    "numbers": "1,000 2.5 33% 12/04/2020 " * 100,
    "spanish": "El consejo se reunió el lunes y los miembros acordaron que la calle será reparada. "
    * 20,
    "german": "Der Rat hat am Montag getagt, und die Mitglieder haben sich auf den Plan geeinigt. "
    * 20,
}


@pytest.mark.parametrize("kind", BAD_INPUT)
def test_bad_input_raises_no_storm(rules: RuleSet, kind: str) -> None:
    audit = audit_document(Document("", BAD_INPUT[kind]), _rules(rules))

    assert audit.failures == ()
    assert [(finding.rule, finding.message) for finding in audit.findings] == []


def test_good_prose_has_no_finding(rules: RuleSet) -> None:
    assert _found(rules, SENTENCE * 10) == []


def test_a_single_wrong_article_is_anybodys_slip() -> None:
    slip = Document("", SENTENCE + "It was a old plan.")
    text = SENTENCE + "It was a old plan and a extra road."
    found = findings_of(article_mismatch.RULE, Document("", text))

    assert findings_of(article_mismatch.RULE, slip) == []
    assert [finding.span.of(text) for finding in found if finding.span] == ["a old", "a extra"]


_ANY_TEXT = st.text(
    alphabet="aeiouThnds. ,\n“”\"'’([])0123&#;Ã©é\ufffdжض，。İ\u00a0𝒂",
    max_size=300,
)


@settings(max_examples=60, deadline=None)
@given(_ANY_TEXT)
def test_spans_lie_inside_any_text(text: str) -> None:
    document = Document("", text)
    for rule in RULES:
        spans = [finding.span for finding in findings_of(rule, document) if finding.span]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("tightand the USAhave cat, Lee,driver in2020 road".split())))
def test_the_parts_of_a_joined_word_are_its_text(words: list[str]) -> None:
    text = " ".join(words)
    for glued in glued_words(Document("", text)):
        assert "".join(glued.parts) == glued.span.of(text)


def _calls(counted: Callable[[str], object], text: str) -> int:
    """Count the function calls that an audit of the text takes: work without a clock."""
    import cProfile

    profile = cProfile.Profile()
    profile.runcall(counted, text)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", [SENTENCE, "a extra quite than ", "tighthas ", "“", "a ", "aA", "[de la ", "&amp;"]
)
def test_work_grows_no_faster_than_a_single_line(rules: RuleSet, unit: str) -> None:
    chosen = _rules(rules).rules

    def audited(text: str) -> object:
        document = Document("", text)
        return [findings_of(rule, document) for rule in chosen]

    audited(unit)
    small, large = (_calls(audited, unit * (size // len(unit))) for size in (20_000, 80_000))
    assert large < 6 * small + 20_000


def test_half_of_the_joints_are_found_at_a_fiftieth_of_clean_paragraphs(data_folder: Path) -> None:
    figures = {figure.name: figure for figure in run_glue(data_folder)}

    assert figures["glued words: joints found"].reaches_target
    assert figures["glued words: clean paragraphs flagged"].reaches_target


def test_an_encoding_is_mended_where_it_was_misread(rules: RuleSet) -> None:
    text = SENTENCE + "The cafÃ© is shut."
    document = Document("", text)
    hits = [hit for rule in rules.rules for hit in findings_of(rule, document)
            if rule.id == "boilerplate/broken-encoding"]  # fmt: skip

    place = text.index("Ã")
    assert [(hit.span, hit.suggestion) for hit in hits] == [(Span(place, place + 2), "é")]
