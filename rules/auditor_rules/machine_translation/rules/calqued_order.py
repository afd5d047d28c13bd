"""A title before a name in the order of another language: "Administration Smith"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span, view

_LEADERS = (
    "Biden|Trump|Obama|Bush|Clinton|Reagan|Carter|Nixon|Kennedy|Johnson|Truman|Eisenhower|"
    "Roosevelt|Harris|Macron|Hollande|Sarkozy|Chirac|Mitterrand|Merkel|Scholz|Merz|Schröder|Kohl|"
    "Sánchez|Sanchez|Rajoy|Zapatero|Aznar|Milei|Macri|Fernández|Kirchner|Petro|Duque|Uribe|Lula|"
    "Bolsonaro|Rousseff|Temer|Maduro|Chávez|Chavez|Boric|Piñera|Bachelet|Fujimori|Sheinbaum|"
    "Peña Nieto|Calderón|Bukele|Noboa|Correa|Starmer|Sunak|Truss|Cameron|Blair|Brown|Thatcher|"
    "Major|May|Putin|Yeltsin|Medvedev|Zelensky|Zelenskyy|Zelenskiy|Poroshenko|Yanukovych|Netanyahu|"
    "Bennett|Sharon|Olmert|Erdogan|Erdoğan|Modi|Meloni|Draghi|Conte|Renzi|Berlusconi|Orbán|Orban|"
    "Tusk|Duda|Trudeau|Harper|Rutte|Costa|Xi|Kishida|Abe"
)
_NOUNS = ("Administration", "Government", "Cabinet", "Doctrine", "Presidency")
# English has "the Biden administration"; what may follow a noun that only looks like one
# ("the Carter Center") is told by the verb or function word after the name.
_NOUN_NAME = re.compile(
    rf"(?:(?<=[.!?…] )|(?<=[.!?…][”\"’] )|(?<![^\n])|(?<=[Tt]he )|(?<=of )|(?<=by )|(?<=from ))"
    rf"(?P<noun>{'|'.join(_NOUNS)}) (?P<name>{_LEADERS})\b"
    r"(?=[,.;:]| [a-z])"
)
_TITLES = (
    "president|prime minister|vice president|pope|king|queen|chancellor|general|colonel|senator|"
    "captain|admiral|ayatollah|archbishop|cardinal"
)
_THE_TITLE_NAME = re.compile(
    rf"(?P<the>[Tt](?<!\w.)he) (?P<title>{_TITLES}) (?P<name>(?:[A-Z][a-zà-ÿ’'-]+ ?){{1,3}})"
    r"(?=(?P<after>[A-Za-z’',.;:)]+)?)"
)
# "The president Obama wanted to be": a clause about the president, not a name with a title.
_NOT_A_PERSON = re.compile(r"(?:[A-Z][a-z]+ )?(?:Electric|Motors|Assembly|Council|Election|Day)")


@view
def calqued_orders(document: Document) -> tuple[Hit, ...]:
    """Return titles and names in the order of another language."""
    return tuple(_hits(document))


def _find(document: Document) -> Iterator[Hit]:
    yield from calqued_orders(document)


def _hits(document: Document) -> Iterator[Hit]:
    text = document.text
    for match in _NOUN_NAME.finditer(text) if any(noun in text for noun in _NOUNS) else ():
        usual = f"{match['name']} {match['noun'].lower()}"
        is_after_the = text[max(0, match.start() - 4) : match.start()].lower() == "the "
        yield _hit(Span(*match.span()), text, usual if is_after_the else f"The {usual}")
    for match in _THE_TITLE_NAME.finditer(text):
        if _is_title_and_name(text, match):
            name = match["name"].strip()
            usual = " ".join(word.capitalize() for word in match["title"].split()) + " " + name
            span = Span(match.start(), match.start("name") + len(name))
            yield _hit(span, text, usual)


def _hit(span: Span, text: str, usual: str) -> Hit:
    return Hit(
        span,
        f"“{span.of(text)}” keeps the word order of another language: signs of machine translation",
        usual,
    )


def _is_title_and_name(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 12) : match.start()].lower()
    if _NOT_A_PERSON.match(match["name"]) or before.endswith(("of ", "like ")):
        return False
    after = match["after"] or ""
    return not after or not after[0].islower() or after in _FOLLOWS_A_SUBJECT


_FOLLOWS_A_SUBJECT = frozenset(
    "said says told is has and in on to at also will who with from for declared announced "
    "confirmed explained insisted assured stated affirmed".split()
)

RULE = Rule(
    id="machine-translation/calqued-order",
    summary="a title and a name in the word order of another language",
    severity="warning",
    find=_find,
    what=(
        "Looks for “Administration Smith” and “the president Smith”, which Romance languages say "
        "and English does not."
    ),
    why="Word order that is right in another language is the trace that a translator left.",
    known_problems=(
        "Knows the names of well-known heads of government only, for the first pattern. The second "
        "is also found in the English of writers whose first language is another."
    ),
    invalid=(
        Example("⟦Government Sánchez⟧ has changed its plan.", "The Sánchez government"),
        Example("Then ⟦the president Obama⟧ said that it was late.", "President Obama"),
    ),
    valid=(
        Example("The Obama administration and President Obama spoke to the General Assembly."),
        Example("He was not the president Obama wanted to be, nor the president."),
    ),
    languages=("en",),
    is_silent_in_quotations=True,
    confidence=0.6,
    evidence="not measured: an estimate; no finding in 1.2 million words of clean news",
)
