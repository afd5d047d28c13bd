"""Making a stranger's text harmless: in a terminal, in Markdown, and wherever characters act."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and newline drive terminals; the bidirectional controls reorder what
# follows them, also outside the document (Boucher & Anderson 2021, "Trojan Source"); lone
# surrogates cannot be written as UTF-8.
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]"
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Characters that begin markup within a line, and what makes an address that GitHub would link.
_MARKUP = re.compile(r"[\\`*_\[\]<>|~$!&]|:?//|\bwww\.|[@#](?=\w)", re.IGNORECASE)
_REPLACED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "://": "&#58;//", "//": "/&#47;"}
# What makes a heading, a list or a line under one of it where it begins a block.
_BLOCK = re.compile(r"^(?:(\d{1,9})([.)])|([-+=])|(#+)(?= |$))")
_WHITESPACE = re.compile(r"\s+")


def visible(text: str) -> str:
    """Show control and reordering characters as ``⟨U+202E⟩`` instead of letting them act."""
    return _ACTING.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def single_line(text: str) -> str:
    """Return the text on one line, with nothing in it that acts."""
    return visible(_WHITESPACE.sub(" ", text).strip())


def shorten(text: str, length: int) -> str:
    """Cut the text to ``length`` characters, an ellipsis included."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def markdown(text: str) -> str:
    """Escape for a place within a line of Markdown: no block, markup, link or HTML survives.

    GitHub links mentions and issue numbers after Markdown is parsed, so a backslash would not stop
    them; an empty comment does.
    """
    return _BLOCK.sub(_block_escape, _MARKUP.sub(_markdown_escape, single_line(text)))


def _block_escape(found: re.Match[str]) -> str:
    number, mark, *others = found.groups("")
    return f"{number}\\{mark}{''.join(others)}"


def _markdown_escape(found: re.Match[str]) -> str:
    markup = found.group()
    if markup in "@#":
        return f"{markup}<!-- -->"
    if markup[:3].lower() == "www":
        return f"{markup[:3]}&#46;"
    return _REPLACED.get(markup, f"\\{markup}")


def json_safe(text: str) -> str:
    """Write lone surrogates of a JSON text as escapes, so that it can be encoded as UTF-8."""
    try:
        text.encode()  # a hundredth of what looking for them would take
        return text
    except UnicodeEncodeError:
        pass
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
