"""A logistic model as a value: predicting needs no library."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from auditor.dimensions import Dimension
from auditor.finding import Contribution, Label, Score
from auditor.scoring.phrasing import NAME, phrase
from auditor.text.language import UNDETERMINED, language_name

SUREST = 36.0
"""Log-odds beyond which a double cannot tell the probability from certainty."""
START = "starting point, before this text is looked at"
"""How the first reason reads: what the model would say of a text that is usual in every respect."""
Transform = Literal["identity", "log1p", "log"]
MIN_LENGTH = 40
"""From so many words on a short text is judged by its findings, though the model abstains."""
MIN_SHARE = 0.005
"""Added before the logarithm of a share: half a percent is as good as nothing."""


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
    wording: str = "{name}: {value}"
    """How the contribution reads; ``auditor.scoring.phrasing`` says what may stand in it."""

    def term(self, value: float) -> float:
        """Return the feature's share of the uncalibrated log-odds."""
        clipped = min(max(value, self.low), self.high)
        return self.coefficient * (moved(clipped, self.transform) - self.center) / self.scale

    def reason(self, value: float) -> str:
        """Return the reason in words."""
        return phrase(self.wording.replace(NAME, _escaped(self.name)), value)


def moved(value: float, transform: Transform) -> float:
    """Return a value on the scale on which it is weighed."""
    if transform == "log1p":
        return math.log1p(value)
    return math.log(value + MIN_SHARE) if transform == "log" else value


def _inline(summary: str) -> str:
    """Return a summary as a part of a sentence, fit to stand in a template."""
    reason = summary.rstrip(".")
    is_word = reason[1:2].islower() or reason[1:2] == " "
    return _escaped(reason[:1].lower() + reason[1:] if is_word else reason)


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


class Threshold(NamedTuple):
    """From ``words`` on: the log-odds at which a document needs review, and at which it fails."""

    words: int
    review: float
    fail: float


class Ground(NamedTuple):
    """What a measure may be for the training data to say anything of a document."""

    name: str
    low: float | None
    high: float | None
    """Half of the least and twice the most that all but one in a thousand training documents have;
    ``None`` where that side says nothing of the kind of writing."""
    wording: str
    """How the document's own value reads; see ``auditor.scoring.phrasing``."""

    def doubt(self, row: Mapping[str, float]) -> str | None:
        """Return why a document with these features is far from the training data, if it is."""
        value = row.get(self.name)
        if value is None:
            return None
        is_low = self.low is not None and value < self.low
        if not is_low and (self.high is None or value <= self.high):
            return None
        limit = self.low if is_low else self.high
        said, bound = phrase(self.wording, value), phrase(self.wording, limit or 0.0)
        side = "at least" if is_low else "at most"
        return f"unlike the writing that the model knows: {said}, where it has seen {side} {bound}"


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
    ground: tuple[Ground, ...] = ()
    """What kinds of writing it knows."""
    is_needed: bool = True
    """Whether a document that it abstains on is unjudged. Not where silence is the rule and rules
    alone find what there is."""
    can_fail: bool = True
    """Whether the probability alone can fail a document. Not where what it measures can be mended,
    such as residue around a sound article: then failing takes a finding that says why."""
    digest: str = ""
    """SHA-256 of the file it was loaded from."""
    trained_on: str = ""

    def contributions(self, row: Mapping[str, float]) -> tuple[Contribution, ...]:
        """Return the reasons; their log-odds sum to the calibrated log-odds of the probability."""
        base = Contribution("", START, self.slope * self.intercept + self.offset)
        return (base, *(self._contribution(feature, row) for feature in self.features))

    def _contribution(self, feature: Feature, row: Mapping[str, float]) -> Contribution:
        value = row.get(feature.name, 0.0)
        return Contribution(feature.name, feature.reason(value), self.slope * feature.term(value))

    def with_summaries(self, summaries: Mapping[str, str]) -> Model:
        """Return the model with wordings that say what a feature is, rather than its name."""
        reason = (
            replace(each, wording=each.wording.replace(NAME, _inline(summaries[each.name])))
            if each.name in summaries
            else each
            for each in self.features
        )
        return replace(self, features=tuple(reason))

    def _is_known(self, language: str) -> bool:
        return not self.languages or language in self.languages

    def abstention(
        self, words: int, language: str, row: Mapping[str, float] | None = None
    ) -> str | None:
        """Return why the training data gives no ground for a probability, if it gives none."""
        if words < self.minimum_words:
            counted = f"{words} word{'' if words == 1 else 's'}"
            return f"too short: {counted}, the model needs {self.minimum_words}"
        if not self._is_known(language):
            known = " and ".join(map(language_name, self.languages))
            if language == UNDETERMINED:
                return f"the text's language cannot be reason, the model knows {known}"
            return f"the text is in {language_name(language)}, the model knows {known}"
        doubts = (each.doubt(row or {}) for each in self.ground)
        return next((doubt for doubt in doubts if doubt is not None), None)

    def score(self, row: Mapping[str, float], words: int, language: str) -> Score:
        """Weigh a row of features of a document of ``words`` words in ``language``."""
        reason = self.abstention(words, language, row)
        if reason is not None:
            is_short = self._is_known(language) and MIN_LENGTH <= words < self.minimum_words
            return Score("abstain", abstention=reason, is_unjudged=self.is_needed and not is_short)
        contributions = self.contributions(row)
        log_odds = math.fsum(each.log_odds for each in contributions)
        threshold = threshold_at(self.thresholds, words)
        return Score(
            self._label(log_odds, threshold),
            probability_of(log_odds),
            contributions,
            review_from=probability_of(threshold.review),
        )

    def _label(self, log_odds: float, threshold: Threshold) -> Label:
        if self.can_fail and log_odds >= threshold.fail:
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
