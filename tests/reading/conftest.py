"""What the tests of reading share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor import Document, Failure
from auditor.reading import ReadingOptions, read_paths

Read = Callable[..., tuple[list[Document], list[Failure]]]


@pytest.fixture
def read() -> Read:
    """Reads paths; returns the documents and the failures."""

    def read_all(*paths: Path | str, **options: object) -> tuple[list[Document], list[Failure]]:
        named = [str(path) for path in paths]
        found = list(read_paths(named, ReadingOptions(**options)))  # type: ignore[arg-type]
        documents = [each for each in found if isinstance(each, Document)]
        return documents, [each for each in found if isinstance(each, Failure)]

    return read_all
