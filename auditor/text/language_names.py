"""What the languages that can be told are called in English."""

from __future__ import annotations

_CODES_AND_NAMES = """
    af Afrikaans ar Arabic bg Bulgarian bn Bengali ca Catalan cs Czech cy Welsh da Danish de
    German el Greek en English es Spanish et Estonian fa Persian fi Finnish fr French gu
    Gujarati he Hebrew hi Hindi hr Croatian hu Hungarian id Indonesian it Italian ja
    Japanese kn Kannada ko Korean lt Lithuanian lv Latvian mk Macedonian ml Malayalam mr
    Marathi ne Nepali nl Dutch no Norwegian pa Punjabi pl Polish pt Portuguese ro Romanian
    ru Russian sk Slovak sl Slovenian so Somali sq Albanian sv Swedish sw Swahili ta Tamil
    te Telugu th Thai tl Tagalog tr Turkish uk Ukrainian ur Urdu vi Vietnamese zh-cn Chinese
    zh-tw Chinese zh Chinese
""".split()
LANGUAGE_NAMES: dict[str, str] = dict(
    zip(_CODES_AND_NAMES[::2], _CODES_AND_NAMES[1::2], strict=True)
)
"""By ISO 639-1 code, as langdetect writes it."""


def language_name(code: str) -> str:
    """Return the language's name; the code itself where there is none."""
    return LANGUAGE_NAMES.get(code, code)
