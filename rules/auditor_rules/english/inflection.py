"""Regular English inflection, so that a list names a word once and every form of it is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$")
"""One syllable, one vowel, one of the consonants that double: ``stop``, ``plan``."""

PLURALS = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet",
    "crisis": "crises", "life": "lives", "wife": "wives", "shelf": "shelves", "leaf": "leaves",
    "basis": "bases", "mouse": "mice", "tooth": "teeth", "analysis": "analyses",
    "hypothesis": "hypotheses", "criterion": "criteria", "phenomenon": "phenomena",
    "aircraft": "aircraft", "series": "series", "headquarters": "headquarters",
    "policeman": "policemen", "chairman": "chairmen", "hero": "heroes", "potato": "potatoes",
    "tomato": "tomatoes", "echo": "echoes", "veto": "vetoes", "knife": "knives", "half": "halves",
    "thief": "thieves", "wolf": "wolves", "calf": "calves", "loaf": "loaves", "goose": "geese",
    "ox": "oxen", "sheep": "sheep", "deer": "deer", "species": "species", "medium": "media",
    "axis": "axes", "thesis": "theses", "emphasis": "emphases", "gentleman": "gentlemen",
    "businessman": "businessmen", "fisherman": "fishermen", "workman": "workmen",
}  # fmt: skip
PASTS = {
    "be": "was been", "become": "became become", "begin": "began begun", "break": "broke broken",
    "bring": "brought brought", "build": "built built", "buy": "bought bought",
    "cast": "cast cast", "catch": "caught caught", "come": "came come", "cut": "cut cut",
    "do": "did done", "draw": "drew drawn", "drive": "drove driven", "fall": "fell fallen",
    "fight": "fought fought", "find": "found found", "get": "got got", "give": "gave given",
    "go": "went gone", "have": "had had", "hit": "hit hit", "hold": "held held",
    "keep": "kept kept", "know": "knew known", "lay": "laid laid", "lead": "led led",
    "leave": "left left", "let": "let let", "lose": "lost lost", "make": "made made",
    "meet": "met met", "pay": "paid paid", "put": "put put", "read": "read read",
    "rise": "rose risen", "run": "ran run", "say": "said said", "see": "saw seen",
    "sell": "sold sold", "send": "sent sent", "set": "set set", "shoot": "shot shot",
    "show": "showed shown", "shut": "shut shut", "speak": "spoke spoken",
    "spend": "spent spent", "stand": "stood stood", "steal": "stole stolen",
    "swear": "swore sworn", "take": "took taken", "tell": "told told", "think": "thought thought",
    "throw": "threw thrown", "wear": "wore worn", "win": "won won", "write": "wrote written",
    "forge": "forged forged", "lie": "lied lied", "offer": "offered offered",
    "open": "opened opened", "happen": "happened happened", "suffer": "suffered suffered",
    "enter": "entered entered", "deliver": "delivered delivered", "reply": "replied replied",
    "beat": "beat beaten", "feel": "felt felt", "grow": "grew grown", "hear": "heard heard",
    "seek": "sought sought", "sit": "sat sat", "strike": "struck struck", "hurt": "hurt hurt",
    "submit": "submitted submitted", "cost": "cost cost", "spread": "spread spread",
    "arise": "arose arisen", "awake": "awoke awoken", "bear": "bore borne", "bend": "bent bent",
    "bet": "bet bet", "bind": "bound bound", "bite": "bit bitten", "bleed": "bled bled",
    "blow": "blew blown", "breed": "bred bred", "burst": "burst burst", "choose": "chose chosen",
    "cling": "clung clung", "creep": "crept crept", "deal": "dealt dealt", "dig": "dug dug",
    "drink": "drank drunk", "eat": "ate eaten", "feed": "fed fed", "flee": "fled fled",
    "fling": "flung flung", "fly": "flew flown", "forbid": "forbade forbidden",
    "forget": "forgot forgotten", "forgive": "forgave forgiven", "freeze": "froze frozen",
    "grind": "ground ground", "hang": "hung hung", "hide": "hid hidden", "kneel": "knelt knelt",
    "lend": "lent lent", "mean": "meant meant", "mistake": "mistook mistaken",
    "overcome": "overcame overcome", "overtake": "overtook overtaken", "quit": "quit quit",
    "ride": "rode ridden", "ring": "rang rung", "shake": "shook shaken", "shed": "shed shed",
    "shrink": "shrank shrunk", "sing": "sang sung", "sink": "sank sunk", "sleep": "slept slept",
    "slide": "slid slid", "spin": "spun spun", "split": "split split", "spring": "sprang sprung",
    "stick": "stuck stuck", "sting": "stung stung", "sweep": "swept swept", "swim": "swam swum",
    "swing": "swung swung", "teach": "taught taught", "tear": "tore torn",
    "thrust": "thrust thrust",
    "understand": "understood understood", "undergo": "underwent undergone",
    "undertake": "undertook undertaken", "upset": "upset upset", "wake": "woke woken",
    "weave": "wove woven", "weep": "wept wept", "wind": "wound wound",
    "withdraw": "withdrew withdrawn",
    "withhold": "withheld withheld", "withstand": "withstood withstood", "wring": "wrung wrung",
}  # fmt: skip


class Forms(NamedTuple):
    """The forms of a verb; each phrase's first word is inflected and the rest kept."""

    third: str
    past: str
    participle: str
    gerund: str


def plural(noun: str) -> str:
    """Return the plural of a noun or of a phrase that ends in one."""
    head, _, last = noun.rpartition(" ")
    return f"{head} {_plural(last)}" if head else _plural(last)


def _plural(noun: str) -> str:
    if noun in PLURALS:
        return PLURALS[noun]
    if _SIBILANT.search(noun):
        return noun + "es"
    if _CONSONANT_Y.search(noun):
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(verb: str) -> Forms:
    """Return the forms of a verb or of a phrase that begins with one."""
    first, _, rest = verb.partition(" ")
    past, participle = _pasts(first)
    forms = (_third(first), past, participle, _gerund(first))
    return Forms(*(f"{form} {rest}".strip() for form in forms))


def _third(verb: str) -> str:
    if verb in {"go", "do"}:
        return verb + "es"
    return {"have": "has", "be": "is"}.get(verb) or _plural(verb)


def _pasts(verb: str) -> tuple[str, str]:
    if verb in PASTS:
        past, participle = PASTS[verb].split()
        return past, participle
    regular = _stem_before_vowel(verb, keeps_y=False) + "ed"
    return regular, regular


def _gerund(verb: str) -> str:
    return {"lie": "lying", "be": "being"}.get(verb) or _stem_before_vowel(verb, True) + "ing"


def _stem_before_vowel(verb: str, keeps_y: bool) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1]
    if _CONSONANT_Y.search(verb) and not keeps_y:
        return verb[:-1] + "i"
    return verb + verb[-1] if _DOUBLING.search(verb) or verb == "submit" else verb


def inflected(phrase: str, usual: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield further forms of a phrase, each beside the same form of the usual one.

    Args:
        phrase: as listed; not itself yielded.
        usual: alternatives separated by ``|``, each inflected alike.
        kind: ``n``, the last word is a noun; ``v``, the first is a verb; ``a``, the last is an
            adjective without comparison; empty, the phrase has one form.
    """
    others = usual.split("|")
    if kind == "n":
        yield plural(phrase), "|".join(map(plural, others))
    elif kind == "v":
        of_phrase, of_others = verb_forms(phrase), [verb_forms(other) for other in others]
        for index, form in enumerate(of_phrase):
            if form != phrase:
                yield form, "|".join(forms[index] for forms in of_others)
