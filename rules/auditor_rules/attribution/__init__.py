"""Who says so?"""

from __future__ import annotations

from pathlib import Path

from auditor import Annotator, Measure, Model, Options, Rule, load_model
from auditor_rules.attribution.absence import MEASURES as ABSENCE
from auditor_rules.attribution.identity import IDENTITY
from auditor_rules.attribution.identity_gaps import MEASURES as GAPS
from auditor_rules.attribution.indicators import INDICATORS
from auditor_rules.attribution.ledger import LEDGER
from auditor_rules.attribution.ledger import MEASURES as LEDGER_MEASURES
from auditor_rules.attribution.rules import (
    anonymous_source,
    input_as_source,
    missing_byline,
    missing_date,
    nobody_named,
    outlet_as_source,
    quotation_without_speaker,
    title_without_name,
    undeclared_promotion,
    unnamed_study,
    unsourced_claim,
    vague_attribution,
)
from auditor_rules.attribution.sentence_model import SHARE_OF_SENTENCES

ANNOTATORS: tuple[Annotator, ...] = (IDENTITY, LEDGER, INDICATORS)
MEASURES: tuple[Measure, ...] = (*LEDGER_MEASURES, SHARE_OF_SENTENCES, *GAPS, *ABSENCE)


def rules(options: Options) -> tuple[Rule, ...]:
    """Return the dimension's rules."""
    return (
        anonymous_source.RULE,
        input_as_source.RULE,
        missing_byline.RULE,
        missing_date.RULE,
        nobody_named.RULE,
        outlet_as_source.RULE,
        quotation_without_speaker.RULE,
        title_without_name.RULE,
        undeclared_promotion.RULE,
        unnamed_study.RULE,
        unsourced_claim.RULE,
        vague_attribution.RULE,
    )


def models() -> tuple[Model, ...]:
    """Return the dimension's models."""
    return (load_model(Path(__file__).parent / "models" / "attribution.json"),)
