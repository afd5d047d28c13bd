"""The page on writing a rule: its example is a rule that works."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from auditor.testing import complaints

PAGE = Path(__file__).parents[2] / "rules" / "README.md"


def test_the_example_of_the_page_lives_up_to_its_examples() -> None:
    first_block = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[0]
    module: dict[str, Any] = {}
    exec(first_block, module)

    assert list(complaints(module["RULE"])) == []
