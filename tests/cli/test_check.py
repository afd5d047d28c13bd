"""`audit check`: what it prints, what it remembers, what it refuses, and how it exits."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from auditor.check import check_documents as checking_run
from auditor.reporting.formats import CHECK_FORMATS
from tests_shared.checks import audit, small_pack

__all__ = ["small_pack"]
pytestmark = pytest.mark.usefixtures("small_pack")

FAULTY = "The mayor allegedly resigned.\nShare this"
LONGER = (
    "On Monday evening the mayor of the town allegedly told the whole council to go home.\n"
    "Share this\nNobody went, and the meeting ended in song."
)
CLEAN = "The mayor resigned.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "faulty.txt").write_text(FAULTY)
    (tmp_path / "clean.txt").write_text(CLEAN)
    return tmp_path


def lines(*arguments: str, stdin: str | None = None) -> list[str]:
    """Return what is printed of the small pack's findings, without the recommendation's line."""
    form = () if "--format" in arguments else ("--format", "concise")
    output = audit("check", *arguments, *form, stdin=stdin).stdout
    return [line for line in output.splitlines() if "audit/recommendation" not in line]


def test_it_prints_a_line_per_finding_and_fails_on_an_error() -> None:
    done = audit("check", ".", "--no-cache")

    assert lines(".", "--no-cache") == [
        "faulty.txt:1:11: warning attribution/hearsay who says so?",
        "faulty.txt:2:1: error boilerplate/share-button a button's label",
    ]
    assert done.exit_code == 1
    assert "2 documents: 1 error, 2 warnings and 0 notes, 0 suppressed; 1 document stopped" in (
        done.stderr
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["clean.txt"], 0),
        (["faulty.txt", "--fail-on", "never"], 0),
        (["faulty.txt", "--ignore", "boilerplate", "--fail-on", "error"], 0),
        (["faulty.txt", "--ignore", "boilerplate", "--fail-on", "warning"], 1),
        (["clean.txt", "--fail-on", "note"], 0),
        (["faulty.txt", "--max-findings", "0"], 1),
        (["faulty.txt", "--statistics"], 1),
    ],
)
def test_the_exit_code_says_what_the_gate_says(arguments: list[str], expected: int) -> None:
    assert audit("check", *arguments).exit_code == expected


def test_it_shows_the_line_of_a_finding_what_would_mend_it_and_its_page() -> None:
    done = audit("check", "faulty.txt", "--select", "attribution/hearsay")

    assert done.stdout.endswith(
        "faulty.txt:1:11: warning attribution/hearsay who says so?\n"
        "  1 | The mayor allegedly resigned.\n"
        "    |           ^^^^^^^^^\n"
        "    = take it out\n"
        "    = audit explain attribution/hearsay\n"
        "\n"
    )
    assert done.stdout.startswith("faulty.txt: 1 warning\n") or "recommendation" in done.stdout


def test_the_summary_counts_what_is_printed_by_rule_and_by_severity() -> None:
    Path("auditor.toml").write_text("[thresholds]\nattribution = {fail = 0.0001}")
    Path("faulty.txt").write_text("The mayor allegedly resigned, and allegedly twice.")

    done = audit("check", "faulty.txt", "--select", "attribution/hearsay")

    printed = [
        line.split()[1] for line in done.stdout.splitlines() if line.startswith("faulty.txt:1")
    ]
    assert printed == ["error", "warning", "warning"]
    assert done.stderr.splitlines() == [
        "      2  attribution/hearsay",
        "      1  audit/recommendation",
        "`audit explain RULE` says what a rule looks for, and where it is wrong",
        "1 document: 1 error, 2 warnings and 0 notes, 0 suppressed; 1 document stopped",
    ]


def test_the_summary_counts_failures_too() -> None:
    done = audit("check", "missing.txt", "clean.txt")

    assert done.stderr.splitlines()[-1].endswith("; 1 failure, above")


def test_quiet_prints_findings_alone() -> None:
    done = audit("check", "faulty.txt", "--quiet")

    assert done.stderr == ""
    assert len(done.stdout.splitlines()) >= 2


def test_statistics_count_by_rule() -> None:
    (Path("more.txt")).write_text("Share this")

    counts = {rule: count for count, rule in map(str.split, lines(".", "--statistics"))}

    assert counts["boilerplate/share-button"] == "2"
    assert counts["attribution/hearsay"] == "1"


def test_standard_input_has_the_name_that_it_is_given() -> None:
    found = lines("-", "--stdin-filename", "desk/page.md", stdin="allegedly")

    assert found == ["desk/page.md:1:1: warning attribution/hearsay who says so?"]


def test_a_record_is_named_by_its_id_and_has_its_own_line() -> None:
    rows = [{"id": "a", "text": "fine"}, {"id": "b", "text": "well allegedly"}]
    Path("rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    (record,) = [
        json.loads(line)
        for line in lines("rows.jsonl", "--format", "jsonl")
        if json.loads(line)["findings"]
    ]

    assert record["document"]["id"].endswith("b")
    assert [each["line"] for each in record["findings"]] == [2]


def test_max_findings_limits_what_is_shown_and_says_so() -> None:
    done = audit("check", "faulty.txt", "--max-findings", "1", "--format", "concise")

    shown = [line for line in done.stdout.splitlines() if "audit/recommendation" not in line]
    assert len(shown) == 1
    assert "shown are 1 of 2 findings" in done.stderr


def test_an_inline_ignore_takes_a_finding_back_and_an_unused_one_is_told() -> None:
    Path("page.md").write_text(
        "<!-- audit: ignore attribution/hearsay the court's word -->\nHe allegedly fled.\n\n"
        "Fine. <!-- audit: ignore boilerplate -->\n"
    )

    done = audit("check", "page.md", "--format", "concise")

    assert done.stdout.splitlines() == [
        "page.md:4:7: note audit/unused-ignore nothing here is found by boilerplate: remove the "
        "ignore comment"
    ]
    assert "1 suppressed" in done.stderr
    assert done.exit_code == 0


def test_an_ignore_without_a_reason_is_void_where_reasons_are_required() -> None:
    Path("auditor.toml").write_text("require-reason = true")
    Path("page.md").write_text("He allegedly fled. <!-- audit: ignore attribution -->\n")

    rules = [line.split()[2] for line in lines("page.md")]

    assert rules == ["attribution/hearsay", "audit/void-ignore"]


def test_a_misspelled_ignore_is_told() -> None:
    Path("page.html").write_text(
        "<html><body><article><p>The mayor left the town on Monday after a long talk.</p>\n"
        "<!-- audit: ignore attributoin x --></article></body></html>"
    )

    assert lines("page.html")[0].endswith(
        "audit/malformed-ignore no rule or dimension is called 'attributoin'; did you mean "
        "'attribution'?"
    )


def test_settings_ignore_by_path_and_change_levels() -> None:
    Path("press").mkdir()
    Path("press/a.txt").write_text(FAULTY)
    Path("auditor.toml").write_text(
        '[levels]\n"boilerplate" = "note"\n[[overrides]]\npaths = ["press/"]\n'
        'ignore = ["attribution"]\nreason = "a press release"'
    )

    found = lines(".")

    assert [line.split()[:3] for line in found] == [
        ["faulty.txt:1:11:", "warning", "attribution/hearsay"],
        ["faulty.txt:2:1:", "note", "boilerplate/share-button"],
        ["press/a.txt:2:1:", "note", "boilerplate/share-button"],
    ]


def test_settings_of_a_nearer_folder_hold_for_its_files_alone() -> None:
    Path("desk").mkdir()
    Path("desk/a.txt").write_text(FAULTY)
    Path("desk/auditor.toml").write_text('ignore = ["boilerplate", "contradiction"]')

    assert [line.split()[0] for line in lines(".")] == [
        "desk/a.txt:1:11:",
        "faulty.txt:1:11:",
        "faulty.txt:2:1:",
    ]


def test_excluded_files_are_not_read_even_when_they_are_broken() -> None:
    Path("auditor.toml").write_text('exclude = ["faulty.txt", "*.html"]')
    Path("empty.html").write_text("")

    done = audit("check", ".")

    assert done.stdout == ""
    assert done.exit_code == 0


def test_confidence_and_thresholds_decide_what_counts() -> None:
    Path("auditor.toml").write_text("minimum-confidence = 0.95")

    assert lines("faulty.txt") == []

    Path("auditor.toml").write_text(
        "[thresholds]\nattribution = {fail = 0.0001}\nboilerplate = {fail = 1.0}"
    )
    done = audit("check", "faulty.txt", "--ignore", "boilerplate", "--format", "jsonl")

    record = json.loads(done.stdout)
    assert record["scorecard"]["attribution"]["label"] == "fail"
    assert record["recommendation"] == "reject"
    assert done.exit_code == 1


def test_a_baseline_leaves_only_what_is_new_even_after_lines_moved() -> None:
    Path("faulty.txt").write_text(LONGER)
    done = audit("baseline", "faulty.txt", "--reason", "old stock")
    assert done.exit_code == 0
    accepted, how_to_use_it = done.stdout.splitlines()
    assert accepted == "auditor-baseline.json: 2 findings accepted in 1 document"
    assert "`audit check --baseline auditor-baseline.json`" in how_to_use_it

    Path("faulty.txt").write_text(f"A new line.\n\n{LONGER}\nIt is allegedly so.")
    found = lines("faulty.txt", "--baseline", "auditor-baseline.json")

    assert found == ["faulty.txt:6:7: warning attribution/hearsay who says so?"]


def test_an_unchanged_document_passes_with_its_baseline() -> None:
    audit("baseline", ".")

    done = audit("check", ".", "--baseline", "auditor-baseline.json", "--fail-on", "note")

    assert (done.exit_code, done.stdout) == (0, "")
    assert "2 suppressed" in done.stderr


def test_stale_entries_are_told_and_pruned_and_reasons_are_kept() -> None:
    audit("baseline", ".", "--reason", "old stock")
    Path("faulty.txt").write_text("The mayor allegedly resigned.")

    told = audit("check", ".", "--baseline", "auditor-baseline.json", "--prune")
    again = audit("check", ".", "--baseline", "auditor-baseline.json")

    assert "no longer found, though in the baseline: faulty.txt: boilerplate/share-button" in (
        told.stderr
    )
    assert "1 stale entry removed" in told.stderr
    assert "no longer" not in again.stderr
    assert '"old stock"' in Path("auditor-baseline.json").read_text()


def test_a_baseline_that_is_written_again_keeps_its_reasons() -> None:
    audit("baseline", "faulty.txt", "--reason", "old stock")
    Path("faulty.txt").write_text(FAULTY + " allegedly")
    audit("baseline", "faulty.txt", "--reason", "new stock")

    entries = json.loads(Path("auditor-baseline.json").read_text())["documents"]["faulty.txt"]

    assert [each["reason"] for each in entries["findings"]] == [
        "old stock",
        "old stock",
        "new stock",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        ("{", "is not JSON"),
        ("[]", "is of version None"),
        ('{"version": 99}', "is of version 99 and this auditor reads 1"),
        ('{"version": 1}', "is damaged"),
        (
            '{"version": 1, "documents": {"a": {"recommendation": "accept", "findings": '
            '[{"fingerprint": "x", "quote": "", "reason": ""}]}}}',
            "is not a fingerprint",
        ),
    ],
)
def test_a_baseline_that_cannot_be_used_is_refused(content: str | None, message: str) -> None:
    if content is not None:
        Path("base.json").write_text(content)

    done = audit("check", ".", "--baseline", "base.json")

    assert done.exit_code == 2
    assert message in done.stderr


@pytest.mark.parametrize(
    ("arguments", "settings", "message"),
    [
        ([], "", "name the files or folders"),
        (["."], "ignore = 1", "expected a list of texts"),
        (["."], 'ignore = ["attributoin"]', "auditor.toml: ignore: no rule or dimension is called"),
        (["."], '[levels]\n"attribution/heresay" = "note"', "levels: no rule or dimension"),
        ([".", "--select", "nothing/here"], "", "no rule or dimension is called"),
        ([".", "--config", "none.toml"], "", "none.toml: cannot be read"),
        ([".", "--config", "a", "--isolated"], "", "contradict each other"),
        ([".", "--prune"], "", "--prune needs a baseline"),
        ([".", "--changed-since", "HEAD"], "", "--changed-since"),
        ([".", "-o", "no/such/folder.json"], "", "cannot be written"),
        ([".", "--cache", "clean.txt"], "", "the cache folder clean.txt cannot be used"),
    ],
)
def test_wrong_usage_and_settings_exit_with_2(
    arguments: list[str], settings: str, message: str
) -> None:
    Path("auditor.toml").write_text(settings)

    done = audit("check", *arguments)

    assert message in done.stderr
    assert done.exit_code == 2


@pytest.mark.parametrize("broken", ["missing.txt", "empty.txt", "binary.txt"])
def test_what_cannot_be_read_exits_with_3_and_loses_no_other_document(broken: str) -> None:
    Path("empty.txt").write_text("")
    Path("binary.txt").write_bytes(b"%PDF-1.7 \x00\x01")

    done = audit("check", broken, "faulty.txt")

    assert done.exit_code == 3
    assert broken in done.stderr
    assert "faulty.txt:2:1: error" in done.stdout


def test_a_rule_that_crashes_exits_with_3_and_is_not_remembered() -> None:
    Path("crash.txt").write_text("allegedly a CRASH")

    for _ in range(2):
        done = audit("check", "crash.txt")
        assert done.exit_code == 3
        assert "contradiction/crash: RuntimeError: out of luck" in done.stderr
        assert "crash.txt:1:1: warning attribution/hearsay" in done.stdout


def test_a_circle_of_links_is_walked_once(folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)

    assert [line.split(":")[0] for line in lines(".")] == ["faulty.txt", "faulty.txt"]


def test_the_second_run_answers_from_the_cache_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    first = lines(".")
    monkeypatch.setattr(checking_run, "answer", None)

    assert lines(".") == first
    Path("clean.txt").write_text("changed")
    assert isinstance(audit("check", ".").exception, TypeError)


def test_a_damaged_entry_is_a_miss() -> None:
    first = lines(".")
    for entry in Path(".auditor-cache").glob("??/*"):
        entry.write_bytes(entry.read_bytes()[:-5] + b"]]]]]")

    assert lines(".") == first


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(("git", *identity, *arguments), check=True, capture_output=True)


def test_changed_since_audits_changed_and_untracked_files_alone(folder: Path) -> None:
    Path("old.txt").write_text(FAULTY)
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    Path("clean.txt").write_text("now allegedly")
    Path("ünder new.txt").write_text("allegedly")

    names = [line.split(":")[0] for line in lines(".", "--changed-since", "HEAD")]

    assert names == ["clean.txt", "ünder new.txt"]


@pytest.fixture
def changed_page() -> None:
    """A page of five lines under git, the last of which is edited."""
    Path("page.md").write_text("It allegedly fell.\n\nShare this\n\nThe end.\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    Path("page.md").write_text(
        "It allegedly fell.\n\nShare this\n\nAllegedly, it allegedly ended.\n"
    )


@pytest.mark.usefixtures("changed_page")
def test_only_what_is_on_changed_lines_counts() -> None:
    done = audit("check", ".", "--changed-since", "HEAD", "--format", "concise")

    assert done.stdout == "page.md:5:15: warning attribution/hearsay who says so?\n"
    assert done.exit_code == 0
    assert "1 warning and 0 notes, 2 suppressed; 0 documents stopped" in done.stderr


@pytest.mark.usefixtures("changed_page")
def test_whole_files_that_changed_count_where_that_is_wanted() -> None:
    done = audit("check", ".", "--changed-since", "HEAD", "--whole-files", "--format", "concise")

    assert "page.md:3:1: error boilerplate/share-button" in done.stdout
    assert done.exit_code == 1
    assert audit("check", ".", "--whole-files").exit_code == 2


@pytest.mark.usefixtures("changed_page")
def test_the_recommendation_counts_for_new_documents_alone() -> None:
    Path("auditor.toml").write_text("[thresholds]\nattribution = {fail = 0.0001}")
    Path("new.md").write_text("It allegedly fell.\n")

    done = audit("check", ".", "--changed-since", "HEAD", "--format", "concise")

    assert [line.split()[:3] for line in done.stdout.splitlines()] == [
        ["new.md:1:1:", "error", "audit/recommendation"],
        ["new.md:1:4:", "warning", "attribution/hearsay"],
        ["page.md:5:15:", "warning", "attribution/hearsay"],
    ]


def test_a_record_counts_as_a_whole_when_its_line_is_new() -> None:
    rows = [json.dumps({"id": name, "text": "It allegedly fell."}) + "\n" for name in "abc"]
    Path("rows.jsonl").write_text("".join(rows[:2]))
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    Path("rows.jsonl").write_text("".join(rows))

    found = lines("rows.jsonl", "--changed-since", "HEAD")

    assert [line.split(":")[1] for line in found] == ["3"]


@pytest.mark.parametrize(
    ("paths", "revision", "message"),
    [
        (["."], "nowhere", "knows no 'nowhere^{commit}'"),
        (["."], "--all", "--all"),
        (["/"], "HEAD", "/ lies outside the repository"),
    ],
)
def test_changed_since_refuses_what_git_cannot_tell(
    paths: list[str], revision: str, message: str
) -> None:
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")

    done = audit("check", *paths, f"--changed-since={revision}")

    assert done.exit_code == 2
    assert message in done.stderr


def test_settings_are_shown_with_where_they_came_from() -> None:
    Path("auditor.toml").write_text('fail-on = ["warning"]\nexclude = ["drafts/"]')

    shown = json.loads(audit("settings", "--json").stdout)

    assert shown["fail-on"] == {"value": ["warning"], "from": str(Path("auditor.toml").resolve())}
    assert shown["exclude"]["value"] == ["drafts/"]
    assert shown["text-field"] == {"value": None, "from": "default"}
    assert 'fail-on             ["warning"]' in audit("settings").stdout


def test_the_file_that_init_writes_is_understood_as_it_stands_and_uncommented() -> None:
    assert audit("init").exit_code == 0
    assert json.loads(audit("settings", "--json").stdout)["exclude"]["from"] == "default"
    lines = Path("auditor.toml").read_text().splitlines()
    examples = [line[2:] for line in lines if line.startswith("# ") and _is_example(line)]
    Path("auditor.toml").write_text("\n".join(each for each in examples if "extend" not in each))

    shown = audit("settings", "--isolated", "--json")
    used = json.loads(audit("settings", "--json").stdout)

    assert shown.exit_code == 0
    assert {name for name, entry in used.items() if entry["from"] == "default"} == set()


def _is_example(line: str) -> bool:
    return "=" in line or line.startswith("# [")


def test_init_does_not_overwrite_and_needs_a_folder() -> None:
    Path("setup.cfg").write_text("[auditor]\n")

    assert "has settings already" in audit("init").stderr
    assert "is no folder" in audit("init", "nowhere").stderr


def test_max_findings_hides_findings_and_not_what_they_mean() -> None:
    shown = audit("check", "faulty.txt", "--format", "jsonl", "--max-findings", "0")

    record = json.loads(shown.stdout)
    assert (record["findings"], record["stops"]) == ([], True)
    counted = audit("check", "faulty.txt", "--statistics", "--max-findings", "0").stdout
    assert "boilerplate/share-button" in counted


@pytest.mark.parametrize("name", CHECK_FORMATS)
def test_every_format_goes_to_a_file_and_is_the_same_there(name: str) -> None:
    printed = audit("check", ".", "--format", name).stdout
    done = audit("check", ".", "--format", name, "-o", "out.file")

    assert done.stdout == ""
    assert Path("out.file").read_text() == printed
    assert printed


def test_lines_are_printed_as_documents_pass_by() -> None:
    """What was printed stands even when a folder's settings are found broken later on."""
    Path("zone").mkdir()
    Path("zone/a.txt").write_text(CLEAN)
    Path("zone/auditor.toml").write_text("nonsense = 1")

    done = audit("check", ".")

    assert done.stdout.startswith("faulty.txt:")
    assert done.exit_code == 2
    assert "nonsense" in done.stderr
