"""A logistic model as data: loading it executes nothing, predicting needs no library."""

from __future__ import annotations

import hashlib
import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from auditor.errors import ModelError
from auditor.finding import DIMENSIONS, Contribution, Dimension, Label, Score

SCHEMA = 1
SUREST = 36.0
"""Log-odds beyond which a double cannot tell the probability from certainty."""
Transform = Literal["identity", "log1p"]


@dataclass(frozen=True, slots=True)
class Feature:
    """One input of the model: ``coefficient * (clip(transform(x)) - center) / scale``."""

    name: str
    """A measure's name, or a rule's id for its findings per 1,000 words."""
    coefficient: float
    center: float
    scale: float
    low: float
    """Values are clipped to [low, high], the range that training saw, before transforming."""
    high: float
    transform: Transform = "identity"
    wording: str = "{name}: {value:.3g}"
    """How the contribution reads; a format string over ``name`` and ``value``."""

    def term(self, value: float) -> float:
        """Return the feature's share of the uncalibrated log-odds."""
        clipped = min(max(value, self.low), self.high)
        moved = math.log1p(clipped) if self.transform == "log1p" else clipped
        return self.coefficient * (moved - self.center) / self.scale


class Threshold(NamedTuple):
    """From ``words`` on: the log-odds at which a document needs review, and at which it fails."""

    words: int
    review: float
    fail: float


@dataclass(frozen=True)
class Model:
    """A calibrated logistic regression for one dimension, with the ground it was trained on."""

    dimension: Dimension
    features: tuple[Feature, ...]
    intercept: float
    slope: float
    """Calibration (Platt 1999): log-odds = slope * raw + offset."""
    offset: float
    thresholds: tuple[Threshold, ...]
    """Ascending in words; between two of them, interpolated in ln(words)."""
    minimum_words: int = 0
    languages: tuple[str, ...] = ()
    digest: str = ""
    """SHA-256 of the file it was loaded from."""
    trained_on: str = ""

    def contributions(self, row: Mapping[str, float]) -> tuple[Contribution, ...]:
        """Return the reasons; their log-odds sum to the calibrated log-odds of the probability."""
        base = Contribution("", "base rate", self.slope * self.intercept + self.offset)
        return (base, *(self._contribution(feature, row) for feature in self.features))

    def _contribution(self, feature: Feature, row: Mapping[str, float]) -> Contribution:
        value = row.get(feature.name, 0.0)
        wording = feature.wording.format(name=feature.name, value=value)
        return Contribution(feature.name, wording, self.slope * feature.term(value))

    def abstention(self, words: int, language: str) -> str | None:
        """Return why the training data gives no ground for a probability, if it gives none."""
        if words < self.minimum_words:
            return f"too short: {words} words, the model needs {self.minimum_words}"
        if self.languages and language not in self.languages:
            return f"language {language!r}: the model was trained on {', '.join(self.languages)}"
        return None

    def score(self, row: Mapping[str, float], words: int, language: str) -> Score:
        """Weigh a row of features of a document of ``words`` words in ``language``."""
        reason = self.abstention(words, language)
        if reason is not None:
            return Score("abstain", abstention=reason)
        contributions = self.contributions(row)
        log_odds = math.fsum(each.log_odds for each in contributions)
        return Score(self._label(log_odds, words), probability_of(log_odds), contributions)

    def _label(self, log_odds: float, words: int) -> Label:
        threshold = threshold_at(self.thresholds, words)
        if log_odds >= threshold.fail:
            return "fail"
        return "review" if log_odds >= threshold.review else "clear"


def probability_of(log_odds: float) -> float:
    """Return the logistic function of ``log_odds``, without overflow and never 0 or 1."""
    log_odds = min(max(log_odds, -SUREST), SUREST)
    if log_odds >= 0:
        return 1 / (1 + math.exp(-log_odds))
    return math.exp(log_odds) / (1 + math.exp(log_odds))


def threshold_at(thresholds: tuple[Threshold, ...], words: int) -> Threshold:
    """Interpolate between the two thresholds around ``words``, linearly in ln(words)."""
    right = bisect_right(thresholds, words, key=lambda threshold: threshold.words)
    if right == 0:
        return thresholds[0]
    if right == len(thresholds):
        return thresholds[-1]
    below, above = thresholds[right - 1], thresholds[right]
    share = math.log(words / below.words) / math.log(above.words / below.words)
    return Threshold(
        words,
        below.review + share * (above.review - below.review),
        below.fail + share * (above.fail - below.fail),
    )


def load_model(path: Path) -> Model:
    """Read a model file.

    Raises:
        ModelError: it is not JSON of this schema, or its digest does not match its contents.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: the model file cannot be read: {error.strerror}") from error
    try:
        payload = json.loads(content)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ModelError(
            f"{path}: not a model file (expected JSON, never a pickle): {error}"
        ) from error
    try:
        return _model_from(payload)
    except ModelError as error:
        raise ModelError(f"{path}: {error}") from error
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise ModelError(
            f"{path}: truncated or damaged model file: {error!r}; train it again"
        ) from error


def _model_from(payload: dict[str, Any]) -> Model:
    if payload.get("schema") != SCHEMA:
        raise ModelError(f"model schema {payload.get('schema')!r}, expected {SCHEMA}")
    body = payload["model"]
    digest = digest_of(body)
    if payload["digest"] != digest:
        raise ModelError("the digest does not match the contents: the file was changed by hand")
    if body["dimension"] not in DIMENSIONS:
        raise ModelError(f"unknown dimension {body['dimension']!r}")
    return Model(
        dimension=cast(Dimension, body["dimension"]),
        features=tuple(Feature(**feature) for feature in body["features"]),
        intercept=float(body["intercept"]),
        slope=float(body["slope"]),
        offset=float(body["offset"]),
        thresholds=tuple(Threshold(*threshold) for threshold in body["thresholds"]),
        minimum_words=int(body["minimum_words"]),
        languages=tuple(body["languages"]),
        digest=digest,
        trained_on=str(body["trained_on"]),
    )


def digest_of(body: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a model's canonical JSON."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def dump_model(model: Model) -> str:
    """Return the model file's text; ``load_model`` gives the same model back."""
    body = {
        "dimension": model.dimension,
        "features": [
            {slot: getattr(feature, slot) for slot in Feature.__slots__}
            for feature in model.features
        ],
        "intercept": model.intercept,
        "slope": model.slope,
        "offset": model.offset,
        "thresholds": [list(threshold) for threshold in model.thresholds],
        "minimum_words": model.minimum_words,
        "languages": list(model.languages),
        "trained_on": model.trained_on,
    }
    payload = {"schema": SCHEMA, "digest": digest_of(body), "model": body}
    return json.dumps(payload, indent=1, sort_keys=True) + "\n"
