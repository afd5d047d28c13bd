"""No two documents of a run share an id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b

from auditor.document import Document
from auditor.finding import Failure


class Unique:
    """Remembers the ids of a run, 8 bytes of digest each."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()
        self._repeats: Counter[str] = Counter()

    def named(self, found: Document | Failure) -> Iterator[Document | Failure]:
        """Yield what was read; a document whose id is taken gets another, and a failure says so."""
        if isinstance(found, Failure) or self._is_new(found.id):
            yield found
            return
        new_id = self._free(found)
        yield replace(found, id=new_id)
        if found.path is None or new_id != found.path:
            where = f"{found.path or found.id}:{found.position(0).line}"
            yield Failure(
                "reading", where, f"the id {found.id!r} repeats; this one is called {new_id!r}"
            )

    def _free(self, document: Document) -> str:
        """Two files of the same name in two folders are told apart by their paths, in silence."""
        if document.path and document.path.endswith(document.id) and self._is_new(document.path):
            return document.path
        while True:
            self._repeats[document.id] += 1
            name = f"{document.id}#{self._repeats[document.id] + 1}"
            if self._is_new(name):
                return name

    def _is_new(self, document_id: str) -> bool:
        digest = blake2b(document_id.encode("utf-8", "replace"), digest_size=8).digest()
        is_new = digest not in self._seen
        self._seen.add(digest)
        return is_new
