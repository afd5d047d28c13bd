"""Who may import whom: the shape of the whole, kept by a test."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from auditor import DIMENSIONS, discover

ROOT = Path(__file__).parent.parent
PACKAGES = (ROOT / "auditor", ROOT / "rules" / "auditor_rules")
MODULES = [path for package in PACKAGES for path in sorted(package.rglob("*.py"))]
HEAVY = ("sklearn", "numpy", "scipy", "textstat", "langdetect", "trafilatura", "jinja2", "lxml")


def _name(path: Path) -> str:
    package = next(each for each in PACKAGES if path.is_relative_to(each))
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {_name(path): path for path in MODULES}


def _imported(path: Path) -> set[str]:
    """Return what a module imports, within functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {
                full if (full := f"{node.module}.{alias.name}") in NAMES else node.module
                for alias in node.names
            }
    return found


def _circle(graph: Mapping[str, Iterable[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _package(name: str) -> str:
    """Return the folder of a module below ``auditor``; a loose module stands for itself."""
    first, second, *_ = (*name.split("."), "", "")
    return f"{first}.{second}".rstrip(".")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_engine_never_names_a_rule_and_rules_use_the_public_name(path: Path) -> None:
    imported = _imported(path)
    if path.is_relative_to(ROOT / "auditor"):
        assert not {name for name in imported if name.startswith("auditor_rules")}
    else:
        inner = {name for name in imported if name.startswith("auditor.")}
        is_learning = bool({"learning", "evaluation"} & set(path.parts))
        assert {name for name in inner if not name.startswith("auditor.training")} == set()
        assert is_learning or not inner or path.name == "training_domain.py"


LEFT = {
    ("auditor_rules.contradiction.learning.data", "auditor_rules.contradiction.learning.train"),
    ("auditor_rules.attribution.learning.evaluate", "auditor_rules.attribution.learning.train"),
}
"""Imports that close a circle still: to be taken away, and none to be added."""


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_no_module_imports_itself_by_way_of_others(package: Path) -> None:
    graph = {
        name: {
            each
            for each in _imported(path) & set(NAMES)
            if each != name and (name, each) not in LEFT
        }
        for name, path in NAMES.items()
        if path.is_relative_to(package)
    }

    assert _circle(graph) == []


def test_no_folder_of_the_auditor_imports_itself_by_way_of_others() -> None:
    graph: defaultdict[str, set[str]] = defaultdict(set)
    for name, path in NAMES.items():
        if name.startswith("auditor."):
            graph[_package(name)] |= {
                _package(each) for each in _imported(path) if each.startswith("auditor.")
            } - {_package(name)}

    assert _circle(graph) == []


MAY_NAME_DIMENSIONS = {
    "auditor.dimensions": "the table of them",
    "auditor.settings.keys": "examples of what users write",
}


def test_the_core_names_no_rule_and_no_dimension() -> None:
    named = {*DIMENSIONS, *(rule.id for rule in discover().rules)}
    texts = {
        (name, node.value)
        for name, path in NAMES.items()
        if path.is_relative_to(ROOT / "auditor") and name not in MAY_NAME_DIMENSIONS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert {(name, text) for name, text in texts if text in named} == set()


@pytest.mark.parametrize(
    ("folder", "other"), [("benchmarks", "hardening"), ("hardening", "benchmarks")]
)
def test_speed_and_hardening_do_not_need_each_other(folder: str, other: str) -> None:
    imported = {name for path in (ROOT / folder).rglob("*.py") for name in _imported(path)}

    assert {name for name in imported if name.split(".")[0] == other} == set()


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    program = f"import sys, auditor.cli.main; print([n for n in {HEAVY!r} if n in sys.modules])"

    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert finished.stdout.strip() == "[]"
