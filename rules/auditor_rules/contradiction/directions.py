"""Words of opposite directions: rose and fell, won and lost, approved and rejected."""

from __future__ import annotations

from functools import cache

from auditor_rules.english.stems import stem_and_weight

# Each row one pair of opposites; the words of a side say the same of one event.
_ROWS = (
    ("""rose rise rises risen rising increased increase increases increasing grew grow grown
     growing growth climbed climb climbing jumped jump surged surge gained gain gains soared soar
     higher raised raise raising up improved improve expanded expand advanced rallied upward upwards
     more""",
     """fell fall falls fallen falling decreased decrease decreases decreasing dropped drop drops
     dropping declined decline declines declining slipped slip tumbled tumble plunged plunge slid
     sank sink shrank shrink lower lowered lowering cut cuts cutting reduced reduce reduction down
     worsened worsen lost lose losses downward downwards less fewer"""),
    ("won win wins winning beat beats defeated victory", "lost lose loses losing loss defeat"),
    ("approved approve approves accepted accept accepts passed backed back supported support"
     " supports endorsed endorse agreed allowed allow allows permitted granted welcomed",
     "rejected reject rejects refused refuse refuses opposed oppose opposes turned denied deny"
     " banned ban bans blocked block vetoed dismissed forbade criticised criticized"),
    ("bought buy buys acquired acquire purchased", "sold sell sells"),
    ("opened open opens opening", "closed close closes closing shut"),
    ("joined join joins joining", "left leave leaves leaving quit quits"),
    ("arrived arrive arrives arriving", "left leave leaves leaving departed depart"),
    ("convicted convict guilty", "acquitted acquit cleared innocent"),
    ("hired hire hires appointed", "fired fire fires dismissed sacked"),
    ("survived survive alive", "died dead killed"),
    ("confirmed confirm confirms", "denied deny denies"),
    ("above over", "below under"),
    ("strengthened strengthen", "weakened weaken"),
    ("largest biggest", "smallest"),
    ("highest", "lowest"),
    ("oldest", "youngest"),
    ("success successful succeeded", "failure failed unsuccessful"),
    ("exports export exported", "imports import imported"),
    ("killed", "wounded injured hurt"),
    ("profit profits", "loss losses"),
    ("surplus", "deficit"),
)  # fmt: skip


@cache
def _sides() -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for index, row in enumerate(_ROWS):
        for side, words in enumerate(row):
            for word in words.split():
                found.setdefault(word, []).append((index, side))
    return {word: tuple(sides) for word, sides in found.items()}


def opposite_directions(
    first: set[str], second: set[str]
) -> tuple[str, str, tuple[str, str]] | None:
    """Return a word of the first set, its opposite in the second, and their stems.

    A set that has words of both sides tells of two things.
    """
    ours, theirs = _by_side(first), _by_side(second)
    for (index, side), word in sorted(ours.items()):
        rival = theirs.get((index, 1 - side))
        is_one_sided = (index, 1 - side) not in ours and (index, side) not in theirs
        if rival is not None and is_one_sided:
            return word, rival, (stem_and_weight(word)[0], stem_and_weight(rival)[0])
    return None


def _by_side(words: set[str]) -> dict[tuple[int, int], str]:
    sides = _sides()
    return {side: word for word in sorted(words & sides.keys()) for side in sides[word]}


def side_of(word: str) -> int | None:
    """Return 1 for a word of rising, 0 for one of falling, ``None`` for any other."""
    return next((1 - side for index, side in _sides().get(word, ()) if index == 0), None)
