"""Floors of quality: figures that may rise but not fall unnoticed.

``corpus/floors.json`` pins the figures of the marked documents beside it and, under ``data``, those
of each evaluation on the data folder, with a digest of what they were measured on. Run as
``python -m auditor.training.floors FOLDER "why"`` to pin the former anew, and ``audit evaluate DATA
--floors FILE --pin "why"`` the latter; reasons are kept beside them.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from auditor.engine.registry import discover
from auditor.errors import UsageError
from auditor.evaluation import Figure
from auditor.training.evaluate import Section
from auditor.training.marked import compare, digest_of, read_marked
from auditor.training.quality import dimension_figures
from auditor.writing import write_whole

FILE = "floors.json"
SLACK = 0.002
"""By which a figure on the data folder may lie below its floor: models are fitted on the way, and
another build of the linear algebra moves the third decimal."""


def measure(folder: Path) -> list[Figure]:
    """Return the figures of the folder's marked documents."""
    rules = discover()
    return list(dimension_figures([compare(marked, rules) for marked in read_marked(folder)]))


def breaches(folder: Path, figures: Iterable[Figure]) -> Iterator[str]:
    """Yield a sentence for each figure that fell, or if the documents are not those pinned."""
    pinned = _read(folder / FILE)
    if pinned["digest"] != digest_of(folder):
        yield (
            "the documents changed since the floors were pinned: look at the figures and pin them "
            f'anew with: python -m auditor.training.floors {folder} "why"'
        )
    yield from _falls({each.name: each for each in figures}, pinned["floors"], 0.0)


def breaches_of(sections: Iterable[Section], file: Path) -> Iterator[str]:
    """Yield a sentence for each figure that fell, of evaluations and of the marked documents.

    An evaluation that was skipped, or that nobody pinned, is told of by ``unheld``.
    """
    everything = _read(file)
    for section in sections:
        if section.digest == everything["digest"]:
            held = {it.name: it for it in section.figures if it.name in everything["floors"]}
            yield from _falls(held, everything["floors"], 0.0)
        floors = everything.get("data", {}).get(section.title)
        if section.skipped is None and floors is not None:
            if floors["digest"] != section.digest:
                yield f"{section.title}: measured on other data than was pinned: pin it anew"
            falls = _falls(_by_name(section.figures), floors["floors"], SLACK)
            yield from (f"{section.title}: {fall}" for fall in falls)


def unheld(sections: Sequence[Section], file: Path) -> Iterator[str]:
    """Yield a sentence for each evaluation that no floor was held against, and why."""
    pinned = _read(file).get("data", {})
    for section in sections:
        if section.skipped is not None:
            yield f"{section.title}: not held against its floors: {section.skipped}"
        elif section.title not in pinned and section.is_of_pack:
            yield f"{section.title}: has no floors yet"


def _falls(
    figures: Mapping[str, Figure], floors: Mapping[str, float], slack: float
) -> Iterator[str]:
    for name, figure in figures.items():
        floor = floors.get(name)
        if floor is None and math.isfinite(figure.value):
            yield f"{name} has no floor: pin it"
        elif floor is not None and _is_worse(figure, floor, slack):
            yield f"{name} fell to {figure.value:.4f}; its floor is {floor:.4f}"
    for name in floors:
        if name not in figures:
            yield f"{name} is no longer measured; pin anew if that is meant"


def _is_worse(figure: Figure, floor: float, slack: float) -> bool:
    if math.isnan(figure.value):
        return True
    worse = figure.value - floor if figure.is_lower_better else floor - figure.value
    return worse > slack


def _by_name(figures: Iterable[Figure]) -> dict[str, Figure]:
    """Return figures by name; of those that share one, the second and later get a number."""
    seen = Counter[str]()
    found = {}
    for figure in figures:
        seen[figure.name] += 1
        number = seen[figure.name]
        found[figure.name if number == 1 else f"{figure.name} #{number}"] = figure
    return found


def pin(folder: Path, figures: Iterable[Figure], reason: str) -> str:
    """Return the floors file that holds the figures; earlier reasons and the data's floors stay."""
    earlier = _read(folder / FILE) if (folder / FILE).exists() else {}
    return _text(
        {
            **earlier,
            "digest": digest_of(folder),
            "floors": _floors({each.name: each for each in figures}),
            "reasons": [*earlier.get("reasons", ()), reason],
        }
    )


def pin_data(file: Path, sections: Iterable[Section], reason: str) -> str:
    """Return the floors file with the figures of the evaluations that were run."""
    earlier = _read(file)
    measured = {
        section.title: {"digest": section.digest, "floors": _floors(_by_name(section.figures))}
        for section in sections
        if section.skipped is None and section.is_of_pack
    }
    data = dict(sorted({**earlier.get("data", {}), **measured}.items()))
    return _text({**earlier, "data": data, "reasons": [*earlier.get("reasons", ()), reason]})


def _floors(figures: Mapping[str, Figure]) -> dict[str, float]:
    return {name: _rounded(it) for name, it in figures.items() if math.isfinite(it.value)}


def _read(file: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: no file of floors: {error}") from error
    return found


def _text(payload: Mapping[str, Any]) -> str:
    return json.dumps(payload, indent=1, ensure_ascii=False) + "\n"


def _rounded(figure: Figure) -> float:
    """Round towards the worse, so that the figure that was pinned does not breach its floor."""
    scaled = figure.value * 10_000
    return (math.ceil(scaled) if figure.is_lower_better else math.floor(scaled)) / 10_000


def main(arguments: list[str]) -> None:
    """Pin the folder's figures."""
    folder, reason = Path(arguments[0]), arguments[1]
    write_whole(folder / FILE, pin(folder, measure(folder), reason))


if __name__ == "__main__":
    main(sys.argv[1:])
