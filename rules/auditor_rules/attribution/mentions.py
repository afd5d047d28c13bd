"""Where the source of a statement stands: the noun phrase before or after its cue.

There is no parser: a phrase is followed word by word away from the cue until something that
cannot belong to it. Each search looks at a bounded number of words.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from auditor import Document, Name, Span, names, view
from auditor_rules.attribution.speaking import roles

MOST_WORDS = 24
LONGEST_APPOSITION = 90
"""Code points of "the prime minister" or "who left" that are taken into the source."""

_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9$][\w'’.&/-]*[\w.]|[A-Za-zÀ-ÿ0-9]")
_ADVERBS = frozenset(
    """also then now later often still repeatedly publicly privately once already again further
    even just only never recently previously simply famously reportedly largely openly flatly
    angrily quietly bluntly clearly directly initially finally immediately quickly eventually
    subsequently explicitly strongly constantly frequently consistently sarcastically jokingly
    proudly defiantly tearfully correctly wrongly rightly ultimately briefly specifically
    have has had is are was were be been being would will could can may might must did does do not
    didn't doesn't don't has n't to long since sometimes always continued continues went goes came
    ago""".split()
)
_BOUNDARIES = frozenset(
    """that which and but or because as when while if after before since where whether although
    though so than then whose who whom said says say told added asked how why what is are was were
    has had have been will would could can may might yet until unless like today yesterday monday
    tuesday wednesday thursday friday saturday sunday meanwhile however instead thus therefore
    there here also earlier later not do does did be there's it's let both either""".split()
)
_TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday yesterday today tonight morning
    afternoon evening night week month meanwhile however though too""".split()
)
_BEFORE_TIMES = frozenset({"on", "last", "late", "early", "this"})
_DETERMINERS = frozenset(
    """the a an his her its their our my your this that these those some many several most two
    three four five six no each every another one other any all both more""".split()
)
_ARTICLES = frozenset("the a an his her its their our my your every no each".split())
_PREPOSITIONS = frozenset("of for at in from with on by near to under against about".split())
_OPENERS = frozenset(
    """in on at after before during for with by from under despite since until within against as
    when while if""".split()
)
PRONOUNS = frozenset("he she they it i we you who".split())
# Words after an inverted subject: "said the minister on Friday".
_RIGHT_END = frozenset(
    """on in during after before as when while who whom that at by with via through to about last
    this because but and since yesterday today earlier later monday tuesday wednesday thursday
    friday saturday sunday if where recently over following sitting standing speaking referring
    adding is was were are has had""".split()
)
_BREAKS = frozenset(',;:()—–[]“”"?!\n')
_NO_START = _BOUNDARIES - {"that"}
_NO_VERB = _DETERMINERS | PRONOUNS
_LOOSE = _PREPOSITIONS | {"who", "which", "whose", "a", "an", "the"}


def source_before(text: str, start: int, end: int) -> Span | None:
    """Return the phrase that ends before a cue at ``end``, no earlier than ``start``."""
    words = _without_adverbs(text, _words(text, start, end))
    if not words:
        return None
    last, between = words[-1], text[words[-1].end : end]
    if not any(mark in between for mark in ",)—–"):
        return _phrase_ending_at(text, words)
    named = _role_with_name(text, words)
    if named is not None:
        return named
    phrase = _phrase_ending_at(text, _before_parenthesis(text, words) or words)
    if phrase is None:
        return None
    is_apposed = last.end - phrase.end <= LONGEST_APPOSITION
    return Span(phrase.start, last.end) if is_apposed else phrase


LONGEST_ROLE, LONGEST_NAME = 7, 4
"""Words of an office and of the name that stands between commas after it."""


def _role_with_name(text: str, words: list[Span]) -> Span | None:
    """Return "the mayor, Ann Lee" before ", said": an office and, between commas, its bearer."""
    first = len(words) - 1
    while first > 0 and "," not in text[words[first - 1].end : words[first].start]:
        first -= 1
    name = words[first:]
    if first == 0 or not 1 < len(name) <= LONGEST_NAME:
        return None
    if not all(word.of(text)[0].isupper() for word in name):
        return None
    if words[first - 1].of(text).lower() not in roles():
        return None
    for start in range(first - 1, max(first - 1 - LONGEST_ROLE, -1), -1):
        if start < first - 1 and _is_broken(text, words[start], words[start + 1]):
            return None
        if words[start].of(text).lower() in _ARTICLES:
            return Span(words[start].start, words[-1].end)
    return None


def _without_adverbs(text: str, words: list[Span]) -> list[Span]:
    """Drop "also", "has" and "on Friday" that stand between a source and its cue."""
    while words:
        last = words[-1].of(text).lower()
        is_time = last in _TIMES or (last in _BEFORE_TIMES and len(words) > 1)
        if not (is_time or last in _ADVERBS or last[-2:] == "ly"):
            break
        words = words[:-1]
    return words


def _words(text: str, start: int, end: int) -> list[Span]:
    start = max(start, end - 260)
    return [Span(*m.span()) for m in _WORD.finditer(text, start, end)][-MOST_WORDS:]


def _before_parenthesis(text: str, words: list[Span]) -> list[Span]:
    """Drop ", the prime minister," or ", who left," that stands between a source and its cue.

    Of ", 22, of Flint, Mich.," and ", the mayor of Boise, Idaho," everything is dropped.
    """
    is_shortened = False
    for _ in range(4):
        shorter = _before_last_break(text, words)
        if not shorter:
            return words if is_shortened else []
        words, is_shortened = _without_adverbs(text, shorter), True
        phrase = _phrase_ending_at(text, words) if words else None
        if phrase is not None and not _is_apposition(text, words, phrase):
            return words
    return words


def _before_last_break(text: str, words: list[Span]) -> list[Span]:
    for index in range(len(words) - 1, 0, -1):
        between = text[words[index - 1].end : words[index].start]
        if any(mark in between for mark in ",(—–") and not _is_title_comma(text, words, index):
            return words[:index]
    return []


def _is_apposition(text: str, words: list[Span], phrase: Span) -> bool:
    """Tell whether the phrase itself hangs on something before a comma."""
    before = text[max(0, phrase.start - 2) : phrase.start]
    if before != ", " or phrase.start <= words[0].start:
        return False
    first = _WORD.match(text, phrase.start)
    opening = first.group().lower() if first else ""
    return opening in _LOOSE or opening.isdigit()


def _is_title_comma(text: str, words: list[Span], index: int) -> bool:
    """Tell whether the comma stands in a list of places: "Mayor of Paris, Texas"."""
    return words[index].of(text).rstrip(".") in ("Jr", "Sr", "III", "D", "R")


def _phrase_ending_at(text: str, words: list[Span]) -> Span | None:
    """Follow a noun phrase to the left from its last word."""
    last = len(words) - 1
    if words[last].of(text).lower() in PRONOUNS:
        return _antecedent(text, words) if words[last].of(text).lower() == "who" else words[last]
    first = last
    while first > 0:
        word = words[first - 1].of(text)
        lower = word.lower()
        if _is_broken(text, words[first - 1], words[first]):
            break
        if lower == "who" and first > 1 and _is_verbal(words[first].of(text)):
            return _phrase_ending_at(text, words[: first - 1])
        if lower in _BOUNDARIES:
            break
        first -= 1
        if lower in _DETERMINERS:
            before = words[first - 1].of(text).lower() if first else ""
            if before not in _PREPOSITIONS or _is_broken(text, words[first - 1], words[first]):
                clause = _relative_clause(text, words, first)
                if clause > 0:
                    return _phrase_ending_at(text, words[:clause])
                break
    return _trimmed(text, words[first:])


def _relative_clause(text: str, words: list[Span], first: int) -> int:
    """Return the place of a "who" that a phrase is the object of: "who guards the gate"."""
    for place in range(first - 1, max(first - 4, 0), -1):
        if _is_broken(text, words[place], words[place + 1]):
            return 0
        if words[place].of(text).lower() == "who":
            return place
    return 0


def _is_verbal(word: str) -> bool:
    """Tell whether a clause after "who" begins with its verb and not with a subject."""
    return word[0].islower() and word not in _NO_VERB


def _antecedent(text: str, words: list[Span]) -> Span | None:
    return _phrase_ending_at(text, words[:-1]) if len(words) > 1 else None


def _is_broken(text: str, left: Span, right: Span) -> bool:
    between = text[left.end : right.start]
    ends = text[left.end - 1] == "." and len(left.of(text)) > 5
    return ends or not _BREAKS.isdisjoint(between)


def _trimmed(text: str, words: list[Span]) -> Span | None:
    """Drop an opening such as "In Kyiv" and what else cannot begin a source."""
    while words and words[0].of(text).lower() in _NO_START:
        words = words[1:]
    if len(words) > 2 and words[0].of(text).lower() in _OPENERS:
        rest = words[2:]
        while rest and rest[0].of(text)[0].isdigit():
            rest = rest[1:]
        words = rest or words
    if not words or words[-1].of(text).lower() in _PREPOSITIONS | _ARTICLES:
        return None
    end = words[-1].end - (2 if words[-1].of(text)[-2:] in ("'s", "’s") else 0)
    return Span(words[0].start, end) if end > words[0].start else None


def source_after(text: str, start: int, end: int) -> Span | None:
    """Return the phrase that begins right after a cue at ``start`` ("said Ann Lee")."""
    words = [Span(*m.span()) for m in _WORD.finditer(text, start, min(end, start + 200))]
    if not words or text[start : words[0].start].strip(" \u00a0"):
        return None
    first = words[0].of(text)
    lower = first.lower()
    if lower in _RIGHT_END or (lower in _PREPOSITIONS and lower != "one"):
        return None
    taken = 1
    while taken < len(words) and taken < MOST_WORDS:
        if _is_broken(text, words[taken - 1], words[taken]):
            break
        word = words[taken].of(text).lower()
        if word in _RIGHT_END and not (
            word in ("at", "in", "with") and _is_common_noun(text, words[:taken])
        ):
            break
        taken += 1
        if words[taken - 1].of(text)[-1] == "." and len(words[taken - 1].of(text)) > 4:
            break
    last = words[taken - 1]
    return Span(words[0].start, last.end - (last.of(text)[-1] == "."))


def _is_common_noun(text: str, words: list[Span]) -> bool:
    """Tell whether "at" or "in" may go on with the source: "an analyst at", not "he in"."""
    last = words[-1].of(text)
    return last[0].islower() and last.lower() not in PRONOUNS


_SUBJECT = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b"
    r"|(?!(?:But|And|Then|Now|Still|Yet|So|The|An?|His|Her|Its|Their|This|That|These|Those|While|"
    r"When|As|If|Though|Although|However|Meanwhile|Later|Also)\b)"
    r"\b[A-ZÀ-Þ][\w'’-]+(?:,? (?:Jr\.|[A-ZÀ-Þ][\w.'’-]*|of|for|the))*(?<!of)(?<!for)(?<!the)"
    r"|\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) [a-z]+(?: [a-z]+)?"
)
_OPENING = re.compile(
    r"\s*(?:In|On|At|After|Before|During|For|With|By|From|Under|Despite|Since|Until|Within|Asked|"
    r"Speaking|Hours|Days|Weeks|Minutes|Moments|Later|Earlier|When|While|As|If|Of|To|Referring|"
    r"Following|Among|Last|Late|Early|Over|Once|Though|Although|Then|But|And|Instead|Meanwhile)"
    r"\b[^,:;\n]{0,120},\s*"
)


def subject_of_clause(text: str, start: int, end: int) -> Span | None:
    """Return the first name, pronoun or noun phrase of a sentence, past its opening phrase."""
    opening = _OPENING.match(text, start, end)
    found = _SUBJECT.search(text, opening.end() if opening else start, end)
    if found is None:
        return None
    stop = found.end() - (2 if found.group().endswith(("'s", "’s")) else 0)
    return Span(found.start(), stop)


@view
def _name_starts(document: Document) -> tuple[int, ...]:
    return tuple(name.span.start for name in names(document))


def names_in(document: Document, span: Span) -> tuple[Name, ...]:
    """Return the names that begin within the span."""
    starts = _name_starts(document)
    return names(document)[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
