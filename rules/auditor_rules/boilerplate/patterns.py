"""Shapes of page furniture that no list of phrases can hold: counters, footers, breadcrumbs.

Every pattern is tried on single lines of bounded length, and none nests a quantifier.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 300
"""Code points; the patterns describe short lines."""

_COMMENT_WORDS = (
    r"(?:comments?|responses?|replies|reply|comentarios?|commentaires?|kommentare?|comentários?|"
    r"comentário|comment[oi]|komentarz(?:e|y)?|комментари(?:й|и|я|ев)|réactions?)"
)
_ALL = r"(?:view|see|show|read|all|ver|voir|alle|vedi|ver todos|все)"
_SERVICE = r"(?:wordpress|disqus|facebook|google\+?|blogger|livefyre|вконтакте)"
_COUNTED = (
    r"(?:shares?|views?|likes?|reads?|tweets?|retweets?|followers?|claps?|reactions?|"
    r"subscribers?|downloads?|plays?|visitas|vistas|lecturas|visualizaciones|vues|partages?|"
    r"aufrufe|visualizações|visualizzazioni|letture|wyświetleń|odsłon|просмотр(?:ов|а)?|прочтений)"
)
_COUNT = r"\d[\d.,]{0,9}\s?[km]?"
_READ_TIME = (
    r"\d{1,3}\s?[-–]?\s?(?:min|mins|minutes?|минут[ыу]?|мин|minutos?|minuti|minuten|minut[ay]?)\.?\s"
    r"(?:read|lesezeit|lesedauer|de lectura|de lecture|de leitura|di lettura|czytania|чтения|"
    r"на чтение|to read)"
)
_AGENCY = (
    r"(?:AP|AFP|EPA|EFE|ANSA|PAP|DPA|dpa|Reuters|REUTERS|Getty|Getty Images|GETTY|Bloomberg|"
    r"Shutterstock|iStock|Alamy|Imago|IMAGO|UPI|TASS|ТАСС|РИА Новости|Unsplash|Pixabay|Flickr|"
    r"Wikimedia Commons|Xinhua|Anadolu|NurPhoto|Zuma|Rex|PA|Lusa|LaPresse)"
)
_PICTURE = (
    r"(?:photo|photograph|photos|image|picture|pic|foto|fot\.|фото|imagen|imagem|bild|"
    r"illustration|video)"
)
_CREDITED = r"(?:by|courtesy of|courtesy|credit|source|de|di|von|via)"
_HOME = r"(?:Home|HOME|Startseite|Accueil|Inicio|Início|Главная|Strona główna|You are here:?)"
_CRUMB_MARK = r"[>»›→/]"
_ENTRY = (
    r"(?:says?|said|wrote|commented|replied|dice|dijo|a dit|dit|schrieb|sagt|diz|disse|"
    r"ha scritto|napisał|пишет|говорит)"
)
_AT = r"(?:at|um|à|a las|alle|o|às|в)"
_CLOCK = r"\d{1,2}[:.h]\d{2}"
_PAGE = r"(?:page|página|seite|strona|страница|pagina)"
_OF = r"(?:of|de|von|z|из|sur|di|/)"
_BEFORE = r"(?:[«‹<]|prev(?:ious)?|zurück|anterior|précédent|назад)"
_AFTER = (
    r"(?:[»›>]{1,2}|next.{0,8}|last.{0,3}|weiter|siguiente|suivant|следующая|dalej|próxima|avanti)"
)
_NETWORKS = (
    r"(?:facebook|twitter|instagram|youtube|linkedin|pinterest|telegram|whatsapp|tiktok|threads|"
    r"bluesky|mastodon|google news|snapchat|reddit)"
)
_OTHER_POSTS = r"(?:older posts?|newer posts?)"


class Pattern(NamedTuple):
    """A shape of line, and what such a line is."""

    kind: str
    shape: re.Pattern[str]


def _compiled(kind: str, *shapes: str) -> tuple[Pattern, ...]:
    return tuple(Pattern(kind, re.compile(shape)) for shape in shapes)


PATTERNS: tuple[Pattern, ...] = (
    *_compiled(
        "share-bar",
        rf"(?i)^\W{{0,4}}(?:like|follow|join|find|visit|connect with)\s[^.!?]{{2,60}}\s{_NETWORKS}"
        r"(?:\s(?:page|channel|group))?[.!]?$",
        rf"(?i)^(?:share|tweet|pin|email|print)?\W{{0,3}}{_NETWORKS}\d{{0,7}}"
        rf"(?:\W{{0,3}}(?:{_NETWORKS}|google\+?|reddit|email|print|share|tweet|copy link|pinterest|"
        r"tumblr|viber|line|vk)\d{0,7}){1,8}$",
        r"(?i)^share(?: this)?(?: (?:post|story|article|page))?\s?:?\s(?:on\s)?facebook\d{0,7}"
        r"\s.{2,60}$",
    ),
    *_compiled(
        "comment-form",
        r"(?i)^.{0,80}\bleave a (?:comment|reply)(?:\son\s.{2,80})?$",
        r"(?i)^leave a reply.{0,80}$",
    ),
    *_compiled(
        "related-list",
        r"(?i)^(?:see|view|read|show|browse)\s(?:more|all)\s[^.!?]{2,50}"
        r"(?:posts|stories|articles|news|coverage|reviews|videos|products|events)[.!]?$",
    ),
    *_compiled(
        "date-stamp",
        r"^(?:Updated|Published|Posted|Last updated|Modified)(?: on)?:?\s?\d{1,2}[:.]\d\d.{0,40}$",
    ),
    *_compiled(
        "breadcrumb",
        rf"^{_HOME}\s*{_CRUMB_MARK}\s*[^.!?]{{2,120}}(?:\.\.\.|…)?$",
        r"^[^\W\d_][^.!?>»›→]{1,30}\s[>»›→]\s[^.!?>»›→]{2,30}\s[>»›→]\s[^.!?]{2,90}(?:\.\.\.|…)?$",
    ),
    *_compiled(
        "comment-counter",
        rf"(?i)^\W{{0,3}}(?:\d[\d,.]{{0,8}}|no|one|add)\s{_COMMENT_WORDS}"
        r"(?:\s(?:so far|yet|on|to)\b.{0,120})?[\s:»)]{0,3}$",
        rf"(?i)^{_COMMENT_WORDS}\s?[:(\[]\s?\d[\d,.]{{0,8}}\s?[)\]]?$",
        rf"(?i)^{_ALL}\s(?:all\s)?(?:\d{{1,6}}\s)?{_COMMENT_WORDS}(?:\s?\(\d{{1,6}}\))?$",
        rf"(?i)^{_SERVICE}(?: comments?)?\s?:?\s?\(\s?\d{{0,6}}\s?\)$",
    ),
    *_compiled(
        "view-counter",
        rf"(?i)^\W{{0,3}}{_COUNT}\s{_COUNTED}(?:\s\W{{0,3}}{_COUNT}\s\w{{3,14}}){{0,2}}$",
        rf"(?i)^{_COUNTED}\s?:\s?{_COUNT}$",
        rf"(?i)^(?:\W{{0,3}}|.{{0,60}}[·•|—–-]\s?){_READ_TIME}$",
    ),
    *_compiled(
        "pagination",
        rf"(?i)^{_PAGE}\s\d{{1,4}}\s{_OF}\s\d{{1,4}}$",
        rf"(?i)^{_BEFORE}?\s?1(?:[\s|,]{{1,3}}\d{{1,4}}){{1,12}}[\s|,]{{0,3}}(?:\.\.\.|…)?"
        rf"[\s|]{{0,3}}(?:\d{{1,5}})?[\s|]{{0,3}}{_AFTER}$",
        r"(?i)^(?:showing|results?|items?|articles?)?:?\s?\d{1,5}\s?(?:to|-|–)\s?\d{1,5}\s"
        r"(?:of|von|de|sur|di)\s\d{1,7}(?:\s(?:results?|items?|articles?|entries))?\.?$",
        rf"(?i)^[«‹<←]{{0,2}}\s?(?:prev(?:ious)?|{_OTHER_POSTS})(?: page)?\s?[»›>→|/]{{0,2}}\s?"
        rf"(?:next|home|{_OTHER_POSTS})(?: page)?\s?[»›>→]{{0,2}}$",
    ),
    *_compiled(
        "reader-comment",
        rf"(?i)^\S.{{0,40}}\s(?:on|am|le|el|il|dnia)\s.{{6,24}}\s?(?:,|{_AT})\s?{_CLOCK}"
        rf".{{0,12}}\s{_ENTRY}\W{{0,2}}$",
        rf"(?i)^[^.!?]{{2,40}}\s{_ENTRY}:?\s{{0,2}}[^.!?]{{0,14}}\d{{1,4}}[^.!?]{{1,14}}\d{{1,4}}"
        rf",?\s{_AT}\s{_CLOCK}.{{0,10}}$",
    ),
    *_compiled(
        "legal-footer",
        r"(?i)^.{0,80}(?:©|&copy;|\(c\)\s|copyright\s).{0,60}\b(?:19|20)\d\d\b.{0,120}$",
        r"(?i)^(?:©|copyright\s|\(c\)\s)[^.]{2,120}$",
    ),
    *_compiled(
        "photo-credit",
        rf"^[^.!?:]{{0,60}}[/|]\s?{_AGENCY}(?:\s(?:via|/)\s[\w ]{{2,30}})?$",
        rf"^{_AGENCY}\s?[/|]\s?[^.!?]{{2,60}}$",
        rf"(?i)^[\[(]?{_PICTURE}(?:\s{_CREDITED})?\s?[:/©]\s?.{{2,80}}$",
        r"(?i)^(?:photo|photos|photograph|image)\s(?:by|courtesy of|courtesy|via)\s.{2,80}$",
    ),
    *_compiled(
        "author-box",
        r"(?i)^.{0,280}\b(?:can be reached (?:at|on|via)\s\S{3,60}|"
        r"follow (?:him|her|them|me) (?:on|at|@)).{0,60}$",
        r"^By ?[A-Z][^.!?]{2,40}(?:Updated|Published|Posted)(?: on)?:? ?[A-Z0-9][^.!?]{4,40}$",
        r"(?i)^(?:posted|published|submitted|written)\s(?:by|in)\s[^.!?]{2,50}"
        r"\s(?:on|at|in|,|\|)\s[^.!?]{2,60}$",
    ),
    *_compiled(
        "contact-details",
        r"^[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}$",
        r"^(?i:tel|phone|fax|telefon|телефон|тел)\.?:?\s?[+(]?\d[\d\s()./-]{5,20}$",
    ),
)

_SEAM = re.compile(r"[a-z]{3}(?:[A-Z][a-z]{2}|[A-Z]\.[A-Z])")
_BRANDS = re.compile(
    r"YouTube|WhatsApp|LinkedIn|PayPal|JavaScript|TypeScript|WordPress|GitHub|PowerPoint|TikTok|"
    r"iPhone|McDonald\w*|MacBook\w*|OpenAI|ChatGPT|PostgreSQL|MongoDB|StackOverflow"
)
LEAST_SEAMS = 2


def is_glued_labels(line: str) -> bool:
    """Tell "HealthScienceU.S. News", labels that lost what stood between them, from a sentence."""
    if len(line) > LONGEST or line[-1] in '.!?:;,”"' or "(" in line or "/" in line:
        return False
    seams = len(_SEAM.findall(_BRANDS.sub("", line)))
    return seams >= LEAST_SEAMS and 8 * seams >= line.count(" ")


GLUED_TRAIL = re.compile(
    r"^(?:Home|HOME|Startseite|Accueil|Inicio|Início|Главная)(?=[A-ZÀ-ÖØ-ÞА-Я])"
)
_GLUE = re.compile(r"(?<=[a-zß-öø-ÿа-яё])(?=[A-ZÀ-ÖØ-ÞА-Я])")
LONGEST_SECTION = 40
"""Code points of the section's name that may stand between "Home" and the headline."""


def matched_kind(line: str) -> str | None:
    """Return what the line's shape makes of it, if anything."""
    if len(line) > LONGEST:
        return None
    for pattern in PATTERNS:
        if pattern.shape.match(line):
            return pattern.kind
    return "tag-list" if is_glued_labels(line) else None


def glued_trail_length(line: str) -> int:
    """Return how many code points of a breadcrumb stand glued before a headline; 0 if none."""
    opening = GLUED_TRAIL.match(line)
    if opening is None:
        return 0
    seams = [
        m.start() for m in _GLUE.finditer(line, opening.end(), opening.end() + LONGEST_SECTION)
    ]
    seams = [seam for seam in seams if seam > opening.end()]
    return seams[-1] if seams else 0
