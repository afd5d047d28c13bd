"""The name of an image file stands where the image was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span

_NAME = re.compile(
    r"(?<![\w/\\.@\"'`“‘(=:%-])[\w][\w()-]{1,79}\.(?:jpe?g|png|gif|webp|heic|bmp|tiff?)(?![\w/?&\"'`”’-])",
    re.IGNORECASE,
)
_ENDINGS = (".jp", ".png", ".gif", ".webp", ".heic", ".bmp", ".tif", ".JP", ".PNG", ".GIF")
_CAMERA = re.compile(
    r"(?:P\d{5,8}|(?:IMG|DSC|DSCN|DSCF|PXL|VID|MVI|GOPR|SAM|WP|FB_IMG|Screenshot|Screen)[_-]?\d*)"
    r"|\d{5,}|\d{2,4}x\d{2,4}|[_-][^.]*[_-]|-scaled|_n\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"</|/>|[;{]\s*$|\bimport |```|^\$ ", re.MULTILINE)
MOST = 12
"""From so many names on, files are what the text is about."""


def find(document: Document) -> Iterator[Hit]:
    """Yield names of files as cameras and editing systems give them; none in a text with code."""
    text = document.text
    if not any(ending in text for ending in _ENDINGS):
        return
    found = [match for match in _NAME.finditer(text) if _CAMERA.search(match.group())]
    if len(found) > MOST or (found and _CODE.search(text)):
        return
    for match in found:
        message = f"signs of an image that was left out: its file “{match.group()[:60]}”"
        yield Hit(Span(*match.span()), message, suggestion="", kind="image-file-name")


RULE = Rule(
    id="boilerplate/image-file-name",
    summary="The name of an image file stands where the image was",
    severity="warning",
    find=find,
    what=(
        "File names ending in .jpg, .png and the like that a camera or an editing system made: "
        "with a long number, a size, or words joined by hyphens. None in a text with code."
    ),
    why="The scraper took the label of the picture for a word of the sentence.",
    known_problems="Instructions that tell the reader which file to open.",
    invalid=(
        Example("I tried to persuade Nick to go back. ⟦P1020446.JPG⟧", suggestion=""),
        Example("⟦harbour-at-dusk-1024x768.jpg⟧\nThe harbour was quiet."),
    ),
    valid=(
        Example("Save the picture as logo.png and open it."),
        Example("See https://example.org/files/harbour-at-dusk-1024x768.jpg for more."),
    ),
)
