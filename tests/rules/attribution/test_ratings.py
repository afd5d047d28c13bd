"""A user's list of rated domains: read in three formats, matched by domain, clear when wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import Document, Metadata, Provided, UsageError
from auditor_rules import pack
from auditor_rules.attribution.ratings import domain_of, rating_annotators, rating_of, read_ratings


def _document(address: str) -> Document:
    return Document("d", "Text.", Metadata(url=Provided(address, "url")))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", "domain,bias,rating\nexample.org,left,0.9\n"),
        ("list.csv", "example.org,0.9\nother.net,0.1\n"),
        ("list.tsv", "rating\tdomain\n0.9\twww.example.org\n"),
        ("list.jsonl", '{"domain": "example.org", "rating": 0.9}\n\n'),
    ],
)
def test_a_list_is_read_in_every_format(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")

    assert rating_of(read_ratings(path), "https://news.example.org/a?b#c") == ("example.org", "0.9")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("list.csv", "a,b\nc,d\n", "found columns a, b"),
        ("list.csv", "", "found columns (none)"),
        ("list.csv", "domain,rating\n", "no domain with a rating"),
        ("list.csv", "domain,rating\nexample.org\n", "row 2 has 1 columns"),
        ("list.jsonl", "{}\n", "line 1 is not a JSON object"),
        ("list.jsonl", "[1\n", "line 1 is not a JSON object"),
    ],
)
def test_a_list_that_is_wrong_says_where(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")

    with pytest.raises(UsageError) as raised:
        read_ratings(path)
    assert message in str(raised.value)


def test_a_list_that_is_missing_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.csv: cannot read"):
        read_ratings(tmp_path / "none.csv")


def test_the_rating_is_an_annotation_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("domain,rating\nexample.org,low\n", "utf-8")
    (annotator,) = rating_annotators(str(path))

    (found,) = annotator.annotate(_document("https://m.example.org/x"))

    assert (found.label, found.kind) == ("example.org", "rating")
    assert dict(found.values) == {
        "rating": "low",
        "list": "list.csv",
        "address": "https://m.example.org/x",
    }
    assert annotator.annotate(_document("https://org/x")) == ()
    assert annotator.annotate(Document("d", "Text.")) == ()
    assert {rule.id for rule in pack({"source-ratings": str(path)}).rules} == {
        rule.id for rule in pack({}).rules
    }


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.Example.org:80/a", "example.org"),
        ("example.org/a", "example.org"),
        ("http://[x", ""),
        ("", ""),
    ],
)
def test_a_domain_is_taken_from_any_address(address: str, domain: str) -> None:
    assert domain_of(address) == domain
