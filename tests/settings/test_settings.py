"""Settings files: where they are looked for, what they may say, and how they refuse."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from auditor.errors import SettingsError
from auditor.settings import DEFAULTS, KEYS, Pattern, SettingsFinder, settings_at, settings_from
from auditor.settings.keys import parse
from auditor.settings.patterns import is_matched


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_files_the_defaults_hold(tmp_path: Path) -> None:
    assert SettingsFinder(is_isolated=True).at(tmp_path) == DEFAULTS


def test_the_nearest_folder_wins_and_does_not_inherit(tmp_path: Path) -> None:
    write(tmp_path / "auditor.toml", 'text-field = "far"\nmax-findings = 3')
    write(tmp_path / "a" / "auditor.toml", 'text-field = "near"')
    write(tmp_path / "a" / "b" / "page.txt", "")

    found = settings_at(tmp_path / "a" / "b" / "page.txt")

    assert (found.text_field, found.max_findings) == ("near", None)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("auditor.toml", 'ignore = ["attribution", "boilerplate"]\n[levels]\n"a/b" = "note"'),
        (
            "pyproject.toml",
            '[tool.auditor]\nignore = ["attribution", "boilerplate"]\n'
            '[tool.auditor.levels]\n"a/b" = "note"',
        ),
        (
            "setup.cfg",
            "[auditor]\nignore =\n  attribution\n  boilerplate\n[auditor:levels]\na/b = note",
        ),
    ],
)
def test_the_three_files_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    source = write(tmp_path / name, text)

    found = settings_at(tmp_path)

    assert found.ignore == ("attribution", "boilerplate")
    assert dict(found.levels) == {"a/b": "note"}
    assert found.origins["ignore"] == str(source)


def test_setup_cfg_has_overrides_and_thresholds(tmp_path: Path) -> None:
    write(
        tmp_path / "setup.cfg",
        "[auditor:overrides:press]\npaths = press/\nignore = attribution\n"
        "level.boilerplate = error\n[auditor:thresholds:boilerplate]\nreview = 0.25",
    )

    found = settings_at(tmp_path)

    assert found.thresholds["boilerplate"] == (0.25, None)
    assert found.overrides[0].ignore == ("attribution",)
    assert found.level_for("boilerplate/x", "boilerplate", str(tmp_path / "press/a")) == "error"


def test_two_sources_in_one_folder_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "auditor.toml", "")
    write(tmp_path / "pyproject.toml", "[tool.auditor]\n")

    with pytest.raises(SettingsError, match=r"auditor\.toml and pyproject\.toml: keep them in one"):
        settings_at(tmp_path)


def test_a_pyproject_of_other_tools_is_passed_by_even_broken(tmp_path: Path) -> None:
    write(tmp_path / "auditor.toml", 'text-field = "body"')
    write(tmp_path / "a" / "pyproject.toml", "[tool.other")

    assert settings_at(tmp_path / "a").text_field == "body"


def test_extending_joins_tables_appends_overrides_and_replaces_the_rest(tmp_path: Path) -> None:
    write(
        tmp_path / "base.toml",
        'ignore = ["attribution"]\n[levels]\n"a/b" = "note"\n"a/c" = "note"\n'
        '[[overrides]]\npaths = ["one"]',
    )
    write(
        tmp_path / "a" / "auditor.toml",
        'extend = "../base.toml"\nignore = ["boilerplate"]\n[levels]\n"a/c" = "error"\n'
        '[[overrides]]\npaths = ["two"]',
    )

    found = settings_at(tmp_path / "a")

    assert found.ignore == ("boilerplate",)
    assert dict(found.levels) == {"a/b": "note", "a/c": "error"}
    assert [each.paths[0] for each in found.overrides] == [
        Pattern(tmp_path, "one"),
        Pattern(tmp_path / "a", "two"),
    ]


def test_extending_in_a_circle_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "one.toml", 'extend = "two.toml"')
    write(tmp_path / "two.toml", 'extend = "one.toml"')

    with pytest.raises(SettingsError, match=r"in a circle: .*one\.toml → .*two\.toml → .*one"):
        settings_from(tmp_path / "one.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("exlude = []", "no setting is called 'exlude'; did you mean 'exclude'"),
        ("require_reason = true", "did you mean 'require-reason'"),
        ("zzz = 1", "no setting is called 'zzz'; known are"),
        ("ignore = 3", "ignore = 3: expected a list of texts"),
        ("max-findings = 1.5", "expected a whole number"),
        ("max-findings = true", "expected a number from 0"),
        ("minimum-confidence = 2", "expected a number from 0 to 1"),
        ('require-reason = "maybe"', "expected true or false"),
        ('fail-on = "eror"', "did you mean 'error'"),
        ('[levels]\n"a/b" = "fatal"', "expected one of off, note, warning, error"),
        ("levels = 1", "expected a table"),
        ("[thresholds.boilerplat]\nfail = 1", "did you mean 'boilerplate'"),
        ("[thresholds.boilerplate]\nfial = 1", "thresholds.boilerplate.fial"),
        (
            "[thresholds.boilerplate]\nreview = 0.9\nfail = 0.1",
            "expected boilerplate's review at or below its fail",
        ),
        ('[[overrides]]\nignore = ["a"]', "expected paths in every override"),
        ("overrides = 3", r"expected \[\[overrides\]\]"),
        ("text-field = ''", "expected a text"),
        ("a = ", "is no valid TOML"),
    ],
)
def test_what_is_no_setting_is_refused_with_a_hint(tmp_path: Path, text: str, message: str) -> None:
    source = write(tmp_path / "auditor.toml", text)

    with pytest.raises(SettingsError, match=message) as refused:
        settings_at(tmp_path)

    assert str(refused.value).startswith(str(source))


def test_a_missing_file_and_bad_bytes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_bytes(b"text-field = '\xff'")

    with pytest.raises(SettingsError, match="cannot be read: No such file"):
        settings_from(tmp_path / "missing.toml")
    with pytest.raises(SettingsError, match="is not UTF-8"):
        settings_from(tmp_path / "bad.toml")


def test_a_broken_setup_cfg_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "setup.cfg", "[auditor]\nnonsense")

    with pytest.raises(SettingsError, match="is no valid INI"):
        settings_at(tmp_path)


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("drafts/", "drafts/a.txt", True),
        ("drafts/", "x/drafts/y/a.txt", True),
        ("drafts", "mydrafts/a.txt", False),
        ("/drafts", "x/drafts/a.txt", False),
        ("a/b", "a/b/c.txt", True),
        ("a/b", "x/a/b/c.txt", False),
        ("*.txt", "x/y/z.txt", True),
        ("a/*.txt", "a/b/c.txt", False),
        ("a/**/c.txt", "a/c.txt", True),
        ("a/**/c.txt", "a/x/y/c.txt", True),
        ("?.md", "ab.md", False),
        ("a+b(c).txt", "a+b(c).txt", True),
        ("*", "../outside.txt", False),
        ("[ab].md", "a.md", True),
        ("[ab].md", "c.md", False),
        ("[!ab].md", "c.md", True),
        ("00[0-2]*", "001-title.txt", True),
        ("00[0-2]*", "003-title.txt", False),
        ("!keep.md", "keep.md", False),
        (r"\!keep.md", "!keep.md", True),
        (r"\*.txt", "a.txt", False),
        ("# a comment", "# a comment", False),
        ("./a.txt", "a.txt", True),
    ],
)
def test_patterns_mean_what_gitignore_means(
    tmp_path: Path, pattern: str, path: str, expected: bool
) -> None:
    assert Pattern(tmp_path, pattern).matches(tmp_path / path) is expected


def test_a_later_pattern_takes_back_what_earlier_ones_match(tmp_path: Path) -> None:
    write(tmp_path / "auditor.toml", 'exclude = ["*.md", "!keep.md", "drafts/"]')
    settings = settings_at(tmp_path)

    excluded = [
        name
        for name in ("a.md", "keep.md", "x/keep.md", "drafts/keep.md", "a.txt")
        if settings.excludes(str(tmp_path / name))
    ]
    assert excluded == ["a.md", "drafts/keep.md"]


PATTERNS = (
    "*.md",
    "!keep.md",
    "drafts/",
    "drafts/*",
    "!drafts/keep.md",
    "/a*",
    "x/**",
    "[ab]*",
    "?",
)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@given(st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=4))
@hypothesis_settings(max_examples=30, deadline=None)
def test_lists_of_patterns_mean_what_git_takes_them_for(lines: list[str]) -> None:
    paths = [
        "a.md",
        "keep.md",
        "drafts/keep.md",
        "drafts/x/a",
        "x/keep.md",
        "x/y/b.txt",
        "c",
        "y/c",
    ]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "init", "-q", folder], check=True)
        Path(folder, ".gitignore").write_text("\n".join(lines))
        told = subprocess.run(
            ["git", "check-ignore", "--no-index", *paths],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        patterns = [Pattern(Path(folder), line) for line in lines]
        matched = [path for path in paths if is_matched(patterns, Path(folder, path))]

    assert matched == told.stdout.split()


def test_a_pattern_that_is_none_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "auditor.toml", 'exclude = ["a", "!"]')

    with pytest.raises(SettingsError, match=r"exclude = .*: '!' is no pattern"):
        settings_at(tmp_path)


names = st.text(
    st.characters(blacklist_characters="/*?[\\", blacklist_categories=["C", "Z"]), min_size=1
)


@given(st.lists(names.filter(lambda name: name.strip("./")), min_size=1, max_size=4))
@hypothesis_settings(max_examples=100)
def test_a_path_without_wildcards_matches_itself(parts: list[str]) -> None:
    folder = Path("/settings")
    text = "/".join(parts)

    assert Pattern(folder, "/" + text).matches(folder / text)


values = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(list(KEYS)), values, max_size=4))
@hypothesis_settings(max_examples=100)
def test_any_table_is_understood_or_refused(table: dict[str, object]) -> None:
    try:
        found = parse(table, Path("/"), "file")
    except SettingsError as error:
        assert str(error).startswith("file: ")
    else:
        assert set(found) == set(table)


def test_a_later_override_goes_before_an_earlier_one_and_a_rule_before_its_dimension(
    tmp_path: Path,
) -> None:
    write(
        tmp_path / "auditor.toml",
        '[levels]\n"boilerplate" = "off"\n"boilerplate/x" = "note"\n'
        '[[overrides]]\npaths = ["a"]\nlevels = {"boilerplate" = "warning"}\n'
        '[[overrides]]\npaths = ["a/b"]\nlevels = {"boilerplate" = "error"}',
    )
    found = settings_at(tmp_path)

    levels = [
        found.level_for("boilerplate/x", "boilerplate", str(tmp_path / path))
        for path in ("c", "a/c", "a/b")
    ]

    assert levels == ["note", "warning", "error"]
    assert found.level_for("boilerplate/y", "boilerplate", None) == "off"
    assert found.level_for("attribution/y", "attribution", None) is None
