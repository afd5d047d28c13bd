"""Schemas as their publishers give them out, from package registries; none is kept here."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

SARIF_PACKAGE = "@microsoft/sarif-multitool-linux@5.7.0"
JUNIT_PACKAGE = "pytest==8.3.4"  # its source archive holds Jenkins' junit-10.xsd
SECONDS = 120


def sarif_schema(folder: Path) -> dict[str, Any]:
    """Return the SARIF 2.1.0 schema; the test is skipped where npm or the registry is missing."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed: the SARIF schema cannot be fetched")
    archive = _fetched(["npm", "pack", "--silent", SARIF_PACKAGE], folder, "*.tgz")
    schema: dict[str, Any] = json.loads(_member(archive, "sarif-2.1.0.json"))
    return schema


def junit_schema(folder: Path) -> bytes:
    """Return Jenkins' junit-10.xsd; the test is skipped where the registry cannot be reached."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    return _member(_fetched([*pip, JUNIT_PACKAGE], folder, "*.tar.gz"), "junit-10.xsd")


def _fetched(command: list[str], folder: Path, pattern: str) -> Path:
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=SECONDS)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"the schema's package cannot be fetched: {error}")
    return next(folder.glob(pattern))


def _member(archive: Path, name: str) -> bytes:
    with tarfile.open(archive) as opened:
        found = next(each for each in opened if each.name.endswith(f"/{name}"))
        stream = opened.extractfile(found)
        assert stream is not None
        return stream.read()
