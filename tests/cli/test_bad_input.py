"""Bad input among good, through the command as people run it: named, and the rest goes on."""

from __future__ import annotations

import errno
import gzip
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

TEXT = "The council of Ashby met on Monday, said Ann Lee. It will spend {} million dollars. "
FULL = (os.strerror(errno.ENOSPC), "the disk is full")
"""What the system says of a report, and we of the store."""
STORE_ENDS = ("", "-wal", "-shm")
GIGABYTE = 1_000_000_000
PEAK = "peak: "
# The process tells its own peak: what the system counts for it begins with that of the tests, which
# it was forked from.
COMMAND = f"""
import resource, sys
from pathlib import Path
from auditor.cli.main import main
try:
    main()
finally:
    status = Path("/proc/self/status").read_text()
    own = int(status.partition("VmHWM:")[2].split()[0])
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    sys.stderr.write("{PEAK}" + str(1024 * max(own, workers)))
"""
# A rule that takes down the process it runs in, as the kernel does when memory runs out, or that
# asks for more memory than a worker may have.
PACK = """
import os, signal
from auditor import Example, Pack, Rule

def find(document):
    if "TAKEN DOWN" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "TAKES MEMORY" in document.text:
        bytearray(8_000_000_000)
    return iter(())

RULE = Rule(
    id="boilerplate/greedy", summary="greedy", severity="note", find=find, what="takes all",
    why="to see what comes of it", known_problems="many", invalid=(), valid=(Example("A."),),
)
PACK = Pack("greedy", "1", (RULE,))
"""


class Done(NamedTuple):
    """What a run came to."""

    exit_code: int
    errors: str
    peak_bytes: int
    """The most that the command or one of its workers held."""


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Lay a rule pack where Python finds it, without installing it."""
    site = tmp_path_factory.mktemp("site")
    (site / "greedy.py").write_text(PACK)
    about = site / "greedy-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: greedy\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[auditor.rules]\ngreedy = greedy:PACK\n")
    return {**os.environ, "PYTHONPATH": str(site)}


def audit(*arguments: str | Path, environment: dict[str, str], shell_first: str = ":") -> Done:
    """Run the command in a process of its own, after a shell's command such as a limit."""
    command = [sys.executable, "-c", COMMAND, "run", *map(str, arguments)]
    whole = ["sh", "-c", f'{shell_first} && exec "$0" "$@"', *command]
    done = subprocess.run(whole, env=environment, stderr=subprocess.PIPE, text=True, check=False)
    errors, _, peak = done.stderr.rpartition(PEAK)
    return Done(done.returncode, errors, int(peak))


def record(name: str, number: int = 1) -> str:
    return json.dumps({"id": name, "text": TEXT.format(number)}) + "\n"


def failures_of(folder: Path) -> dict[str, str]:
    """Return messages by the name of the file, without its folder, and the line."""
    lines = (folder / "failures.jsonl").read_text().splitlines()
    told = [json.loads(line) for line in lines]
    found = {Path(each["subject"]).name: each["message"] for each in told}
    assert len(found) == len(told)
    return found


def ids(folder: Path) -> Counter[str]:
    """Return how often each document stands in a folder's reports."""
    records = (json.loads(file.read_text()) for file in folder.glob("*.json"))
    return Counter(each["document"]["id"] for each in records)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """Make a folder with good documents, first and last in order."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a-good.txt").write_text(TEXT.format(1))
    (folder / "z-good.txt").write_text(TEXT.format(2))
    return folder


def cut_gzip(folder: Path) -> None:
    whole = gzip.compress("".join(record(f"g{n}", n) for n in range(300)).encode())
    (folder / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])


def cut_archive(folder: Path) -> None:
    """Write an archive whose second record ends before its time."""
    body = TEXT.format(3).encode()
    content = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + body
    parts = [
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%d>\r\n"
        b"WARC-Target-URI: https://w%d.example/\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
        % (number, number, len(content)) + content + b"\r\n\r\n"
        for number in (1, 2)
    ]  # fmt: skip
    (folder / "cut.warc").write_bytes(b"".join(parts)[:-40])


def giants(folder: Path) -> None:
    """Write a record and a text of a gigabyte each; the disk holds nothing of it."""
    with (folder / "giant.jsonl").open("wb") as stream:
        stream.write(record("before").encode())
        stream.seek(GIGABYTE, os.SEEK_CUR)
        stream.write(b"\n" + record("after").encode())
    with (folder / "giant.txt").open("wb") as stream:
        stream.truncate(GIGABYTE)


def test_all_at_once(good: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    pytest.importorskip("fastwarc", reason="needs the extra [warc]")
    pyarrow = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    parquet = pytest.importorskip("pyarrow.parquet")
    cut_gzip(good)
    cut_archive(good)
    giants(good)
    table = tmp_path / "no-text.parquet"
    parquet.write_table(pyarrow.table({"id": ["p"], "label": ["x"]}), table)
    (good / "repeats.jsonl").write_text(record("same", 1) + record("same", 2) + record("other"))
    (good / "taken-down.txt").write_text(TEXT.format(4) + "TAKEN DOWN.")
    (good / "takes-memory.txt").write_text(TEXT.format(4) + "TAKES MEMORY.")
    out = tmp_path / "out"

    done = audit(
        good, table, "-o", out, "--format", "json", "--jobs", "2", "-q",
        environment=environment,
    )  # fmt: skip

    found, told = ids(out), failures_of(out)
    from_gzip = {name for name in found if name.startswith("g")}
    assert from_gzip == {f"g{n}" for n in range(len(from_gzip))} != set()
    assert found == Counter([
        "a-good.txt", "z-good.txt", "before", "after", "same", "same#2", "other",
        "takes-memory.txt", "https://w1.example/", "https://w2.example/", *from_gzip,
    ])  # fmt: skip
    assert set(told) == {
        "cut.jsonl.gz", "cut.warc:2", "giant.jsonl:2", "giant.txt", "no-text.parquet",
        "repeats.jsonl:2", "taken-down.txt", "takes-memory.txt",
    }  # fmt: skip
    assert "damaged or cut off" in told["cut.jsonl.gz"]
    assert told["cut.warc:2"].startswith("cut off")
    assert told["giant.jsonl:2"] == told["giant.txt"]
    assert told["giant.txt"].startswith("larger than 20,000,000 bytes, so it was not read")
    assert "no field known to hold a text" in told["no-text.parquet"]
    assert told["repeats.jsonl:2"] == "the id 'same' repeats; this one is called 'same#2'"
    assert "was killed by SIGKILL, twice; the rest went on" in told["taken-down.txt"]
    assert told["takes-memory.txt"].startswith("MemoryError")
    assert done.exit_code == 3
    assert all(name in done.errors for name in told)
    assert done.peak_bytes < 300_000_000


@pytest.fixture
def records(tmp_path: Path) -> Path:
    file = tmp_path / "records.jsonl"
    file.write_text("".join(record(f"d{n}", n) for n in range(300)))
    return file


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if _mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", folder):
        pytest.skip("needs the right to mount a disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def _mount(*arguments: str | Path) -> int:
    try:
        return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode
    except FileNotFoundError:
        return 1


def assert_refused(done: Done, *reasons: str) -> None:
    """See that one line, and nothing else, says why the run ended and what to do."""
    assert done.exit_code == 2
    (line,) = done.errors.splitlines()
    assert any(reason in line for reason in reasons)
    assert "try again" in line


def assert_whole(folder: Path) -> None:
    assert ids(folder) == Counter(f"d{n}" for n in range(300))
    assert [file.name for file in folder.iterdir() if file.name.startswith(".")] == []


def test_a_full_disk_ends_the_run_and_it_goes_on_when_there_is_room(
    records: Path, small_disk: Path, environment: dict[str, str]
) -> None:
    out = small_disk / "out"
    options = (records, "-o", out, "--format", "json", "--jobs", "2", "-q", "--resume")

    assert_refused(audit(*options, environment=environment), *FULL)
    before = ids(out)
    assert 0 < len(before) < 300
    assert _mount("-o", "remount,size=50m", small_disk) == 0
    done = audit(*options, environment=environment)

    assert (done.exit_code, done.errors) == (0, "")
    assert_whole(out)


def test_a_full_disk_leaves_no_half_table(
    records: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    out = tmp_path / "out"
    options = (records, "-o", out, "--format", "csv", "--jobs", "2", "-q")

    done = audit(*options, environment=environment, shell_first="ulimit -f 100")

    assert_refused(done, os.strerror(errno.EFBIG), "the disk refuses")
    left = {file.name for file in out.iterdir()} - {f"audit.sqlite{end}" for end in STORE_ENDS}
    assert left == set()


def test_a_store_that_may_not_grow_ends_the_run_likewise(
    records: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    out = tmp_path / "out"
    options = (records, "-o", out, "--format", "json", "--jobs", "2", "-q", "--resume")

    done = audit(*options, environment=environment, shell_first="ulimit -f 300")
    assert_refused(done, os.strerror(errno.EFBIG), "the disk refuses")
    done = audit(*options, environment=environment)

    assert (done.exit_code, done.errors) == (0, "")
    assert_whole(out)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux")
def test_what_is_printed_into_a_full_disk(records: Path, environment: dict[str, str]) -> None:
    done = audit(
        records, "-o", "-", "--format", "jsonl", "--jobs", "2",
        environment=environment, shell_first="exec >/dev/full",
    )  # fmt: skip

    assert_refused(done, *FULL)
