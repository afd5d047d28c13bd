"""How a reason reads: phrases with a number in them, checked before they are believed.

A phrase comes from a model file, so it is data of somebody else's making: it may name the value and
one of the forms below, and nothing that ``str.format`` would also obey.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from string import Formatter

from auditor.errors import ModelError

NAME = "{name}"
"""Stands for the measure's or the rule's own summary; see ``RuleSet.models``."""
_NOUNS = re.compile(r"([^{}|]+)\|([^{}|]+)")
_NUMBER = re.compile(r"\.[0-6][fg]")
Written = Callable[[float], str]


def phrase(template: str, value: float) -> str:
    """Return the template with the value in it.

    Forms: ``{value:.1f}`` (or ``g``) a number; ``{value:n}`` a density with one decimal;
    ``{value:%}`` a share; ``{value:times}`` a mean logarithm as a factor;
    ``{value:page|pages}`` the noun that goes with a whole number.

    Raises:
        ModelError: the template names anything else.
    """
    return "".join([each if isinstance(each, str) else each(value) for each in _parts(template)])


@lru_cache(maxsize=1024)
def _parts(template: str) -> tuple[str | Written, ...]:
    try:
        fields = list(Formatter().parse(template))
    except ValueError as error:
        raise ModelError(f"the wording {template!r} is no template: {error}") from error
    found: list[str | Written] = []
    for text, name, form, conversion in fields:
        found.append(text)
        if name is not None:
            if name != "value" or conversion:
                raise ModelError(f"the wording {template!r} names {name!r}; it may name the value")
            found.append(_written(form or "", template))
    return tuple(found)


def _written(form: str, template: str) -> Written:
    if form in _FORMS:
        return _FORMS[form]
    if nouns := _NOUNS.fullmatch(form):
        one, many = nouns.groups()
        return lambda value: one if value == 1 else many
    if _NUMBER.fullmatch(form):
        return lambda value: format(value, form)
    raise ModelError(f"the wording {template!r} asks for the form {form!r}, which there is not")


def percent(share: float | None) -> str:
    """Return a share as a percentage that is 0 or 100 only when it truly is; a dash for none."""
    if share is None:
        return "–"
    if 0 < share < 0.01:
        return "<1 %"
    if 0.99 < share < 1:
        return ">99 %"
    return f"{100 * share:.0f} %"


def density(value: float) -> str:
    """Return a number of things per so many with one decimal; a plain 0 for none."""
    if value == 0:
        return "0"
    return "fewer than 0.1" if 0 < value < 0.1 else f"{value:,.1f}"


def factor(value: float) -> str:
    """Return the factor whose natural logarithm the value is."""
    return f"{math.exp(min(value, 9.0)):.1f}"


def count(number: int, noun: str) -> str:
    """Return ``1 finding``, ``2 findings``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(parts: Sequence[str]) -> str:
    """Join as a person would: ``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


_FORMS: dict[str, Written] = {"n": density, "%": percent, "times": factor, "": "{:.3g}".format}
