"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from auditor.reading import ReadingOptions
from auditor.run.plan import reading_of
from auditor.settings import Settings

Command = Callable[..., Any]
MEGABYTE = 1_000_000


def rule_options(command: Command) -> Command:
    """Add ``--select`` and ``--ignore``: tuples of rule ids and dimensions."""
    for name, text in (
        ("--ignore", "Leave out this rule or dimension; repeat for several."),
        ("--select", "Only this rule or dimension; repeat for several."),
    ):
        command = click.option(name, multiple=True, metavar="RULE", help=text)(command)
    return command


def pack_options(command: Command) -> Command:
    """Add the users' own lists and models; the command gets them as ``options``."""

    @click.option(
        "--lexicon",
        metavar="FILE",
        help="Your own list of odd and usual phrases (CSV, TSV or TOML).",
    )
    @click.option(
        "--source-ratings",
        metavar="FILE",
        help="Ratings of domains, shown beside a document whose address is known.",
    )
    @click.option(
        "--nli",
        metavar="FOLDER",
        help="A local natural-language-inference model (ONNX) that weighs contradictions.",
    )
    @wraps(command)
    def with_options(
        *, lexicon: str | None, source_ratings: str | None, nli: str | None, **rest: Any
    ) -> Any:
        given = {"lexicon": lexicon, "source-ratings": source_ratings, "nli": nli}
        options = tuple((name, value) for name, value in given.items() if value is not None)
        return command(options=options, **rest)

    return with_options


def store_option(command: Command) -> Command:
    """Add ``--store``: the command gets the path of a store's file."""
    return click.option(
        "--store",
        default="reports",
        show_default=True,
        metavar="FOLDER",
        callback=_store_path,
        help="The output folder of the runs, or the store's file in it.",
    )(command)


def _store_path(ctx: click.Context, parameter: click.Parameter, given: str) -> Path:
    path = Path(given)
    return path if path.suffix == ".sqlite" else path / "audit.sqlite"


def reading_options(command: Command) -> Command:
    """Add what concerns reading; the command gets it as ``reading``."""

    @click.option(
        "--text-field",
        default=None,
        metavar="FIELD",
        help="The field of a record that holds its text. [default: found by its name]",
    )
    @click.option(
        "--max-document-size",
        type=click.FloatRange(min=0, min_open=True),
        default=20,
        show_default=True,
        metavar="MB",
        help="Larger documents are not read but reported.",
    )
    @click.option(
        "--limit",
        type=click.IntRange(1),
        default=100,
        show_default=True,
        metavar="N",
        help="As many addresses of a sitemap are read.",
    )
    @click.option(
        "--private-addresses",
        is_flag=True,
        help="Let web addresses lead to private networks and to this machine.",
    )
    @wraps(command)
    def with_reading(
        *,
        text_field: str | None,
        max_document_size: float,
        limit: int,
        private_addresses: bool,
        **rest: Any,
    ) -> Any:
        reading = ReadingOptions(
            text_field=text_field,
            limit=limit,
            allow_private_addresses=private_addresses,
            maximum_bytes=int(max_document_size * MEGABYTE),
        )
        return command(reading=reading, **rest)

    return with_reading


def reading_with(settings: Settings, given: ReadingOptions) -> ReadingOptions:
    """Return how to read: as the command line says, and where it is silent as the settings do."""
    context = click.get_current_context()
    fields = {"text_field": "text_field", "maximum_bytes": "max_document_size"}
    said = {
        name: getattr(given, name)
        for name, option in fields.items()
        if context.get_parameter_source(option) == click.core.ParameterSource.COMMANDLINE
    }
    return replace(reading_of(settings), **said)
