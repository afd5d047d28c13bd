"""Whatever a text is made of, the work on it is in proportion to its length: counted, not timed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor import Document, Hit
from hardening.attacks import UNITS, clean, repeated, varied
from hardening.hostile import GROWN, SIZES
from hardening.work import CountedText, work

ROOT = Path(__file__).parents[2]
Run = Callable[[Document], object]
STEP = 20
"""Of so many attacks one is tried here: all of them take eight minutes of one core."""


@pytest.mark.slow
def test_no_part_of_an_audit_works_more_than_in_proportion_to_an_attack() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hardening.hostile", str(STEP)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    *excesses, count = done.stdout.splitlines()
    assert excesses == []
    assert int(count.split()[0]) > 40


def test_every_attack_is_as_long_as_asked_for() -> None:
    lengths = {len(make(size)) for size in SIZES[:2] for make in map(repeated, UNITS.values())}

    assert lengths == set(SIZES[:2])
    assert len(varied("Ana Kovac is 41.")(500)) == 500
    assert len(clean(5000)) == 5000


def test_every_repeat_of_a_varied_attack_has_other_names_and_numbers() -> None:
    assert varied("Ana is 41.", "\n")(45) == "Anaba is 41.\nAnade is 60.\nAnaki is 79.\nAnalo "


def _pairs(document: Document) -> list[Hit]:
    text = document.text
    return [Hit(None, "a") for one in text if one == "“" for other in text if other == "“"]


def _copies(document: Document) -> int:
    return sum(len(document.text[at:]) for at in range(0, len(document.text), 50))


def _searches(document: Document) -> int:
    return sum(document.text.find("z", at) for at in range(0, len(document.text), 50))


def _once(document: Document) -> int:
    return sum(each == "“" for each in document.text)


@pytest.mark.parametrize("run", [_pairs, _copies, _searches])
def test_work_that_grows_with_the_square_of_the_text_is_seen(run: Run) -> None:
    assert _growth(run) > GROWN


def test_work_in_proportion_is_not_taken_for_more() -> None:
    assert _growth(_once) < GROWN


def test_the_same_text_takes_the_same_work() -> None:
    document = Document("a", CountedText(clean(900)))

    assert work(lambda: _pairs(document)) == work(lambda: _pairs(document))


def _growth(run: Run) -> float:
    short, long = (Document("a", CountedText(repeated("“a ")(size))) for size in SIZES[:2])
    return work(lambda: run(long)) / work(lambda: run(short))
