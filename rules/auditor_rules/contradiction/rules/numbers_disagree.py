"""Two numbers that are given for one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from auditor import Document, Example, Hit, Rule, Source, sentences
from auditor_rules.contradiction.agreement import are_turned
from auditor_rules.contradiction.differences import Difference, differences, reason
from auditor_rules.contradiction.inference import load_reader
from auditor_rules.contradiction.judgement import Disagreement, disagreements
from auditor_rules.contradiction.mentions import Mention
from auditor_rules.contradiction.trees import forest
from auditor_rules.english.stems import words_with_stems

_SAID = {
    "conflict": "does not fit",
    "possible": "may not fit",
    "update": "seems to replace",
    "sources-disagree": "is one source's figure; another source gives",
}
_DATES = frozenset(("weekday", "month", "day", "year"))


RETRIEVED = 0.05
"""From this probability on a pair is shown to a model of inference, where there is one."""
CONVINCED = 0.5
RESTATED = 0.5
"""An estimate: so few pairs of sentences of untouched pages differ in one number alone."""


def _find(document: Document) -> Iterator[Hit]:
    restated = [each for each in differences(document) if each.kind in ("number", "date")]
    for difference in restated:
        yield _restated(document, difference)
    known = {end for each in restated for end in (each.at, each.rival)}
    for found in disagreements(document, forest()):
        if not known & {found.pair.first.span, found.pair.second.span}:
            yield _hit(document, found)


def _restated(document: Document, found: Difference) -> Hit:
    said, other = found.at.of(document.text), found.rival.of(document.text)
    grade = "conflict" if found.is_sure else "possible"
    return Hit(
        found.at,
        f"“{said}” does not fit “{other}” earlier on: {reason(document, found)}",
        related=(found.rival,),
        severity="warning" if found.is_sure else "note",
        confidence=RESTATED if found.is_sure else None,
        kind="date" if found.kind == "date" else "quantity",
        grade=grade,
    )


def _find_with(path: str, document: Document) -> Iterator[Hit]:
    """Find what the trees find and what the model of inference at ``path`` adds to it."""
    reader, trees = load_reader(path), forest()
    restated = [each for each in differences(document) if each.kind in ("number", "date")]
    yield from (_restated(document, each) for each in restated)
    for found in disagreements(document, trees._replace(possible=RETRIEVED)):
        first, second = (
            _sentence(document, each) for each in (found.pair.first, found.pair.second)
        )
        read = reader.probability(first, second)
        if found.probability >= trees.possible or read >= CONVINCED:
            hit = _hit(document, found)
            yield replace(
                hit, message=f"{hit.message} A model of inference: probability {read:.2f}."
            )


def rule_with(path: str | None) -> Rule:
    """Return the rule; with a model of inference that is read from ``path`` at once."""
    if path is None:
        return RULE
    load_reader(path)
    return replace(RULE, find=partial(_find_with, path))


def _sentence(document: Document, mention: Mention) -> str:
    return sentences(document)[mention.sentence].of(document.text)


_QUALIFIERS = frozenset("about almost approximately around nearly roughly".split())
"""They stand beside numbers of any subject, and tell a reader nothing of this one."""


def _hit(document: Document, found: Disagreement) -> Hit:
    first, second = found.pair.first, found.pair.second
    return Hit(
        second.span,
        _message(document, found),
        related=(first.span,),
        severity="note",
        kind="date" if first.kind in _DATES else "quantity",
        grade=found.grade,
    )


def _message(document: Document, found: Disagreement) -> str:
    text, first, second = document.text, found.pair.first, found.pair.second
    sentence = sentences(document)[second.sentence].of(text)
    together = words_with_stems(sentence, found.pair.shared)
    words = ", ".join([word for word in together if word.lower() not in _QUALIFIERS][:4])
    said = f"“{second.span.of(text)}” {_SAID[found.grade]} “{first.span.of(text)}” earlier on"
    if are_turned(first, second):
        return f"{said}: the same digits in another order."
    return f"{said}: both sentences speak of {words}."


RULE = Rule(
    id="contradiction/numbers-disagree",
    summary="Two numbers for what seems to be one thing.",
    severity="note",
    find=_find,
    what=(
        "Looks for two sentences that say the same: the words, names and numbers of the shorter "
        "one all stand in the other, but for one number or date. It is a warning where one of them "
        "is the headline or the lead, or where the later one says of itself that it says something "
        "again ('in short', 'as noted'), and a note elsewhere. Beside that, numbers of the first "
        "three sentences are weighed against others in like words by a small ensemble of decision "
        "trees; what it suspects is a note and weighs nothing."
    ),
    why=(
        "A headline that says 3,000 over a text that says 10,000 has one number wrong, and whoever "
        "quotes the article will not know which."
    ),
    known_problems=(
        "A contradiction in other words is missed, and so is one between sentences that each add "
        "something. Nearly every note of two numbers in like words is of two things: two "
        "products, two people, two years."
    ),
    invalid=(
        Example(
            "About ⟪42%⟫ of users preferred the new design, the survey found.\n"
            "The design was made by a small team in Leeds.\n"
            "In conclusion, ⟦45%⟧ of users preferred the new design, the survey found."
        ),
        Example(
            "Harbour festival draws ⟪12,000⟫ visitors\n"
            "The harbour festival in Vellmouth ended on Sunday with music and rain.\n"
            "The ⟦31,000⟧ visitors of the harbour festival drank all the lemonade there was."
        ),
    ),
    valid=(
        Example("The old line of the tool has 2 open issues. The new line of it has 1 open issue."),
        Example(
            "Harbour festival draws 12,000 visitors\n"
            "Last year 31,000 visitors came to the harbour festival, this year it rained."
        ),
        Example(
            "Harbour festival draws about 12,000 visitors\n"
            "The organisers counted 12,240 visitors at the harbour festival."
        ),
        Example(
            "In Lindhaven 54 percent want the bridge and 38 percent do not. In Tarrow 61 percent "
            "want the bridge and 30 percent do not."
        ),
        Example(
            "The council sent 40 lorries. Another 25 lorries will be sent by the council in May."
        ),
    ),
    sources=(
        Source(
            "de Marneffe, Rafferty & Manning (2008), Finding Contradictions in Text",
            "https://aclanthology.org/P08-1118/",
        ),
        Source(
            "Laban et al. (2023), SummEdits: Measuring LLM Ability at Factual Reasoning",
            "https://aclanthology.org/2023.emnlp-main.600/",
        ),
    ),
    languages=("en",),
    confidence=0.1,
    evidence=(
        "none of some 90 warnings of the trees on 1,400 ordinary pages was right, so they are "
        "notes. Of restated claims 46 pairs were read on 23,215 untouched texts, none of them a "
        "slip; none of the kind that is a warning now stands there. Put in on purpose, 82 of 100 "
        "numbers and 88 of 100 dates are found, 60 and 67 as a warning"
    ),
)
