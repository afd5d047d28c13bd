"""The order of another language: "arrived the first crews", "which he opened it", "II, to save"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from auditor import Document, Example, Hit, Rule, Source, Span, view
from auditor_rules.machine_translation.traces import (
    FAIR,
    SURE,
    WEAK,
    Languages,
    Trace,
    hits_of,
    without_overlaps,
)

_SLAVIC: Languages = ("ru", "uk", "cs")
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|several|more than|about|over|up to"
_DETERMINED = rf"(?:an?|the|one|\d[\d.,]*|{_NUMBERS}|two|some) "
_MADE = (
    "used|involved|opened|created|held|found|detained|discovered|established|presented|published|"
    "installed|conducted|adopted|noted|recorded|registered|received|destroyed|evacuated|"
    "hospitalized|seized|organized|planned|introduced|approved|allocated|deployed|eliminated|"
    "rescued|saved|carried out|built|signed|initiated|instituted|prepared|transferred|"
    "delivered|arrested|sent|stopped|revealed|drawn "
    "up|identified|confiscated|opened|spent|sold|purchased"
)
# A prepositional phrase that opens a sentence: nothing in it can be a subject.
_OPENING = re.compile(
    r"(?:(?:In|At|On|To|From|By|During|For|Due to|As a result of|In the course of"
    r"|In connection with"
    r"|According to the results of|On the fact of)(?: the| this| his| her| their| its)?"
    r"|After (?:\d+|a few|several|two|three|four|five|six|ten) (?:seconds|minutes|hours|days)"
    r"(?: at| in)?(?: the)?)"
    r"(?: (?!(?:the|a|an|he|she|it|they|we|I|you|who|which|that|and|was|were|is|are|has|have"
    r"|had)\b)"
    r"[\w’'-]+){1,4}?"
    r"(?: of(?: the)?(?: (?!(?:the|he|she|it|they|who|which|that|was|were)\b)[\w’'-]+){1,3}?)? "
)
_SENTENCE_END = re.compile(r"[.!?…”\n] ?(?=[A-Z])")
LONGEST_OPENING = 110


class _Order(NamedTuple):
    kind: str
    pattern: re.Pattern[str]
    """The fault stands in the group ``at``, where it has one."""
    wording: str
    languages: Languages
    weight: float
    holds: Callable[[re.Match[str]], bool] | None = None
    needs: tuple[str, ...] = ()
    """One of these must stand in the text: looked for first, because that is quick."""


_NO_SUBJECTLESS = re.compile(
    r"\b(?:only|not|nor|neither|never|so|what|when|how|where|why|who|whom|which|if|than|rarely"
    r"|seldom"
    r"|nowhere|little|such|whether|should|had|as|nor|hardly|scarcely|then|there|here)\b[^.!?\n]*$",
    re.IGNORECASE,
)


def _is_statement(match: re.Match[str]) -> bool:
    """Tell whether the sentence is no question, and nothing in it asks for turned order."""
    text = match.string
    before = text[max(0, match.start() - 120) : match.start()]
    after = re.search(r"[.!?\n]", text[match.end() : match.end() + 300])
    is_question = after is not None and after.group() == "?"
    return not is_question and not _NO_SUBJECTLESS.search(before)


def _before(match: re.Match[str], length: int) -> str:
    return match.string[max(0, match.start() - length) : match.start()]


def _is_sentence(match: re.Match[str]) -> bool:
    """Tell whether it ends with a full stop within reach, and is no question."""
    after = re.search(r"[.!?\n]", match.string[match.end() : match.end() + 300])
    return after is not None and after.group() == "."


def _has_no_subject(match: re.Match[str]) -> bool:
    """Tell whether only a prepositional phrase stands between the sentence's start and the verb."""
    text, start = match.string, match.start("at")
    before = text[max(0, start - LONGEST_OPENING) : start]
    ends = [each.end() for each in _SENTENCE_END.finditer(before)]
    if not ends and start > LONGEST_OPENING:
        return False
    return bool(_OPENING.fullmatch(before[ends[-1] if ends else 0 :])) and _is_sentence(match)


_ORDERS = (
    _Order(
        "passive-before-subject",
        re.compile(
            rf" (?P<at>(?:was|were|is|are|has been|have been) (?:{_MADE}) {_DETERMINED}[\w’'-]+)"
        ),
        "the verb stands before its subject",
        _SLAVIC,
        SURE,
        _has_no_subject,
    ),
    _Order(
        "verb-before-subject",
        re.compile(
            rf" (?P<at>(?:arrived|appeared|occurred|happened|died|participated|took part|"
            rf"existed|works|worked|operates|departed|gathered"
            rf"|performed) {_DETERMINED}[\w’'-]+(?: [a-z’'-]+)?)"
        ),
        "the verb stands before its subject",
        _SLAVIC,
        SURE,
        _has_no_subject,
    ),
    _Order(
        "verb-before-subject",
        re.compile(
            r" (?P<at>(?:opened|instituted|initiated|started"
            r"|brought) (?:a )?criminal (?:case|proceedings))"
        ),
        "the verb stands without its subject",
        ("ru", "uk"),
        SURE,
        _has_no_subject,
        needs=("criminal ",),
    ),
    _Order(
        "passive-before-subject",
        re.compile(
            r"(?P<at>(?:Was|Were|Has been|Have been)(?:(?<=[.;] Was)|(?<=[.;] Were)|(?<=\nWas)"
            r"|(?<=\nWere)|(?<=been)|(?<![\w ]Was)(?<![\w ]Were)) "
            rf"(?:{_MADE}|killed|injured|made|taken|said|born) (?:an?|the|\d+|by|that|two|three"
            rf"|four|five) )"
        ),
        "the sentence has no subject before its verb",
        ("ru", "uk", "es"),
        SURE,
        _is_sentence,
    ),
    _Order(
        "resumed-object",
        re.compile(
            r"(?P<at>\b(?:which|whom) (?:I|he|she|we|they) (?:had |have |has )?[a-z]+(?:ed|ought"
            r"|wrote|made|took|gave|saw) (?:it|him|her|them))\b(?! to\b)"
        ),
        "the object is named again after “which” or “whom”",
        ("ar",),
        SURE,
        needs=("which ", "whom "),
    ),
    _Order(
        "clause-as-complement",
        re.compile(
            r"(?P<at>\b[a-z]+ is (?:I|he|she|we|they) [a-z]+ed (?:it|him|her|them))\b"
        ),
        "a clause stands where a noun or “that” belongs",
        ("ar", "ru"),
        SURE,
        needs=(" is I ", " is he ", " is she ", " is we ", " is they "),
    ),
    _Order(
        "numeral-as-adverb",
        re.compile(r"(?m)^(?P<at>(?:II|III|IV|V|VI|VII), [a-z]+)"),
        "a numeral opens the sentence where “second” or “third” belongs",
        ("zh",),
        SURE,
    ),
    _Order(
        "numeral-as-adverb",
        re.compile(
            r"(?P<at>[TtFfSs](?:wo|hree|our|ive|ix|even), "
            r"(?:to|the|is|must|we|should|in|do|strengthen|improve|pay|actively|it|carry"
            r"|according|promote|strictly|establish)\b)"
        ),
        "a numeral opens the sentence where “second” or “third” belongs",
        ("zh",),
        SURE,
        lambda match: _before(match, 2) in {"", ". ", "; "} or _before(match, 1) == "\n",
    ),
    _Order(
        "question-with-tag",
        re.compile(r"(?P<at>\bWhat (?:is|are)(?: the)?(?: [a-z]+){1,5}, you know\?)"),
        "a question is closed with “you know”",
        ("zh",),
        SURE,
        needs=("you know?",),
    ),
    _Order(
        "number-of-question",
        re.compile(
            r"(?P<at>\b[Ww]hat are the (?:[a-z]+ ){0,2}(?:method|reason|way|effect|difference"
            r"|advantage|"
            r"disadvantage|symptom|benefit|cause|result|price|role|purpose|meaning|function|step|"
            r"requirement|characteristic|condition|problem))(?=[?,])"
        ),
        "“are” with a singular",
        ("zh",),
        FAIR,
        needs=("hat are the ",),
    ),
    _Order(
        "double-determiner",
        re.compile(
            r" (?P<at>(?:the|a|an) (?:his|her|our|their|my|your|this|these|those)|"
            r"this the|(?:a|an|his|her|their|our) the|the an?)(?= [a-z]{3,})"
        ),
        "two words of one kind, of which a noun takes one",
        ("ru", "it", "ar"),
        WEAK,
        lambda match: match.group("at") not in {"this the", "her the"}
        or bool(re.search(
            r"\b(?:in|of|for|with|to|by"
            r"|from) $", _before(match, 6))),
    ),
    _Order(
        "modal-before-subject",
        re.compile(
            r"(?<=[a-z] )(?P<at>(?:must|can|could|will|would) (?:the|his|their|its|these"
            r"|those) [a-z]+)"
        ),
        "the modal verb stands before its subject",
        ("de", "nl", "ru"),
        FAIR,
        _is_statement,
    ),
    _Order(
        "peoples-for-people",
        re.compile(r"(?P<at>\b\d+ peoples)\b"),
        "“peoples” after a number",
        ("id", "fr"),
        FAIR,
        needs=(" peoples",),
    ),
)  # fmt: skip
MOST_OF_A_KIND = 40


@view
def literal_orders(document: Document) -> tuple[Trace, ...]:
    """Return the places in the order of another language, in order of the text."""
    return without_overlaps(trace for order in _ORDERS for trace in _traces(document.text, order))


def _traces(text: str, order: _Order) -> Iterator[Trace]:
    if order.needs and not any(part in text for part in order.needs):
        return
    for match in islice(order.pattern.finditer(text), MOST_OF_A_KIND):
        if order.holds is None or order.holds(match):
            whole = match.group("at").strip()
            start = match.start("at")
            yield Trace(
                Span(start, start + len(whole)),
                order.kind,
                f"{order.wording} (“{whole}”)",
                order.languages,
                None,
                order.weight,
                order.weight > WEAK,
            )


def _find(document: Document) -> Iterator[Hit]:
    yield from hits_of(literal_orders(document))


RULE = Rule(
    id="machine-translation/literal-order",
    summary="words in the order of another language",
    severity="warning",
    find=_find,
    what=(
        "Looks for verbs before their subjects after an opening such as “At the address”, "
        "sentences "
        "that begin with “Was” and are no questions, objects named twice (“which he opened it”), "
        "modal verbs before their subjects, numerals for “second” and “third”, and questions that "
        "end with “you know”."
    ),
    why="English tells by order who did what; a text in another order was not thought in English.",
    known_problems=(
        "Poems, liturgy and old prose turn sentences round. Knows the verbs of news; most of what "
        "is odd in a translation has no pattern."
    ),
    invalid=(
        Example("To the address ⟦arrived the first crews⟧ and put out the fire."),
        Example("In the works ⟦were involved 11 people⟧ and three lorries."),
        Example("⟦Was opened a⟧ shop in the new street."),
        Example("He showed the letter, ⟦which he opened it⟧ at the table."),
        Example("The trouble with the ⟦picture is I posted it⟧ at night."),
        Example("Many people save for years.\n⟦III, to⟧ understand what they can spend."),
        Example("⟦What is the way of saving, you know?⟧ Many do not."),
        Example("In spring ⟦will the council⟧ decide on the plan."),
    ),
    valid=(
        Example("At the address, the first crews arrived. Never will the council decide on it."),
        Example(
            "In came the first crews. In the works that were used a lot, people were involved."
        ),
        Example("Was the door opened by the wind? One, two, three, the bell rang."),
    ),
    sources=(
        Source("Huddleston and Pullum (2002): The Cambridge Grammar of the English Language, 16.5"),
    ),
    languages=("en",),
    is_silent_in_quotations=False,
    confidence=0.5,
    evidence=(
        "4 findings in 4,000 clean texts, of which 2 in learner English; not measured on pages"
    ),
)
