"""Pages whose kind is known, as texts: what the model of kinds is trained and measured on.

Two public sets, checked out beside each other: WCXB (web-content-extraction-benchmark, CC BY
4.0), whose seven types people have reviewed, and autopager's pages (MIT), which are parts of lists.
Each page gives up to three texts: what trafilatura extracts, all of the page, and the gold text.
Articles come from the labelled lines too, and lists are also made of the leads of articles.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlparse
from zlib import crc32

from auditor.training.records import read_records
from auditor_rules.boilerplate.learning.data import FILES, FOLDS

KIND_OF = {"collection": "list", "listing": "list"}
WEIGHTS = {
    **{"extracted": 1.0, "whole": 0.6, "gold": 0.6, "extractor": 0.4, "mild": 0.4},
    **{"news": 0.6, "contemporary": 0.6, "leads": 0.35},
}
"""What a text of each view counts for: the first is closest to what audits read."""
SHORTEST, LONGEST = 300, 200_000
SINGLE = frozenset({4, 5, 32, 48, 54, 55, 56, 57, 58, 83, 84, 88, 92, 132, 135, 150, 155, 157})
"""Files of autopager that are no lists, by their addresses."""
_FORUM = re.compile(r"forum|thread|/board/|discussion/|askdin|bitterkittens")
_BLOCKS = frozenset(
    """p div li ul ol table tr td th h1 h2 h3 h4 h5 h6 section article header footer nav aside form
    br hr dl dt dd pre blockquote figure figcaption option select button main label legend
    fieldset""".split()
)
_UNSEEN = frozenset("script style noscript template svg head iframe".split())


class Page(NamedTuple):
    """A text with the kind of its page."""

    id: str
    kind: str
    group: str
    """Its site."""
    view: str
    text: str

    @property
    def fold(self) -> int:
        """The fold of its site: the same in every set."""
        return crc32(self.group.encode()) % FOLDS


def read_pages(data: Path, wcxb: Path, autopager: Path) -> Iterator[Page]:
    """Yield the texts of all sets, long enough and not longer than a page."""
    for page in _all_pages(data, wcxb, autopager):
        if SHORTEST <= len(page.text) <= LONGEST:
            yield page


def _all_pages(data: Path, wcxb: Path, autopager: Path) -> Iterator[Page]:
    yield from _of_wcxb(wcxb)
    yield from _of_autopager(autopager)
    yield from _of_lines(data)
    yield from _clean(data)
    yield from _leads(data)


def _of_wcxb(folder: Path) -> Iterator[Page]:
    listed = json.loads((folder / "metadata.json").read_text("utf-8"))["files"]
    for file in sorted((folder / "dev" / "html").glob("*.gz")):
        name = file.name.split(".")[0]
        about = listed[name]
        gold = json.loads((folder / "dev" / "ground-truth" / f"{name}.json").read_text("utf-8"))
        kind = KIND_OF.get(about["page_type"], about["page_type"])
        source = gzip.decompress(file.read_bytes()).decode("utf-8", "replace")
        known = gold["ground_truth"]
        title, text = known.get("title") or "", known.get("main_content") or ""
        texts = {
            "extracted": extracted(source),
            "whole": whole(source),
            "gold": text if title in text[:300] else f"{title}\n{text}",
        }
        for view, each in texts.items():
            yield Page(f"wcxb-{name}", kind, about["domain"], view, each)


def _of_autopager(folder: Path) -> Iterator[Page]:
    data = folder / "autopager" / "data"
    with (data / "data.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if int(row["File Name"]) in SINGLE:
                continue
            content = (data / "html" / f"{row['File Name']}.html").read_bytes()
            source = content.decode(row["Encoding"] or "utf-8", "replace")
            address = row["Page URL"]
            kind = "forum" if _FORUM.search(address) else "list"
            site = urlparse(address).netloc
            for view, text in (("extracted", extracted(source)), ("whole", whole(source))):
                yield Page(f"autopager-{row['File Name']}", kind, site, view, text)


def extracted(source: str) -> str:
    """Return what trafilatura takes for the page's text."""
    from trafilatura import bare_extraction

    found = bare_extraction(source, with_metadata=False, include_comments=False)
    return str(getattr(found, "text", None) or "")


def whole(source: str) -> str:
    """Return all text of a page, a line for every block."""
    from lxml import etree, html

    try:
        root = html.fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return ""
    pieces: list[str] = []
    _collect(root, pieces, 0)
    found = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in found if line)


def _collect(element: Any, pieces: list[str], depth: int) -> None:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    ends = "\n" if element.tag in _BLOCKS else ""
    pieces += [ends, " ".join(re.split(r"\s+", element.text or ""))]
    for child in element if depth < 200 else ():
        _collect(child, pieces, depth + 1)
        pieces.append(" ".join(re.split(r"\s+", child.tail or "")))
    pieces.append(ends)


def _of_lines(data: Path) -> Iterator[Page]:
    for row in read_records(data / FILES["extractor"]):
        text = "\n".join(line["text"] for line in row["lines"])
        yield Page(row["id"], "article", row["domain"], "extractor", text)
    for row in read_records(data / FILES["mild"]):
        text = "\n".join(line["text"] for line in row["lines"] if line["label"] == "content")
        yield Page(row["id"], "article", row["domain"], "mild", text)


def _clean(data: Path) -> Iterator[Page]:
    for index, row in enumerate(read_records(data / "bench" / "news.jsonl.gz")):
        if index % 4 == 0:
            yield Page(f"news-{index}", "article", f"news-{index}", "news", row["text"])
    rows = list(read_records(data / "clean" / "contemporary.jsonl.gz"))
    for row in random.Random(1).sample(rows, 500):
        yield Page(row["id"], "article", row["id"], "contemporary", row["text"])


def _leads(data: Path) -> Iterator[Page]:
    """Yield lists made of the headlines and first sentences of articles, in six shapes."""
    chance = random.Random(3)
    articles = []
    for row in read_records(data / FILES["mild"]):
        content = [line["text"] for line in row["lines"] if line["label"] == "content"]
        prose = [text for text in content if len(text) > 80 and text[-1] in '.!?”"']
        if len(prose) > 3:
            articles.append((content[0] if len(content[0]) < 140 else "", prose[0], prose[1]))
    for index in range(500):
        shape = chance.randrange(6)
        parts: list[str] = []
        for headline, lead, second in chance.sample(articles, chance.randint(5, 14)):
            parts += _teaser(chance, shape, headline, lead, second)
        yield Page(f"leads-{index}", "list", f"leads-{index}", "leads", "\n".join(parts))


def _teaser(
    chance: random.Random, shape: int, headline: str, lead: str, second: str
) -> Iterator[str]:
    if headline and shape in (0, 1, 2, 5):
        yield headline
    if shape in (1, 4):
        month = chance.choice(("January", "March", "May", "June", "October"))
        yield f"{chance.randint(1, 28)} {month} {chance.randint(2015, 2026)}"
    if shape in (2, 3) and len(lead) > 120:
        cut = lead[: chance.randint(100, min(len(lead), 220))].rsplit(" ", 1)[0]
        lead = cut + chance.choice(("…", "...", " …", " ...", " [...]"))
    elif shape == 5:
        lead = f"{lead} {second[:300].rsplit('. ', 1)[0]}."
    yield lead
    if shape == 0 and chance.random() < 0.5:
        yield "Read more"
