"""Names of several words that lost or won a capital: "Ministry of internal Affairs"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from auditor import Document, Example, Hit, Rule, Source, Span, view
from auditor_rules.machine_translation.traces import FAIR, SURE, Trace, hits_of, without_overlaps

# A lower-case adjective and a capitalised noun that make one name, as some programs write them:
# they set the capital by what each word is in their dictionary, not by the name it is part of.
_HALVES = {
    "Affairs": "internal foreign veterans",
    "Cup": "world",
    "League": "champions premier europa",
    "Nations": "united",
    "States": "united",
    "Council": "security european federation",
    "Union": "european soviet",
    "Minister": "prime foreign defense defence",
    "Parliament": "european",
    "Office": "oval",
    "House": "white",
    "Games": "olympic",
    "Bank": "world",
    "War": "cold world",
    "Guard": "national",
    "Street": "wall",
    "Rada": "verkhovna supreme",
    "Duma": "state",
    "Court": "supreme constitutional",
    "Korea": "south north",
    "Zealand": "new",
    "Kingdom": "united",
    "Emirates": "united arab",
    "Arabia": "saudi",
    "East": "middle far",
    "Sea": "black baltic red mediterranean",
    "Ocean": "pacific atlantic indian",
    "Situations": "emergency",
    "Federation": "russian",
    "Committee": "investigative",
    "Fund": "monetary",
    "Organization": "health",
}
_FRONT_LOWERED = re.compile(
    r" (?<=[a-z,] )(?P<at>(?:"
    + "|".join(f"(?:{'|'.join(firsts.split())}) {second}" for second, firsts in _HALVES.items())
    + r"))\b(?! [A-Z])"
)
_NOUNS = frozenset(second for second in _HALVES)
# The second word lowered: "Donald trump", "Kim Jong-UN", "Vladimir putin".
_PEOPLE = {
    "trump": "Donald|Melania|Ivanka|President",
    "putin": "Vladimir|President",
    "biden": "Joe|President|Hunter",
    "obama": "Barack|Michelle|President",
    "clinton": "Hillary|Bill",
    "merkel": "Angela|Chancellor",
    "macron": "Emmanuel|President",
    "erdogan": "Tayyip|President",
    "erdoğan": "Tayyip|President",
    "zelensky": "Volodymyr|Vladimir|President",
    "poroshenko": "Petro|Peter|President",
    "johnson": "Boris",
    "musk": "Elon",
    "messi": "Lionel|Leo",
    "ronaldo": "Cristiano",
    "un": "Kim Jong",
    "york": "New",
    "petersburg": "St[.]|Saint",
    "zealand": "New",
    "kong": "Hong",
    "times": "York|Financial",
    "journal": "Street",
    "madrid": "Real|Atletico|Atlético",
    "united": "Manchester",
    "city": "Manchester",
    "munich": "Bayern",
}
_SECOND_LOWERED = re.compile(
    r" (?P<at>(?:"
    + "|".join(f"(?:{firsts}) {second}" for second, firsts in _PEOPLE.items())
    + r"))\b(?![’'-])"
)
_LAST_CAPITALS = re.compile(r" (?P<at>Kim Jong[- ](?:UN|IL)|Ban Ki-MOON|Moon Jae-IN)\b")
# Where a link stood, a program begins again: "due To the smoke", "since She had", "Moreno It was".
_RESUMED = re.compile(
    r"(?<=[a-z,] )(?P<at>(?:(?:due|since|because|and|but|when|while|if|where|as|after|before"
    r"|until|though|although|so|of|with|for|from|by|at|on|than|or|how|why) (?:To|He|She|They|It"
    r"|Was|Were|Has|Which|Who|However|Because)))"
    r"(?= (?:the|a|an|was|were|had|has|have|is|are|will|would|to|be|been|also|said|that|in|of|on"
    r"|for|not|this)\b)"
)
_NAME_RESUMED = re.compile(
    r"(?:(?<=[a-z] )|(?<=[a-z], )|(?P<first>[A-Z][a-zà-ÿ]{2,} ))"
    r"(?P<at>[A-Z][a-zà-ÿ]{4,} (?:It|He|She|They|However|But))"
    r"(?= (?!and\b|or\b|the\b|of\b)[a-z]{2,}[ ’'])"
)
_QUOTED_OR_TITLED = re.compile(r"[“\"‘'«:*_][^”\"’»\n]{0,80}$")
MOST_OF_A_KIND = 20


@view
def recased_names(document: Document) -> tuple[Trace, ...]:
    """Return names and joints with a capital too few or too many, in order."""
    text = document.text
    return without_overlaps(
        [
            *_lowered(text),
            *(_trace(each, "second-word-lowered", each.group("at").title())
              for each in _some(_SECOND_LOWERED, text)),
            *(_trace(each, "ending-in-capitals", each.group("at").replace("UN", "Un"))
              for each in _some(_LAST_CAPITALS, text)),
            *(_trace(each, "capital-after-link", each.group("at").lower())
              for each in _some(_RESUMED, text) if _is_running(text, each)),
            *(_trace(each, "capital-after-link", None)
              for each in _some(_NAME_RESUMED, text) if _is_running(text, each)),
        ]
    )  # fmt: skip


def _some(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return islice(pattern.finditer(text), MOST_OF_A_KIND)


def _lowered(text: str) -> Iterator[Trace]:
    if any(noun in text for noun in _NOUNS):
        for match in _some(_FRONT_LOWERED, text):
            found = match.group("at")
            usual = " ".join(word[0].upper() + word[1:] for word in found.split())
            yield _trace(match, "first-word-lowered", usual)


def _is_running(text: str, match: re.Match[str]) -> bool:
    """Tell whether it stands in plain running text, outside quotations and titles."""
    before = text[max(0, match.start() - 100) : match.start()].rpartition("\n")[2]
    capitals = sum(word[:1].isupper() for word in before.split()[-4:])
    return len(before.split()) >= 3 and capitals < 2 and not _QUOTED_OR_TITLED.search(before)


def _trace(match: re.Match[str], kind: str, usual: str | None) -> Trace:
    span = Span(*match.span("at"))
    found = match.group("at")
    languages = () if kind == "capital-after-link" else ("ru", "uk", "zh")
    wording = f"“{found}” goes on with a capital" if kind == "capital-after-link" else (
        f"“{found}” has the capitals of its single words"
    )  # fmt: skip
    return Trace(span, kind, wording, languages, usual, FAIR if not languages else SURE)


def _find(document: Document) -> Iterator[Hit]:
    yield from hits_of(recased_names(document))


RULE = Rule(
    id="machine-translation/recased-name",
    summary="a name with a capital too few, or a sentence that goes on with one",
    severity="warning",
    find=_find,
    what=(
        "Looks for names of two words of which one lost its capital (“Ministry of internal "
        "Affairs”, “the world Cup”), and for a sentence that goes on with a capital (“due To the "
        "smoke”, “with Moreno It was”)."
    ),
    why=(
        "A program that looks words up one by one sets each as its dictionary has it; and where a "
        "link ends, it begins a sentence anew."
    ),
    known_problems=(
        "Hasty writers lower a capital too. A full stop that a writer forgot looks like a link: "
        "“he met Moreno She was late”."
    ),
    invalid=(
        Example("He works for the Ministry of ⟦internal Affairs⟧ in the city.", "Internal Affairs"),
        Example("They lost the final of the ⟦champions League⟧ in May.", "Champions League"),
        Example("It was closed ⟦due To⟧ the smoke of the fire.", "due to"),
        Example("He was seen with the singer ⟦Moreno It⟧ was in the spring."),
    ),
    valid=(
        Example("He works for the Ministry of Internal Affairs, which has internal affairs."),
        Example("The song “Since She was gone” was his. A united Korea is far off, said He Jing."),
    ),
    sources=(Source("The Chicago Manual of Style, 17th ed., 8.62"),),
    languages=("en",),
    is_silent_in_quotations=True,
    confidence=0.5,
    evidence=(
        "4 findings in 3,500 clean texts, three of them a heading joined to its text; not "
        "measured on pages"
    ),
)
