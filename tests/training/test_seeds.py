"""The documents that the project started from, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import RuleSet
from auditor.training.marked import compare, read_marked
from auditor.training.seeds import main, report


def test_most_marked_faults_are_found_and_nothing_clean_is_accused(
    seeds_folder: Path, rules: RuleSet
) -> None:
    comparisons = [compare(marked, rules) for marked in read_marked(seeds_folder)]
    marks = [bool(found) for comparison in comparisons for _, found in comparison.matches]

    assert len(marks) == 62
    assert sum(marks) >= 45
    assert [alarm for comparison in comparisons for alarm in comparison.false_alarms] == []
    assert f"{'all':20} {sum(marks):3} of 62 found" in report(comparisons)


def test_a_folder_without_marks_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="neither manifest"):
        main([str(tmp_path)])
