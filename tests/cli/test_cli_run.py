"""`audit run`, as a person and a program call it."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli.main import group

ARTICLE = """Harbour bridge reopens after repairs
By Ana Kovac
12 March 2024

The bridge over the Lenta reopened on Tuesday, the port authority said. "We are ahead of the
plan," said Ivo Maric, its director.
"""


def _audit(*arguments: str | int | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(group, [str(each) for each in arguments], input=stdin)


def _records(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Three documents in three formats."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    (folder / "b.jsonl").write_text(
        json.dumps({"id": "first", "text": ARTICLE}) + "\n" + json.dumps({"text": ARTICLE}), "utf-8"
    )
    (folder / "c.txt.gz").write_bytes(gzip.compress(ARTICLE.encode()))
    return folder


def test_what_is_left_out_on_purpose_is_named_and_fails_no_run(articles: Path) -> None:
    (articles / "notes.toml").write_text("a = 1", "utf-8")

    result = _audit("run", articles, "--format", "jsonl", "-o", "-")

    assert result.exit_code == 0
    assert ".toml (1)" in result.stderr


def test_each_document_gets_its_reports_and_the_run_an_index(
    articles: Path, tmp_path: Path
) -> None:
    result = _audit("run", articles, "-o", tmp_path / "out", "--jobs", 1)

    assert result.exit_code == 0, result.output
    written = {path.name for path in (tmp_path / "out").iterdir()}
    for suffix in (".html", ".json", ".md"):
        assert {f"a.txt{suffix}", f"first{suffix}", f"c.txt.gz{suffix}"} <= written
    assert "index.html" in written
    assert "4 documents" in result.output


def test_programs_get_one_object_per_document_in_input_order(articles: Path) -> None:
    result = _audit("run", articles, "--format", "jsonl", "-o", "-")

    ids = [record["document"]["id"] for record in _records(result)]  # type: ignore[index]
    assert [ids[0], ids[1], ids[3]] == ["a.txt", "first", "c.txt.gz"]
    assert len(ids) == 4


def test_no_text_leaves_the_text_out(articles: Path) -> None:
    result = _audit("run", articles / "a.txt", "--format", "jsonl", "-o", "-", "--no-text")

    (record,) = _records(result)
    assert "text" not in record["document"]  # type: ignore[operator]


def test_reports_are_the_same_bytes_with_one_worker_and_with_two(
    articles: Path, tmp_path: Path
) -> None:
    for jobs in (1, 2):
        _audit("run", articles, "-o", tmp_path / str(jobs), "--jobs", jobs, "--quiet")

    def contents(jobs: int) -> dict[str, bytes]:
        folder = tmp_path / str(jobs)  # the store may hold clock times; reports never do
        return {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix != ".sqlite"}

    assert contents(1) == contents(2)
    assert len(contents(1)) > 12


def test_standard_input_is_a_document() -> None:
    result = _audit("run", "-", "--format", "jsonl", "-o", "-", stdin=ARTICLE)

    (record,) = _records(result)
    assert record["document"]["text"] == ARTICLE  # type: ignore[index]


def test_reading_is_not_gating_unless_asked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE + "\nShare this article on Facebook\n", "utf-8")

    assert _audit("run", tmp_path / "a.txt", "-o", tmp_path / "out").exit_code == 0
    gated = _audit("run", tmp_path / "a.txt", "-o", tmp_path / "out", "--fail-on", "note")
    assert gated.exit_code == 1


def test_select_keeps_only_the_dimension(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Analysts warn that the prices of grain will rise again in spring.\n\nShare this article\n",
        "utf-8",
    )

    result = _audit(
        "run", tmp_path / "a.txt", "--format", "jsonl", "-o", "-", "--select", "attribution"
    )

    (record,) = _records(result)
    assert {each["dimension"] for each in record["findings"]} == {"attribution"}  # type: ignore[attr-defined]


def test_without_pages_there_is_no_index_that_would_lead_to_them(
    articles: Path, tmp_path: Path
) -> None:
    result = _audit("run", articles, "-o", tmp_path / "out", "--format", "jsonl", "--jobs", 0)

    assert f"open {tmp_path / 'out'}\n" in result.output
    assert not list((tmp_path / "out").glob("*.html"))


def test_lines_that_documents_share_get_a_page_when_asked_for(tmp_path: Path) -> None:
    for name in "abc":
        text = f"{ARTICLE}\nFollow the Lenta Herald every day\nOnly in {name} it says this\n"
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")

    _audit("run", tmp_path, "-o", tmp_path / "out", "--recurring-lines", "--jobs", 0)
    page = (tmp_path / "out" / "recurring-lines.html").read_text("utf-8")

    assert "Follow the Lenta Herald every day" in page
    assert "Only in a it says this" not in page


class TestBadInput:
    """Each has a clear message, the right exit code, and costs no other document."""

    def _with_good_one(self, folder: Path, *more: str | Path) -> Result:
        (folder / "good.txt").write_text(ARTICLE, "utf-8")
        return _audit("run", folder, "--format", "jsonl", "-o", "-", *more)

    def test_an_empty_file(self, tmp_path: Path) -> None:
        (tmp_path / "empty.txt").touch()
        result = self._with_good_one(tmp_path)

        assert result.exit_code == 3
        assert "empty.txt" in result.stderr
        assert len(_records(result)) == 1

    def test_a_binary_file(self, tmp_path: Path) -> None:
        (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
        result = self._with_good_one(tmp_path)

        assert result.exit_code == 3
        assert "picture.txt" in result.stderr
        assert len(_records(result)) == 1

    def test_a_folder_without_documents(self, tmp_path: Path) -> None:
        result = _audit("run", tmp_path, "--format", "jsonl", "-o", "-")

        assert result.exit_code == 3
        assert str(tmp_path) in result.stderr

    def test_a_missing_path(self, tmp_path: Path) -> None:
        result = self._with_good_one(tmp_path, tmp_path / "nowhere.txt")

        assert result.exit_code == 3
        assert "nowhere.txt" in result.stderr
        assert len(_records(result)) == 1

    def test_a_document_above_the_limit(self, tmp_path: Path) -> None:
        (tmp_path / "large.txt").write_text("word " * 300_000, "utf-8")
        result = self._with_good_one(tmp_path, "--max-document-size", "1")

        assert result.exit_code == 3
        assert "large.txt" in result.stderr
        assert "--max-document-size" in result.stderr
        assert len(_records(result)) == 1

    @pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
    def test_a_file_without_read_permission(self, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_text(ARTICLE, "utf-8")
        (tmp_path / "secret.txt").chmod(0)
        result = self._with_good_one(tmp_path)

        assert result.exit_code == 3
        assert "secret.txt" in result.stderr
        assert len(_records(result)) == 1

    def test_a_broken_line_of_json(self, tmp_path: Path) -> None:
        (tmp_path / "some.jsonl").write_text('{"text": "' + "Fine. " * 9 + '"}\n{"text": "br\n')
        result = self._with_good_one(tmp_path)

        assert result.exit_code == 3
        assert "some.jsonl:2" in result.stderr
        assert len(_records(result)) == 2

    def test_broken_html_is_read_as_far_as_it_goes(self, tmp_path: Path) -> None:
        paragraph = "<p>The bridge over the river reopened on Tuesday after long repairs.</p"
        (tmp_path / "page.html").write_text(f"<html><body><<div>{paragraph * 9}", "utf-8")
        result = self._with_good_one(tmp_path)

        assert len(_records(result)) == 2

    def test_an_unknown_rule_names_the_nearest(self, tmp_path: Path) -> None:
        result = self._with_good_one(tmp_path, "--select", "atribution")

        assert result.exit_code == 2
        assert "did you mean 'attribution'" in result.stderr

    def test_an_unknown_format_names_the_known_ones(self, tmp_path: Path) -> None:
        result = _audit("run", tmp_path, "--format", "pdf")

        assert result.exit_code == 2
        assert "choose from" in result.stderr

    @pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
    def test_an_output_that_is_called_like_a_file(self, tmp_path: Path, name: str) -> None:
        result = _audit("run", "-", "-o", tmp_path / name, stdin=ARTICLE)

        assert result.exit_code == 2
        assert f"-o - > {tmp_path / 'out.jsonl'}" in result.stderr
        assert not (tmp_path / name).exists()

    @pytest.mark.parametrize("option", ["--resume", "--near-duplicates"])
    def test_options_that_need_a_folder(self, option: str) -> None:
        result = _audit("run", "-", option, "--format", "jsonl", "-o", "-", stdin=ARTICLE)

        assert result.exit_code == 2
        assert option in result.stderr

    def test_a_run_without_documents_points_to_no_report(self, tmp_path: Path) -> None:
        result = _audit("run", tmp_path / "nowhere", "-o", tmp_path / "out")

        assert (result.exit_code, result.stdout) == (3, "no documents\n")

    def test_an_output_folder_that_is_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "taken").write_text("", "utf-8")
        (tmp_path / "good.txt").write_text(ARTICLE, "utf-8")
        result = _audit("run", tmp_path / "good.txt", "-o", tmp_path / "taken")

        assert result.exit_code == 2
        assert "taken" in result.stderr


def test_settings_among_the_documents_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("The mayor spoke.\nShare this article on Facebook\n")
    arguments = ["run", "articles", "-o", "-", "--format", "jsonl", "--jobs", "0"]
    before = CliRunner().invoke(group, arguments)
    (articles / "auditor.toml").write_text(
        'ignore = ["boilerplate"]\nexclude = ["*.txt"]\nnli = "/dev/zero"\nlexicon = "/dev/zero"\n'
    )
    after = CliRunner().invoke(group, arguments)

    assert (after.exit_code, after.stdout) == (0, before.stdout)
    assert "boilerplate/share-bar" in after.stdout
