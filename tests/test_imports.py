"""Who may import whom: the shape of the whole, kept by a test."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = [
    *sorted((ROOT / "auditor").rglob("*.py")),
    *sorted((ROOT / "rules" / "auditor_rules").rglob("*.py")),
]
HEAVY = ("sklearn", "numpy", "scipy", "textstat", "langdetect", "trafilatura", "jinja2", "lxml")


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


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


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    program = f"import sys, auditor.cli.main; print([n for n in {HEAVY!r} if n in sys.modules])"

    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert finished.stdout.strip() == "[]"
