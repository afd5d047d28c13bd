"""The sets of annotations, and the measure, that reports and commands look for by name.

A pack provides one of them by giving its annotator, or its measure, that name. Any other set is
shown as a table and has no further meaning here.
"""

from __future__ import annotations

IDENTITY = "identity"
"""What the text says of itself: kinds ``headline``, ``byline``, ``date``, ``modified``, ``outlet``
and ``address``; the value ``origin`` says how it is known."""
LEDGER = "ledger"
"""Who speaks, and what they are said to say: reports show it above the text."""
RATING = "rating"
"""What a list of the user's says of the outlet: values ``rating`` and ``list``."""
QUANTITIES = "quantities"
"""What is counted: values ``text``, ``qualifier``, ``value`` and ``source``; laid beside those of
other documents of a run."""
RESIDUE = "residue"
"""Every line with the probability that it is no part of the article: values ``probability`` and
``threshold``. `audit clean` takes out what lies above; for programs, so no report lists it."""
HOLES = "holes"
"""Where a word seems to be missing: `audit clean` puts a mark there."""
NAMED_SOURCES = "share_of_statements_on_named_sources"
"""The measure that reports give beside the ledger and by outlet."""
