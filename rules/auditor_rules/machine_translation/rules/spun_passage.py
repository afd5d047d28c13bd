"""Passages whose words stand in unusual company."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source
from auditor_rules.english.counts import counts
from auditor_rules.machine_translation.collocation import tokens
from auditor_rules.machine_translation.passages import Window, spun_windows
from auditor_rules.machine_translation.pointing import oddness

SHOWN = 4
"""Odd pairs that a message names."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the passages, with the pairs that speak loudest."""
    for window in spun_windows(document):
        shown = ", ".join(f"“{pair}”" for pair in _oddest_pairs(document, window))
        yield Hit(window.span, f"signs of spinning: words in unusual company, such as {shown}")


def _oddest_pairs(document: Document, window: Window) -> list[str]:
    """Return the oddest words with the neighbour before them, as table words."""
    found, names, odd = tokens(document), counts().names, oddness(document)
    begin, end = (bisect_left(found.starts, at) for at in window.span)
    inside = [
        (
            -odd[index],
            f"{names[found.ids[index - 1]]} {names[found.ids[index]]}".replace(" 's", "'s"),
        )
        for index in range(begin, end)
        if found.is_joined[index]
    ]
    return list(dict.fromkeys(pair for _, pair in sorted(inside)))[:SHOWN]


_SPUN = """The authorities hath denote that the design of the bridge embody not still ended, and
the worker suffer desire for a remuneration increase since the origin of the twelvemonth. In the
font of the old manufactory, a mass of dweller cognize that the urine was soil, just nobody
perform anything near it. The place of the metropolis council constitute that the weewee make
from the highland be unclouded, and that the fund for the fresh pipage make been spend on the
right things. Along the other manus, the paper have find letter which demonstrate that the
councillor were state of the trouble two twelvemonth agone. Hardly a calendar week subsequently
the chief engineer allow for his place, and his following make non talk to the imperativeness
yet. People who exist go up to the river state that they suffer to purchase their imbibing
water system in the shop class, and that the monetary value of a bottleful have come up by a
one half. A instructor at the primary coil schooltime say that the child be say to wreak their
ain water supply from home base, and that many of them make a pain belly. The council
programme to throw a meeting with the dweller at the ending of the calendar month, at which
the engineer will attempt to explicate what be make and what however demand to be practice
""".strip().replace("\n", " ")

_CLEAN = """The authorities said that the plans for the bridge were not yet finished, and the
workers have been asking for higher wages since the beginning of the year. In the case of the old
factory, many of the residents knew that the water was dirty, but nobody did anything about it.
The city council took the view that the water coming from the mountains was clean, and that the
money for the new pipes had been spent on the right things. On the other hand, the newspaper has
found letters which show that the councillors were told of the problem two years ago. Only a week
later the chief engineer left his post, and the man who took his place has not spoken to the press
yet. People who live near the river say that they have to buy their drinking water in the shop,
and that the price of a bottle has gone up by half. A teacher at the primary school said that the
children were told to bring their own water from home, and that many of them had stomach pains.
The council plans to hold a meeting with the residents at the end of the month, at which the
engineers will try to explain what has been done and what still needs to be done. Until then, the
residents have to wait, and to pay the full price for water that they cannot drink.""".replace(
    "\n", " "
)

RULE = Rule(
    id="machine-translation/spun-passage",
    summary="passage whose words stand in unusual company",
    severity="warning",
    find=find,
    what="Weighs every stretch of 250 words by how usual its neighbouring words are side by side "
    "in 320.8 million words of clean English, and compares it with the rest of the document. The "
    "model and its thresholds, which depend on the document's length, are data "
    "(models/spun-passage.json).",
    why="A program that replaces words by synonyms does not know which words go together, so a "
    "passage that went through it reads like nothing that people write.",
    known_problems="Needs 100 words and finds best what is as long as its window. Lists of names, "
    "sports reports and film reviews come near the threshold. Lightly spun text (under a fifth of "
    "the words changed) mostly stays below it. Fluent machine translation leaves no such trace. "
    "The counts hold little contemporary news: new vocabulary looks a little odd everywhere.",
    invalid=(Example(f"⟦{_SPUN}⟧."),),
    valid=(Example(_CLEAN), Example("The place of the metropolis council.")),
    sources=(
        Source(
            "Church and Hanks 1990, Word association norms, mutual information, and lexicography",
            "https://aclanthology.org/J90-1003/",
        ),
        Source(
            "Wahle et al. 2022, Identifying Machine-Paraphrased Plagiarism",
            "https://arxiv.org/abs/2103.11909",
        ),
    ),
    languages=("en",),
    confidence=0.8,
    evidence="from recall and false alarms, where one document in ten has such a passage: located "
    "in .84 and .68 of 391 documents of 1,000 words, the program not trained on; .007 of 599 clean "
    "documents flagged (upper bound .017)",
)
