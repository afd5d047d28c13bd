"""What can be measured of this dimension, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from auditor import Evaluation, Figure, Judgements
from auditor_rules.machine_translation import RULES
from auditor_rules.machine_translation.learning import (
    evaluate_evidence,
    evaluate_rules,
    evaluate_spinning,
    evaluate_translation,
    substituted_words,
)
from auditor_rules.machine_translation.learning.data import PAGES

PROGRAM_FILES = tuple(f"spin/{name}.dev.jsonl.gz" for name in ("obf_pan17", "agnews_textfooler"))
FILES = PROGRAM_FILES + tuple(
    f"spin/{name}.dev.jsonl.gz" for name in ("bbc_clean", "polnear_clean", "wmt21_mt", "jfleg")
)
FILES += tuple(f"boilerplate/{name}.jsonl.gz" for name in PAGES.values())


def _evaluation(
    name: str,
    summary: str,
    needs: tuple[str, ...],
    run: Callable[[Path], Iterable[Figure | Judgements]],
) -> Evaluation:
    return Evaluation(name, "machine-translation", summary, needs, run)


EVALUATIONS: tuple[Evaluation, ...] = (
    _evaluation(
        "spun-documents",
        "spun documents told from clean ones, models trained on the other program",
        FILES,
        evaluate_spinning.spun_documents,
    ),
    _evaluation(
        "spun-false-alarms",
        "false alarms on each kind of clean text, and calibration",
        FILES,
        evaluate_spinning.clean_documents,
    ),
    _evaluation(
        "spun-passages",
        "spun passages found in clean documents, models trained on the other program",
        FILES,
        evaluate_spinning.spun_passages,
    ),
    _evaluation(
        "known-spinners",
        "texts flagged by what known programs put for what",
        FILES,
        evaluate_evidence.known_spinners,
    ),
    _evaluation(
        "spun-words",
        "words pointed at in spun text",
        PROGRAM_FILES,
        substituted_words.spun_words,
    ),
    _evaluation(
        "suggested-originals",
        "the original of a substituted word among the first three suggestions",
        PROGRAM_FILES,
        substituted_words.suggestions,
    ),
    _evaluation(
        "literal-translation",
        "translations by people and by programs, alarms, and places on MQM",
        (*FILES, evaluate_translation.MQM),
        evaluate_translation.run_translation,
    ),
    *evaluate_rules.rule_evaluations(RULES),
)
