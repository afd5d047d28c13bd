"""Who can speak: people, offices, bodies and documents, told by their noun."""

from __future__ import annotations

import re
from functools import cache

from auditor import gazetteer


@cache
def roles() -> frozenset[str]:
    """Return the nouns for what people do, in the singular and the plural."""
    return gazetteer().roles | {role + "s" for role in gazetteer().roles}


_DOCUMENTS = frozenset(
    """report reports poll polls survey surveys study studies statement statements letter
    letters estimates document documents filing filings figures data statistics research
    census memo email article articles editorial newspaper newspapers paper papers magazine
    journal website websites media press tv radio network broadcaster agency agencies
    book""".split()
)
_BODIES = frozenset(
    """police government governments ministry company companies firm firms group groups campaign
    court courts army military navy authorities bank banks council councils party parties union
    unions team club office administration committee commission board panel jury society
    association federation federations alliance coalition league university college school hospital
    church charity charities force forces foundation institute institution institutions
    centre center organisation organisations organization organizations department departments
    parliament senate congress house airline airlines retailer retailers carmaker carmakers brewer
    watchdog regulator family families relatives parents couple pair duo trio band community
    communities crowd public coastguard brigade service services embassy consulate treasury exchange
    manufacturer insurer operator broadcaster maker lender employer supplier""".split()
)
_PEOPLE = frozenset(
    """people men women man woman boy girl child children teenager teenagers mp mps voters americans
    star stars champion champions captain lawyers others many some most both half two three majority
    none nobody everyone everybody anyone anybody someone somebody number proportion percent %
    critics aides allies insiders source sources expert experts chief chiefs official officials
    staff sides opponents advocates figure figures veterans""".split()
)
_SPEAKING = _DOCUMENTS | _BODIES | _PEOPLE
# What ends like a word for people and is none.
_THINGS = frozenset(
    """dangers powers papers orders numbers members-only factors errors doors colors colours flavors
    flavours floors mirrors sensors processors vectors covers layers letters matters papers offers
    computers servers browsers routers containers trailers rivers towers flowers answers corners
    dinners filters folders headers footers markers pointers posters quarters rollers rulers
    seconds-hand shoulders stickers summers winters timers triggers wonders plants pants elephants
    variants giants monuments headphones lists artists-only wrists mists monitors motors tractors
    rumors rumours behaviors behaviours favors favours tumors tumours interiors exteriors humans
    containers chapters characters parameters meters metres centimeters kilometers centers centres
    borders disorders barriers carriers-only fibers fibres drivers-only tickers speakers-only
    restaurants grants constants oxidants pollutants""".split()
)
_PERSON_ENDING = re.compile(r"\w+(?:ers|ors|ists|ants|men|women)|spokes\w+|[\w-]+-year-old")
_END_OF_HEAD = re.compile(
    r" (?:of|for|at|in|from|with|on|to|by|about|under|near|who|which|that|whose|released|published|"
    r"conducted|commissioned|quoted|compiled)\b|,"
)


def is_person_noun(words: str) -> bool:
    """Tell whether a folded phrase names somebody who can speak: a person, an office, a report."""
    return any(map(_can_speak, words.split()))


def has_speaking_head(words: str) -> bool:
    """Tell whether the head of a folded phrase can speak: "a body of MPs", no "ranks of the army".

    The head is what stands before the first preposition or relative pronoun; there is no parser,
    so either of its last two words will do.
    """
    head = _END_OF_HEAD.split(words, maxsplit=1)[0].split()
    return any(map(_can_speak, head[-2:]))


def _can_speak(word: str) -> bool:
    word = word.strip(".'’")
    if word in _THINGS:
        return False
    return word in _SPEAKING or word in roles() or _PERSON_ENDING.fullmatch(word) is not None
