"""Two numbers that are given for one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from auditor import Document, Example, Hit, Rule, Source, sentences
from auditor_rules.contradiction.agreement import are_turned
from auditor_rules.contradiction.inference import load_reader
from auditor_rules.contradiction.judgement import SEVERITIES, Disagreement, disagreements
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


def _find(document: Document) -> Iterator[Hit]:
    for found in disagreements(document, forest()):
        yield _hit(document, found)


def _find_with(path: str, document: Document) -> Iterator[Hit]:
    """Find what the trees find and what the model of inference at ``path`` adds to it."""
    reader, trees = load_reader(path), forest()
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
        severity=SEVERITIES[found.grade],
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
    severity="warning",
    find=_find,
    what=(
        "Every number and date is read with its unit, qualifier, noun and surroundings. Pairs of "
        "one kind that cannot both be true (rounding, ranges and 'more than' are allowed for) and "
        "whose sentences share uncommon words are weighed by a small ensemble of decision trees: "
        "how much the contexts share, whether the noun, the word before it, names, times and cues "
        "such as 'another', 'of whom', 'expected' or 'last year' agree, and where the two stand."
    ),
    why=(
        "A headline that says 3,000 over a text that says 10,000 has one number wrong, and whoever "
        "quotes the article will not know which."
    ),
    known_problems=(
        "Most contradictions inside a text are missed: of numbers changed at random one in twenty "
        "in news is found, because anything more would accuse polls, counts by state and running "
        "totals. The headline and the first sentence against the rest work best, about four in "
        "ten. Two comparable things that share most of their words (profits of two firms, films in "
        "two competitions) are still taken for one now and then. Numbers without a common word "
        "are never compared; a paraphrase hides a contradiction."
    ),
    invalid=(
        Example(
            "Harbour festival draws ⟪12,000⟫ visitors\n"
            "The harbour festival in Vellmouth ended on Sunday with music and rain.\n"
            "The ⟦31,000⟧ visitors of the harbour festival drank all the lemonade there was."
        ),
    ),
    valid=(
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
    confidence=0.36,
    evidence=(
        "138 of 333 findings of the grades conflict and possible, cross-validated: on "
        "SummEdits, two thirds of it edited, 138 of 282 touch the edited place (conflict 110 of "
        "167); of 51 on untouched PolNeAR and BBC none is taken for right (17 read by one "
        "person)"
    ),
)
