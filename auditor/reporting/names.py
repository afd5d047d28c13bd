"""File names for reports: inside the output folder whatever the document is called."""

from __future__ import annotations

import hashlib
import re

_UNSAFE = re.compile(r"[^a-z0-9._-]+")
_DIGEST_AT_END = re.compile(r"-[0-9a-f]{10}$")
# Pages of the run itself, and names that Windows keeps for devices.
_RESERVED = re.compile(
    r"(index|sources|near-duplicates|quantities|verdicts)(-\d+)?$|(con|prn|aux|nul|com\d|lpt\d)(\.|$)"
)
MAX_LENGTH = 100


def report_name(document_id: str) -> str:
    """Return a file name without suffix: stable, and different for different ids.

    It depends on the id alone, so workers need not agree on it. An id that is itself a safe name
    keeps it; any other is spelled safely and gets ten digits of its SHA-256. A safe name that ends
    in such digits gets its own too, so that the two kinds never meet; and since only lower case is
    used, neither do two names on a file system that ignores case.
    """
    slug = _UNSAFE.sub("-", document_id.lower()).strip("-.")[:MAX_LENGTH].rstrip("-.")
    is_itself = slug == document_id and not _DIGEST_AT_END.search(slug)
    if is_itself and slug and not _RESERVED.match(slug):
        return slug
    digest = hashlib.sha256(document_id.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{slug or 'document'}-{digest}"
