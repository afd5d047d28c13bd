"""How odd each word is where it stands: to point at the words that were put in.

oddness = [left pair never counted] + [right pair never counted] - ln(U / N) / 2
          - 3/2 [function word] - 0.3 (PMI with the left + PMI with the right, each in -4..4)

The weights are stated, not fitted: a logistic regression trained on one program did no better on
the other (AUC .80 and .88 against .80 and .89).
"""

from __future__ import annotations

import math

import numpy as np

from auditor import Document, view
from auditor_rules.english.counts import Numbers, counts
from auditor_rules.machine_translation.collocation import Pairs, is_function, pairs, tokens

UNKNOWN = 1.0
"""PMI taken where there is no neighbour to pair with: about clean text's mean."""


@view
def oddness(document: Document) -> list[float]:
    """The oddness of each token; higher is odder."""
    table, function = counts(), is_function()
    found = tokens(document)
    against = _against(pairs(document))
    rarity = [math.log(table.total / table.unigrams[word]) for word in found.ids.tolist()]
    total = against + np.append(against, -0.3 * UNKNOWN)[1:] + np.array(rarity) / 2
    oddest: list[float] = (total - 1.5 * function[found.ids]).tolist()
    return oddest


def _against(found: Pairs) -> Numbers:
    """Return what each pair says against its words."""
    spoken = (found.seen == 0) - 0.3 * found.pmi.clip(-4.0, 4.0)
    return np.where(found.is_joined, spoken, -0.3 * UNKNOWN)
