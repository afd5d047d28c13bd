"""The lists of every language: whose they are, and that none is listed twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import auditor_rules.boilerplate
from auditor_rules.boilerplate.phrases import KINDS, listed_phrases
from auditor_rules.lexicons import parse_lexicon

FOLDER = Path(auditor_rules.boilerplate.__file__).parent / "residue_phrases"
LANGUAGES = (
    "ar",
    "de",
    "en",
    "es",
    "fi",
    "fr",
    "id",
    "it",
    "nl",
    "pl",
    "pt",
    "ru",
    "sv",
    "tr",
    "zh",
)
SCOPES = {"whole", "weak", "opens", "begins", "holds"}
FILES = sorted(FOLDER.rglob("*.tsv"))


def test_fifteen_languages_have_a_folder() -> None:
    assert tuple(sorted(folder.name for folder in FOLDER.iterdir())) == LANGUAGES


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_list_names_its_languages_and_scopes(file: Path) -> None:
    rows = parse_lexicon(file.read_text("utf-8"))

    assert file.stem in KINDS
    for phrase, row in rows.items():
        codes = row["languages"].split()
        assert file.parent.name in codes, phrase
        assert all(re.fullmatch("[a-z]{2}", code) for code in codes), phrase
        assert set(row["scope"].split()) <= SCOPES, phrase
        assert phrase == phrase.lower().replace("’", "'").strip(), phrase


@pytest.mark.parametrize("kind", KINDS)
def test_a_phrase_stands_in_one_language_of_its_kind(kind: str) -> None:
    counts = Counter(
        phrase
        for file in FILES
        if file.stem == kind
        for phrase in parse_lexicon(file.read_text("utf-8"))
    )

    assert {phrase for phrase, count in counts.items() if count > 1} == set()
    assert len(listed_phrases(kind)) == len(counts)


@pytest.mark.parametrize("kind", ["cookie-notice", "donation-plea", "interlink", "paywall-teaser"])
def test_what_is_listed_in_english_is_listed_in_all(kind: str) -> None:
    known = {code for row in listed_phrases(kind).values() for code in row["languages"].split()}

    assert set(LANGUAGES) <= known
