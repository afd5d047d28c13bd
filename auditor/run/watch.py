"""Articles as they arrive: which files are whole, and their reports."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.finding import Failure
from auditor.reading import Piece, read_pieces
from auditor.reading.formats import is_readable
from auditor.reading.passed_by import is_passed_by
from auditor.reading.stable_read import Signature, signature_of
from auditor.reporting.pages import run_pages
from auditor.reporting.summary import Summary
from auditor.run.audit_inputs import audit_inputs
from auditor.run.outcome import Outcome
from auditor.run.plan import Plan
from auditor.run.run_pages import write_each

LOOK_AGAIN_MILLISECONDS = 200


@dataclass
class _Arrival:
    signature: Signature | None
    since: float


class Arrivals:
    """Files that were seen to change and are not yet known to be whole.

    A file is taken for whole when it stayed as it is for a while: an upload or an editor writes
    piece by piece, and half an article would get a wrong report.

    Args:
        settled_after: seconds without a change.
        signature: how a file looks; ``None`` when it is gone or no file.
    """

    def __init__(
        self, settled_after: float, signature: Callable[[Path], Signature | None] | None = None
    ) -> None:
        self._settled_after = settled_after
        self._signature = signature or signature_of
        self._pending: dict[Path, _Arrival] = {}

    def notice(self, paths: Iterable[Path], now: float) -> None:
        """Remember that these files changed."""
        for path in paths:
            self._pending[path] = _Arrival(self._signature(path), now)

    def whole(self, now: float) -> list[Path]:
        """Return, once each and sorted, the files that have settled; forget those that are gone."""
        ready = []
        for path, arrival in tuple(self._pending.items()):
            seen = self._signature(path)
            if seen is None:
                del self._pending[path]
            elif seen != arrival.signature:
                self._pending[path] = _Arrival(seen, now)
            elif now - arrival.since >= self._settled_after:
                del self._pending[path]
                ready.append(path)
        return sorted(ready)

    def __len__(self) -> int:
        return len(self._pending)


def is_article(path: Path, folder: Path, output: Path) -> bool:
    """Tell whether a file below the watched folder is to be audited.

    Hidden files are not, for that is how many programs write before they rename; nor are our own
    reports.
    """
    if not is_readable(str(path)) or path.is_relative_to(output):
        return False
    return not is_passed_by(path, folder)


def arriving(
    folder: Path, output: Path, settle: float, *, is_existing: bool, is_once: bool
) -> Iterator[list[Path]]:
    """Yield the articles that arrive in a folder, a few at a time, while it is watched.

    Args:
        folder: what is watched, with all below it.
        output: where our own reports go.
        settle: seconds without a change after which a file is whole.
        is_existing: whether files that are there already count.
        is_once: whether to stop when nothing is left.
    """
    arrivals = Arrivals(settle)
    if is_existing:
        there = [path for path in sorted(folder.rglob("*")) if is_article(path, folder, output)]
        arrivals.notice(there, time.monotonic())
    for changed in _changes(folder):
        found = [path for path in changed if is_article(path, folder, output)]
        arrivals.notice(found, time.monotonic())
        whole = arrivals.whole(time.monotonic())
        if whole:
            yield whole
        if is_once and not arrivals:
            return


def _changes(folder: Path) -> Iterator[list[Path]]:
    """Yield what changed, and an empty list now and then when nothing did."""
    from watchfiles import watch as watch_files

    for changes in watch_files(
        folder,
        rust_timeout=LOOK_AGAIN_MILLISECONDS,
        yield_on_timeout=True,
        watch_filter=None,
        raise_interrupt=False,
    ):
        yield [Path(path) for _, path in changes]


class Desk:
    """Audits files and keeps the index of all that came by."""

    def __init__(self, plan: Plan, reports: Path, folder: Path, jobs: int) -> None:
        self._plan, self._reports, self._folder, self._jobs = plan, reports, folder, jobs
        self._summaries: dict[str, Summary] = {}
        self.is_complete = True
        """Whether everything could be read so far, and every rule judged it."""

    def audit(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """Audit the files, write their reports and the index; yield what each came to."""
        failures: list[Failure] = []
        for outcome in audit_inputs(self._pieces(paths), self._plan, self._jobs) if paths else ():
            failures.extend(outcome.failures)
            if outcome.summary is not None:
                self._summaries[outcome.summary.id] = outcome.summary
            yield outcome
        self.is_complete = self.is_complete and all(each.is_harmless for each in failures)
        if paths:
            rows = [self._summaries[name] for name in sorted(self._summaries)]
            write_each(self._reports, run_pages(rows, failures, self._plan.rule_set().rules))

    def _pieces(self, paths: Sequence[Path]) -> Iterator[Piece | Failure]:
        for path in paths:
            name = path.relative_to(self._folder).as_posix()
            for piece in read_pieces([str(path)], self._plan.reading):
                if isinstance(piece, Failure) or piece.number:
                    yield piece
                else:
                    yield replace(piece, id=name)
