"""Residue of web pages."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import as_file, files

from auditor import Annotator, Measure, Model, Options, Rule, load_model
from auditor_rules.boilerplate import page_kind, residue
from auditor_rules.boilerplate.rules import (
    access_wall,
    advert_marker,
    app_promotion,
    author_box,
    breadcrumb,
    broken_encoding,
    chat_assistant_residue,
    comment_counter,
    comment_form,
    contact_details,
    cookie_notice,
    date_stamp,
    donation_plea,
    doubled_headline,
    dropped_link,
    embedded_post,
    image_file_name,
    interlink,
    keyword_stuffing,
    legal_footer,
    login_form,
    lost_list,
    menu,
    not_an_article,
    note_to_self,
    page_widget,
    pagination,
    paywall_teaser,
    photo_credit,
    print_tools,
    raw_markup,
    reader_comment,
    reference_mark,
    related_list,
    repeated_paragraph,
    scrambled_columns,
    server_message,
    share_bar,
    split_word,
    stitched_story,
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
    donation_plea,
    embedded_post,
    image_file_name,
    page_widget,
    paywall_teaser,
    reference_mark,
    server_message,
    access_wall,
    broken_encoding,
    lost_list,
    not_an_article,
    scrambled_columns,
    split_word,
    stitched_story,
    doubled_headline,
)
ANNOTATORS: tuple[Annotator, ...] = (
    Annotator(
        "residue",
        "Every line with the probability that it is residue of the page, and its type",
        residue.annotate,
    ),
    Annotator(
        "page-kind",
        "What kind of page the text is, with the probability of each kind",
        page_kind.annotate,
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
        "sure_residue_lines",
        "lines",
        "Lines that only a page's furniture says: menus, forms, buttons, pleas",
        residue.sure_lines,
    ),
    Measure("sure_residue_kinds", "kinds", "Different kinds of such lines", residue.sure_kinds),
    Measure("sure_residue_share", "", "Such lines as a share of all", residue.sure_share),
    Measure(
        "article_chance",
        "",
        "Probability that the page is an article, by its lines and words",
        page_kind.article_chance,
    ),
    Measure(
        "list_chance",
        "",
        "Probability that the page is a list of teasers, offers or entries",
        page_kind.list_chance,
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
