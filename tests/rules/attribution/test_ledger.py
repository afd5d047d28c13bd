"""The ledger of sources: who speaks, in what role, how often; pronouns and roles are resolved."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Document, Span, quotations
from auditor_rules.attribution.ledger import LEDGER, MEASURES
from auditor_rules.attribution.speakers import KINDS, attributed
from auditor_rules.attribution.statements import quoted_statements


def _sources(text: str) -> list[str | None]:
    found = quoted_statements(Document("d", text))
    return [each.source.of(text) if each.source is not None else None for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The port is shut,” Ann Lee said.", ["Ann Lee"]),
        ("“The port is shut,” said Ann Lee, the mayor.", ["Ann Lee"]),
        ("Ann Lee said: “The port is shut.”", ["Ann Lee"]),
        ("Ann Lee, the mayor, said the port was “shut for good and all”.", ["Ann Lee, the mayor"]),
        ("“The port,” Ann Lee said, “is shut.”", ["Ann Lee", "Ann Lee"]),
        ("“The port is shut,” Ann Lee said. “It is over.”", ["Ann Lee", "Ann Lee"]),
        ("‘The port is shut,’ she told AFP.", ["she"]),
        ("“The port is shut.\n\n“It is over,” Ann Lee said.", ["Ann Lee", "Ann Lee"]),
        ("Ann Lee was angry:\n\n“The port is shut for good.”", ["Ann Lee"]),
        ("According to Ann Lee, the port is “shut for good”.", ["Ann Lee"]),
        ("The officer who guards the gate said it was “shut for good”.", ["The officer"]),
        ("“The port is shut,” Ann Lee said, adding: “It is over.”", ["Ann Lee", "Ann Lee"]),
        ("It rained. ''The port is shut,'' Ann Lee said. He left.", ["Ann Lee"]),
        ("“The port is shut,” an angry Ann Lee thundered.", ["an angry Ann Lee"]),
        ("«El puerto está cerrado», dijo Marta Ruiz.", ["Marta Ruiz"]),
        ("« Le port est fermé », a déclaré Anne Dupont.", ["Anne Dupont"]),
        ("„Der Hafen ist zu“, sagte Petra Klein.", ["Petra Klein"]),
        ("“The port is shut for good.” – the club's chair", ["the club's chair"]),
        ("“The port is shut for good.” -Commissioner Ann Lee", ["Commissioner Ann Lee"]),
        ("“Is the port shut for good?” the MP for Tarrow quizzed.", ["the MP for Tarrow"]),
        ("“The port is shut for good,” the rescue service reports.", ["the rescue service"]),
        ("From the desk of Ann Lee, mayor.\n\n“The port is shut for good.”", ["Ann Lee, mayor"]),
        ("Statement by the ministry:\n\n“The port is shut for good.”", ["the ministry"]),
        (
            "“The port is shut,” Ann Lee said.\n\n“It is over, and for good.”",
            ["Ann Lee", "Ann Lee"],
        ),
        ("The so-called “people's port” is shut.", [None]),
        ("She loves “The Old Man and the Sea” dearly.", [None]),
    ],
)
def test_a_quotation_has_the_source_that_the_text_gives_it(
    text: str, expected: list[str | None]
) -> None:
    assert _sources(text) == expected


def _reported(text: str) -> list[str]:
    return [each.speaker.label for each in attributed(Document("d", text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port will reopen, say the harbour pilots.", ["the harbour pilots"]),
        ("The port will reopen, according to figures released by Oxbow.", ["figures released"]),
        ("The council met and agreed the plan, the mayor, Ann Lee, said.", ["Ann Lee"]),
        ("Tarrow Council met. The council said that the port is shut.", ["Tarrow Council"]),
        ("Its dangers claim that nothing helps.", []),
        ("Accepting Mistakes: Understand that the port is shut.", []),
        ("A committee of MPs has said that the port must reopen.", ["A committee of MPs"]),
        # What was done to a subject is not what it said.
        ("The sale was announced on Friday.", []),
        ("The ships were first reported there in May.", []),
        # Only somebody speaks.
        ("The proposed question for the vote came late.", []),
        ("There was no legal duty, claimed the union.", ["the union"]),
        # Everyday verbs pass something on only before "that".
        ("The pilots maintain the old boats.", []),
        ("The pilots maintain that the boats are old.", ["The pilots"]),
    ],
)
def test_who_reports_without_quotation_marks(text: str, expected: list[str]) -> None:
    assert _reported(text) == expected


def test_pronouns_and_roles_are_their_bearers() -> None:
    text = (
        "Mayor Ann Lee said the port was shut. “It is over,” she added. The mayor said that buses "
        "would run. Oxbow said in a statement that it was sorry. Critics say it is too late. "
        "Sources close to the board said it would fall."
    )

    found = LEDGER.annotate(Document("d", text))

    assert [(each.kind, each.label, each.values[:2]) for each in found] == [
        (
            "named person with role",
            "Ann Lee",
            (("quotations", 1), ("statements", 3)),
        ),
        ("named person", "Oxbow", (("quotations", 0), ("statements", 1))),
        ("anonymous", "Sources close to the board", (("quotations", 0), ("statements", 1))),
        ("vague", "Critics", (("quotations", 0), ("statements", 1))),
    ]


def test_the_share_on_named_sources_counts_statements() -> None:
    text = "Ann Lee said the port was shut. Critics say it is too late."
    values = {each.name: each.measure(Document("d", text)) for each in MEASURES}

    assert values["share_of_statements_on_named_sources"] == 0.5
    assert values["named_speakers"] == 1.0
    assert values["share_of_statements_vague_or_anonymous"] == 0.5
    assert values["statements_per_1000_words"] == pytest.approx(1000 * 2 / 13)


def test_the_empty_text_has_an_empty_ledger() -> None:
    assert LEDGER.annotate(Document("d", "")) == ()
    assert [each.measure(Document("d", "")) for each in MEASURES] == [0.0] * len(MEASURES)


_PIECES = st.sampled_from(
    ["Ann Lee", "said", "“", "”", ",", ".", "he", "according to", "the mayor", "\n\n", ":", "that",
     "who", "critics", "adding", "'", "told", "Oxbow", "sources", "it is", "believed that"]
)  # fmt: skip


@settings(max_examples=100)
@given(st.lists(_PIECES, max_size=30).map(" ".join))
def test_every_quotation_is_in_the_ledger_once_and_every_span_in_the_text(text: str) -> None:
    document = Document("d", text)
    found = attributed(document)
    quoted = [each.statement.span for each in found if each.statement.is_quotation]

    assert quoted == sorted(each.span for each in quotations(document))
    for statement, speaker in found:
        assert speaker.kind in KINDS
        assert (speaker.kind == "none") == (statement.source is None)
        assert _is_inside(statement.span, text)
        assert statement.source is None or _is_inside(statement.source, text)


def _is_inside(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("unit", ["said “a” ", "“a,” he said, ", "he said ", "who ", "Ann, "])
def test_hostile_text_is_read_in_reasonable_time(unit: str) -> None:
    text = unit * 3_000

    assert all(_is_inside(each.statement.span, text) for each in attributed(Document("d", text)))
