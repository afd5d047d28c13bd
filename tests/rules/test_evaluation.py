"""Measurements of the whole scorecard run on data of the form that they expect."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from auditor import words
from auditor.document import Document
from auditor_rules.evaluation import credibility, false_alarms, recommendation
from auditor_rules.evaluation.clean_texts import learner_texts

SENTENCE = "The harbour bridge reopened on Tuesday after long repairs, said Ana Kovac of the port. "


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in miniature."""
    articles = [
        {
            "id": str(number),
            "grp": str(number),
            "text": SENTENCE * (3 + number),
            "label": "fake" if number % 2 else "real",
            "source": ("Horne2017/BuzzFeed", "Horne2017/Random", "FakeNewsNet2017/BuzzFeed")[
                number % 3
            ],
            "domain": f"site{number}.example",
        }
        for number in range(36)
    ]
    _write(tmp_path / "credibility/news_articles_dev.jsonl.gz", articles)
    for name in ("bbc_clean", "polnear_clean"):
        _write(tmp_path / f"spin/{name}.dev.jsonl.gz", [{"text": SENTENCE * 9}] * 3)
    learner = [{"label": "learner", "text": SENTENCE}] * 90 + [{"label": "corrected", "text": "x"}]
    _write(tmp_path / "spin/jfleg.dev.jsonl.gz", learner)
    for name in ("mild.dev.news", "naive.dev.wcxb-news"):
        lines = [{"label": "content", "text": SENTENCE * 9}, {"label": "boilerplate", "text": "x"}]
        pages = [{"lang": lang, "domain": "a.example", "lines": lines} for lang in ("en", "de")]
        _write(tmp_path / f"boilerplate/{name}.jsonl.gz", pages)
    return tmp_path


def test_learners_sentences_are_joined_to_texts_of_at_least_250_words(data: Path) -> None:
    texts = learner_texts(data)

    lengths = [len(words(Document("l", text))) for text in texts]
    assert lengths == [255] * 5  # 17 sentences of 15 words; what is left over is too short


@pytest.mark.parametrize(
    "evaluation",
    (recommendation.EVALUATION, false_alarms.EVALUATION, credibility.EVALUATION),
    ids=lambda each: each.name,
)
def test_every_figure_has_its_interval(evaluation: Any, data: Path) -> None:
    figures = list(evaluation.run(data))

    assert (
        len(figures)
        == {"recommendation": 30, "false-alarms": 32, "credibility": 18}[evaluation.name]
    )
    assert all(figure.low <= figure.value <= figure.high for figure in figures)
