"""`audit check --fix` and `--diff`: what is safe is put in place, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests_shared.checks import audit

WRONG = (
    "# A day in March\n\nThe mayor would quite than wait go home. Itâ€™s said that many people "
    "wereallowed in.\n\nShare this article\n\nSee also: More news\n"
)
RIGHT = (
    "# A day in March\n\nThe mayor would rather than wait go home. It’s said that many people "
    "were allowed in.\n\nSee also: More news\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(WRONG, encoding="utf-8")
    return tmp_path


def test_fix_puts_in_place_what_is_safe_and_leaves_what_a_person_must_decide() -> None:
    done = audit("check", "page.md", "--fix")

    assert Path("page.md").read_text("utf-8") == RIGHT
    assert "4 safe changes in 1 file" in done.stderr
    assert "boilerplate/interlink" in done.stdout
    assert "spun-phrase" not in done.stdout


def test_fixing_again_changes_nothing() -> None:
    audit("check", "page.md", "--fix")

    done = audit("check", "page.md", "--fix")

    assert Path("page.md").read_text("utf-8") == RIGHT
    assert "0 safe changes in 0 files" in done.stderr
    assert audit("check", "page.md", "--diff").stdout == ""


def test_diff_shows_the_same_and_changes_nothing() -> None:
    done = audit("check", "page.md", "--diff")

    lines = done.stdout.splitlines()
    assert lines[:2] == ["--- a/page.md", "+++ b/page.md"]
    assert [line for line in lines[3:] if line.startswith("+")] == [
        "+The mayor would rather than wait go home. It’s said that many people were allowed in."
    ]
    assert "-Share this article" in lines
    assert Path("page.md").read_text("utf-8") == WRONG
    assert done.exit_code == 1


def test_line_ends_mark_and_mode_of_a_file_stay() -> None:
    Path("page.md").write_bytes(b"\xef\xbb\xbf" + WRONG.replace("\n", "\r\n").encode())
    Path("page.md").chmod(0o600)
    Path("link.md").symlink_to("page.md")

    audit("check", "link.md", "--fix")

    assert Path("page.md").read_bytes() == b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode()
    assert Path("page.md").stat().st_mode & 0o777 == 0o600
    assert Path("link.md").is_symlink()


def test_what_is_ignored_accepted_quoted_or_code_stays() -> None:
    Path("ignored.md").write_text(
        "<!-- audit: ignore machine-translation a joke -->\nHe would quite than wait go home.\n"
    )
    Path("quoted.md").write_text("“I would quite than wait go home,” said Jane Roe on Monday.\n")
    Path("code.md").write_text(
        "The mayor went.\n\n```\nquite than\n```\n\nThen `quite than` came.\n"
    )
    audit("baseline", "page.md")

    done = audit("check", ".", "--fix", "--baseline", "auditor-baseline.json")

    assert "0 safe changes in 0 files" in done.stderr


def test_html_and_records_are_not_rewritten(folder: Path) -> None:
    text = "<p>He would quite than wait go home.</p>" * 3
    page = f"<html><body><article>{text}</article></body></html>"
    Path("page.html").write_text(page)
    Path("rows.jsonl").write_text('{"text": "He would quite than wait go home."}\n')

    audit("check", "page.html", "rows.jsonl", "--fix")

    assert Path("page.html").read_text() == page
    assert "quite than" in Path("rows.jsonl").read_text()


def test_what_cannot_be_read_is_told_of_by_diff_too() -> None:
    done = audit("check", "missing.md", "page.md", "--diff")

    assert done.exit_code == 3
    assert "missing.md" in done.stderr


def test_standard_input_cannot_be_fixed() -> None:
    assert audit("check", "-", "--fix", stdin=WRONG).exit_code == 2
