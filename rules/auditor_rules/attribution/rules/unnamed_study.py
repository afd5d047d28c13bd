"""Science is called as a witness, and no study is named."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source
from auditor_rules.attribution.quoting import quoted
from auditor_rules.attribution.research import unnamed_research
from auditor_rules.attribution.weight import is_weighty


def _find(document: Document) -> Iterator[Hit]:
    for span in unnamed_research(document):
        yield Hit(
            span,
            f"Unnamed study: {quoted(document, span)} calls on research, and nothing near by "
            "says which, whose or where it was published.",
            kind="unnamed-study",
            severity="warning" if is_weighty(document, span) else "note",
        )


RULE = Rule(
    id="attribution/unnamed-study",
    summary="research is called on and not named",
    severity="note",
    find=_find,
    what="Marks 'studies show', 'a recent study', 'scientists have found' and the like where no "
    "author, institution, journal, year in brackets or link stands near by. A warning where "
    "figures hang on it.",
    why="A claim that borrows the authority of science can be checked only when the study can be "
    "found.",
    known_problems="A study that was named much earlier in a long text is not remembered. A name "
    "near by that has nothing to do with the study keeps the rule silent.",
    invalid=(
        Example("⟦Studies have shown⟧ that beets lift the memory. Eat two each day."),
        Example("⟦A recent study found⟧ that 60% of cats are left-pawed, and it matters."),
        Example("According to ⟦a leading university⟧, tea is good for the eyes."),
        Example("⟦Experimental studies demonstrate⟧ large gains, with ⟦one study showing⟧ twice."),
        Example("⟦According to science⟧, a cold bath wakes the heart."),
        Example("⟦It has been found that⟧ gulls can count. ⟦Scientists found⟧ so in spring."),
    ),
    valid=(
        Example("Studies have shown that beets lift the memory (Lund, 2019)."),
        Example("A recent study, published in May, found that 60% of cats are left-pawed."),
        Example("Researchers say it works. Ann Lee of Oxbow tested it on 40 people."),
        Example("“Studies show it works,” he said."),
        Example("Scientists found that gulls can count, a study in the Journal of Gulls says."),
        Example("The scientists found that gulls can count."),
        Example(
            "Researchers at Oxbow Marine College spent a spring on the cliffs. They had tents, a "
            "boat and a great deal of tea, and the weather was kind to them for once. The birds "
            "took no notice of the tents, and came to the baited trays at dawn and again at dusk, "
            "when the trays were emptied. The nights were spent over the notebooks, the days with "
            "a telescope, and nobody slept much. So it went on for weeks, in rain and in sun, "
            "until the last chick had flown.\n\nScientists found that gulls can count to nine."
        ),
    ),
    sources=(
        Source(
            "W3C Credible Web Community Group 2020, Reviewed Credibility Signals",
            "https://credweb.org/reviewed-signals/",
        ),
    ),
    languages=("en",),
    confidence=0.6,
    evidence="not measured: an estimate after reading the hits in 6,216 dev pages and articles",
    is_silent_in_quotations=True,
)
