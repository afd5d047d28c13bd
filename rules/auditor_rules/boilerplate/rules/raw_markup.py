"""Raw markup was left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span

_ENTITY = re.compile(
    r"&(?:nbsp|amp|quot|apos|lt|gt|[lr][sd]quo|[mn]dash|hellip|#\d{2,5}|#x[0-9a-f]{2,5});"
)
_TAG = re.compile(
    r"</?(?:p|div|span|br|a|b|i|em|strong|img|ul|ol|li|h[1-6]|table|tr|td|iframe|script|style|"
    r"figure|figcaption|blockquote|section|article)(?:\s[^<>\n]{0,300})?/?>",
    re.IGNORECASE,
)
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|vc_\w{2,30}|et_pb_\w{2,30}|su_\w{2,30}|"
    r"contact-form-7|ad|adsense|wp_\w{2,30}|shortcode|column|button|quote|toc)"
    r"(?:\s[^\[\]\n]{1,200}\]|(?<=/caption)\]|(?<=/gallery)\]|(?<=\[gallery)\]|(?<=/embed)\])"
    r"|\[/?ad_\d\]|\[/?[a-z]{2,20}(?:_[a-z0-9]{1,20}){1,4}(?:\s\w{1,30}=[^\[\]\n]{0,200})?/?\](?!\()"
    r"|\[[a-z]{2,20}(?:-[a-z0-9]{1,20}){1,4}\s\w{1,30}=[^\[\]\n]{1,200}\]"
)
_SCRIPT = re.compile(
    r"^(?:.{0,60}\bgoogletag\.cmd\b|.{0,60}\bwindow\.(?:dataLayer|_taboola|adsbygoogle)\b|"
    r".{0,40}\bdocument\.(?:getElementById|write|createElement)\(|\(function\s?\(\w{0,8}|"
    r"[.#][\w-]{2,40}\s?\{\s?[\w-]{3,30}\s?:).{0,300}",
    re.MULTILINE,
)
_OF_SCRIPTS = ("googletag", "window.", "document.", "(function", "{")
_TOKEN = re.compile(
    r"\b(?:first_img|second_img|related_posts|post_thumbnail|the_content|wp_link_pages)\b"
    r"|(?<![\w@])(?:\{%\s{0,3}[\w ]{1,40}%\}|<!--[^\n]{0,120}-->|<\?php[^\n]{0,120})"
)
_OF_TOKENS = (
    "_img",
    "related_posts",
    "post_thumb",
    "the_content",
    "wp_link",
    "{%",
    "<!--",
    "<?php",
)
KINDS = (
    ("entity", _ENTITY, "an HTML entity", ("&",)),
    ("tag", _TAG, "an HTML tag", ("<",)),
    ("shortcode", _SHORTCODE, "a shortcode of the editing system", ("[",)),
    ("script", _SCRIPT, "a script or style sheet", _OF_SCRIPTS),
    ("token", _TOKEN, "a token of the editing system", _OF_TOKENS),
)
"""Kind, shape, wording, and what one of stands in every match: looked for first, which is quick."""


def find(document: Document) -> Iterator[Hit]:
    """Yield what a browser would have swallowed."""
    text = document.text
    for kind, shape, wording, signs in KINDS:
        if not any(sign in text for sign in signs):
            continue
        for match in shape.finditer(text):
            span = Span(match.start(), match.end())
            message = f"signs of raw markup: {wording}, “{match.group()[:40]}”"
            yield Hit(span, message, suggestion=_character(kind, match.group()), kind=kind)


def _character(kind: str, raw: str) -> str | None:
    from html import unescape

    return unescape(raw) if kind == "entity" else ""


RULE = Rule(
    id="boilerplate/raw-markup",
    summary="Raw markup was left in the text",
    severity="note",
    find=find,
    what="HTML entities and tags, shortcodes such as [caption], and lines of script or style.",
    why="The text was taken from a page's source by something that could not read it.",
    known_problems="Articles that teach HTML, with their code in the text.",
    invalid=(
        Example("Salt ⟦&amp;⟧ flour rose.", suggestion="&"),
        Example('⟦[caption id="attachment_12"]⟧The mill⟦[/caption]⟧'),
        Example("Prices rose.⟦<br />⟧ The mill closed."),
        Example("⟦[ad_1]⟧\nPrices rose.\n⟦[ad_2]⟧"),
        Example("⟦[newsletter_form id=3]⟧\nPrices rose. ⟦first_img⟧ The mill closed."),
    ),
    valid=(
        Example("Salt & flour rose; a < b > c."),
        Example("The bracket [sic] and the [video] are an editor's."),
        Example("AT&T rose."),
        Example("She wrote “the [so-called] mill” and [well-known] names."),
    ),
)
