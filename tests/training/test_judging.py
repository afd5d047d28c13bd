"""Calibration and curves of probabilities held against the truth."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from auditor.cli.main import group
from auditor.evaluation import Judgements
from auditor.training.judging import calibration, precision_recall, reliability
from auditor.training.plots import precision_recall_curve, reliability_diagram

JUDGED = Judgements(
    "toy <fault>",
    labels=[0, 0, 0, 1] * 10,
    probabilities=[0.25] * 40,
    groups=list(range(40)),
)


def test_a_share_that_is_met_is_calibrated() -> None:
    figure = calibration(JUDGED)

    # Ten bins of four, each with one fault and three without.
    assert figure.value == pytest.approx(0.0)
    assert (figure.target, figure.is_lower_better, figure.count) == (0.03, True, 40)


def test_rows_count_for_the_share_that_the_model_was_calibrated_for() -> None:
    few = Judgements("", [0, 1] * 20, [0.1] * 40, list(range(40)), prevalence=0.1)
    half = Judgements("", [0, 1] * 20, [0.1] * 40, list(range(40)))

    assert calibration(few).value == pytest.approx(0.0)
    assert calibration(half).value == pytest.approx(0.4)
    assert [each.frequency for each in reliability(few)] == pytest.approx([0.1] * 10)


def test_bins_lie_within_their_intervals_in_order_of_probability() -> None:
    judged = Judgements("", [0, 0, 1, 1] * 5, [n / 20 for n in range(20)], list(range(20)))

    bins = reliability(judged)

    assert [each.probability for each in bins] == sorted(each.probability for each in bins)
    assert all(0 <= each.low <= each.frequency <= each.high <= 1 for each in bins)


def test_documents_of_one_probability_are_flagged_together() -> None:
    judged = Judgements("", [1, 0, 1, 0], [0.9, 0.5, 0.5, 0.1], list(range(4)))

    steps = list(precision_recall(judged))

    assert steps == [(0.5, 1.0), (1.0, pytest.approx(2 / 3)), (1.0, 0.5)]


def test_without_a_fault_there_is_no_curve() -> None:
    assert list(precision_recall(Judgements("", [0, 0], [0.1, 0.2], [0, 1]))) == []


@pytest.mark.parametrize("draw", [reliability_diagram, precision_recall_curve])
def test_a_plot_is_xml_that_names_what_it_shows(draw) -> None:  # type: ignore[no-untyped-def]
    root = ElementTree.fromstring(draw(JUDGED))

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "toy <fault>" in "".join(root.itertext())
    assert draw(JUDGED) == draw(JUDGED)


def test_the_command_writes_tables_and_plots_that_they_link_to(tmp_path: Path) -> None:
    corpus = Path(__file__).parents[2] / "corpus"
    folder = tmp_path / "new" / "result"

    done = CliRunner().invoke(group, ["evaluate", str(corpus), "--output", str(folder)])

    assert done.exit_code == 0, done.output
    text = (folder / "result.md").read_text("utf-8")
    plots = sorted(path.name for path in folder.glob("*.svg"))
    assert len(plots) == 8
    assert all(f"]({name})" in text for name in plots)
    assert "attribution: expected calibration error" in (folder / "result.json").read_text("utf-8")
