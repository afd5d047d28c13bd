"""How odd each word is where it stands: to point at the words that were put in.

oddness = [left pair never counted] + [right pair never counted] - ln(U / N) / 2
          - 3/2 [function word] - 0.3 (PMI with the left + PMI with the right, each in -4..4)

The weights are stated, not fitted: a logistic regression trained on one program did no better on
the other (AUC .80 and .88 against .80 and .89).
"""

from __future__ import annotations

import math

from auditor import Document, view
from auditor_rules.machine_translation.collocation import Facts, function_ids, pairs, tokens
from auditor_rules.machine_translation.counts import counts

UNKNOWN = 1.0
"""PMI taken where there is no neighbour to pair with: about clean text's mean."""


@view
def oddness(document: Document) -> list[float]:
    """The oddness of each token; higher is odder."""
    table, function = counts(), function_ids()
    known = pairs(document)
    found = []
    for word, left, right in zip(tokens(document).ids, known, (*known, None)[1:], strict=True):
        rarity = math.log(table.total / table.unigrams[word])
        found.append(_against(left) + _against(right) + rarity / 2 - 1.5 * (word in function))
    return found


def _against(pair: Facts | None) -> float:
    if pair is None:
        return -0.3 * UNKNOWN
    return (pair.seen == 0) - 0.3 * min(max(pair.pmi, -4.0), 4.0)
