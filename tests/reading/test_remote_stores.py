"""Inputs and reports in an object store: a real S3 client against a server on this machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from auditor.cli.main import group

TEXT = "The council of Ashby met on Monday, said Ann Lee. It will spend 3 million dollars. " * 3


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Serve an empty object store."""
    pytest.importorskip("s3fs", reason="needs s3fs: '.[optional]'")
    server_module = pytest.importorskip("moto.server", reason="needs moto: '.[optional]'")
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def store(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Point the client at the server by its variables, as a user would; make a bucket."""
    import s3fs

    for name, value in {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "someone",
        "AWS_SECRET_ACCESS_KEY": "something",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    system.mkdir("articles")
    yield system
    system.rm("articles", recursive=True)
    s3fs.S3FileSystem.clear_instance_cache()


pytestmark = pytest.mark.filterwarnings("ignore")  # what the client and the server warn of


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["run", *arguments, "--jobs", "0"])


def test_a_folder_in_a_bucket_is_read(store: Any) -> None:
    lines = [json.dumps({"id": f"d{number}", "text": TEXT}) for number in range(3)]
    store.pipe_file("articles/in/a.jsonl", "\n".join(lines).encode())
    store.pipe_file("articles/in/b.txt", TEXT.encode())
    store.pipe_file("articles/in/c.py", b"pass")

    done = run("s3://articles/in", "-o", "-", "--format", "jsonl")

    found = [json.loads(line)["document"] for line in done.stdout.splitlines()]
    assert [each["id"] for each in found] == ["d0", "d1", "d2", "b.txt"]
    assert found[0]["path"] == "s3://articles/in/a.jsonl"
    assert "s3://articles/in: left out: files left out: .py (1)" in done.stderr
    assert done.exit_code == 0


def test_a_pattern_and_a_parquet_file_are_read(store: Any, tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [{"id": f"d{number}", "text": TEXT} for number in range(3)]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    store.put_file(str(tmp_path / "a.parquet"), "articles/in/a.parquet")

    done = run("s3://articles/in/*.parquet", "-o", "-", "--format", "jsonl")

    assert [json.loads(line)["document"]["id"] for line in done.stdout.splitlines()] == [
        "d0", "d1", "d2"
    ]  # fmt: skip


def test_reports_go_into_a_bucket_and_are_those_of_a_folder(store: Any, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "d", "text": TEXT}) + "\n{broken")
    options = ("--format", "json", "--format", "html", "--format", "csv", "--no-store")

    remote = run(str(tmp_path / "a.jsonl"), "-o", "s3://articles/out", *options)
    local = run(str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "out"), *options)

    assert remote.exit_code == local.exit_code == 3
    assert "open s3://articles/out/index.html" in remote.stdout
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"d.json", "d.html", "index.html", "documents.csv", "failures.jsonl"} <= names
    assert {Path(name).name for name in store.ls("articles/out")} == names
    for name in names:
        assert store.cat_file(f"articles/out/{name}") == (tmp_path / "out" / name).read_bytes()


def test_a_bucket_that_is_not_there_is_a_failure_and_the_rest_goes_on(
    store: Any, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)

    done = run("s3://nowhere/in", str(tmp_path / "a.txt"), "-o", "-", "--format", "jsonl")

    assert done.exit_code == 3
    assert "s3://nowhere/in: reading: nothing is there" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_a_bucket_cannot_be_gone_on_with(store: Any) -> None:
    done = run("a.txt", "-o", "s3://articles/out", "--resume")

    assert done.exit_code == 2
    assert "--resume needs a folder on this machine" in done.stderr


def test_a_store_that_refuses_is_told_in_a_line(
    store: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Clients of object stores have errors of their own, which are no errors of the system."""
    (tmp_path / "a.txt").write_text(TEXT)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    type(store).clear_instance_cache()

    read = run("s3://articles/in", "-o", "-", "--format", "jsonl")
    written = run(str(tmp_path / "a.txt"), "-o", "s3://articles/out")

    assert (read.exit_code, written.exit_code) == (3, 2)
    for said in (read.stderr, written.stderr):
        assert "cannot be reached: " in said
        assert "credentials" in said


@pytest.mark.parametrize(
    ("scheme", "library"), [("s3", "s3fs"), ("gs", "gcsfs"), ("hf", "huggingface_hub")]
)
def test_what_reads_an_address_is_named_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scheme: str, library: str
) -> None:
    pytest.importorskip("fsspec", reason="needs fsspec: '.[remote]'")
    for name in list(sys.modules):
        if name.split(".")[0] == library:
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    loaded = sys.modules["fsspec.registry"]._registry  # fsspec.registry is something else
    monkeypatch.delitem(loaded, scheme, raising=False)
    address = f"{scheme}://bucket/in"

    read = run(address, "-o", "-", "--format", "jsonl")
    written = run("a.txt", "-o", address, "--no-store")

    assert (read.exit_code, written.exit_code) == (3, 2)
    for said in (read.stderr, written.stderr):
        assert f"pip install {library}" in said
