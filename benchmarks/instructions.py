"""How many processor instructions an audit takes, which no other load on the machine changes.

Run as ``python -m benchmarks.instructions FILE [DOCUMENTS]``. It needs valgrind, and takes fifty
times as long as what it counts. Start-up falls out: the same is counted over DOCUMENTS and over
twice as many, and the difference is what the second half took, which finds words and pairs that the
first half has met, as in a run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

_COLLECTED = re.compile(r"Collected : (\d+)")


def main(path: str, documents: int) -> None:
    """Print the instructions of a document and of the start."""
    once, twice = (counted(path, factor * documents) for factor in (1, 2))
    each = (twice - once) / documents
    print(f"{each / 1e6:8.1f} million instructions a document")
    print(f"{(once - documents * each) / 1e6:8.0f} million to start, with words met for the first")


def counted(path: str, documents: int) -> int:
    """Return what one process executes that audits so many documents."""
    command = [
        *("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"),
        *(sys.executable, "-m", "benchmarks.contender", "audit", path, str(documents)),
    ]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    return int(_COLLECTED.findall(done.stderr)[-1])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 50)
