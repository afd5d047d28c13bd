"""Mutation: how many small faults, made on purpose, do the tests notice?

    pip install mutmut
    python -m hardening.mutants auditor.scoring auditor_rules

mutmut makes the mutants, in a copy of the last commit. They are run here, because mutmut takes a
package for what its folder is called (``rules.auditor_rules``), and does not see that a function
behind a cache was called when another test filled it. Each runs in a process of its own with every
cache empty, held to the tests that mirror its module, those of hostile lengths left out. What only
runs while a module is imported is not reached.
"""

from __future__ import annotations

import argparse
import difflib
import functools
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
MUTATED = (
    "auditor/text/*.py",
    "auditor/scoring/*.py",
    "auditor_rules/attribution/rules/vague_attribution.py",
    "auditor_rules/boilerplate/rules/truncated_text.py",
    "auditor_rules/contradiction/rules/parts_and_whole.py",
    "auditor_rules/machine_translation/rules/spun_number.py",
)
ALSO = "tests rules corpus hardening benchmarks docs reports README.md LICENSE".split()
MAX_SECONDS = 30
"""Of processor time; the slowest of the tests that are asked takes two."""
_MUTANT = re.compile(r"__mutmut_(?:orig|\d+)")
_MAKE = """
from mutmut import __main__ as mutmut
mutmut.set_mutant_under_test("mutant_generation")
mutmut.copy_src_dir(), mutmut.copy_also_copy_files(), mutmut.setup_source_paths()
mutmut.store_lines_covered_by_tests(), mutmut.create_mutants(1)
"""


def make(folder: Path) -> Path:
    """Write the last commit and its mutants into the folder; return where the mutants are."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True)
    subprocess.run(["tar", "-x"], cwd=folder, check=True, input=archive.stdout)
    (folder / "rules/auditor_rules").rename(folder / "auditor_rules")
    (folder / "rules/auditor_rules").symlink_to("../auditor_rules")
    settings = {
        "source_paths": ("auditor", "auditor_rules"),
        "only_mutate": MUTATED,
        "also_copy": ALSO,
    }
    with (folder / "setup.cfg").open("a") as file:
        file.write("\n[mutmut]\n")
        file.writelines(f"{key} =\n    " + "\n    ".join(settings[key]) + "\n" for key in settings)
    (folder / "mutants").mkdir()
    subprocess.run(
        [sys.executable, "-P", "-c", _MAKE], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )
    return folder / "mutants"


def mutants(folder: Path, prefixes: tuple[str, ...]) -> dict[str, Path]:
    """Return the names of the mutants that begin with a prefix, each with its file."""
    return {
        name: file.with_suffix("")
        for file in sorted(folder.rglob("*.meta"))
        for name in json.loads(file.read_text())["exit_code_by_key"]
        if name.startswith(prefixes)
    }


def tests_of(mutant: str) -> tuple[str, ...]:
    """Return the tests that mirror the module of a mutant."""
    package, part, *rest = mutant.split(".")
    if package == "auditor_rules":
        return (f"tests/rules/{part}/test_{rest[0]}.py", "tests/rules/test_examples.py")
    if part == "scoring":
        return ("tests/scoring",)
    own = f"tests/text/test_{rest[0]}.py"
    if rest[0] in ("numerals", "units"):
        return (own, "tests/text/test_quantities.py")
    return (own,) if Path(own).exists() else ("tests/text", "tests/rules/test_examples.py")


class Trial:
    """A pytest plug-in that runs what was collected once for every mutant."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.outcomes: dict[str, str] = {}

    def pytest_runtestloop(self, session: Any) -> bool:
        """Try every mutant, but first the code as it is."""
        for name in {name.rpartition("__")[0]: name for name in self.names}.values():
            if (outcome := self._tried(session.items, name, "")) != "survived":
                raise RuntimeError(f"without a mutant the tests of {name} do not pass: {outcome}")
        for name in self.names:
            self.outcomes[name] = self._tried(session.items, name, name)
        return True

    def _tried(self, items: list[Any], name: str, mutant: str) -> str:
        chosen = [
            item
            for item in items
            if item.nodeid.startswith(tests_of(name)) and "hostile" not in item.nodeid
        ]
        chosen.sort(key=lambda item: hasattr(item.obj, "hypothesis"))  # the slow ones last
        child = os.fork()
        if child == 0:
            _hold_to(chosen, mutant)
        return _outcome(child)


def _hold_to(items: list[Any], mutant: str) -> None:
    from _pytest.runner import runtestprotocol
    from mutmut.mutation.trampoline import set_mutant_under_test

    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS + 2))
    _forget()
    set_mutant_under_test(mutant)
    try:
        for item, following in zip(items, [*items[1:], None], strict=True):
            if any(each.failed for each in runtestprotocol(item, log=False, nextitem=following)):
                os._exit(1)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _forget() -> None:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("auditor", "auditor_rules"):
            for value in list(vars(module).values()):
                if isinstance(value, functools._lru_cache_wrapper):
                    value.cache_clear()


def _outcome(child: int) -> str:
    end = time.monotonic() + 10 * MAX_SECONDS
    while time.monotonic() < end:
        found, status = os.waitpid(child, os.WNOHANG)
        if found and os.WIFSIGNALED(status):
            return "timed out"
        if found:
            return "survived" if os.WEXITSTATUS(status) == 0 else "killed"
        time.sleep(0.01)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return "timed out"


def changes(file: Path, name: str) -> Iterator[str]:
    """Yield the lines in which a mutant differs from what it was made of."""
    source = file.read_text("utf-8")
    function = name.rpartition(".")[2]
    original = _MUTANT.sub("__mutmut_orig", function)
    before, after = (_lines_of(source, each) for each in (original, function))
    for line in difflib.unified_diff(before, after, n=0, lineterm=""):
        if line[0] in "+-" and line[:3] not in ("+++", "---"):
            yield f"{line[0]} {line[1:].strip()}"


def _lines_of(source: str, function: str) -> list[str]:
    found = re.search(rf"^( *)def {function}\(.*?(?=^\1\S|\Z)", source, re.DOTALL | re.MULTILINE)
    return [] if found is None else _MUTANT.sub("", found.group()).splitlines()


def main() -> None:
    """Make the mutants, try them, and print the survivors and a line per module."""
    parser = argparse.ArgumentParser(description=__doc__, usage="%(prog)s PREFIX ...")
    parser.add_argument("prefixes", nargs="+", metavar="PREFIX")
    prefixes = tuple(parser.parse_args().prefixes)
    with tempfile.TemporaryDirectory() as folder:
        copy = make(Path(folder))
        os.chdir(copy)
        sys.path[:0] = [str(copy), str(copy / "tests")]
        files = mutants(copy, prefixes)
        trial = Trial(list(files))
        _run(trial)
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name, outcome in trial.outcomes.items():
            counts[".".join(name.split(".")[:3])][outcome] += 1
            if outcome == "survived":
                print(name, *changes(files[name], name), sep="\n  ")
    for module, outcomes in counts.items():
        print(module, *(f"{outcomes[each]} {each}" for each in sorted(outcomes)), sep="  ")


def _run(trial: Trial) -> None:
    import pytest

    os.environ["MUTANT_UNDER_TEST"] = ""
    chosen = sorted({test for name in trial.names for test in tests_of(name)})
    options = ["-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", "-W", "ignore"]
    pytest.main([*options, "-m", "not browser and not slow and not data", *chosen], [trial])


if __name__ == "__main__":
    main()
