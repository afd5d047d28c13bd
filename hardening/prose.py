"""Clean prose of any length, written from templates: what attacks are measured beside."""

from __future__ import annotations

import random
from collections.abc import Iterator

PLACES = tuple(
    "Northfield Eastbrook Millhaven Lowford Ashby Grantwell Severn Calder Hollin".split()
)
PEOPLE = ("Ann Lee", "Martin Hale", "Ruth Okafor", "David Penn", "Clara Voss", "Imran Shah")
BODIES = ("council", "school board", "water authority", "hospital trust", "harbour office")
MATTERS = ("the bridge", "the library", "bus fares", "the flood wall", "school meals", "the market")
DAYS = tuple("Monday Tuesday Wednesday Thursday Friday".split())
SENTENCES = (
    "The {body} of {place} voted on {day} to spend {n} million dollars on {matter}.",
    "“We have waited {n} years for this,” said {person}, who leads the {body}.",
    "Work on {matter} is to begin in spring and should take {n} months.",
    "{person} said that {n} families in {place} would be affected.",
    "Residents of {place} have asked about {matter} since the storm damaged it last year.",
    "According to a report by the {body}, {n} percent of the costs are covered.",
    "Reports indicate that {matter} may have to close for {n} days.",
    "A spokesman for the {body} did not answer questions about {matter} on {day}.",
    "{person}, a teacher from {place}, called the plan “too small and too late”.",
    "The neighbouring town of {place} paid {n},000 dollars for the same thing in 2019.",
    "Nobody was hurt, police in {place} said, and traffic was moving again by {day}.",
    "Share this article",
)


def texts(count: int, sentences: int = 9) -> Iterator[str]:
    """Yield so many texts; the same numbers give the same texts."""
    chance = random.Random(7)
    for _ in range(count):
        yield text_of(chance, sentences)


def text_of(chance: random.Random, sentences: int) -> str:
    """Return a text of so many sentences, three in a paragraph."""
    found = [filled(chance, each) for each in chance.choices(SENTENCES, k=sentences)]
    return "\n\n".join(" ".join(found[at : at + 3]) for at in range(0, sentences, 3))


def filled(chance: random.Random, sentence: str) -> str:
    """Fill a sentence's places."""
    return sentence.format(
        place=chance.choice(PLACES),
        person=chance.choice(PEOPLE),
        body=chance.choice(BODIES),
        matter=chance.choice(MATTERS),
        day=chance.choice(DAYS),
        n=chance.randrange(2, 90),
    )
