"""Report names: safe, stable, different."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.reporting.names import report_name


@pytest.mark.parametrize(
    ("document_id", "expected"),
    [
        ("bridge.txt", "bridge.txt"),
        ("news/Bridge.txt", "news-bridge.txt-cece259e7c"),
        ("../../etc/passwd", None),
        ("index", None),
        ("", None),
        ("con.txt", None),
        ("a\x00b", None),
        ("\ud800", None),
        ("x" * 5000, None),
    ],
)
def test_a_name_stays_inside_its_folder(document_id: str, expected: str | None) -> None:
    name = report_name(document_id)

    assert re.fullmatch(r"[a-z0-9_][a-z0-9._-]{0,110}", name)
    assert expected in (None, name)
    assert name != "index"


@given(st.lists(st.text(max_size=20), unique=True, max_size=20))
def test_different_documents_get_different_names(ids: list[str]) -> None:
    assert len({report_name(each) for each in ids}) == len(ids)


def test_a_safe_name_cannot_take_the_name_of_a_spelled_one() -> None:
    taken = report_name("News/A")

    assert report_name(taken) != taken
