"""What a document is called, who wrote it, when and where: given by the input, else by its text."""

from __future__ import annotations

from auditor.annotations import IDENTITY
from auditor.document import Provided
from auditor.finding import Audit

FIELDS = {
    "title": "headline",
    "byline": "byline",
    "published": "date",
    "modified": "modified",
    "site": "outlet",
    "url": "address",
}
"""Fields of the metadata, each with the kind of the annotation that stands in for it."""


def identity_of(audit: Audit) -> dict[str, Provided]:
    """Return what is known, each with where it came from; what is not known is left out.

    The input's own metadata goes before the text.
    """
    found = {name: _identify(audit, name) for name in FIELDS}
    return {name: provided for name, provided in found.items() if provided is not None}


def _identify(audit: Audit, name: str) -> Provided | None:
    given: Provided | None = getattr(audit.document.metadata, name)
    if given is not None:
        return given
    for each in audit.annotations.get(IDENTITY, ()):
        if each.kind == FIELDS[name]:
            return Provided(each.label, f"text: {dict(each.values).get('origin', 'as told')}")
    return None
