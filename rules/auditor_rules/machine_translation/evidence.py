"""How much a text looks like the work of a spinning program that is known, and where.

Each word or phrase that some program puts for another is weighed where it stands. With the words a
and b around it, an original o fits better than what stands there, p, by

    g = ln q(p | o) + ln F(o) - ln F(p),    F(x) = P(x) e^(PMI(a, x) + PMI(x, b)),

P being how probable the phrase is by itself and q how surely a program puts p for o. A text of a
program that treats a share d of what it knows holds p there, rather than by its author's choice,
with the odds w = d e^(.8 g) (.8 is fitted: neighbours are not independent), and the place is
1 - d + w times as likely as in a clean text; no likelier where one in fifty of the phrase's
ordinary uses fits as badly (what the place itself is taken for then rests on the document). One
place is worth no more than e^4.5, or e^2.5 where no program was seen to do so; each phrase counts
once, and the product over a document is its evidence. A document is the work of one family of
programs: d is .3 for what the family is known for and .03 for the rest, and the families' mean is
taken. So places that are fluent English by themselves are told by the others.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from auditor import Document, Span, Spans, view
from auditor_rules.english.counts import Integers, Numbers, counts
from auditor_rules.machine_translation.casing import in_case_of
from auditor_rules.machine_translation.collocation import Booleans, tokens
from auditor_rules.machine_translation.rules.spun_phrase import spun_phrases
from auditor_rules.machine_translation.spinners import Spinners, spinners

SLOPE = 0.8
TREATED, TREATED_BY_OTHERS = 0.3, 0.03
"""Shares of a family's own words, and of others', that a program replaces."""
MOST, MOST_UNSEEN = 4.5, 2.5
"""Log-odds that one place adds at most: one alone never decides. Less where no program was seen to
put the word: such pairs alone flagged one learner's text in thirty."""
SAFE, GUARDED = 3.5, 2.0
"""What a phrase of the lexicon adds: one text in fifty holds one by chance, nearly every spun one
does. Those that are believed only beside another add less."""
SHOWN, LIKELY = 0.5, 0.7
"""Probability above which a place is given, and from which it is shown to a reader."""
NATS_PER_DOSE, MOST_DOSES = 5.0, 2.0
"""Nats of evidence per 100 words of a text in which .3 of what is known is replaced; where there
are more, up to twice as much is replaced."""
SURELY = 0.9
"""Probability from which a word's other places are believed too."""
LEAST_GAIN, MOST_GAIN = -6.0, 8.0
"""Nats of PMI with one neighbour that count at most."""
USUAL = 4.5
"""Evidence that fewer than one in two hundred clean texts of 60 to 1,000 words exceed
(`learning/evaluate_spinning`); every further word of a clean text speaks against it."""


class PutWord(NamedTuple):
    """A word or phrase that a program may have put."""

    span: Span
    put: str
    originals: tuple[str, ...]
    """What probably stood there, likeliest first, in the case of what stands there."""
    probability: float
    """That it was put there, in the light of the whole document."""


class Evidence(NamedTuple):
    """What known programs' words say of a document."""

    log_odds: float
    """Evidence in nats; clean texts lie below 4.5."""
    places: tuple[PutWord, ...]
    """What was put rather than written (p > .5), in order of the text."""
    safe: int
    """How many different phrases of the lexicon hit."""


@view
def evidence(document: Document) -> Evidence:
    """Weigh the document by the table that ships."""
    return evidence_by(document, spinners())


def evidence_by(document: Document, known: Spinners) -> Evidence:
    """Weigh the document by a table."""
    safe = spun_phrases(document)
    distinct = {each.entry: each.hits for each in safe}
    phrases = sum(GUARDED if hits else SAFE for hits in distinct.values())
    found = _weighed(document, known, Spans(each.span for each in safe))
    if found is None:
        return Evidence(phrases, (), len(distinct))
    by_family = found.first_likelihoods() + phrases
    log_odds = _log_mean(by_family)
    posterior = np.exp(by_family - by_family.max())
    posterior /= posterior.sum()
    is_spun = _logistic(log_odds - USUAL + 1.0)
    dose = 100 * log_odds / len(tokens(document).ids) / NATS_PER_DOSE
    odds = (found.put @ posterior) * max(1.0, min(dose, MOST_DOSES))
    put = _of_one_hand(found.rows, is_spun * odds / (1 + odds))
    ends = found.counts.cumsum()
    shown = np.flatnonzero(put > SHOWN).tolist()
    places = tuple(
        _put_word(
            document,
            known,
            (found.rows[at], found.starts[at], found.ends[at]),
            found.order[ends[at] - found.counts[at] : ends[at]],
            float(put[at]),
        )
        for at in shown
    )
    return Evidence(log_odds, places, len(distinct))


class _Weighed(NamedTuple):
    """The places of a document; arrays as long as they."""

    starts: Integers
    ends: Integers
    rows: Integers
    """Which row of the table stands there."""
    is_first: Booleans
    """Whether no other place of the same row says more."""
    likelihoods: Numbers
    """Log of how much likelier the place is in a spun text; places by families."""
    put: Numbers
    """Odds that it was put, in a spun text; places by families."""
    order: Integers
    """Originals of all places, the best of each first."""
    counts: Integers
    """How many originals each place has."""

    def first_likelihoods(self) -> Numbers:
        """Return the sum over the places that count, by family."""
        total: Numbers = self.likelihoods[self.is_first].sum(axis=0)
        return total


def _weighed(document: Document, known: Spinners, taken: Spans) -> _Weighed | None:
    found = tokens(document)
    ids, is_joined = found.ids, found.is_joined
    places = [
        (at, row)
        for at, row in known.places(ids, is_joined)
        if not taken.hold(int(found.starts[at]))
    ]
    if not places:
        return None
    at, rows = np.array(places, np.int64).T
    last = at + known.sizes[rows] - 1
    before = np.where(is_joined[at], ids[at - 1], -1)
    after = np.where(np.append(is_joined, False)[last + 1], np.append(ids, -1)[last + 1], -1)
    gains, which = weighed_originals(known, rows, before, after)
    sizes = known.counts[rows]
    best = gains[sizes.cumsum() - sizes]
    share = np.where(known.is_of[rows], TREATED, TREATED_BY_OTHERS)
    most = np.exp(np.where(known.is_seen[rows], MOST, MOST_UNSEEN))[:, np.newaxis]
    odds = np.minimum(share * np.exp(SLOPE * best)[:, np.newaxis], most)
    is_usual = (best < known.levels[rows])[:, np.newaxis]
    counted = np.where(is_usual, np.minimum(odds, share), odds)
    return _Weighed(
        found.starts[at],
        found.ends[last],
        rows,
        _says_most(rows, best),
        np.log(1 - share + counted),
        odds / (1 - share),
        which,
        sizes,
    )


def weighed_originals(
    known: Spinners, rows: Integers, before: Integers, after: Integers
) -> tuple[Numbers, Integers]:
    """Return the gains of all originals of what stands at some places, and which they are.

    Those of one place follow those of the place before, the best first; -1 is no neighbour.
    """
    which, of = _originals(known, rows)
    left = _information(before[of], known.original_firsts[which])
    left -= _information(before, known.firsts[rows])[of]
    right = _information(known.original_lasts[which], after[of])
    right -= _information(known.lasts[rows], after)[of]
    gains = known.advantages[which]
    gains = gains + left.clip(LEAST_GAIN, MOST_GAIN) + right.clip(LEAST_GAIN, MOST_GAIN)
    order = np.lexsort((which, -gains, of))
    return gains[order], which[order]


def _originals(known: Spinners, rows: Integers) -> tuple[Integers, Integers]:
    """Return the originals of each place, and before them whose they are."""
    sizes = known.counts[rows]
    of = np.repeat(np.arange(len(rows)), sizes)
    number = np.arange(len(of)) - (sizes.cumsum() - sizes)[of]
    return known.starts[rows][of] + number, of


def _information(lefts: Integers, rights: Integers) -> Numbers:
    """Return the PMI of each two words; 0.0 where one of them is none."""
    information = np.zeros(len(lefts))
    able = np.flatnonzero((lefts >= 0) & (rights >= 0))
    pair = (lefts[able], rights[able])
    ratios = (counts().pairs(*pair) + 0.5) / (counts().all_expected(*pair) + 0.5)
    information[able] = list(map(math.log, ratios.tolist()))
    return information


def _of_one_hand(rows: Integers, put: Numbers) -> Numbers:
    """Raise what is likelier than not where the same word was surely put elsewhere."""
    highest = np.zeros(int(rows.max()) + 1)
    np.maximum.at(highest, rows, put)
    return np.where((put > SHOWN) & (highest[rows] > SURELY), np.maximum(put, 0.8), put)


def _says_most(rows: Integers, best: Numbers) -> Booleans:
    order = np.lexsort((np.arange(len(rows)), -best, rows))
    _, first = np.unique(rows[order], return_index=True)
    is_first = np.zeros(len(rows), np.bool_)
    is_first[order[first]] = True
    return is_first


def _log_mean(values: Numbers) -> float:
    highest = float(values.max())
    return highest + math.log(float(np.exp(values - highest).mean()))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(min(value, 500.0), -500.0)))


def _put_word(
    document: Document, known: Spinners, place: tuple[int, int, int], which: Integers, put: float
) -> PutWord:
    row, start, end = map(int, place)
    span = Span(start, end)
    written = span.of(document.text)
    originals = tuple(in_case_of(written, known.originals[each]) for each in which.tolist())
    return PutWord(span, known.names[row], originals, put)
