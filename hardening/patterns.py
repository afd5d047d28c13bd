"""Whether every regular expression of the packages takes time in proportion to the text.

``python -m hardening.patterns`` gathers what the auditor and its rules compile, from their modules
and while the fuzzer's seeds are audited, and holds each against strings made to fit it: what its
parts match, over and over, and what almost matches. It prints those whose work grows with the
square of the text, and, where regexploit is installed, those that can backtrack without end.
"""

from __future__ import annotations

import ast
import random
import re
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

SIZES, FACTOR, GROWN, NOTICED = (5, 12, 30, 120, 500, 2_000), 4, 9.0, 0.01
"""Characters, times as many of them, growth that is more than proportion (4) and noise, and
seconds below which nothing is said: so many steps a character are in proportion."""
VARIANTS = 3


class Known(NamedTuple):
    """A regular expression, and where it is compiled."""

    pattern: str
    flags: int
    where: str


def gather() -> list[Known]:
    """Return every regular expression that the packages compile, each once.

    Call it before anything of the packages is imported.
    """
    found: dict[tuple[str, int], Known] = {}
    compile_one = re._compile  # type: ignore[attr-defined]

    def watched(pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(2)
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith("auditor") and isinstance(pattern, str):
            known = Known(pattern, int(flags), f"{module}:{frame.f_lineno}")
            found.setdefault((pattern, int(flags)), known)
        return compile_one(pattern, flags)

    re._compile = watched  # type: ignore[attr-defined]
    try:
        _compile_everything()
    finally:
        re._compile = compile_one  # type: ignore[attr-defined]
    return sorted(found.values(), key=lambda each: each.where)


def _compile_everything() -> None:
    from hardening.fuzz.laws import views
    from hardening.fuzz.seeds import seeds
    from hardening.fuzz.targets import TARGETS

    views()  # imports every module
    for name, target in TARGETS.items():
        for data in list(seeds(name))[::7]:
            target(data)


def growing(known: Known) -> str | None:
    """Return an attack under which the work grows faster than the text; ``None`` for none."""
    pattern = re.compile(known.pattern, known.flags)
    scan = _matched_once if is_anchored(known) else _scanned
    for attack in sorted(set(attacks(known))):
        if _is_growing(lambda text: scan(pattern, text), attack):
            return attack
    return None


def is_anchored(known: Known) -> bool:
    """Tell whether the packages only match it where they say, and never look for it."""
    return known.where != "" and not _uses(known.where) & {
        "search",
        "finditer",
        "findall",
        "sub",
        "subn",
        "split",
    }


@cache
def _uses(where: str) -> frozenset[str]:
    """Return the methods that are called on the constant of this line, anywhere in its pack."""
    module, _, line = where.partition(":")
    path = Path(str(import_module(module).__file__))
    name = _assigned(path, int(line))
    root = next(each for each in path.parents if each.name in ("auditor", "auditor_rules"))
    found = {"search"} if name is None else set[str]()
    for source in root.rglob("*.py") if name else ():
        found |= set(re.findall(rf"\b{name}\.(\w+)\(", source.read_text("utf-8")))
        if re.search(rf"[\[(,=] ?{name}\b(?!\.)", source.read_text("utf-8")):
            found.add("search")  # handed on: what becomes of it is not known
    return frozenset(found)


def _assigned(path: Path, line: int) -> str | None:
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and node.lineno <= line <= (node.end_lineno or 0):
            return node.targets[0].id if isinstance(node.targets[0], ast.Name) else None
    return None


def _is_growing(scan: Callable[[str], object], attack: str) -> bool:
    """Tell whether it grows between any two sizes, in the calmest of three measurements.

    From the shortest on: what grows with a high power of the text would else never end.
    """
    for size in SIZES:
        if _seconds(scan, attack, FACTOR * size) < NOTICED:
            continue
        grown = [
            _seconds(scan, attack, FACTOR * size) / max(_seconds(scan, attack, size), 1e-6)
            for _ in range(3)
        ]
        return min(grown) > GROWN
    return False


def _scanned(pattern: re.Pattern[str], text: str) -> None:
    deque(pattern.finditer(text), 0)


def _matched_once(pattern: re.Pattern[str], text: str) -> None:
    pattern.match(text)
    pattern.fullmatch(text)


def _seconds(scan: Callable[[str], object], attack: str, size: int) -> float:
    text = (attack * (size // len(attack) + 1))[:size] + "\0"
    begun = time.process_time()
    scan(text)
    return time.process_time() - begun


def attacks(known: Known) -> Iterator[str]:
    """Yield what to repeat: what the whole and its repeats match, whole and broken off."""
    parsed = _parse(known)
    for seed in range(VARIANTS):
        chance = random.Random(seed)
        whole = _sample(parsed, chance)
        parts = [_sample(body, chance) for body in _repeats(parsed)]
        for unit in (whole, whole[:-1], whole[: len(whole) // 2], *parts, "".join(parts)):
            if unit:
                yield unit
                yield unit[-1]


def _parse(known: Known) -> Any:
    name = "sre_parse" if sys.version_info < (3, 11) else "re._parser"
    return import_module(name).parse(known.pattern, known.flags)


def _repeats(parsed: Any) -> Iterator[Any]:
    """Yield the bodies of the repeats, inner ones too."""
    for operator, value in parsed:
        if str(operator).endswith("REPEAT"):
            if int(value[1]) > 1:
                yield value[2]
            yield from _repeats(value[2])
        else:
            for inner in _inner(str(operator), value):
                yield from _repeats(inner)


def _inner(operator: str, value: Any) -> list[Any]:
    if operator == "BRANCH":
        return list(value[1])
    if operator in ("SUBPATTERN", "ASSERT", "ASSERT_NOT"):
        return [value[-1]]
    return [value] if operator == "ATOMIC_GROUP" else []


def _sample(parsed: Any, chance: random.Random) -> str:
    """Return a string that matches, but for what looks around."""
    return "".join(_of_one(str(operator), value, chance) for operator, value in parsed)


def _of_one(operator: str, value: Any, chance: random.Random) -> str:
    if operator == "LITERAL":
        return chr(value)
    if operator in ("ANY", "NOT_LITERAL"):
        return "x" if value != ord("x") else "y"
    if operator == "IN":
        return _of_set(value, chance)
    if operator.endswith("REPEAT"):
        return _sample(value[2], chance) * max(int(value[0]), 1)
    if operator == "BRANCH":
        return _sample(chance.choice(value[1]), chance)
    inner = [] if operator.startswith("ASSERT") else _inner(operator, value)
    return "".join(_sample(each, chance) for each in inner)


CANDIDATES = "a1 .A\"-\n,é(“'"
_CATEGORIES = {"DIGIT": "1", "SPACE": " ", "WORD": "a"}


def _of_set(items: Any, chance: random.Random) -> str:
    """Return a character of a set."""
    if str(items[0][0]) == "NEGATE":
        refused = {_of_item(item, chance) for item in items[1:]}
        return next(each for each in CANDIDATES if each not in refused)
    return _of_item(chance.choice(items), chance)


def _of_item(item: Any, chance: random.Random) -> str:
    operator, value = str(item[0]), item[1]
    if operator == "RANGE":
        return chr(chance.choice(value))
    if operator == "CATEGORY":
        kind = str(value).rpartition("_")[2]
        return "." if "_NOT_" in str(value) else _CATEGORIES[kind]
    return chr(value)


def unbounded(known: Known) -> str | None:
    """Return what regexploit holds against it: exponential, or a cube or more of the text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it asks for sre_parse by its old name
        from regexploit.ast.sre import SreOpParser
        from regexploit.redos import find

    found = find(SreOpParser().parse_sre(known.pattern, known.flags))
    return str(found[0].example()) if found else None


def complaints(patterns: list[Known]) -> Iterator[str]:
    """Yield a line for each that is slow on something."""
    for known in patterns:
        attack = growing(known)
        if attack is not None:
            yield f"{known.where}: grows with the square of {attack!r}: {known.pattern[:90]!r}"
        try:
            example = unbounded(known)
        except ImportError:
            continue
        if example is not None:
            yield f"{known.where}: backtracks on {example}: {known.pattern[:90]!r}"


def main() -> None:
    """Print the complaints, and how many were looked at."""
    patterns = gather()
    for line in complaints(patterns):
        print(line, flush=True)
    print(f"{len(patterns)} regular expressions")


if __name__ == "__main__":
    main()
