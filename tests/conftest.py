"""What the tests share: where the real data is, when it is there at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from auditor import RuleSet, discover

ROOT = Path(__file__).parent.parent
settings.register_profile("untimed", deadline=None)  # a busy machine is no defect
settings.load_profile("untimed")


def _folder(variable: str, default: str) -> Path:
    folder = Path(os.environ.get(variable, ROOT / default))
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: set {variable} to run this test")
    return folder


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The labelled data; the test is skipped where it is missing."""
    return _folder("AUDITOR_DATA", "../shared/data")


@pytest.fixture(scope="session")
def seeds_folder() -> Path:
    """The five real documents; the test is skipped where they are missing."""
    return _folder("AUDITOR_SEEDS", "../shared/seeds")


@pytest.fixture(scope="session")
def rules() -> RuleSet:
    """The rules of every installed pack."""
    return discover()
