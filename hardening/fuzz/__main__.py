"""``python -m hardening.fuzz TARGET [OPTIONS] [FOLDER]``: run until stopped, or until a find.

The options are libFuzzer's.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from pathlib import Path

import atheris


def main(target: str, options: list[str]) -> None:
    """Fuzz; what breaks a law is written where ``-artifact_prefix=`` says."""
    with atheris.instrument_imports(include=["auditor", "auditor_rules"]):
        from hardening.fuzz.laws import views
        from hardening.fuzz.seeds import dictionary, finds, seeds
        from hardening.fuzz.targets import TARGETS, rules

        rules()
        views()  # imports every module while its imports are watched
    TARGETS[target](next(seeds(target)))  # loads the lists and models
    gc.freeze()  # else they are walked over again at every few inputs
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{target}-"))
    begin = folder / "seeds"
    begin.mkdir()
    for number, data in enumerate([*seeds(target), *(data for _, data in finds(target))]):
        (begin / str(number)).write_bytes(data)
    words = folder / "dictionary"
    words.write_text("".join(map(_entry, sorted(set(dictionary(target))))), "ascii")
    atheris.Setup([sys.argv[0], f"-dict={words}", *options, str(begin)], TARGETS[target])
    atheris.Fuzz()


def _entry(word: str) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode()[:40]) + '"\n'


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
