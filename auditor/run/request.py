"""What a run is asked for: paths in, where the reports go, and everything in between."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Literal

from auditor.errors import UsageError
from auditor.gate import Gate
from auditor.reading import ReadingOptions
from auditor.reading.remote import is_remote
from auditor.reporting.formats import DEFAULT_FORMATS, DOCUMENT_FORMATS, SUFFIXES, TABLE_FORMATS
from auditor.run.plan import Plan, available_processors
from auditor.run.worker import Limits
from auditor.settings import DEFAULTS, Settings

PRINTED = "-"
"""The output that is standard output."""


@dataclass(frozen=True)
class RunRequest:
    """What a run is asked for; contradictions in it are refused as it is made.

    Raises:
        UsageError: it asks for what cannot be done, or for two things that contradict each other.
    """

    paths: tuple[str, ...]
    output: str = "reports"
    """A folder, an address such as ``s3://bucket/folder``, or ``-``."""
    formats: tuple[str, ...] = ()
    """Of ``auditor.reporting.formats``; the default ones when empty."""
    jobs: int | None = None
    """Worker processes; 0 works without any, and ``None`` takes one per processor."""
    time_limit: float = 60
    """Seconds that one document may take."""
    gate: Gate = "never"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    models: tuple[str, ...] = ()
    settings: Settings = DEFAULTS
    """What holds where the command line says nothing, and what changes an audit that is made."""
    with_text: bool = True
    with_store: bool = True
    is_resumed: bool = False
    with_verdicts: bool = False
    """Whether the reports show what reviewers said in the folder's store."""
    near_duplicates: bool = False
    recurring_lines: bool = False
    part_rows: int | None = None
    """Inputs in each part; ``None`` writes no parts but reports, or what Ray writes."""
    shard: tuple[int, int] | None = None
    """The number of a share of the documents, from 1, and of how many."""
    engine: Literal["local", "ray"] = "local"
    reading: ReadingOptions = field(default_factory=ReadingOptions)

    def __post_init__(self) -> None:
        if self.engine == "ray":
            self._refuse_what_needs_one_machine()
        if self.part_rows is not None:
            self._refuse_what_parts_have_not()
        if self.is_printed and (self.is_resumed or self.near_duplicates):
            raise UsageError("--resume and --near-duplicates need a folder: -o - keeps nothing")
        self._refuse_formats()
        if self.with_verdicts and not self._keeps_store:
            raise UsageError(
                "--verdicts needs a folder with a store: no -o -, address or --no-store"
            )
        if not self.is_printed:
            refuse_file_name(self.output)
        if self.is_resumed and is_remote(self.output):
            raise UsageError("--resume needs a folder on this machine: an address keeps no store")
        if self.tables and self.is_resumed:
            raise UsageError(
                "csv and parquet hold the whole run: leave out --resume, or write --parts"
            )

    @property
    def is_printed(self) -> bool:
        """Whether the reports are printed, so that nothing is written."""
        return self.output == PRINTED

    @property
    def _keeps_store(self) -> bool:
        return (
            self.engine == "local"
            and self.with_store
            and not (self.is_printed or is_remote(self.output))
        )

    @property
    def chosen_formats(self) -> tuple[str, ...]:
        """The formats of documents' reports."""
        chosen = self.formats or DEFAULT_FORMATS
        return tuple(name for name in chosen if name in DOCUMENT_FORMATS)

    @property
    def tables(self) -> tuple[str, ...]:
        """The formats of tables over the run; a run on many machines writes parts instead."""
        if self.engine == "ray" or self.part_rows is not None:
            return ()
        return tuple(name for name in self.formats if name in TABLE_FORMATS)

    @property
    def form_of_parts(self) -> str:
        """The format of the parts that a run on many machines writes."""
        return self.formats[0] if self.formats else PART_FORMATS[0]

    @property
    def workers(self) -> int:
        """How many processes work beside this one."""
        return available_processors() if self.jobs is None else self.jobs

    @property
    def limits(self) -> Limits:
        """What one document may take."""
        return Limits(self.time_limit)

    @property
    def share_suffix(self) -> str:
        """What the names of a share's files end in."""
        return "" if self.shard is None else "-{}-of-{}".format(*self.shard)

    def plan(self) -> Plan:
        """Return what to do with each document."""
        is_local = self.engine == "local" and self.part_rows is None
        return Plan(
            formats=self.chosen_formats if is_local else ("jsonl",),
            select=self.select or self.settings.select,
            ignore=(*self.settings.ignore, *self.ignore),
            options=tuple({**dict(self.settings.pack_options), **dict(self.options)}.items()),
            models=self.models or self.settings.models,
            policy=self.settings.policy,
            # Where the settings stand changes no audit, and a plan is known again by its words.
            settings=replace(self.settings, origins=MappingProxyType({}))
            if self.settings.changes_audits
            else None,
            with_text=self.with_text,
            reading=self.reading,
            is_kept=self._keeps_store,
            with_record=bool(self.tables),
            is_compared=self.near_duplicates and not self.is_printed,
            with_lines=self.recurring_lines and not self.is_printed,
            folder=self.output if is_local and not self.is_printed else None,
        )

    def _refuse_formats(self) -> None:
        for name in self.formats:
            if name not in DOCUMENT_FORMATS and name not in TABLE_FORMATS:
                known = ", ".join((*DOCUMENT_FORMATS, *TABLE_FORMATS))
                raise UsageError(f"no format is called {name!r}: choose from {known}")
        if self.is_printed and (len(self.formats) != 1 or self.tables):
            raise UsageError(
                "with -o - give exactly one --format of json, jsonl, markdown or html; "
                "csv and parquet are two files each, so they need a folder"
            )

    def _refuse_what_parts_have_not(self) -> None:
        if self.engine == "ray":
            raise UsageError("--engine ray has parts of its own size: leave out --parts")
        if self.near_duplicates or self.recurring_lines:
            raise UsageError(
                "--near-duplicates and --recurring-lines have pages: leave out --parts"
            )
        if self.is_printed:
            raise UsageError("--parts needs a folder, not -o -")
        if len(self.formats) > 1 or not set(self.formats) <= set(PART_FORMATS):
            raise UsageError(f"--parts writes one --format of {' and '.join(PART_FORMATS)}")
        if self.is_resumed and PRINTED in self.paths:
            raise UsageError("--resume reads the input anew: it cannot be standard input")

    def _refuse_what_needs_one_machine(self) -> None:
        if self.is_resumed or self.near_duplicates or self.recurring_lines or self.shard:
            raise UsageError(
                "--resume, --shard, --near-duplicates and --recurring-lines need one machine: "
                "leave out --engine ray"
            )
        if PRINTED in (self.output, *self.paths):
            raise UsageError(
                "--engine ray reads and writes files that all machines can reach, not -"
            )
        if len(self.formats) > 1 or not set(self.formats) <= set(PART_FORMATS):
            raise UsageError(f"--engine ray writes one --format of {' and '.join(PART_FORMATS)}")


PART_FORMATS = ("jsonl", "parquet")
"""What a run on many machines writes its parts in."""


def refuse_file_name(output: str) -> None:
    """Refuse an output folder that is called as only a file would be.

    Raises:
        UsageError: it is.
    """
    folder = PurePath(output)
    if folder.suffix in SUFFIXES and not Path(output).is_dir():
        raise UsageError(
            f"-o {output}: -o names a folder; for one file, print it: "
            f"--format jsonl -o - > {folder.with_suffix('.jsonl')}"
        )


def parse_shard(given: str) -> tuple[int, int]:
    """Parse ``I/N``, one machine's share of a run.

    Raises:
        UsageError: it is not of that form, or out of range.
    """
    number, _, count = given.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise UsageError(f"--shard {given!r}: expected I/N with I from 1 to N, such as 2/8")
    return int(number), int(count)
