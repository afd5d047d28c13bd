"""The dimensions of credibility and quality: the one table of what they are called."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Dimension = Literal["machine-translation", "boilerplate", "attribution", "contradiction"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)


class Wording(NamedTuple):
    """How reports speak of a dimension."""

    title: str
    signs: str
    """What stands after "signs of"."""
    question: str
    """What a reader wants to know."""
    css_class: str
    heading: str
    """Broken by hand, so that a table of all dimensions fits a terminal of 80 columns."""


WORDINGS: dict[Dimension, Wording] = {
    "machine-translation": Wording(
        "Machine translation and spinning",
        "machine translation or spinning",
        "Was the text put through a translator or a spinner?",
        "mt",
        "machine\ntrans-\nlation",
    ),
    "boilerplate": Wording(
        "Scraping boilerplate",
        "web-page residue",
        "Does it hold remains of the page that it was taken from?",
        "bp",
        "boiler-\nplate",
    ),
    "attribution": Wording(
        "Missing attribution",
        "missing attribution",
        "Does it say who says so?",
        "at",
        "attri-\nbution",
    ),
    "contradiction": Wording(
        "Internal contradiction",
        "self-contradiction",
        "Does it contradict itself?",
        "co",
        "contra-\ndiction",
    ),
}
TITLES = {name: wording.title for name, wording in WORDINGS.items()}
SIGNS = {name: wording.signs for name, wording in WORDINGS.items()}
CSS_CLASSES = {name: wording.css_class for name, wording in WORDINGS.items()}
