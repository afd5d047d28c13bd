"""From bytes to text, losing nothing in silence."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

SNIFFED_BYTES = 8192
_SAMPLED_BYTES = 65_536
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
)
# The encodings that pages on the web are written in (WHATWG Encoding Standard), none of those of
# old Macintoshes and mainframes, which charset-normalizer else prefers for short Russian text.
_OF_THE_WEB = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "koi8_r", "cp866", "tis_620"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\b\x1b"))
# Signs that cp1252 has where its neighbours have letters; between letters they give it away.
_MISREAD = re.compile(r"[^\W\d_][¡-¿×÷][^\W\d_]")


class Decoded(NamedTuple):
    """Text and how it was got."""

    text: str
    encoding: str
    lost: int = 0
    """Bytes or sequences that mean nothing in the encoding; each stands as U+FFFD in the text."""

    @property
    def complaint(self) -> str | None:
        """A sentence about what was lost, ``None`` when nothing was."""
        if not self.lost:
            return None
        return (
            f"{self.lost} bad byte sequence{'s' * (self.lost > 1)} in {self.encoding}, each read "
            "as U+FFFD; save the file as UTF-8 to be sure of its text"
        )


class Exact(NamedTuple):
    """A file's text as it stands, so that it can be written back byte for byte."""

    mark: bytes
    """The byte-order mark, if there is one."""
    encoding: str
    text: str
    """With the file's own line ends."""
    pairs: tuple[int, ...]
    """Where line ends of two characters stand, in the text that counts each as one."""


def exact(content: bytes) -> Exact | None:
    """Return a file's text as it stands; ``None`` where that would not give back the same bytes."""
    marked = _marked_encoding(content)
    mark = marked[0] if marked else b""
    encoding = decode(content).encoding
    try:
        text = content[len(mark) :].decode(encoding)
        if text.encode(encoding) != content[len(mark) :]:
            return None
    except UnicodeError:
        return None
    pairs = (found.start() - number for number, found in enumerate(re.finditer("\r\n", text)))
    return Exact(mark, encoding, text, tuple(pairs))


def binary_kind(head: bytes) -> str | None:
    """Say what kind of binary file begins with these bytes; ``None`` for text."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if _marked_encoding(head) or _unmarked_utf16(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    # A stray NUL happens in scraped text; a share of one in fifty does not.
    return "a binary file" if controls * 50 > len(head) else None


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes: by byte-order mark, as UTF-8, as declared, else as detected.

    Every newline becomes a line feed, and a byte-order mark goes.
    """
    decoded = _decode(content, declared)
    return decoded._replace(text=decoded.text.replace("\r\n", "\n").replace("\r", "\n"))


def encoding_of(head: bytes) -> str:
    """Tell the encoding of a stream from its first bytes, which may end within a character."""
    marked = _marked_encoding(head)
    if marked:
        # These take the mark off themselves.
        return {"utf-16-le": "utf-16", "utf-16-be": "utf-16", "utf-8": "utf-8-sig"}.get(
            marked[1], "utf-32"
        )
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _unmarked_utf16(head) or _detected(head)
    return _unmarked_utf16(head) or "utf-8"


def _decode(content: bytes, declared: str | None) -> Decoded:
    marked = _marked_encoding(content)
    if marked:
        mark, encoding = marked
        return _decode_as(content[len(mark) :], encoding)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    encoding = _unmarked_utf16(content) or _known(declared) or _detected(content)
    return _decode_as(content, encoding)


def _decode_as(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
        return Decoded(text, encoding, max(1, text.count("\ufffd")))


def _marked_encoding(content: bytes) -> tuple[bytes, str] | None:
    return next((pair for pair in _BYTE_ORDER_MARKS if content.startswith(pair[0])), None)


def _unmarked_utf16(content: bytes) -> str | None:
    """Text in a Latin script has a NUL in every other byte of UTF-16."""
    head = content[:SNIFFED_BYTES]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) / 2 and even * 20 < odd:
        return "utf-16-le"
    if even > 0.4 * len(head) / 2 and odd * 20 < even:
        return "utf-16-be"
    return None


def _known(declared: str | None) -> str | None:
    try:
        return codecs.lookup(declared).name if declared else None
    except (LookupError, ValueError):
        return None


def _detected(content: bytes) -> str:
    """Tell the encoding of bytes that are not clean UTF-8."""
    if _is_damaged_utf8(content):
        return "utf-8"
    if _is_western(content):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLED_BYTES], cp_isolation=list(_OF_THE_WEB)).best()
    return best.encoding if best is not None else "cp1252"


def _is_damaged_utf8(content: bytes) -> bool:
    """UTF-8 with a few bad bytes: most of what is not ASCII still decodes."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - bad
    return good > 2 * bad


def _is_western(content: bytes) -> bool:
    """Tell cp1252 from its neighbours, which charset-normalizer confuses in short French text.

    In a Western language few letters carry accents, and none of cp1252's signs stands in a word.
    """
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    accented = sum(1 for char in text if char > "\x7f" and char.isalpha())
    letters = sum(1 for char in text if char.isalpha())
    return accented <= 0.25 * letters and not _MISREAD.search(text)
