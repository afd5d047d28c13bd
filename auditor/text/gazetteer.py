"""What is known of names before a text is read: countries, organisations, titles, first names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple


class Gazetteer(NamedTuple):
    """Lists of names and of the words that tell one kind of name from another."""

    kinds: Mapping[str, str]
    """Whole names, as written, and their kind: ``place``, ``organisation``, ``demonym``."""
    first_names: frozenset[str]
    titles: frozenset[str]
    """Capitalised words that stand before a person's name: "President", "Dr"."""
    roles: frozenset[str]
    """Lower-case nouns for what a person does: "spokesman", "historian"."""
    organisation_words: frozenset[str]
    """Capitalised words that make the name they stand in an organisation's: "Ministry"."""
    country_of: Mapping[str, str]
    """Demonym or capital → country: "Ukrainian" and "Kyiv" → "Ukraine"."""


@cache
def gazetteer() -> Gazetteer:
    """Return the lists, read on first use."""
    countries = _rows("countries")
    kinds = {name: "organisation" for (name,) in _rows("organisations")}
    kinds |= {name: "place" for (name,) in _rows("places")}
    country_of: dict[str, str] = {}
    for country, demonyms, capital in countries:
        for name, kind in [(country, "place"), (capital, "place")]:
            kinds[name] = kind
            country_of.setdefault(name, country)
        for demonym in filter(None, demonyms.split(",")):
            kinds |= dict.fromkeys(_forms_of(demonym), "demonym")
            for form in _forms_of(demonym):
                country_of.setdefault(form, country)
    for known in (kinds, country_of):
        known.pop("", None)
    return Gazetteer(
        kinds=MappingProxyType(kinds),
        first_names=_words("first-names"),
        titles=_words("titles"),
        roles=_words("roles"),
        organisation_words=_words("organisation-words"),
        country_of=MappingProxyType(country_of),
    )


def _forms_of(demonym: str) -> tuple[str, ...]:
    """Return a demonym and its plural, where it has one of its own."""
    return (demonym,) if demonym.endswith(("s", "sh", "ch", "ese")) else (demonym, demonym + "s")


def _rows(name: str) -> list[list[str]]:
    text = (files("auditor.text") / "gazetteers" / f"{name}.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def _words(name: str) -> frozenset[str]:
    return frozenset(row[0] for row in _rows(name))
