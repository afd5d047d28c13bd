"""What must hold for every input: over what once broke it, over mutations, and over odd texts.

Mutations are seeded: the same bytes on every machine, with no fuzzer installed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor import Document
from hardening.fuzz.laws import LawError, hold_audit, hold_reports, hold_views, require
from hardening.fuzz.seeds import finds, seeds
from hardening.fuzz.targets import TARGETS, rules

FINDS = [(target, name, data) for target in TARGETS for name, data in finds(target)]
MUTATED = 150


@pytest.mark.parametrize(
    ("target", "data"),
    [(target, data) for target, _, data in FINDS],
    ids=[f"{target}-{name}" for target, name, _ in FINDS],
)
def test_what_once_broke_a_law_holds_it(target: str, data: bytes) -> None:
    TARGETS[target](data)


def test_every_kind_of_file_holds_every_law() -> None:
    for data in seeds("readers"):
        TARGETS["readers"](data)


@pytest.mark.parametrize("target", TARGETS)
def test_mutated_seeds_hold_every_law(target: str) -> None:
    generator = random.Random(11)
    known = sorted(set(seeds(target)))

    for data in islice(_mutations(known, generator), MUTATED):
        TARGETS[target](data)


def _mutations(known: list[bytes], generator: random.Random) -> Iterator[bytes]:
    while True:
        data = bytearray(generator.choice(known))
        for _ in range(generator.randint(1, 4)):
            _mutate(data, generator.choice(known), generator)
        yield bytes(data)


def _mutate(data: bytearray, other: bytes, generator: random.Random) -> None:
    """Change a byte, take some out, or put some of another in."""
    start = generator.randrange(len(data) + 1)
    length = generator.choice((0, 1, 4, 40))
    begin = generator.randrange(len(other) + 1)
    put = generator.choice((b"", bytes([generator.randrange(256)]), other[begin : begin + 60]))
    data[start : start + length] = put


FRAGMENTS = (
    *("The council ", "Ana Kovac", "said ", "“", "”", '"', "‘", "’", "(", ")", "—", "-", "\n"),
    *("12 March 2024", "Monday", "3,000", "3.5 %", "$5m", "percent", "of", "rose from ", " to "),
    *("officials", "sources", "according to", "allegedly", "Share this", "http://a.b/c", "&amp;"),
    *("Photo: ", "Read more", "[…]", "©", "\u00ad", "\u200b", "\u202e", "\ufeff", "e\u0301"),
    *("Ã©", "\x00", "\x1b[31m", "\t", " ", "\u00a0", ".", "..", "?", "It is not ", "did not "),
    *("\n\n", " km", "<p>", "日本", "👩\u200d👩\u200d👧", "never ", "No. ", "Mr ", "1999–2001"),
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=80), st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
)


@given(texts)
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_view_rule_and_report_holds_its_laws_over_any_text(text: str) -> None:
    document = Document("a", text, path="a")

    hold_audit(document, rules())
    hold_reports(document, rules())
    hold_views(document)


def test_a_broken_law_is_told() -> None:
    with pytest.raises(LawError, match="one and one is three"):
        require(False, "one and one is three")
