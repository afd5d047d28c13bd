"""A percentage that the two numbers beside it do not give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, Span

_WORDS = """one two three four five six seven eight nine ten eleven twelve""".split()
_VALUES = {word: float(value) for value, word in enumerate(_WORDS, 1)}
_COUNT = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?![\d,.]*\d)"
_SOME = rf"(?:{_COUNT}|(?:{'|'.join(_WORDS)})\b)"
_SHARE = r"(?P<share>\d{1,3}(?:\.\d{1,3})?)(?P<unit> ?%| per ?cent\b)"
_SCALED = r"(?! ?(?:million|billion|thousand|trillion|bn|mn|[mk]\b|%|per ?cent|percent|[-–/]\d))"
_THE = r"(?:the |its |their |all |those |these |some |our |his |her |a total of ){0,2}"
_GAP = r"[^.;:()\[\]%\d\n]{0,60}?"
_OPENS = r"(?: ?[(\[]|,? or |, about |, which is )(?:about |around |some |only |just |or |= ?)?"
_NUMBER = r"(?<![\w$£€.,/:-])"
_FORMS = (
    # 109/579 (28.8%), 109 of the 579 patients (28.8%), 16 of 580 failed, or 12.8 percent
    re.compile(
        rf"{_NUMBER}(?P<part>{_SOME})(?: ?/ ?| (?:out )?of {_THE})(?P<whole>{_COUNT}){_SCALED}"
        rf"{_GAP}{_OPENS}{_SHARE}",
        re.IGNORECASE,
    ),
    # Of the 580 sessions, 16 failed, or 12.8 percent
    re.compile(
        rf"\bof {_THE}(?P<whole>{_COUNT}){_SCALED}{_GAP}, (?:only |just |some )?"
        rf"(?P<part>{_SOME}){_SCALED}{_GAP}{_OPENS}{_SHARE}",
        re.IGNORECASE,
    ),
    # 109 (28.8%) of 579 patients; 109 patients, or 28.8%, of the 579
    re.compile(
        rf"{_NUMBER}(?P<part>{_COUNT}) ?[(\[]{_SHARE}[)\]] (?:out )?of {_THE}(?P<whole>{_COUNT})"
        rf"{_SCALED}",
        re.IGNORECASE,
    ),
    # 28.8% (109 of 579), 28.8 percent (109/579)
    re.compile(
        rf"{_NUMBER}{_SHARE} ?[(\[](?:n ?= ?)?(?P<part>{_COUNT})(?: ?/ ?| (?:out )?of {_THE})"
        rf"(?P<whole>{_COUNT}){_SCALED}",
        re.IGNORECASE,
    ),
)
# "3 of 5 wards (12% of beds)" and "2 of 10, or 40 percent more" speak of another whole.
_OF_ANOTHER = re.compile(
    r" (?:of|more|less|fewer|higher|lower|faster|above|below|up|down|discount|off|growth|increase"
    r"|decrease|reduction|drop|rise|interest|better|worse|CI|confidence|alcohol|chance|or more"
    r"|point)\b|[-–]\d| ?(?:to|CI) \d|\+",
    re.IGNORECASE,
)
MAX_LINE = 4000
"""Characters of a line that are read: a longer one is no prose."""


def _find(document: Document) -> Iterator[Hit]:
    text = document.text
    if "%" not in text and "cent" not in text:
        return
    yield from _two_of_one_group(text)
    seen: set[int] = set()
    for form in _FORMS:
        for match in form.finditer(text):
            if match.start("share") not in seen and (hit := _hit(text, match)):
                seen.add(match.start("share"))
                yield hit


# "41.1 per cent of PhDs and 21 per cent of PhDs are women"
_TWICE = re.compile(
    rf"{_NUMBER}(?P<first>{_SHARE.replace('share', 'share1').replace('unit', 'unit1')})"
    rf" of (?P<group>(?:the )?[a-z]{{3,20}})(?:,)? and (?P<second>{_SHARE}) of (?P=group)"
    r" (?:is|are|was|were|have|had|has) \w+",
    re.IGNORECASE,
)


def _two_of_one_group(text: str) -> Iterator[Hit]:
    for match in _TWICE.finditer(text):
        if match["share1"] != match["share"]:
            yield Hit(
                Span(*match.span("second")),
                f"{match['first']} and {match['second']} of the same group ({match['group']}) are "
                "said to be one thing.",
                related=(Span(*match.span("first")),),
                severity="warning",
                kind="arithmetic",
                grade="possible",
            )


def _hit(text: str, match: re.Match[str]) -> Hit | None:
    part, whole = _value(match["part"]), _value(match["whole"])
    if not 0 < part < whole or whole < 3 or _is_year(match["whole"]):
        return None
    if _OF_ANOTHER.match(text, match.end("unit")):
        return None
    share = float(match["share"])
    given = _range_of(match["share"])
    low, high = _share_of(part, whole)
    slack = 0.02 * high
    if given[0] - slack <= high and low <= given[1] + slack:
        return None
    if abs(100 - share - 100 * part / whole) < 1:
        return None  # the share of the rest
    said = f"{100 * part / whole:.3g}"
    return Hit(
        Span(match.start("share"), match.end("unit")),
        f"{match['part']} of {match['whole']} is {said} percent, not {match['share']}: the text "
        "gives all three of one share.",
        related=(Span(*match.span("part")), Span(*match.span("whole"))),
        kind="arithmetic",
        grade="conflict",
    )


def _value(written: str) -> float:
    return _VALUES.get(written.lower()) or float(written.replace(",", ""))


def _is_year(written: str) -> bool:
    return len(written) == 4 and written.isdigit() and 1900 <= int(written) < 2100


def _range_of(share: str) -> tuple[float, float]:
    """Return what a share can have been before it was rounded or cut."""
    decimals = len(share.partition(".")[2])
    grain = 10.0**-decimals
    return float(share) - grain, float(share) + grain


def _share_of(part: float, whole: float) -> tuple[float, float]:
    """Return the smallest and largest share, where round numbers may have been rounded."""
    ends = [_rounded(value) for value in (part, whole)]
    return 100 * ends[0][0] / ends[1][1], 100 * ends[0][1] / ends[1][0]


def _rounded(value: float) -> tuple[float, float]:
    digits = f"{value:.0f}"
    noughts = len(digits) - len(digits.rstrip("0"))
    slack = 0.5 * 10**noughts if noughts >= 2 else 0.0
    return max(value - slack, 0.5), value + slack


RULE = Rule(
    id="contradiction/share-mismatch",
    summary="A percentage that the numbers beside it do not give.",
    severity="warning",
    find=_find,
    what=(
        "Reckons the share where a text gives part, whole and percentage in a row: '109/579 "
        "(28.8%)', '16 of the 580 sessions, or 2.8 percent', 'of the 580, 16 failed (2.8%)', "
        "'109 (18.8%) of 579', '18.8% (109 of 579)'. Rounding of all three is allowed for. "
        "Two shares of one group that are said to be one thing are a warning."
    ),
    why="One of the three numbers is wrong, and whoever repeats one does not know which.",
    known_problems=(
        "A bracket that gives the share of something else in the same breath is misread where it "
        "does not say 'of'. Shares told a sentence away from their numbers are not reckoned."
    ),
    invalid=(
        Example("Of the ⟪580⟫ sessions, ⟪16⟫ failed, or ⟦12.8 percent⟧, the report said."),
        Example("In the trial ⟪109⟫/⟪579⟫ (⟦28.8%⟧) of the patients improved."),
        Example("They asked people, and ⟪30⟫ of the ⟪120⟫ members (⟦35%⟧) came."),
        Example("There ⟪109⟫ (⟦28.8%⟧) of ⟪579⟫ patients improved."),
        Example("Here ⟪31 per cent⟫ of judges and ⟦12 per cent⟧ of judges are women."),
        Example("In the trial ⟦28.8%⟧ (⟪109⟫ of ⟪579⟫) improved."),
    ),
    valid=(
        Example("Of the 580 sessions, 16 failed, or 2.8 percent. Then 109 of 579 (18.8%) did."),
        Example("They closed 3 of 5 wards (12% of the beds)."),
        Example("About 2,000 of 3,000 homes (69 percent) have a garden."),
        Example("It won 2 of 10 seats, or 40 percent more votes than before."),
        Example("Of the 580 sessions, 16 failed, or 97.2 percent did not."),
    ),
    sources=(Source("Cohn, V. & Cope, L. (2012), News & Numbers, 3rd ed., Wiley-Blackwell"),),
    languages=("en",),
    confidence=0.5,
    evidence=(
        "an estimate: no hit on 23,215 untouched pages, news items and releases, which hold some "
        "hundred such shares; wrong ones put into news in our own forms are found"
    ),
)
