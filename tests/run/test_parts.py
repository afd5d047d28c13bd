"""Parts of bounded size: together what one run prints, and a killed run goes on with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests_shared.checks import audit, small_pack

__all__ = ["small_pack"]
pytestmark = pytest.mark.usefixtures("small_pack")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = [{"id": f"r{number}", "text": f"It allegedly fell {number}."} for number in range(7)]
    lines = [json.dumps(row) for row in rows]
    Path("rows.jsonl").write_text("\n".join([*lines[:3], "{broken", *lines[3:]]) + "\n")
    return tmp_path


def run(*options: str, code: int = 3) -> str:
    done = audit("run", "rows.jsonl", "--jobs", "0", "-o", "out", "--parts", "3", *options)
    assert done.exit_code == code, (done.stdout, done.stderr)
    return done.stderr


def parts() -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(Path("out").glob("[pf]a*-*.jsonl"))}


def test_the_parts_together_are_what_a_run_prints() -> None:
    run()

    printed = audit("run", "rows.jsonl", "--jobs", "0", "-o", "-", "--format", "jsonl").stdout
    assert list(parts()) == [
        "failures-00001.jsonl", "part-00000.jsonl", "part-00001.jsonl", "part-00002.jsonl"
    ]  # fmt: skip
    assert "".join(text for name, text in parts().items() if name.startswith("part")) == printed
    assert [len(text.splitlines()) for name, text in parts().items() if name[0] == "p"] == [3, 2, 2]


def test_a_killed_run_goes_on_with_the_parts_that_are_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run()
    whole = parts()
    manifest = Path("out/parts.jsonl").read_text().splitlines(keepends=True)
    Path("out/parts.jsonl").write_text("".join(manifest[:2]) + manifest[2][:20])
    Path("out/part-00002.jsonl").unlink()
    Path("out/part-00000.jsonl").write_text("kept\n")

    run("--resume")

    assert parts() == {**whole, "part-00000.jsonl": "kept\n"}
    run("--resume")
    assert Path("out/parts.jsonl").read_text().splitlines()[-1] == '{"finished": true}'


def test_a_part_whose_input_changed_and_those_after_it_are_written_anew() -> None:
    run()
    text = Path("rows.jsonl").read_text().splitlines(keepends=True)
    Path("rows.jsonl").write_text("".join(text[:5]).replace("fell 3", "rose"))

    run("--resume")

    assert list(parts()) == ["failures-00001.jsonl", "part-00000.jsonl", "part-00001.jsonl"]
    assert "rose" in parts()["part-00001.jsonl"]


def test_parts_of_another_run_are_never_mixed_in() -> None:
    run()

    assert "holds parts of another run" in run(code=2)
    assert "are of another run" in run("--resume", "--ignore", "attribution", code=2)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--near-duplicates",), "leave out --parts"),
        (("--format", "html"), "--parts writes one --format of jsonl and parquet"),
        (("--engine", "ray"), "leave out --parts"),
    ],
)
def test_what_parts_have_not_is_refused_before_the_run(
    options: tuple[str, ...], message: str
) -> None:
    assert message in run(*options, code=2)
    assert not Path("out").exists()


def test_parquet_has_types_and_structs() -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow")
    run("--format", "parquet")

    table = parquet.read_table("out/part-00000.parquet")
    types = {field.name: str(field.type) for field in table.schema}
    assert types["words"] == "int64"
    assert types["is_complete"] == "bool"
    assert types["findings"].startswith("list<")
    assert "struct<rule: string" in types["findings"]
    (finding,) = table.to_pylist()[0]["findings"]
    assert (finding["rule"], finding["line"], finding["start"]) == ("attribution/hearsay", 1, 3)
    broken = parquet.read_table("out/part-00001.parquet").to_pylist()[0]
    assert (broken["id"], broken["is_complete"]) == (None, False)
    assert broken["failures"][0]["stage"] == "reading"
