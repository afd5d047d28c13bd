"""TEI, and the XML that trafilatura writes."""

from __future__ import annotations

from typing import Any

from auditor.reading.entries import entry
from auditor.reading.html_fragments import text_of_element

_UNSEEN = frozenset(("teiheader", "note", "fw", "figure", "graphic", "comments"))


def tei(root: Any, head: dict[str, str]) -> dict[str, Any] | str:
    """Return the body of a TEI document."""
    body = root.find(".//{*}text/{*}body")
    if body is None:
        return "without a body"
    for comments in body.findall(".//{*}div[@type='comments']"):
        comments.getparent().remove(comments)
    notes = len(body.findall(".//{*}note"))
    return entry(
        text_of_element(body, _UNSEEN),
        {
            "title": (_text(root, "title[@type='main']") or _text(root, "title"), "TEI title"),
            "byline": (_text(root, "author"), "TEI author"),
            "published": (_when(root), "TEI date"),
            "site": (
                _text(root, "sourceDesc//{*}publisher") or _text(root, "publisher"),
                "TEI publisher",
            ),
            "url": (_target(root), "TEI ptr"),
            "language": (_attribute(root, "language", "ident"), "TEI language"),
        },
        lost=(f"{notes} notes",) if notes else (),
    )


def trafilatura_doc(root: Any, head: dict[str, str]) -> dict[str, Any] | str:
    """Return the main text of trafilatura's own XML."""
    main = root.find("main")
    if main is None:
        return "without a main text"
    names = {"title": "title", "byline": "author", "published": "date", "site": "sitename"}
    names |= {"url": "source", "language": "language"}
    said = {what: (root.get(name), f"doc {name}") for what, name in names.items()}
    return entry(text_of_element(main, _UNSEEN), said, given_id=root.get("id"))


def _text(root: Any, path: str) -> str | None:
    found = root.find(f"{{*}}teiHeader//{{*}}{path}")
    return None if found is None else " ".join("".join(found.itertext()).split()) or None


def _when(root: Any) -> str | None:
    paths = ("sourceDesc//{*}date", "publicationStmt/{*}date")
    for path in paths:
        found = root.find(f"{{*}}teiHeader//{{*}}{path}")
        if found is not None:
            return found.get("when") or "".join(found.itertext()).strip() or None
    return None


def _target(root: Any) -> str | None:
    return _attribute(root, "ptr", "target")


def _attribute(root: Any, path: str, name: str) -> str | None:
    found = root.find(f"{{*}}teiHeader//{{*}}{path}")
    return None if found is None else found.get(name)
