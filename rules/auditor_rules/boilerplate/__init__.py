"""Residue of web pages."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import as_file, files

from auditor import Annotator, Measure, Model, Options, Rule, load_model
from auditor_rules.boilerplate import residue
from auditor_rules.boilerplate.rules import (
    advert_marker,
    app_promotion,
    author_box,
    breadcrumb,
    chat_assistant_residue,
    comment_counter,
    comment_form,
    contact_details,
    cookie_notice,
    date_stamp,
    dropped_link,
    interlink,
    keyword_stuffing,
    legal_footer,
    login_form,
    menu,
    note_to_self,
    pagination,
    photo_credit,
    print_tools,
    raw_markup,
    reader_comment,
    related_list,
    repeated_paragraph,
    share_bar,
    subscription_plea,
    tag_list,
    truncated_text,
    unfilled_placeholder,
    unnamed_residue,
    view_counter,
)

FLAWS = (
    advert_marker,
    keyword_stuffing,
    truncated_text,
    repeated_paragraph,
    note_to_self,
    raw_markup,
    unfilled_placeholder,
    unnamed_residue,
    chat_assistant_residue,
    app_promotion,
    author_box,
    breadcrumb,
    comment_counter,
    comment_form,
    contact_details,
    cookie_notice,
    date_stamp,
    dropped_link,
    interlink,
    legal_footer,
    login_form,
    menu,
    pagination,
    photo_credit,
    print_tools,
    reader_comment,
    related_list,
    share_bar,
    subscription_plea,
    tag_list,
    view_counter,
)
ANNOTATORS: tuple[Annotator, ...] = (
    Annotator(
        "residue",
        "Every line with the probability that it is residue of the page, and its type",
        residue.annotate,
    ),
    Annotator("holes", "Places where a linked name seems to be missing", dropped_link.annotate),
)
MEASURES: tuple[Measure, ...] = (
    Measure(
        "residue_share_of_chars",
        "",
        "Characters expected to be residue of the page, as a share of the text",
        residue.residue_share,
    ),
    Measure(
        "residue_chance",
        "",
        "Chance that a twentieth of the text or more is residue, by its lines alone",
        residue.residue_chance,
    ),
    Measure(
        "residue_lines_share",
        "",
        "Lines that are residue more likely than not, as a share of lines",
        residue.residue_lines_share,
    ),
    Measure(
        "claimed_share_of_chars",
        "",
        "Characters of lines that a rule names as residue, as a share of the text",
        residue.claimed_share,
    ),
    Measure(
        "holes_per_1000_words",
        "per 1,000 words",
        "Places where a linked name seems to be missing",
        dropped_link.holes_per_1000_words,
    ),
)


def rules(options: Options) -> tuple[Rule, ...]:
    """Return the dimension's rules, whose suggestions take residue out."""
    return tuple(replace(flaw.RULE, remedy="remove") for flaw in FLAWS)


def models() -> tuple[Model, ...]:
    """Return the dimension's models."""
    folder = files(__package__) / "models"
    with as_file(folder / residue.DOCUMENT_FILE) as path:
        return (load_model(path),)
