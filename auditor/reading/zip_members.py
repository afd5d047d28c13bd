"""Files inside ZIP containers, none read further than a document may be long."""

from __future__ import annotations

import io
import zlib
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from auditor.errors import ReadingError

MAX_MEMBERS = 100_000
_ENCRYPTED = 1


def open_zip(content: bytes | IO[bytes]) -> ZipFile:
    """Open a ZIP file.

    Raises:
        ReadingError: it is none, or damaged, or has more members than anybody packs.
    """
    try:
        archive = ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content)
    except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise ReadingError(f"not a whole ZIP file: {error}; fetch or save it again") from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise ReadingError(f"it holds more than {MAX_MEMBERS:,} files; unpack it yourself")
    return archive


def read_member(archive: ZipFile, member: str | ZipInfo, maximum: int) -> bytes:
    """Return a member's content.

    Raises:
        ReadingError: it is not there, damaged, encrypted, or larger than the maximum.
    """
    name = member if isinstance(member, str) else member.filename
    try:
        info = archive.getinfo(member) if isinstance(member, str) else member
        if info.flag_bits & _ENCRYPTED:
            raise ReadingError(f"its part {name} is encrypted; save it without a password")
        with archive.open(info) as stream:
            content = stream.read(maximum + 1)
    except KeyError as error:
        raise ReadingError(f"its part {name} is missing: it is damaged or of another kind") from (
            error
        )
    except (BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError) as error:
        raise ReadingError(f"its part {name} is damaged: {error}") from error
    if len(content) > maximum:
        raise ReadingError(
            f"its part {name} is larger than {maximum:,} bytes, so it was not read; raise "
            "--max-document-size to read it"
        )
    return content


def has_member(archive: ZipFile, name: str) -> bool:
    """Tell whether there is a member of the name."""
    return name in archive.NameToInfo


def parse_xml(content: bytes, what: str) -> Any:
    """Return the first element of XML that expands nothing and asks for nothing.

    Raises:
        ReadingError: it is not well-formed.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(f"its part {what} is damaged: {error}") from error
