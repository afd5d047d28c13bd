"""`audit run` fills the store; `audit show` and `audit diff` read it."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli.main import group
from auditor.store import documents_in, open_store
from auditor.store.queue import fingerprints_in
from auditor.store.verdicts import Judged, Target, decide
from tests_shared.audits import ordinary
from tests_shared.stores import keep

TEXT = "The council met on Monday.\n\nNo comments:\n\nPost a Comment\n"


def audit(*arguments: str | int | Path) -> Result:
    return CliRunner().invoke(group, [str(each) for each in arguments])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with two runs: in the second a line has come in front."""
    tmp_path = tmp_path_factory.mktemp("runs")
    articles = tmp_path / "articles"
    articles.mkdir()
    for text in (TEXT, f"A new first line.\n\n{TEXT}"):
        (articles / "council.txt").write_text(text, encoding="utf-8")
        audit("run", articles, "-o", tmp_path / "out", "--jobs", "0", "-q")
    return tmp_path / "out"


def test_runs_documents_and_a_report_are_shown(folder: Path) -> None:
    runs = audit("show", "--store", folder).output.splitlines()
    documents = audit("show", "last", "--store", folder).output
    report = json.loads(audit("show", "1", "council", "--store", folder, "--format", "json").output)

    assert [line.split()[0] for line in runs] == ["2", "1"]
    assert documents.split()[-1] == "council.txt"
    assert report["document"]["text"] == TEXT


def test_what_only_moved_is_no_difference_but_the_text_is(folder: Path) -> None:
    (line,) = audit("diff", 1, 2, "--store", folder, "--json").output.splitlines()

    assert {**json.loads(line), "recommendation": None} == {
        "change": "changed",
        "document": "council.txt",
        "is_text_changed": True,
        "recommendation": None,
        "findings": [],
        "former_name": None,
    }


def test_the_same_run_twice_differs_in_nothing(folder: Path) -> None:
    assert audit("diff", 1, 1, "--store", folder).output == (
        "0 documents differ between run 1 and run 1\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "9"), "there is no run 9; the store holds: 2, 1"),
        (("show", "soon"), "'soon' is no run"),
        (("diff", "1", "9"), "there is no run 9"),
        (("show", "--store", "nowhere"), "there is no store"),
    ],
)
def test_what_is_not_there_is_told(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    given = arguments if "--store" in arguments else (*arguments, "--store", str(folder))
    result = audit(*given)

    assert result.exit_code == 2
    assert message in result.output


def test_a_run_can_leave_no_store(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    audit("run", tmp_path / "a.txt", "-o", tmp_path / "out", "-q", "--no-store", "--jobs", "0")

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "a.txt.html",
        "a.txt.json",
        "a.txt.md",
        "index.html",
        "rules.html",
        "sources.html",
    ]


def test_reviewers_verdicts_come_back_as_calibration_in_the_next_index(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    keep(out / "audit.sqlite", ordinary())
    with closing(open_store(out / "audit.sqlite")) as store:
        (document,) = documents_in(store, 1)
        target = Target(fingerprint="boilerplate/x:::")
        decide(store, "ann", [Judged(document, target, "confirm", "boilerplate/x", 0.8)])
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    audit("run", tmp_path / "a.txt", "-o", out, "-q", "--jobs", "0")

    assert "<b>Calibration</b>" in (out / "index.html").read_text(encoding="utf-8")


def test_reports_can_show_the_verdicts_of_an_earlier_run(tmp_path: Path) -> None:
    out, given = tmp_path / "out", tmp_path / "a.txt"
    given.write_text(TEXT, encoding="utf-8")
    audit("run", given, "-o", out, "-q", "--jobs", "0")
    with closing(open_store(out / "audit.sqlite")) as store:
        (document,) = documents_in(store, 1)
        prints = fingerprints_in(store, document)
        judged = Judged(document, Target(fingerprint=prints[0]), "dismiss", note="house style")
        decide(store, "ann", [judged, Judged(document, Target(), "confirm")])
    result = audit("run", given, "-o", out, "-q", "--jobs", "0", "--verdicts")
    page, text = ((out / name).read_text(encoding="utf-8") for name in ("a.txt.html", "a.txt.md"))

    assert result.exit_code == 0
    assert 'data-decision="dismiss"' in page
    assert "The advice is right – ann, " in page
    assert "- ~~**" in text
    assert ": house style" in text


@pytest.mark.parametrize("further", [("-o", "-", "--format", "json"), ("--no-store",)])
def test_verdicts_need_a_store(tmp_path: Path, further: tuple[str, ...]) -> None:
    result = audit("run", tmp_path, "--verdicts", *further)

    assert result.exit_code == 2
    assert "--verdicts needs a folder with a store" in result.output
