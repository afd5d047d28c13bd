"""Plots of an evaluation as SVG that stands alone and is legible on light and on dark ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from auditor.evaluation import Judgements
from auditor.training.judging import precision_recall, reliability

SIDE, LEFT, TOP = 300, 58, 44
"""The square of the plot and where it begins, in pixels."""
WIDTH, HEIGHT = LEFT + SIDE + 22, TOP + SIDE + 52
MAX_POINTS = 400
"""Of a curve; more cannot be told apart in so few pixels."""
STYLE = """
svg{font:12px system-ui,sans-serif;background:#fff;color:#1c2126;--line:#5c6670;--soft:#d5dae0;
--mark:#0b62b0}
@media (prefers-color-scheme:dark){svg{background:#14181c;color:#e7ebef;--line:#9aa5b0;
--soft:#333b44;--mark:#6db4f5}}
text{fill:currentColor}.end{text-anchor:end}.mid{text-anchor:middle}.title{font-weight:600}
path{fill:none;stroke:var(--soft)}.axis{stroke:var(--line)}.ideal{stroke:var(--line);
stroke-dasharray:4 4}.curve,.range{stroke:var(--mark);stroke-width:2}.range{stroke-width:1.2}
circle{fill:var(--mark)}
"""


def reliability_diagram(judged: Judgements) -> str:
    """Draw how often the fault was there against its mean probability, ten bins of equal count."""
    return _drawing(
        judged, "Reliability", "mean probability", "documents with the fault", _reliability(judged)
    )


def _reliability(judged: Judgements) -> Iterator[str]:
    bins = reliability(judged)
    yield _path([(0, 0), (1, 1)], "ideal")
    for each in bins:
        yield _path([(each.probability, each.low), (each.probability, each.high)], "range")
    yield _path([(each.probability, each.frequency) for each in bins], "curve")
    for each in bins:
        x, y = _place(each.probability, each.frequency)
        yield f'<circle cx="{x}" cy="{y}" r="3.5"/>'


def precision_recall_curve(judged: Judgements) -> str:
    """Draw precision against recall; the dashed line is that of flagging everything."""
    return _drawing(judged, "Precision and recall", "recall", "precision", _curve(judged))


def _curve(judged: Judgements) -> Iterator[str]:
    steps = list(precision_recall(judged))
    if steps:
        everything = steps[-1].precision
        yield _path([(0, everything), (1, everything)], "ideal")
        every = -(-len(steps) // MAX_POINTS)
        yield _path([*steps[::every], steps[-1]], "curve")


def _drawing(judged: Judgements, title: str, across: str, up: str, marks: Iterable[str]) -> str:
    count = f"{len(judged.labels):,} documents"
    name = escape(judged.name)
    middle, foot = LEFT + SIDE / 2, TOP + SIDE
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{title}: {name}</title><style>{STYLE}</style>",
        f'<text class="title" x="{LEFT}" y="18">{title}, {count}</text>',
        f'<text x="{LEFT}" y="35">{name}</text>',
        *_grid(),
        *marks,
        f'<text class="mid" x="{middle:g}" y="{foot + 40}">{across}</text>',
        f'<text class="mid" transform="translate(16 {TOP + SIDE / 2:g}) rotate(-90)">{up}</text>',
        "</svg>",
    )
    return "\n".join(lines) + "\n"


def _grid() -> Iterator[str]:
    for tenths in range(0, 11, 2):
        share = tenths / 10
        x, y = _place(share, share)
        yield _path([(share, 0), (share, 1)], "") + _path([(0, share), (1, share)], "")
        yield f'<text class="mid" x="{x}" y="{TOP + SIDE + 18}">{share:g}</text>'
        yield f'<text class="end" x="{LEFT - 8}" y="{y + 4:g}">{share:g}</text>'
    yield _path([(0, 1), (0, 0), (1, 0)], "axis")


def _path(points: Iterable[tuple[float, float]], name: str) -> str:
    places = " ".join("{:g},{:g}".format(*_place(*point)) for point in points)
    return f'<path class="{name}" d="M{places}"/>' if name else f'<path d="M{places}"/>'


def _place(x: float, y: float) -> tuple[float, float]:
    return round(LEFT + SIDE * x, 1), round(TOP + SIDE * (1 - y), 1)
