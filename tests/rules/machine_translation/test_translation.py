"""Literal translation: what adds up, what does not, and what the lexicons promise."""

from __future__ import annotations

import pytest

from auditor import Document, findings_of
from auditor_rules.lexicons import lexicons
from auditor_rules.machine_translation.guards import parse_guard
from auditor_rules.machine_translation.rules.calqued_phrase import calque_lists, core_of
from auditor_rules.machine_translation.rules.literal_translation import (
    RULE,
    translation_traces,
    weighed_traces,
)
from auditor_rules.machine_translation.rules.source_mark import source_marks
from auditor_rules.machine_translation.traces import agree, named

SENTENCE = "The council met on Monday, and its members agreed that the road will be mended in May. "
RUSSIAN = (
    "To the address arrived the first crews. The fire covered 900 square meters. m. of roof. "
    "It became known about it from the press-service. "
)
DENSE = RUSSIAN + (
    "On this fact was opened a criminal case. A citizen, 1979 of birth, was taken away. "
    "In 2015 year he lived here. We will remind, he did not cope with the control. "
    "They met at 10 o'clock 20 minutes. "
)


def _kinds(text: str) -> set[str]:
    return {trace.kind for trace in translation_traces(Document("", text))}


def _demands(text: str) -> list[str | None]:
    return [finding.recommends for finding in findings_of(RULE, Document("", text))]


@pytest.mark.parametrize(
    ("text", "demands"),
    [
        (SENTENCE * 10, []),
        (SENTENCE * 5 + "Prices rose by 2,5 percent. " + SENTENCE * 5, []),
        (SENTENCE * 5 + "Prices rose by 2,5 percent, then by 3,1 percent. " + SENTENCE * 5, []),
        (SENTENCE * 3 + RUSSIAN + SENTENCE * 60, ["review"]),
        (SENTENCE * 3 + RUSSIAN + SENTENCE * 3, ["reject"]),
        (DENSE, ["reject"]),
        (DENSE + SENTENCE * 700, []),
    ],
    ids=[
        "plain",
        "one mark",
        "one kind",
        "several kinds",
        "close together",
        "dense",
        "lost in a long text",
    ],
)
def test_kinds_and_density_decide(text: str, demands: list[str]) -> None:
    assert _demands(text) == demands


def test_the_language_that_explains_most_is_named() -> None:
    weighed = weighed_traces(Document("", RUSSIAN))
    (finding,) = findings_of(RULE, Document("", RUSSIAN))

    assert weighed.language == "ru"
    assert finding.message.endswith("signs of a literal translation from Russian")


def test_traces_of_languages_far_apart_do_not_add_up() -> None:
    text = (
        "The captain gave the face at the gate. It is 10 million 300 thousand, a foot-goer said. "
    )

    assert _demands(SENTENCE * 3 + text + SENTENCE * 3) == []


def test_a_text_that_was_cut_into_tokens_has_no_marks() -> None:
    assert (
        source_marks(Document("", "He paid 2,5 million , and she , too , paid 3,5 million .")) == ()
    )


def test_a_quotation_that_opens_after_a_comma_is_no_reversed_mark() -> None:
    kinds = _kinds("“We waited,” he said. She wrote, “he said he would come,” and left.")

    assert kinds == set()


def test_the_article_makes_no_other_calque() -> None:
    assert core_of("the press-service of") == core_of("press-service") == "press-service"


@pytest.mark.parametrize(
    ("code", "languages", "is_agreed"),
    [
        ("ru", ("uk",), True),
        ("ru", (), True),
        ("es", ("it", "fr"), True),
        ("es", ("de",), False),
        ("ar", ("ar",), True),
    ],
)
def test_languages_of_a_family_agree(
    code: str, languages: tuple[str, ...], is_agreed: bool
) -> None:
    assert agree(code, languages) is is_agreed


def test_few_languages_are_named_and_many_are_not() -> None:
    assert named(("es", "it")) == " from Spanish or Italian"
    assert named(("es", "it", "fr", "de")) == named(()) == ""


def test_every_calque_has_what_was_meant_and_a_guard_that_can_be_read() -> None:
    for name in calque_lists().values():
        for phrase, row in lexicons()[name].items():
            parse_guard(row.get("guard", ""))
            assert row["usual"].strip(" |"), (name, phrase)
            assert row["usual"].lower() != phrase, (name, phrase)
            assert len(phrase.split()) > 1 or row.get("guard") or len(phrase) > 3, (name, phrase)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "He spoke of it in the hall, - says the head of the town Ivan Petrov.",
            "dash-before-speaker",
        ),
        ("The set costs 45.000 euros a year in the town.", "thousands-dot"),
        ("They came on Wednesday (3/2/2021) to the hall.", "date-in-brackets"),
        ("The doors open at 18.30 clock on Monday.", "clock-without-o"),
        ("The final of the champions League is near.", "first-word-lowered"),
        ("He was closed in due To the smoke of the fire there.", "capital-after-link"),
        ("The general power power power cable is here.", "loop"),
        ("Yesterday we spoke of the girl, whom he loved her in the spring.", "resumed-object"),
        ("They were glad, said the man, and he came según the vote in the hall.", "function-word"),
    ],
)
def test_kinds_that_are_named(text: str, kind: str) -> None:
    assert kind in _kinds(SENTENCE + text)
