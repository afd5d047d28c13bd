"""The text speaks of what it was given to write from, or leaves its template's blanks open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, Span, folded
from auditor_rules.attribution.quoting import quoted

_GIVEN = r"(?:provided|given|supplied|input|source)"
_MATTER = (
    r"(?:text|article|passage|content|document|information|excerpt|summary|input|context|material|"
    r"transcript)"
)
# Beyond doubt: nobody but a program answers so.
_ANSWER = re.compile(
    r"\b(?:as an ai(?: language)? model\b|as a large language model\b|i(?:'m| am)"
    r" (?:just )?an ai\b|"
    r"as of my (?:last|latest) (?:knowledge )?(?:update|training)\b|my (?:knowledge|training)"
    r" cut-?off\b|"
    r"i (?:cannot|can't|am unable to|'m unable to) (?:fulfil|fulfill|complete|assist with|access|"
    r"browse)\b|"
    r"(?:here(?:'s| is)|below is) (?:a|an|the|your) (?:[a-z-]+ ){0,3}(?:rewritten|revised|"
    r"paraphrased|"
    r"summari[sz]ed|expanded|rephrased) (?:version|article|text)\b|"
    r"could you please provide (?:more|additional|the|further) (?:context|text|article|information|"
    r"details|content)|please provide (?:me )?(?:with )?(?:the|more|your) (?:text|article|context|"
    r"content|full text)|(?:certainly|sure|of course)[!,.] here(?:'s| is)\b|"
    r"i hope this (?:helps|article meets)|let me know (?:if|what) (?:you'd like|you would like|"
    r"specific "
    r"questions|you need)|regenerate response\b|"
    r"(?:i'm |i am )?sorry, (?:but )?(?:i can(?:no|')t|could you))"
)
_INPUT = re.compile(
    rf"\b(?:the|this) {_GIVEN} {_MATTER}\b(?! (?:by|from|in|of|was|for)\b)"
    rf"|\b(?:the|this) (?:article|text|passage|summary|excerpt) (?:does not|doesn't|did not) "
    r"(?:mention|specify|provide|state|say|give|include|name|disclose|elaborate)\b"
    rf"|\b(?:not|isn't|nor) (?:mentioned|specified|stated|provided|given|included)"
    rf" in the (?:{_GIVEN} )?"
    rf"(?:{_MATTER})\b"
    rf"|\b(?:based on|according to|from) the (?:provided|given|supplied|above) {_MATTER}\b"
    rf"|\bthe (?:provided|given|supplied) (?:{_MATTER})\b"
)
_BLANK = re.compile(
    r"\[(?:(?:[Yy]our|YOUR|[Ii]nsert|INSERT|[Ee]nter|ENTER|[Aa]dd) [A-Za-z'’ ]{2,40}|"
    r"(?:Company|Client|City|Town|State|Country|Name|First|Last|Full|Date|Month|Year|Day|Author|"
    r"Source|Location|Product|Brand|Business|Organi[sz]ation|Number|Amount|Phone|Address|Website|"
    r"Position|Event|Topic|Keyword|Quote|CITY|NAME|DATE|source|author|city)"
    r"(?: [A-Za-z'’]{2,14}){0,3})\](?!\()"
    r"|\b(?:XYZ|ABC) (?:Corp(?:oration)?|Company|Inc|Ltd|University|Institute|Industries)\b"
    r"|\b(?:Jane|John) (?:Doe|Smith), (?:[A-Za-z-]+ ){0,4}(?:of|at) (?:XYZ|ABC|Acme|Example)\b",
)
_HINTS = ("provided", "given", "supplied", "article", "text", "passage", "summary", "excerpt",
          "as an ai", "language model", "sorry", "here's", "here is", "provide", "cutoff",
          "cut-off", "regenerate", "i hope this", "my last", "my latest", "below is",
          "let me know")  # fmt: skip
_TALK_OF_TEMPLATES = re.compile(
    r"\b(?:placeholder|template|prompt|chatbot|chatgpt|llm|language models?|boilerplate|sample "
    r"letter|fill in|cover letter|for example|e\.g\.|example:|script)\b"
)


def _find(document: Document) -> Iterator[Hit]:
    low = folded(document)
    if any(hint in low for hint in _HINTS):
        is_about_programs = _TALK_OF_TEMPLATES.search(low) is not None
        for found in _ANSWER.finditer(low):
            yield _hit(document, found, "an answer of a program to its user", not is_about_programs)
        for found in _INPUT.finditer(low):
            if not is_about_programs:
                yield _hit(
                    document, found, "what the text was made from, which a reader lacks", False
                )
    has_blank = "[" in low or "xyz " in low or "abc " in low or " doe, " in low
    if has_blank and _TALK_OF_TEMPLATES.search(low) is None:
        for found in _BLANK.finditer(document.text):
            yield _hit(document, found, "a blank or a stand-in for a name", False)


def _hit(document: Document, found: re.Match[str], what: str, is_sure: bool) -> Hit:
    span = Span(*found.span())
    return Hit(
        span,
        f"Text about its own making: {quoted(document, span)} is {what}.",
        kind="answer" if is_sure else "input",
        severity="error" if is_sure else "warning",
        recommends="review" if is_sure else None,
    )


RULE = Rule(
    id="attribution/input-as-source",
    summary="the text speaks of what it was given to write from, or leaves blanks open",
    severity="warning",
    find=_find,
    what="Marks answers of a program to its user ('as an AI language model', 'please provide the "
    "text'; an error), words about the text's own input ('the provided text', 'the article does "
    "not mention') and open blanks or stand-ins for names ('[City]', 'XYZ Corp'). Silent in "
    "quotations, and the last two where the text is about templates, prompts or chatbots.",
    why="The source of such a sentence is a text that the reader cannot see, or nobody at all.",
    known_problems="A review of an article may say rightly that the article does not mention "
    "something. Letters to fill in and guides to prompts have blanks on purpose.",
    invalid=(
        Example("⟦As an AI language model⟧, I have no view on the port."),
        Example("The port will close. ⟦The provided text⟧ gives no year for it."),
        Example("The mayor spoke on Monday. ⟦The article does not mention⟧ her name."),
        Example("The port of ⟦[City]⟧ will close, said an owner at ⟦XYZ Corp⟧."),
    ),
    valid=(
        Example("The text provided by the council was read aloud."),
        Example("“As an AI language model, I cannot say,” the program answered."),
        Example("A prompt may hold blanks such as [City], which the program fills."),
        Example("The council [of Tarrow] met. The [first] vote was lost."),
    ),
    sources=(
        Source(
            "Wikipedia: Signs of AI writing",
            "https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",
        ),
    ),
    languages=("en",),
    is_silent_in_quotations=True,
)
