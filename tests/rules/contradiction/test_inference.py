"""A model of inference, with a tiny one built here: the real loading and reading code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor import Document, UsageError
from auditor.cli.main import group
from auditor.engine.audit_documents import findings_of
from auditor_rules.contradiction.inference import load_reader
from auditor_rules.contradiction.rules.numbers_disagree import RULE, rule_with

LABELS = {"0": "entailment", "1": "neutral", "2": "contradiction"}
TEXT = (
    "Harbour festival draws 12,000 visitors\n"
    "The harbour festival in Vellmouth ended on Sunday with music and rain.\n"
    "The 31,000 visitors of the harbour festival drank all the lemonade there was."
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model whose logits are (0, 0, number of tokens / 10)."""
    pytest.importorskip("onnxruntime", reason="the extra [nli] is not installed")
    onnx = pytest.importorskip("onnx", reason="onnx builds the tiny model; it is not installed")
    tokenizers = pytest.importorskip("tokenizers", reason="the extra [nli] is not installed")
    folder = tmp_path_factory.mktemp("nli")
    helper, proto = onnx.helper, onnx.TensorProto
    ids = helper.make_tensor_value_info("input_ids", proto.INT64, ["batch", "length"])
    mask = helper.make_tensor_value_info("attention_mask", proto.INT64, ["batch", "length"])
    logits = helper.make_tensor_value_info("logits", proto.FLOAT, ["batch", 3])
    weights = helper.make_tensor("weights", proto.FLOAT, [1, 3], [0.0, 0.0, 0.1])
    axes = helper.make_tensor("axes", proto.INT64, [1], [1])
    nodes = [
        helper.make_node("Cast", ["attention_mask"], ["ones"], to=proto.FLOAT),
        helper.make_node("ReduceSum", ["ones", "axes"], ["count"], keepdims=1),
        helper.make_node("MatMul", ["count", "weights"], ["logits"]),
        helper.make_node("Identity", ["input_ids"], ["unused"]),
    ]
    graph = helper.make_graph(nodes, "tiny", [ids, mask], [logits], [weights, axes])
    opset = helper.make_opsetid("", 13)
    onnx.save(helper.make_model(graph, opset_imports=[opset], ir_version=8), folder / "model.onnx")
    words = tokenizers.Tokenizer(tokenizers.models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    words.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    words.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps({"id2label": LABELS}), "utf-8")
    return folder


def test_the_probability_is_the_softmax_of_the_label_of_contradiction(model: Path) -> None:
    probability = load_reader(str(model)).probability("one two three", "four five")

    assert probability == pytest.approx(0.4518628, abs=1e-6)  # e^0.5 / (2 + e^0.5)


def test_the_probability_stands_in_the_finding(model: Path) -> None:
    (plain,) = findings_of(RULE, Document("test", TEXT))
    (weighed,) = findings_of(rule_with(str(model)), Document("test", TEXT))

    assert weighed.message == f"{plain.message} A model of inference: probability 0.83."
    assert (weighed.span, weighed.related) == (plain.span, plain.related)


def test_without_a_model_the_rule_is_the_plain_one() -> None:
    assert rule_with(None) is RULE


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"model\.onnx, tokenizer\.json, config\.json not found"):
        load_reader(str(tmp_path))


def test_a_damaged_model_is_told_with_its_folder(model: Path, tmp_path: Path) -> None:
    for name in ("tokenizer.json", "config.json"):
        (tmp_path / name).write_bytes((model / name).read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"no model")

    with pytest.raises(UsageError, match=rf"--nli {tmp_path}: cannot be loaded: .*model\.onnx"):
        load_reader(str(tmp_path))


def test_a_run_with_a_model_prints_its_probability(model: Path, tmp_path: Path) -> None:
    article = tmp_path / "festival.txt"
    article.write_text(TEXT, "utf-8")

    command = ["run", str(article), "--nli", str(model), "-o", "-", "--format", "jsonl", "-q"]
    result = CliRunner().invoke(group, command)

    assert result.exit_code == 0
    assert "A model of inference: probability 0.83." in result.output
