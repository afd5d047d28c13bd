"""PDF: the text layer in reading order, without running heads, with words mended at line ends."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from auditor.document import Document
from auditor.errors import ReadingError
from auditor.finding import Failure
from auditor.reading.entries import entry
from auditor.reading.office import entry_of, whole_binary
from auditor.reading.piece import Format, Piece, ReadingOptions

_MAX_LINES = 1_000
"""On one page; of more, the order of the file is kept."""
_MAX_CHARACTERS = 400_000
"""On one page; what comes after these is no page for readers."""
_EDGE_LINES = 2
"""At the top and the foot of a page, among which running heads are looked for."""
_GUTTER = 6.0
"""Points: the least width of the space between two columns."""
_NUMBER = re.compile(r"[-–— ]*(?:page |seite )?[0-9ivxlc]{1,5}(?: (?:of|/) ?\d+)?[-–— ]*", re.I)
_HYPHENS = "-\u00ad\u2010\ufffe\x02"
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?")


class Line(NamedTuple):
    """Text on one line, and its box in points; ``y`` grows upwards."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def parse(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the document of a PDF file."""
    assert isinstance(piece.content, bytes)
    try:
        made = _pdf(piece.content)
    except ReadingError as error:
        yield piece.failure(str(error))
        return
    yield from entry_of(piece, made, options)


def _pdf(content: bytes) -> dict[str, Any]:
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError as error:
        raise ReadingError("PDF is read by pypdfium2: pip install 'audit-articles[pdf]'") from error
    try:
        file = PdfDocument(content)
    except PdfiumError as error:
        if "assword" in str(error):
            raise ReadingError("encrypted; save it without a password") from error
        raise ReadingError(f"not a whole PDF file: {error}") from error
    pages = [_lines(file, number) for number in range(len(file))]
    without = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(without) == len(pages):
        raise ReadingError(
            "a scan: it has no text layer; put one in by OCR (such as ocrmypdf) and read it again"
        )
    pages, heads = without_running_heads(pages)
    lost = [f"running heads and page numbers ({heads})"] if heads else []
    lost += [f"pages without text ({', '.join(map(str, without))})"] if without else []
    said = _metadata(file)
    file.close()
    return entry(
        joined([line for lines in pages for line in lines]),
        said,
        lost=(f"left out: {'; '.join(lost)}",) if lost else (),
    )


def _metadata(file: Any) -> dict[str, tuple[str | None, str]]:
    given = file.get_metadata_dict()
    return {
        "title": (given.get("Title"), "PDF Title"),
        "byline": (given.get("Author"), "PDF Author"),
        "published": (_date(given.get("CreationDate")), "PDF CreationDate"),
        "modified": (_date(given.get("ModDate")), "PDF ModDate"),
    }


def _date(written: str | None) -> str | None:
    match = _DATE.match(written or "")
    if match is None:
        return None
    year, month, day, hour, minute, second = match.groups()
    clock = f"T{hour}:{minute}:{second or '00'}" if hour else ""
    return f"{year}-{month or '01'}-{day or '01'}{clock}"


def _lines(file: Any, number: int) -> list[Line]:
    """Return a page's lines in reading order."""
    page = file[number]
    text = page.get_textpage()
    lines = in_lines(_characters(text))
    text.close()
    page.close()
    return lines if len(lines) > _MAX_LINES else in_reading_order(lines)


def _characters(text: Any) -> Iterator[Line]:
    """Yield a page's characters with their boxes, in the order of the file."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(min(text.count_chars(), _MAX_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, index)
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        shown = "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
        yield Line(left.value, bottom.value, right.value, top.value, shown)


def in_lines(characters: Iterable[Line]) -> list[Line]:
    """Join characters to lines; a gap as wide as between columns ends one, as a line's end does."""
    lines: list[Line] = []
    held: list[Line] = []
    for each in characters:
        last = next((one for one in reversed(held[-3:]) if not one.text.isspace()), None)
        if each.text in "\r\n" or (last is not None and _is_apart(last, each)):
            lines += _line(held)
            held = []
        if each.text not in "\r\n\0":
            held.append(each)
    return [*lines, *_line(held)]


def _is_apart(last: Line, each: Line) -> bool:
    if each.text.isspace():
        return False
    height = max(last.top - last.bottom, each.top - each.bottom, 4)
    return not -20 * height < each.left - last.right < 3 * height


def _line(characters: Sequence[Line]) -> list[Line]:
    shown = [each for each in characters if not each.text.isspace()]
    if not shown:
        return []
    return [
        Line(
            min(each.left for each in shown),
            min(each.bottom for each in shown),
            max(each.right for each in shown),
            max(each.top for each in shown),
            " ".join("".join(each.text for each in characters).split()),
        )
    ]


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Order a page's lines: column after column, and what goes across them in between."""
    gutter = _gutter(lines)
    if gutter is None:
        return sorted(lines, key=lambda line: (-round(line.top), line.left))
    across = sorted((each for each in lines if each.left < gutter < each.right), key=_from_top)
    rest = [each for each in lines if not each.left < gutter < each.right]
    ordered: list[Line] = []
    for head in (*across, None):
        band = [each for each in rest if head is None or each.bottom >= head.top - 2]
        rest = [each for each in rest if each not in band]
        for side in (
            [each for each in band if each.right <= gutter],
            [each for each in band if each.left >= gutter],
        ):
            ordered += in_reading_order(side)
        if head is not None:
            ordered.append(head)
    return ordered


def _from_top(line: Line) -> float:
    return -line.top


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return where the space between two columns is; ``None`` where the lines are one column.

    There must be three lines on either side, at the same height, and few may cross it.
    """
    best: tuple[int, float] | None = None
    edges = sorted({round(each.right) for each in lines})
    for edge in edges:
        x = edge + _GUTTER / 2
        left = [each for each in lines if each.right <= x]
        right = [each for each in lines if each.left >= x + _GUTTER / 2]
        crossing = len(lines) - len(left) - len(right)
        if len(left) < 3 or len(right) < 3 or 3 * crossing > len(lines):
            continue
        if _are_beside(left, right) and (best is None or crossing < best[0]):
            best = (crossing, x)
    return None if best is None else best[1]


def _are_beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Tell whether the blocks stand side by side, and both are wide enough for prose."""
    overlap = min(max(each.top for each in left), max(each.top for each in right)) - max(
        min(each.bottom for each in left), min(each.bottom for each in right)
    )
    widths = [median(each.right - each.left for each in side) for side in (left, right)]
    return overlap > 20 and min(widths) > 60


def without_running_heads(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], int]:
    """Leave out what recurs at the top or the foot of pages, and page numbers; count it."""
    shapes: Counter[str] = Counter()
    for lines in pages:
        shapes.update({_shape(each) for each in _edges(lines)})
    recurring = {shape for shape, count in shapes.items() if count >= max(2, len(pages) / 3)}
    kept = []
    dropped = 0
    for lines in pages:
        heads = [
            each
            for each in _edges(lines)
            if _shape(each) in recurring
            or (len(pages) > 1 and _NUMBER.fullmatch(each.text.strip()))
        ]
        dropped += len(heads)
        kept.append([each for each in lines if each not in heads])
    return kept, dropped


def _edges(lines: Sequence[Line]) -> list[Line]:
    ordered = sorted(lines, key=_from_top)
    return [*ordered[:_EDGE_LINES], *ordered[_EDGE_LINES:][-_EDGE_LINES:]]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split()).lower())


def joined(lines: Sequence[Line]) -> str:
    """Join lines to paragraphs, and words that were cut at their ends."""
    if not lines:
        return ""
    pitch = median(
        [a.bottom - b.bottom for a, b in pairwise(lines) if a.bottom > b.bottom] or [12.0]
    )
    parts = [lines[0].text.strip()]
    for last, line in pairwise(lines):
        text = line.text.strip()
        if parts[-1].endswith(tuple(_HYPHENS)) and text[:1].islower():
            parts[-1] = parts[-1].rstrip(_HYPHENS) + text
        elif _begins_paragraph(last, line, pitch):
            parts.append(text)
        else:
            parts[-1] = f"{parts[-1].rstrip(_HYPHENS[1:])} {text}"
    return "\n".join(part for part in parts if part)


def _begins_paragraph(last: Line, line: Line, pitch: float) -> bool:
    heights = (last.top - last.bottom, line.top - line.bottom)
    if max(heights) > 1.25 * min(heights):
        return True  # a heading
    down = last.bottom - line.bottom
    if down < 0:  # the next column or page
        return _ENDS.search(last.text.strip()) is not None
    if down > 1.4 * pitch:
        return True
    is_indented = 6 < line.left - last.left < 60
    return is_indented and _ENDS.search(last.text.strip()) is not None


FORMAT = Format("pdf", (".pdf",), whole_binary("pdf"), parse)
