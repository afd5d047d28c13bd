"""What the document model weighs: the one place that training reads."""

from __future__ import annotations

from auditor import Feature
from auditor.training.logistic import FeatureSpec

FITTED = (
    FeatureSpec(
        "attribution/quotation-without-speaker",
        "log1p",
        "{value:n} quotations without a speaker per 1,000 words",
        (0.0, 0.998),
    ),
    FeatureSpec(
        "attribution/vague-attribution",
        "log1p",
        "{value:n} vague attributions per 1,000 words",
        (0.0, 0.998),
    ),
    FeatureSpec(
        "attribution/anonymous-source",
        "log1p",
        "{value:n} anonymous sources per 1,000 words",
        (0.0, 0.998),
    ),
    FeatureSpec(
        "attribution/unnamed-study",
        "log1p",
        "{value:n} unnamed studies per 1,000 words",
        (0.0, 0.998),
    ),
    FeatureSpec(
        "share_of_statements_on_named_sources",
        "identity",
        "{value:%} of statements rest on named sources (real texts: {usual:%})",
    ),
    FeatureSpec(
        "share_of_statements_vague_or_anonymous",
        "identity",
        "{value:%} of statements rest on nobody in particular (real texts: {usual:%})",
    ),
    FeatureSpec(
        "nameless_per_1000_words",
        "log1p",
        "{value:n} sentences per 1,000 words with a nameless speaker, office, study or report "
        "(real texts: {usual:n})",
    ),
    FeatureSpec(
        "names_per_sentence",
        "log1p",
        "{value:.1f} names a sentence (real texts: {usual:.1f})",
    ),
)
STATED = tuple(
    Feature(name, weight, 0.0, 1.0, 0.0, 1.0, "identity", wording)
    for name, weight, wording in (
        ("names_no_author", 0.7, "{value:no author is named|somebody signs, or nobody needs to}"),
        ("gives_no_date", 0.3, "{value:no date is given|a date is given, or none is needed}"),
        (
            "share_nobody_answers_for",
            1.0,
            "{value:%} of statements rest on nobody in a text without author and date",
        ),
        (
            "names_nobody",
            4.0,
            "{value:a report without author, date and source|not a report without author, date "
            "and source}",
        ),
    )
)
"""An editor's weights, stated because no data tells them: a missing byline doubles the odds, a date
that is missing as well adds a third, and unsigned statements of nobody count once more. A report
that names nobody at all counts +4: a judgement as well."""
