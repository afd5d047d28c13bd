"""`audit restore`: the suggested originals word by word, as a patch, or asked one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from auditor.cli.check_options import settings_options
from auditor.cli.options import pack_options, rule_options
from auditor.cli.printing import is_terminal, put, show_styled, tell
from auditor.cli.progress import show_failures
from auditor.document import Document
from auditor.engine.audit_documents import audit_document
from auditor.engine.registry import discover
from auditor.errors import UsageError
from auditor.finding import Failure
from auditor.gate import exit_code
from auditor.reading import read_paths
from auditor.reporting.escaping import single_line
from auditor.rewriting.restoring import Change, changes_of, diff_of, restored
from auditor.run.plan import reading_of
from auditor.scoring.phrasing import count
from auditor.settings import SettingsFinder
from auditor.writing import write_whole

AROUND = 40
"""Characters shown on each side of a change."""
ANSWERS = "[y]es, [n]o, [a]ll from here on, [q]uit asking"


@click.command()
@click.argument("path", metavar="DOCUMENT")
@click.option("--interactive", "-i", is_flag=True, help="Ask change by change; needs -o.")
@click.option("-o", "--output", metavar="FILE", help="Write the restored text here.")
@click.option("--patch", "as_patch", is_flag=True, help="Print a diff of lines, for `patch -p1`.")
@rule_options
@pack_options
@settings_options
def restore(
    *,
    path: str,
    interactive: bool,
    output: str | None,
    as_patch: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    options: tuple[tuple[str, str], ...],
    finder: SettingsFinder,
) -> None:
    """Print how DOCUMENT probably read before it was spun: each word that would change, in place.

    The input itself is never changed. With -o FILE the restored text is written there; with
    --interactive you are asked change by change, and what you accept is written.
    """
    _refuse_misuse(path, interactive, output)
    settings = finder.at(None)
    named = {**dict(settings.pack_options), **dict(options)}
    rules = discover(named).select(select, (*settings.ignore, *ignore))
    read = [*read_paths([path], reading_of(settings))]
    documents = [each for each in read if isinstance(each, Document)]
    failures = [each for each in read if isinstance(each, Failure)]
    if output is not None and len(documents) > 1:
        raise UsageError(f"{path} holds {len(documents)} documents: -o takes one at a time")
    for document in documents:
        audit = audit_document(document, rules)
        failures.extend(audit.failures)
        found = changes_of(document, audit.findings)
        changes = tuple(_asked(document, found)) if interactive else found
        _give(document, changes, None if output is None else Path(output), as_patch)
    show_failures(failures)
    sys.exit(exit_code(is_stopped=False, is_complete=not failures))


def _refuse_misuse(path: str, interactive: bool, output: str | None) -> None:
    if interactive and output is None:
        raise UsageError("--interactive needs -o FILE: where to write what you accept")
    if output is None or not (Path(output).exists() and Path(path).exists()):
        return
    if Path(output).samefile(path):
        raise UsageError(f"{output} is the document itself: the input is never rewritten")


def _give(
    document: Document, changes: tuple[Change, ...], output: Path | None, as_patch: bool
) -> None:
    after = restored(document.text, changes)
    name = single_line(document.path or document.id).lstrip("/")
    if output is not None:
        write_whole(output, after)
        tell(f"{count(len(changes), 'change')}; the restored text is in {output}", err=True)
    elif as_patch:
        put(diff_of(document.text, after, name))
    else:
        for change in changes:
            line, column = document.position(change.span.start)
            show_styled(f"{name}:{line}:{column}: {_in_place(document, change)} ({change.rule})")


def _in_place(document: Document, change: Change) -> str:
    """Return the change as `git diff --word-diff` has it, with some of the text around it."""
    text, (start, end) = document.text, change.span
    before = single_line("|" + text[max(start - AROUND, 0) : start] + "|")[1:-1]
    after = single_line("|" + text[end : end + AROUND] + "|")[1:-1]
    removed, added = single_line(change.written), single_line(change.suggestion)
    if is_terminal():
        removed = click.style(removed, fg="red", strikethrough=True)
        added = click.style(added, fg="green", bold=True)
    opening, closing = "…" * (start > AROUND), "…" * (end + AROUND < len(text))
    return f"{opening}{before}[-{removed}-]{{+{added}+}}{after}{closing}".strip()


def _asked(document: Document, changes: tuple[Change, ...]) -> Iterator[Change]:
    """Yield the changes that the person at the terminal accepts."""
    is_all = False
    for number, change in enumerate(changes, 1):
        if not is_all:
            answer = _answer(document, change, f"{number} of {len(changes)}")
            if answer == "q":
                return
            is_all = answer == "a"
            if answer == "n":
                continue
        yield change


def _answer(document: Document, change: Change, place: str) -> str:
    show_styled(f"\n{place}  {change.rule}\n  {_in_place(document, change)}")
    choice = click.Choice(["y", "n", "a", "q"])
    answer: str = click.prompt(ANSWERS, type=choice, default="y", show_choices=False)
    return answer
