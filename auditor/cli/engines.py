"""`audit run` on many machines: what of its options `--engine ray` takes, and `--shard`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn

from auditor.cli.printing import tell
from auditor.cli.progress import show_failures
from auditor.errors import UsageError
from auditor.gate import Gate, exit_code
from auditor.run.plan import Plan
from auditor.run.ray_parts import PARTS, prepare_parts
from auditor.run.worker import Limits
from auditor.scoring.phrasing import count


def form_of_parts(
    paths: Sequence[str], output: str, formats: Sequence[str], *, is_whole: object
) -> str:
    """Return the form of the parts: JSON lines where none was asked for.

    Raises:
        UsageError: something was asked for that needs one machine.
    """
    if is_whole:
        raise UsageError(
            "--resume, --shard, --near-duplicates and --recurring-lines need one machine: leave "
            "out --engine ray"
        )
    if "-" in (output, *paths):
        raise UsageError("--engine ray reads and writes files that all machines can reach, not -")
    if len(formats) > 1 or not set(formats) <= set(PARTS):
        raise UsageError(f"--engine ray writes one --format of {' and '.join(PARTS)}")
    return formats[0] if formats else PARTS[0]


def audit_on_ray(
    paths: Sequence[str],
    plan: Plan,
    output: str,
    form: str,
    *,
    jobs: int | None,
    limits: Limits,
    gate: Gate,
    is_quiet: bool,
) -> NoReturn:
    """Audit, tell what it came to, and end the program."""
    from auditor.run.ray_data import run_on_ray

    plan.rule_set()  # a wrong name is told before any work is done
    prepare_parts(output)
    plan = replace(plan, folder=None, is_kept=False)
    tally = run_on_ray(paths, plan, output, form, jobs=jobs or None, limits=limits, gate=gate)
    if not is_quiet:
        tell(f"{count(tally.documents, 'document')}; see {output}/part-*.{form}")
    show_failures(tally.failures, tally.failure_count, f"{output}/failures-*.jsonl")
    sys.exit(exit_code(is_stopped=tally.is_stopped, is_complete=tally.is_complete))


def parse_shard(given: str) -> tuple[int, int]:
    """Parse ``I/N``, one machine's share of a run.

    Raises:
        UsageError: it is not of that form, or out of range.
    """
    number, _, count = given.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise UsageError(f"--shard {given!r}: expected I/N with I from 1 to N, such as 2/8")
    return int(number), int(count)
