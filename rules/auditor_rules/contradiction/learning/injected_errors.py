"""Calendar and arithmetic put wrong into news on purpose, and how much of it is found."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from auditor import Document, Figure, Rule, dates, findings_of
from auditor.training.records import read_records
from auditor_rules.contradiction.learning.injected_numbers import WEEKDAYS
from auditor_rules.contradiction.rules import (
    change_mismatch,
    conversion_mismatch,
    impossible_date,
    parts_and_whole,
    share_mismatch,
    weekday_date_mismatch,
    years_mismatch,
    years_reversed,
)

POLNEAR, BBC = "attribution/polnear_dev.jsonl.gz", "spin/bbc_clean.dev.jsonl.gz"
MILD, EXTRACTOR = "boilerplate/mild.dev.news.jsonl.gz", "boilerplate/extractor.dev.jsonl.gz"

_FORMS: tuple[Callable[[date, str], str], ...] = (
    lambda day, name: f"{name}, {day:%B} {day.day}, {day.year}",
    lambda day, name: f"{name} {day.day} {day:%B} {day.year}",
    lambda day, name: f"{name[:3]}., {day:%b}. {day.day}, {day.year}".replace("May.", "May"),
    lambda day, name: f"{name.upper()}, {day.day} {day:%B} {day.year}".replace(" 0", " "),
    lambda day, name: f"{day.day} {day:%B} {day.year} ({name})",
    lambda day, name: f"{name} the {day.day}th of {day:%B}, {day.year}",
)


def weekdays(data: Path) -> Iterator[Figure]:
    """Yield the recall on wrong weekdays put into news and the false alarms on real dates."""
    from auditor.training.statistics import wilson

    chooser = random.Random(0)
    hits = 0
    texts = [record["text"] for record in read_records(data / BBC)][:600]
    for text in texts:
        day = date(1990, 1, 1) + timedelta(days=chooser.randrange(14_000))
        wrong = WEEKDAYS[(day.weekday() + chooser.randrange(1, 7)) % 7]
        written = chooser.choice(_FORMS)(day, wrong)
        end = text.find("\n") + 1 or len(text)
        document = Document("injected", f"{text[:end]}It happened on {written}.\n{text[end:]}")
        found = findings_of(weekday_date_mismatch.RULE, document)
        hits += any(f.span is not None and written in f.span.of(document.text) for f in found)
    yield Figure("wrong weekdays put into news", *wilson(hits, len(texts)), len(texts), "", 0.99)
    false, count = _real_weekdays(data)
    yield Figure("real dates with weekday, false", *wilson(false, count), count, "", 0.0, True)


def _real_weekdays(data: Path) -> tuple[int, int]:
    texts = [record["text"] for record in read_records(data / POLNEAR)]
    for path in (MILD, EXTRACTOR):
        for record in read_records(data / path):
            texts.extend(line["text"] for line in record["lines"])
    false = count = 0
    for text in texts:
        document = Document("real", text)
        count += sum(bool(d.weekday is not None and d.day and d.year) for d in dates(document))
        false += len(findings_of(weekday_date_mismatch.RULE, document))
    return false, count


def sums(data: Path) -> Iterator[Figure]:
    """Put wrong sums, changes, conversions and dates, and right ones, into untouched news."""
    from auditor.training.statistics import wilson

    chooser = random.Random(0)
    texts = [record["text"] for record in read_records(data / BBC)][:500]
    found: dict[tuple[str, bool], list[bool]] = {}
    for index, text in enumerate(texts):
        maker = MAKERS[index % len(MAKERS)]
        for is_wrong in (True, False):
            sentence, rule = maker(chooser, is_wrong)
            document = Document("injected", f"{text}\n{sentence}\n")
            hit = bool(findings_of(rule, document))
            found.setdefault((maker.__name__[1:], is_wrong), []).append(hit)
    for (kind, is_wrong), hits in sorted(found.items(), key=lambda each: (each[0][0], -each[0][1])):
        name = f"{'wrong' if is_wrong else 'right'} {kind} put into news" + (
            "" if is_wrong else ", false"
        )
        yield Figure(name, *wilson(sum(hits), len(hits)), len(hits), "", None, not is_wrong)


def _change(chooser: random.Random, is_wrong: bool) -> tuple[str, Rule]:
    before, after = chooser.randrange(100, 500), chooser.randrange(510, 900)
    size = round(100 * (after - before) / before)
    stated = size + chooser.choice((-25, -10, 10, 20, 40)) if is_wrong else size
    form = chooser.choice(
        (
            "Fares rose from {a} to {b} crowns, up {p} percent.",
            "The number of members grew from {a} to {b}, an increase of {p}%.",
            "Sales rose {p} percent to {b} from {a}.",
            "Rents went up by {p} per cent, from {a} to {b} a month.",
        )
    )
    return form.format(a=before, b=after, p=abs(stated)), change_mismatch.RULE


def _total(chooser: random.Random, is_wrong: bool) -> tuple[str, Rule]:
    parts = [chooser.randrange(11, 60) for _ in range(3)]
    total = sum(parts) + (chooser.choice((-9, -4, 5, 10)) if is_wrong else 0)
    form = chooser.choice(
        (
            "It sent {} boats, {} nets and {} oars. Together that makes {t} things.",
            "The north has {} schools, the south {} and the west {}. In all there are {t} schools.",
        )
    )
    return form.format(*parts, t=total), parts_and_whole.RULE


def _conversion(chooser: random.Random, is_wrong: bool) -> tuple[str, Rule]:
    value = chooser.randrange(20, 200)
    factor = chooser.choice((0.3, 1.6, 2.0)) if is_wrong else 1.0
    form, rate = chooser.choice(
        (
            ("{} km ({} miles)", 0.6214),
            ("{} kg ({} pounds)", 2.2046),
            ("{} hectares ({} acres)", 2.471),
        )
    )
    return (
        f"It measures {form.format(value, round(value * rate * factor))}.",
        conversion_mismatch.RULE,
    )


def _day(chooser: random.Random, is_wrong: bool) -> tuple[str, Rule]:
    month, longest = chooser.choice((("April", 30), ("June", 30), ("February", 29), ("March", 31)))
    day = chooser.randrange(longest + 1, 33) if is_wrong else chooser.randrange(1, 29)
    form = chooser.choice(("It opens on {d} {m}.", "It opened on {m} {d}.", "On {d} {m} it fell."))
    return form.format(d=day, m=month), impossible_date.RULE


MAKERS = (_change, _total, _conversion, _day)
"""Each writes a sentence, wrong or right, and names the rule that is to find it."""


def _weekday(chooser: random.Random, is_wrong: bool) -> tuple[str, Rule]:
    day = date(1990, 1, 1) + timedelta(days=chooser.randrange(14_000))
    name = WEEKDAYS[(day.weekday() + (chooser.randrange(1, 7) if is_wrong else 0)) % 7]
    return f"It opened on {chooser.choice(_FORMS)(day, name)}.", weekday_date_mismatch.RULE


def _years(chooser: random.Random, is_wrong: bool) -> tuple[str, Rule]:
    written, since = chooser.randrange(2005, 2025), chooser.randrange(1960, 1995)
    passed = written - since + (chooser.choice((-10, -6, 5, 10)) if is_wrong else 0)
    sentence = f"12 June {written}. It has stood there for {passed} years, since {since}."
    return sentence, years_mismatch.RULE


def _span(chooser: random.Random, is_wrong: bool) -> tuple[str, Rule]:
    first, last = sorted(chooser.sample(range(1900, 2024), 2), reverse=is_wrong)
    form = chooser.choice(
        ("It was shut from {} to {}.", "Ada Brook ({}–{}) built it.", "Between {} and {} it grew.")
    )
    return form.format(first, last), years_reversed.RULE


def _share(chooser: random.Random, is_wrong: bool) -> tuple[str, Rule]:
    whole = chooser.randrange(120, 900)
    part = chooser.randrange(20, whole - 20)
    share = 100 * part / whole
    if is_wrong:
        share = share + 11 if share < 45 else share - 11
    form = chooser.choice(
        (
            "Of the {w} members asked, {p} came, or {s:.1f} percent.",
            "In all {p} of the {w} members ({s:.1f}%) came.",
            "There {s:.1f}% ({p} of {w}) said yes.",
            "There {p}/{w} ({s:.1f}%) said yes.",
        )
    )
    return form.format(w=whole, p=part, s=share), share_mismatch.RULE


SLIPS = (*MAKERS, _share, _weekday, _years, _span)
"""All kinds of slips that a rule finds by reckoning."""


def into_marked(data: Path) -> Iterator[Figure]:
    """Put each kind of slip, and the same told rightly, into a folder's documents without one."""
    from auditor.training.marked import read_marked
    from auditor.training.statistics import wilson

    chooser = random.Random(0)
    texts = [
        marked.document.text
        for marked in read_marked(data)
        if "contradiction" in marked.clean and marked.language == "en"
    ]
    total = {True: 0, False: 0}
    for maker in SLIPS:
        found = {is_wrong: _found_in(texts, maker, chooser, is_wrong) for is_wrong in (True, False)}
        for is_wrong, hits in found.items():
            total[is_wrong] += hits
        share = wilson(found[True], len(texts))
        yield Figure(f"{maker.__name__[1:]}, wrong: found", *share, len(texts))
    count = len(texts) * len(SLIPS)
    yield Figure("all kinds, wrong: found", *wilson(total[True], count), count, "", 0.95)
    false = wilson(total[False], count)
    yield Figure("all kinds, right: false", *false, count, "", 0.0, True)


def _found_in(
    texts: list[str],
    maker: Callable[[random.Random, bool], tuple[str, Rule]],
    chooser: random.Random,
    is_wrong: bool,
) -> int:
    """Count the texts in which a sentence, put at their head, is found."""
    hits = 0
    for text in texts:
        sentence, rule = maker(chooser, is_wrong)
        found = findings_of(rule, Document("injected", f"{sentence}\n\n{text}"))
        hits += any(f.span is not None and f.span.start < len(sentence) for f in found)
    return hits
