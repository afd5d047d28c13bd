"""The committed sample is what the present rules and reports give."""

from __future__ import annotations

from pathlib import Path

import pytest

from .rebuild import SAMPLE, rebuild


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.mark.slow  # not for its time: so that a rule can be worked on before the sample is rebuilt
def test_the_sample_is_up_to_date(tmp_path: Path) -> None:
    rebuild(tmp_path)
    made, kept = contents(tmp_path), contents(SAMPLE)

    assert sorted(made) == sorted(kept), "run `make sample` and look at the difference"
    stale = [name for name in made if made[name] != kept[name]]
    assert stale == [], "run `make sample` and look at the difference"
