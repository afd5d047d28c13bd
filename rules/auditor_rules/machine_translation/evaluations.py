"""The measurements of spinning, by name; what they need is imported when one is run."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from importlib import import_module
from pathlib import Path

from auditor import Evaluation, Figure
from auditor_rules.machine_translation.samples import PAGES

PROGRAM_FILES = tuple(f"spin/{name}.dev.jsonl.gz" for name in ("obf_pan17", "agnews_textfooler"))
FILES = PROGRAM_FILES + tuple(
    f"spin/{name}.dev.jsonl.gz" for name in ("bbc_clean", "polnear_clean", "wmt21_mt", "jfleg")
)
FILES += tuple(f"boilerplate/{name}.jsonl.gz" for name in PAGES.values())
DOCUMENTS = "machine_translation.evaluation"
WORDS = "laboratory.substituted_words"


def _run(module: str, name: str, folder: Path) -> Iterable[Figure]:
    """Import and run: an audit must not load what only measuring needs."""
    figures: Iterable[Figure] = getattr(import_module(f"auditor_rules.{module}"), name)(folder)
    return figures


def _evaluation(
    name: str, summary: str, needs: tuple[str, ...], module: str, function: str
) -> Evaluation:
    run = partial(_run, module, function)
    return Evaluation(name, "machine-translation", summary, needs, run)


SPINNING_EVALUATIONS = (
    _evaluation(
        "spun-documents",
        "spun documents told from clean ones, models trained on the other program",
        FILES,
        DOCUMENTS,
        "spun_documents",
    ),
    _evaluation(
        "spun-false-alarms",
        "false alarms on each kind of clean text, and calibration",
        FILES,
        DOCUMENTS,
        "clean_documents",
    ),
    _evaluation(
        "spun-passages",
        "spun passages found in clean documents, models trained on the other program",
        FILES,
        DOCUMENTS,
        "spun_passages",
    ),
    _evaluation("spun-words", "words pointed at in spun text", PROGRAM_FILES, WORDS, "spun_words"),
    _evaluation(
        "suggested-originals",
        "the original of a substituted word among the first three suggestions",
        PROGRAM_FILES,
        WORDS,
        "suggestions",
    ),
)
