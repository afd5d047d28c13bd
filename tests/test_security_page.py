"""Every promise of SECURITY.md names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_test_that_the_page_names_exists() -> None:
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    named = re.findall(r"`((?:tests/[\w/.]+|…)(?:::\w+)?)`", page)

    file, missing = "", []
    for name in named:
        path, _, test = name.partition("::")
        file = path if path != "…" else file
        text = (ROOT / file).read_text("utf-8")
        if test and f"def {test}(" not in text:
            missing.append(name)

    assert missing == []
    assert len(named) > 15
