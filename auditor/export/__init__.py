"""Audits as other tools take them: rows of numbers, data frames, features."""

from __future__ import annotations

from auditor.export.rows import row_names, row_of

__all__ = ["row_names", "row_of"]
