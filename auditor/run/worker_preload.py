"""What workers are forked with: importing it loads what audits, and every pack, once for all."""

from __future__ import annotations

from contextlib import suppress

import auditor.run.audit_inputs  # noqa: F401 # what audits
from auditor.run.plan import Plan

with suppress(Exception):  # the run itself tells of a pack that cannot be loaded
    Plan(()).rule_set()
