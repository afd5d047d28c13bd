"""A finding's identity as other tools keep it: one short text, unique within a run."""

from __future__ import annotations

import hashlib
from collections import Counter

from auditor.checking.values import CheckedDocument, LocatedFinding


def unique_digest(document: CheckedDocument, finding: LocatedFinding, seen: Counter[str]) -> str:
    """Return a digest that stays when lines move; equal findings of a file are numbered."""
    identity = f"{document.name}\0{finding.fingerprint}".encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(identity).hexdigest()[:16]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"
