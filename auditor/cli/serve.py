"""`audit serve`: the HTTP service."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import replace
from datetime import datetime, timezone

import click

from auditor.cli.check_options import MEGABYTE, settings_options
from auditor.cli.listening import address_of, listen
from auditor.cli.options import rule_options
from auditor.run.plan import available_processors, plan_of, refuse_unknown_rules
from auditor.settings import SettingsFinder

GRACE_SECONDS = 10
CONNECTIONS_PER_PLACE = 16
"""Open connections for each request that may be at work or wait; each takes some memory too."""
BODIES_HELD = 8
"""Bodies of the largest size that fit into what all requests may hold; small ones are more."""
LOG = logging.getLogger("auditor.web")


class JsonLines(logging.Formatter):
    """One JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line."""
        content = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **getattr(record, "figures", {}),
        }
        if record.exc_info:
            content["error"] = self.formatException(record.exc_info)
        return json.dumps(content)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8766, show_default=True, type=click.IntRange(0, 65535))
@click.option("--workers", type=click.IntRange(1), help="Processes. [default: one per processor]")
@click.option(
    "--max-document-size",
    type=click.FloatRange(min=0, min_open=True),
    default=None,
    metavar="MB",
    help="Larger bodies are refused. [default: the settings', else 20]",
)
@click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="An audit that takes longer is ended.",
)
@click.option(
    "--waiting",
    type=click.IntRange(0),
    default=64,
    show_default=True,
    help="Requests that may wait; further ones are told to come back.",
)
@click.option(
    "--allow-host",
    "allowed",
    multiple=True,
    metavar="NAME",
    help="A further name that requests may call this host, such as a proxy's; * is any.",
)
@rule_options
@settings_options
def serve(
    *,
    host: str,
    port: int,
    workers: int | None,
    max_document_size: float | None,
    seconds: float,
    waiting: int,
    allowed: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    finder: SettingsFinder,
) -> None:
    """Audit documents that are sent by HTTP: POST /audit takes text, Markdown, HTML or a record.

    GET /openapi.json describes it; /health and /ready are for whoever watches over it. There is no
    authentication: keep it on this machine, or behind a proxy that has some. Requests that call
    this host another name than --host, localhost or one of --allow-host are refused, and so are
    those of other sites' pages.
    """
    import uvicorn

    from auditor.web.security import LOOPBACK
    from auditor.web.service import Limits, create_service

    settings = finder.at(None)
    refuse_unknown_rules(settings)
    plan = plan_of(settings, select, ignore)
    plan = replace(plan, settings=settings if settings.changes_audits else None)
    plan.rule_set()  # a wrong name or list is told before the port is opened
    body_bytes = int((max_document_size or settings.max_document_size) * MEGABYTE)
    limits = Limits(
        body_bytes=body_bytes,
        memory_bytes=BODIES_HELD * body_bytes,
        seconds=seconds,
        workers=workers or available_processors(),
        waiting=waiting,
        hosts=(*LOOPBACK, *(_in_brackets(name.lower()) for name in (host, *allowed))),
    )
    listener = listen(host, port)
    _log_as_json()
    LOG.info("listening", extra={"figures": {"address": address_of(listener)}})
    config = uvicorn.Config(
        create_service(plan, limits),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        limit_concurrency=CONNECTIONS_PER_PLACE * (limits.workers + waiting),
        server_header=False,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _in_brackets(host: str) -> str:
    """Return a host as the Host header has it."""
    return f"[{host}]" if ":" in host else host


def _log_as_json() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
