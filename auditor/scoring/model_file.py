"""A model as a file: JSON with its own digest. Loading it executes nothing and believes nothing."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, cast, get_args

from auditor.dimensions import DIMENSIONS, Dimension
from auditor.errors import ModelError
from auditor.scoring.model import Feature, Ground, Model, Threshold, Transform
from auditor.scoring.phrasing import phrase

SCHEMA = 1


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
    except (ValueError, RecursionError) as error:
        raise ModelError(
            f"{path}: not a model file (expected JSON, never a pickle): {error}"
        ) from error
    try:
        return _model_from(payload)
    except ModelError as error:
        raise ModelError(f"{path}: {error}") from error
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
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
        features=tuple(_feature(each) for each in body["features"]),
        intercept=_number(body["intercept"]),
        slope=_number(body["slope"]),
        offset=_number(body["offset"]),
        thresholds=_thresholds(body["thresholds"]),
        minimum_words=int(body["minimum_words"]),
        languages=tuple(body["languages"]),
        ground=tuple(_ground(*each) for each in body.get("ground", ())),
        is_needed=bool(body.get("is_needed", True)),
        can_fail=bool(body.get("can_fail", True)),
        digest=digest,
        trained_on=str(body["trained_on"]),
    )


def _feature(values: Mapping[str, Any]) -> Feature:
    feature = Feature(**values)
    feature.reason(0.0)  # a wording that asks for anything but the value is refused here
    for name in ("coefficient", "center", "scale", "low", "high"):
        _number(values[name])
    if feature.transform not in get_args(Transform) or feature.scale == 0:
        raise ModelError(f"the feature {feature.name!r} cannot be weighed")
    for value in (feature.low, feature.high):
        _number(feature.term(value))
    return feature


def _number(value: object) -> float:
    """Return a number that can be reckoned with; JSON as Python reads it has others too.

    Raises:
        ModelError: it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ModelError(f"{value!r} where a finite number is expected")
    return float(value)


def _thresholds(given: Any) -> tuple[Threshold, ...]:
    found = tuple(Threshold(*map(_number, each)) for each in given)  # type: ignore[arg-type]
    words = [0.0, *(each.words for each in found)]
    if len(words) == 1 or any(one >= other for one, other in pairwise(words)):
        raise ModelError("the thresholds do not ascend in words, or there are none")
    return tuple(each._replace(words=int(each.words)) for each in found)


def _ground(name: str, low: object, high: object, wording: str) -> Ground:
    phrase(wording, 0.0)
    bounds = [None if each is None else _number(each) for each in (low, high)]
    return Ground(name, bounds[0], bounds[1], wording)


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
        "ground": [list(each) for each in model.ground],
        "trained_on": model.trained_on,
    }
    # Left out where they hold for all, so that older files stay what they are.
    body |= {name: False for name in ("is_needed", "can_fail") if not getattr(model, name)}
    payload = {"schema": SCHEMA, "digest": digest_of(body), "model": body}
    return json.dumps(payload, indent=1, sort_keys=True) + "\n"
