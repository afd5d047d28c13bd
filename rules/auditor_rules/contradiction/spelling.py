"""How far apart two spellings are."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def distance(one: str, other: str) -> int:
    """Return how many letters must be put in, taken out or changed (Levenshtein 1966)."""
    if len(one) < len(other):
        one, other = other, one
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]


def is_typo(one: str, other: str, shortest: int, most: int = 2) -> bool:
    """Tell whether two words of some length differ by little: not a plural, not a part."""
    if min(len(one), len(other)) < shortest or one[0] != other[0]:
        return False
    if abs(len(one) - len(other)) > most or one.lower() == other.lower():
        return False
    bare, bare_other = one.rstrip("s'’"), other.rstrip("s'’")
    if bare == bare_other or one.startswith(bare_other) or other.startswith(bare):
        return False
    return distance(one, other) <= min(most, len(one) // 3)


def is_transliteration(one: str, other: str) -> bool:
    """Tell whether two spellings of a name are accepted renderings of the same letters."""
    return skeleton(one) == skeleton(other)


def skeleton(word: str) -> str:
    """Return a name with the letters levelled in which transliterations differ."""
    bare = word.lower().replace("’", "").replace("'", "").replace("-", "")
    for letters, instead in _LEVELLED:
        bare = bare.replace(letters, instead)
    return "".join(char for i, char in enumerate(bare) if i == 0 or char != bare[i - 1])


_LEVELLED = (
    ("iy", "i"), ("yy", "i"), ("ij", "i"), ("yj", "i"), ("y", "i"), ("j", "i"), ("ii", "i"),
    ("kh", "h"), ("w", "v"), ("ts", "c"), ("tz", "c"), ("sch", "sh"), ("ph", "f"), ("q", "k"),
    ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "e"), ("ks", "x"), ("dh", "d"),
)  # fmt: skip
