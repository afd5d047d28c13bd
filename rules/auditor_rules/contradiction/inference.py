"""A natural-language-inference model of the user's own (``--nli PATH``), run by ONNX Runtime.

The directory holds ``model.onnx``, ``tokenizer.json`` and ``config.json`` as the usual exporters
write them. The model reads only pairs of sentences that the rules have retrieved.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import Any

from auditor import UsageError

MAX_LENGTH = 256
"""Tokens of a pair that are read."""
FILES = ("model.onnx", "tokenizer.json", "config.json")


class Reader:
    """A loaded model."""

    def __init__(self, session: Any, tokenizer: Any, contradiction: int) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._contradiction = contradiction
        self._inputs = [each.name for each in session.get_inputs()]

    def probability(self, premise: str, hypothesis: str) -> float:
        """Return how likely the second sentence contradicts the first, as the model sees it."""
        import numpy as np

        encoded = self._tokenizer.encode(premise, hypothesis)
        known = {
            "input_ids": encoded.ids,
            "attention_mask": encoded.attention_mask,
            "token_type_ids": encoded.type_ids,
        }
        feed = {name: np.array([known[name]], dtype=np.int64) for name in self._inputs}
        logits = [float(each) for each in self._session.run(None, feed)[0][0]]
        highest = max(logits)
        shares = [math.exp(logit - highest) for logit in logits]
        return shares[self._contradiction] / sum(shares)


@cache
def load_reader(path: str) -> Reader:
    """Load a model; once per process and path.

    Raises:
        UsageError: a file or a library is missing, or no label says contradiction.
    """
    folder = Path(path)
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise UsageError(
            f"--nli {path}: {', '.join(missing)} not found; the folder must hold a model exported "
            "for ONNX Runtime, its tokenizer and its config"
        )
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise UsageError(
            f"--nli needs {error.name}: install the extra with pip install 'audit-articles[nli]'"
        ) from error
    options = onnxruntime.SessionOptions()
    # One thread: the audit's own processes share the machine, and sums stay in one order.
    options.intra_op_num_threads = 1
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # both libraries raise what they please for a damaged file
        raise UsageError(f"--nli {path}: cannot be loaded: {error}") from error
    tokenizer.enable_truncation(MAX_LENGTH)
    return Reader(session, tokenizer, _contradiction_label(folder / "config.json"))


def _contradiction_label(path: Path) -> int:
    try:
        labels = json.loads(path.read_text("utf-8"))["id2label"]
        named = {str(name).lower(): int(index) for index, name in labels.items()}
    except (ValueError, KeyError, AttributeError) as error:
        raise UsageError(f"--nli {path}: no id2label with the labels' names: {error!r}") from error
    for name, index in named.items():
        if name.startswith("contradict"):
            return index
    raise UsageError(f"--nli {path}: none of the labels {sorted(named)} is a contradiction")
