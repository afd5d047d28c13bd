"""Floors of quality: figures that may rise but not fall unnoticed.

Run as ``python -m auditor.training.floors FOLDER "why"`` to pin the present figures anew; the
reason is kept beside them.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from auditor.evaluation import Figure
from auditor.registry import discover
from auditor.training.marked import compare, digest_of, read_marked
from auditor.training.quality import dimension_figures

FILE = "floors.json"


def measure(folder: Path) -> list[Figure]:
    """Return the figures of the folder's marked documents."""
    rules = discover()
    return list(dimension_figures([compare(marked, rules) for marked in read_marked(folder)]))


def breaches(folder: Path, figures: Iterable[Figure]) -> Iterator[str]:
    """Yield a sentence for each figure that fell, or if the documents are not those pinned."""
    pinned: Mapping[str, Any] = json.loads((folder / FILE).read_text("utf-8"))
    if pinned["digest"] != digest_of(folder):
        yield (
            "the documents changed since the floors were pinned: look at the figures and pin them "
            f'anew with: python -m auditor.training.floors {folder} "why"'
        )
    for figure in figures:
        floor = pinned["floors"].get(figure.name)
        if floor is None and math.isfinite(figure.value):
            yield f"{figure.name} has no floor: pin it"
        elif floor is not None and _is_worse(figure, floor):
            yield f"{figure.name} fell to {figure.value:.4f}; its floor is {floor:.4f}"


def _is_worse(figure: Figure, floor: float) -> bool:
    if math.isnan(figure.value):
        return True
    return figure.value > floor if figure.is_lower_better else figure.value < floor


def pin(folder: Path, figures: Iterable[Figure], reason: str) -> str:
    """Return the floors file that holds the figures; earlier reasons stay."""
    path = folder / FILE
    earlier = json.loads(path.read_text("utf-8"))["reasons"] if path.exists() else []
    payload = {
        "digest": digest_of(folder),
        "floors": {
            figure.name: _rounded(figure) for figure in figures if math.isfinite(figure.value)
        },
        "reasons": [*earlier, reason],
    }
    return json.dumps(payload, indent=1, ensure_ascii=False) + "\n"


def _rounded(figure: Figure) -> float:
    """Round towards the worse, so that the figure that was pinned does not breach its floor."""
    scaled = figure.value * 10_000
    return (math.ceil(scaled) if figure.is_lower_better else math.floor(scaled)) / 10_000


def main(arguments: list[str]) -> None:
    """Pin the folder's figures."""
    folder, reason = Path(arguments[0]), arguments[1]
    (folder / FILE).write_text(pin(folder, measure(folder), reason), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
