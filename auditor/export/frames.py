"""A pandas function: a column of texts in, a frame of the auditor's numbers out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.registry import RuleSet
from auditor.export.rows import row_names, row_of
from auditor.library import audit, installed_rules

if TYPE_CHECKING:
    import pandas as pd


def audit_frame(texts: pd.Series[str], rules: RuleSet | None = None) -> pd.DataFrame:
    """Return one row per text with the columns of ``auditor.export.row_of``.

    The frame has the series' index, so that it can be joined to where the texts came from. A text
    that is missing gives a row of missing values.
    """
    import pandas as pd

    rules = rules if rules is not None else installed_rules()
    names = row_names(rules)
    nothing = (float("nan"),) * len(names)
    rows = [
        row_of(audit(text, rules), rules) if isinstance(text, str) else nothing for text in texts
    ]
    return pd.DataFrame(rows, index=texts.index, columns=list(names))
