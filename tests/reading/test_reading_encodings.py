"""From bytes to text: nothing is lost in silence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.reading.encodings import Decoded, binary_kind, decode, encoding_of

FRENCH = "Le garçon a été très étonné de voir l’élève arriver à l’hôtel. " * 5
POLISH = "Zażółć gęślą jaźń, powiedział minister w środę wieczorem. " * 5
RUSSIAN = "Министр сообщил об этом в среду вечером на заседании. " * 5
JAPANESE = "首相は水曜日の夜、会議でこのことを明らかにした。" * 5


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-32"),
        (FRENCH, "cp1252"),
        ("The price was £5 – “fine”, she said.", "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "shift_jis"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))

    assert decoded.text == text
    assert decoded.complaint is None


def test_newlines_become_line_feeds_and_the_mark_goes() -> None:
    assert decode(b"\xef\xbb\xbfone\r\ntwo\rthree\n") == Decoded("one\ntwo\nthree\n", "utf-8")


def test_a_declared_encoding_is_believed_when_utf8_does_not_fit() -> None:
    assert decode("Žluťoučký kůň".encode("iso-8859-2"), "iso-8859-2").text == "Žluťoučký kůň"
    assert decode("Žluťoučký kůň".encode(), "iso-8859-2").text == "Žluťoučký kůň"


def test_an_unknown_declaration_does_no_harm() -> None:
    assert decode(FRENCH.encode("cp1252"), "no-such-thing").text == FRENCH


def test_bad_bytes_are_counted() -> None:
    decoded = decode("Voilà — un été à Besançon".encode() + b"\xff\xfe!")

    assert decoded.text == "Voilà — un été à Besançon\ufffd\ufffd!"
    assert decoded.complaint == (
        "2 bad byte sequences in utf-8, each read as U+FFFD; save the file as UTF-8 to be sure of "
        "its text"
    )


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04\x14", "a ZIP archive or office document"),
        (bytes(range(256)), "a binary file"),
        (b"Text with one stray \x00 in a hundred characters of text" + b"." * 50, None),
        ("Übermorgen".encode("utf-16"), None),
        ("Tomorrow is another day".encode("utf-16-le"), None),
        (b"", None),
    ],
)
def test_binary_files_are_told_from_text(head: bytes, kind: str | None) -> None:
    assert binary_kind(head) == kind


@given(st.binary(max_size=300))
@settings(max_examples=100)
def test_whatever_the_bytes_what_was_lost_is_said(content: bytes) -> None:
    decoded = decode(content)

    decoded.text.encode()  # no lone surrogates
    assert "\r" not in decoded.text
    if decoded.complaint is None and decoded.encoding != "utf-8":
        assert "\ufffd" not in decoded.text or decoded.encoding.startswith("utf-")


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_utf8_is_read_as_it_is(text: str) -> None:
    expected = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    assert decode(text.encode()).text == expected or text.startswith(("\ufeff", "\x00", "\u0000"))


def test_a_head_that_ends_within_a_character_is_utf8() -> None:
    assert encoding_of("déjà".encode()[:-1]) == "utf-8"
