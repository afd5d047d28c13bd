"""What is installed is what is here: an editable install forgives what a wheel does not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from email import message_from_bytes
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LICENCES = ("LICENSE", "LICENSE-WordNet")
FOLDERS = (ROOT / "auditor", ROOT / "rules" / "auditor_rules")


def _packages_below(folder: Path) -> set[str]:
    inits = folder.rglob("__init__.py")
    return {".".join(init.parent.relative_to(folder.parent).parts) for init in inits}


def test_setup_cfg_lists_the_packages_that_exist() -> None:
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg")

    listed = set(settings["options"]["packages"].split())

    assert listed == {name for folder in FOLDERS for name in _packages_below(folder)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as a user's pip would, but without asking the network."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"  # a copy: building leaves folders behind
    for name in ("auditor", "rules"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", *LICENCES):
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    subprocess.run(
        [*command, "--no-build-isolation", "--wheel-dir", str(folder), str(source)],
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    on_disk = {
        path.relative_to(folder.parent).as_posix()
        for folder in FOLDERS
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    packed = set(zipfile.ZipFile(wheel).namelist())

    assert on_disk - packed == set()


def test_the_wheel_brings_the_licences_of_what_is_in_it(wheel: Path) -> None:
    packed = {Path(name).name for name in zipfile.ZipFile(wheel).namelist()}

    assert packed >= set(LICENCES)


def test_the_installed_wheel_audits_away_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    (tmp_path / "a.txt").write_text("The harbour bridge reopened on Tuesday.", "utf-8")
    program = "import auditor, sys; from auditor.cli.main import main; print(auditor.__file__, "
    program += "file=sys.stderr); main()"

    finished = subprocess.run(
        [sys.executable, "-c", program, "run", "a.txt", "--format", "jsonl", "-o", "-"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(site), "PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 0, finished.stderr
    assert str(site) in finished.stderr
    assert '"schema": 1' in finished.stdout


def test_the_metadata_says_what_an_index_shows(wheel: Path) -> None:
    packed = zipfile.ZipFile(wheel)
    (name,) = (each for each in packed.namelist() if each.endswith(".dist-info/METADATA"))
    metadata = message_from_bytes(packed.read(name))

    classifiers = set(metadata.get_all("Classifier", []))
    assert {
        f"Programming Language :: Python :: 3.{minor}" for minor in range(10, 15)
    } <= classifiers
    assert "Typing :: Typed" in classifiers
    assert "MIT" in (metadata["License-Expression"], metadata["License"])
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert metadata["Requires-Python"] == ">=3.10"
    assert metadata["Keywords"]


def test_typed_is_no_empty_word(wheel: Path) -> None:
    assert "auditor/py.typed" in zipfile.ZipFile(wheel).namelist()
