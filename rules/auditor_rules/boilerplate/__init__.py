"""Residue of web pages."""

from __future__ import annotations

from auditor import Annotator, Evaluation, Measure, Model, Options, Rule
from auditor_rules.boilerplate import (
    advert_marker,
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

FLAWS = (
    advert_marker,
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
ANNOTATORS: tuple[Annotator, ...] = ()
MEASURES: tuple[Measure, ...] = ()
EVALUATIONS: tuple[Evaluation, ...] = ()


def rules(options: Options) -> tuple[Rule, ...]:
    """Return the dimension's rules."""
    return tuple(flaw.RULE for flaw in FLAWS)


def models() -> tuple[Model, ...]:
    """Return the dimension's models."""
    return ()
