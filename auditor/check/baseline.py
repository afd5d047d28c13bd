"""Accepted findings: what a check knows already and does not report again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from auditor.checked import CheckedDocument, LocatedFinding
from auditor.errors import UsageError
from auditor.finding import RECOMMENDATIONS, Recommendation
from auditor.fingerprint import Fingerprint, pair

VERSION = 1
NO_REASON = "accepted in the baseline"


@dataclass(frozen=True)
class Accepted:
    """A finding that was accepted."""

    fingerprint: str
    quote: str
    """For people; the fingerprint is what counts."""
    reason: str = ""

    @property
    def rule(self) -> str:
        """The rule that found it."""
        return Fingerprint.parse(self.fingerprint).rule


@dataclass(frozen=True)
class Baseline:
    """What was accepted, by the documents' names relative to ``folder``."""

    folder: Path
    findings: Mapping[str, tuple[Accepted, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    recommendations: Mapping[str, Recommendation] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def accepted_in(self, name: str, findings: Sequence[LocatedFinding]) -> dict[int, str]:
        """Map the positions of accepted findings to the reason."""
        known = self.findings.get(self._key(name), ())
        pairs = pair(_marks(known), _marks(findings))
        return {found: known[index].reason or NO_REASON for found, index in pairs.items()}

    def accepts_recommendation(self, name: str, recommendation: Recommendation) -> bool:
        """Tell whether one at least as grave was accepted for the document."""
        known = self.recommendations.get(self._key(name))
        order = RECOMMENDATIONS.index
        return known is not None and order(recommendation) <= order(known)

    def _key(self, name: str) -> str:
        return document_key(name, self.folder)

    def stale(self, documents: Iterable[CheckedDocument]) -> dict[str, tuple[Accepted, ...]]:
        """Return, by document, the accepted findings that nothing corresponds to any more.

        Only documents that were checked are judged: the others may be as they were.
        """
        stale = {}
        for document in documents:
            key = self._key(document.name)
            known = self.findings.get(key, ())
            used = set(pair(_marks(known), _marks(document.findings)).values())
            left = tuple(each for index, each in enumerate(known) if index not in used)
            if left:
                stale[key] = left
        return stale

    def missing(self) -> tuple[str, ...]:
        """Return the names of documents whose file is gone."""
        names = sorted({*self.findings, *self.recommendations})
        return tuple(name for name in names if not (self.folder / _file_of(name)).exists())

    def pruned(self, stale: Mapping[str, tuple[Accepted, ...]]) -> Baseline:
        """Return the baseline without these entries and without documents that are gone."""
        gone = set(self.missing())
        kept = {
            name: tuple(each for each in known if each not in stale.get(name, ()))
            for name, known in self.findings.items()
            if name not in gone
        }
        return Baseline(
            self.folder,
            MappingProxyType({name: known for name, known in kept.items() if known}),
            MappingProxyType({k: v for k, v in self.recommendations.items() if k not in gone}),
        )


def _marks(findings: Iterable[Accepted | LocatedFinding]) -> list[Fingerprint]:
    return [Fingerprint.parse(each.fingerprint) for each in findings]


def _file_of(name: str) -> str:
    return name.split("#", 1)[0]


def document_key(name: str, folder: Path) -> str:
    """Return a document's name relative to the baseline's folder, with slashes."""
    path, mark, record = name.partition("#")
    try:
        path = Path(path).absolute().relative_to(folder).as_posix()
    except ValueError:  # outside the folder: the name as given is all there is
        path = Path(path).as_posix()
    return f"{path}{mark}{record}"


def baseline_of(
    documents: Iterable[CheckedDocument],
    folder: Path,
    reason: str = "",
    before: Baseline | None = None,
) -> Baseline:
    """Accept everything that counts in the documents; what was accepted before keeps its reason."""
    findings, recommendations = {}, {}
    for document in documents:
        key = document_key(document.name, folder)
        known = {} if before is None else before.accepted_in(document.name, document.findings)
        entries = tuple(
            Accepted(
                each.fingerprint,
                each.place.quote if each.place else "",
                _kept(known, index, reason),
            )
            for index, each in enumerate(document.findings)
            if index in known or each.suppression is None
        )
        if entries:
            findings[key] = entries
        if document.recommendation != "accept":
            recommendations[key] = document.recommendation
    return Baseline(folder, MappingProxyType(findings), MappingProxyType(recommendations))


def _kept(known: Mapping[int, str], index: int, reason: str) -> str:
    before = known.get(index)
    return reason if before is None else before.replace(NO_REASON, "")


def render(baseline: Baseline) -> str:
    """Return the file's text: sorted and one finding a line, so that changes are easy to review."""
    names = sorted({*baseline.findings, *baseline.recommendations})
    blocks = [_block(name, baseline) for name in names]
    return f'{{"version": {VERSION}, "documents": {{\n' + ",\n".join(blocks) + "\n}}\n"


def _block(name: str, baseline: Baseline) -> str:
    lines = [
        json.dumps(
            {"fingerprint": each.fingerprint, "quote": each.quote, "reason": each.reason},
            ensure_ascii=True,
        )
        for each in baseline.findings.get(name, ())
    ]
    recommendation = json.dumps(baseline.recommendations.get(name, "accept"))
    findings = "[]" if not lines else "[\n  " + ",\n  ".join(lines) + "\n ]"
    return f' {json.dumps(name)}: {{"recommendation": {recommendation}, "findings": {findings}}}'


def load(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        UsageError: it cannot be read, is not a baseline, or is of another version.
    """
    advice = "write a new one with `audit baseline`"
    try:
        content: Any = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"baseline {path}: cannot be read ({error.strerror}): {advice}") from error
    except ValueError as error:
        raise UsageError(f"baseline {path}: is not JSON ({error}): {advice}") from error
    version = content.get("version") if isinstance(content, dict) else None
    if version != VERSION:
        raise UsageError(
            f"baseline {path}: is of version {version!r} and this auditor reads {VERSION}: {advice}"
        )
    try:
        return _of_content(content, path.absolute().parent)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"baseline {path}: is damaged ({error!r}): {advice}") from error


def _of_content(content: Mapping[str, Any], folder: Path) -> Baseline:
    findings, recommendations = {}, {}
    for name, entry in content["documents"].items():
        if entry["recommendation"] not in RECOMMENDATIONS:
            raise ValueError(entry["recommendation"])
        recommendations[name] = entry["recommendation"]
        findings[name] = tuple(
            Accepted(str(Fingerprint.parse(each["fingerprint"])), each["quote"], each["reason"])
            for each in entry["findings"]
        )
    return Baseline(folder, MappingProxyType(findings), MappingProxyType(recommendations))
