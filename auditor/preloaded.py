"""What workers are forked with: importing it loads every pack, once for all of them."""

from __future__ import annotations

from contextlib import suppress

from auditor.registry import discover

with suppress(Exception):  # the run itself tells of a pack that cannot be loaded
    discover()
