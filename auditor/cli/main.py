"""The command `audit`: a table of commands, each loaded when it is called."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NamedTuple

import click

from auditor.errors import AuditorError
from auditor.gate import MISUSED
from auditor.reading.piece import printable


class Entry(NamedTuple):
    """A command: the module below ``auditor.cli`` and its line in ``audit --help``."""

    module: str
    summary: str


# The order is the order of `audit --help`: what a newcomer needs first stands first. The name of
# the click command in the module is the module's own.
COMMANDS: dict[str, Entry] = {
    "run": Entry("run", "Audit files and folders and write a report for each document."),
    "desk": Entry("desk", "Open the desk in the browser: paste, drop, read, judge."),
    "check": Entry("check", "Gate a change: each finding with its line, and an exit code."),
    "clean": Entry("clean", "Print a document's text without the residue of its page."),
    "baseline": Entry("baseline", "Accept the findings there are, so that only new ones count."),
    "rules": Entry("rules", "List the rules, or those of one dimension."),
    "explain": Entry("explain", "Say what a rule looks for, why, and where it is wrong."),
    "show": Entry("show", "Show earlier runs, their documents, or one document's report."),
    "diff": Entry("diff", "Say what is new, gone or changed between two runs."),
    "review": Entry("review", "Judge findings in the browser; your verdicts are remembered."),
    "verdicts": Entry("verdicts", "Print reviewers' verdicts for other tools."),
    "restore": Entry("restore", "Show how a spun document probably read, as a diff."),
    "watch": Entry("watch", "Audit articles as they arrive in a folder."),
    "serve": Entry("serve", "Audit documents that are sent by HTTP."),
    "settings": Entry("settings", "Show the settings in force and where each came from."),
    "init": Entry("init", "Write a settings file with every key explained."),
    "train": Entry("train", "Train a model on your own labelled documents."),
    "evaluate": Entry("evaluate", "Measure the rules and models on labelled data."),
}


_OF_FULL_DISKS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Refusal(click.ClickException):
    """An error of ours, as click shows errors: one line, exit code 2."""

    exit_code = MISUSED


def _refused(error: OSError) -> str:
    what = "output" if error.filename is None else printable(os.fspath(error.filename))
    hint = " make room, and" if error.errno in _OF_FULL_DISKS else ""
    return (
        f"{what}: {error.strerror or error}; what was written before is whole:{hint} try again, "
        "where --resume goes on"
    )


def _visible(text: str) -> str:
    from auditor.reporting.escaping import visible

    return visible(text)


@contextmanager
def _harmless_errors() -> Iterator[None]:
    """Make one line on stderr and exit code 2 of an error of ours, and of what the system refuses.

    Such as a full disk or a folder that went away. What acts on a terminal is shown in it: messages
    quote file names and values.
    """
    try:
        yield
    except AuditorError as error:
        raise Refusal(_visible(str(error))) from error
    except OSError as error:
        raise Refusal(_visible(_refused(error))) from error
    except click.ClickException as error:
        # Final to type checkers; a new error would lose what the old one knows of its option.
        error.message = _visible(error.message)  # type: ignore[misc]
        raise


class LazyGroup(click.Group):
    """Lists commands without importing them, so that the command line starts at once."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours becomes one line on stderr and exit code 2."""
        with _harmless_errors():
            return super().invoke(ctx)

    def make_context(self, *arguments: Any, **extra: Any) -> click.Context:
        """Read the options before the command's name."""
        with _harmless_errors():
            return super().make_context(*arguments, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and return the command."""
        if cmd_name not in COMMANDS:
            return None
        entry = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"auditor.cli.{entry.module}"), entry.module)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands from their summaries."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


def _print_version(ctx: click.Context, parameter: click.Parameter, is_wanted: bool) -> None:
    if not is_wanted or ctx.resilient_parsing:
        return
    from auditor.cli.printing import tell
    from auditor.engine.registry import discover
    from auditor.version import __version__

    tell(f"audit {__version__}")
    for name, version in discover().all_versions().items():
        tell(f"  {name} {version}")
    ctx.exit()


HELP = """Say, with evidence, how far articles can be trusted and how good their text is.

\b
  audit run articles/     read a folder and write a report for each document
  audit explain RULE      what a rule looks for, and where it is wrong
"""


@click.group(cls=LazyGroup, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the versions of the auditor, the rule packs and their models.",
)
def group() -> None:
    """Hold the commands; see HELP for what a person reads."""


def main() -> None:
    """Run the command line."""
    group(prog_name="audit")
