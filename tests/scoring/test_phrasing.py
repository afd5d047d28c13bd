"""Reasons as people read them."""

from __future__ import annotations

import math

import pytest

from auditor.errors import ModelError
from auditor.scoring.phrasing import percent, phrase


@pytest.mark.parametrize(
    ("template", "value", "said"),
    [
        ("{value:n} spun phrases per 1,000 words", 11.42, "11.4 spun phrases per 1,000 words"),
        ("{value:n} spun phrases", 0.0, "0 spun phrases"),
        ("{value:n} spun phrases", 0.04, "fewer than 0.1 spun phrases"),
        ("{value:n} spun phrases", 0.1, "0.1 spun phrases"),
        ("{value:n} spun phrases", 0.5, "0.5 spun phrases"),
        ("{value:%} of the text", 0.123, "12 % of the text"),
        ("{value:times} times as often", 1e6, "8103.1 times as often"),
        ("{value:times} times as often", -1e6, "0.0 times as often"),
        (
            "{value:times} times as often as by chance",
            math.log(2.5),
            "2.5 times as often as by chance",
        ),
        ("{value:.0f} {value:number|numbers} in it", 1.0, "1 number in it"),
        ("{value:.0f} {value:number|numbers} in it", 2.0, "2 numbers in it"),
        ("{{set}} {value}", 0.12345, "{set} 0.123"),
    ],
)
def test_a_number_is_said_in_its_form(template: str, value: float, said: str) -> None:
    assert phrase(template, value) == said


@pytest.mark.parametrize(
    "template",
    [
        "{value.__class__}",
        "{value[0]}",
        "{other}",
        "{}",
        "{value!r}",
        "{value:1000000000}",
        "{value:{value}}",
        "{value",
    ],
)
def test_a_template_cannot_ask_for_anything_else(template: str) -> None:
    with pytest.raises(ModelError, match="the wording"):
        phrase(template, 1.0)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (None, "–"),
        (0.0, "0 %"),
        (1e-9, "<1 %"),
        (0.01, "1 %"),
        (0.5, "50 %"),
        (0.99, "99 %"),
        (1 - 1e-9, ">99 %"),
        (1.0, "100 %"),
    ],
)
def test_a_percentage_is_0_or_100_only_when_it_truly_is(share: float | None, said: str) -> None:
    assert percent(share) == said
