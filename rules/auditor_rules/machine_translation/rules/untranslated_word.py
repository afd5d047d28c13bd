"""A word that was left in another language: "the decision was made tras a vote"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from auditor import Document, Example, Hit, Rule, Source, Span, language, view, words
from auditor_rules.english.counts import frequency
from auditor_rules.english.function_words import FUNCTION_WORDS
from auditor_rules.machine_translation.traces import FAIR, SURE, Languages, Trace, hits_of

# Words that are no English, no name, and no part of one: prepositions, conjunctions, months, days.
_WORDS = {
    "es": "también según además aunque desde hasta mientras tras pero porque años hoy ayer enero "
    "febrero marzo junio julio septiembre octubre noviembre diciembre lunes jueves viernes sábado "
    "domingo está están había fueron puede pueden así muy cuando donde quien ahora luego entonces "
    "tiene tienen hacer mejor noticias más fecha gobierno ciudadanos millones",
    "pt": "também segundo-feira terça-feira quarta-feira quinta-feira sexta-feira não são está "
    "foram após porém ainda então muito janeiro fevereiro março maio junho julho setembro outubro "
    "dezembro pessoas ontem hoje mais anos até pela pelo sobre milhões",
    "fr": "également selon ainsi alors avec sans était été après avant depuis pendant mais donc "
    "janvier février avril juin juillet août octobre novembre décembre lundi mardi mercredi jeudi "
    "vendredi samedi dimanche aujourd’hui aujourd'hui hier très être sont cette leur notre "
    "milliers",
    "it": "anche dopo però perché quindi secondo poi ancora già gennaio febbraio aprile maggio "
    "giugno luglio settembre ottobre dicembre lunedì martedì mercoledì giovedì venerdì sabato "
    "domenica oggi ieri anni essere sono della degli nella questo questa milioni",
    "de": "und nicht auch nach für über wurde wurden worden aber oder jedoch sowie bereits laut "
    "januar februar märz juni juli oktober dezember montag dienstag mittwoch donnerstag freitag "
    "samstag sonntag heute gestern jahre jahren uhr menschen zwischen während gegen unter",
    "nl": "niet ook naar voor door wordt werden maar echter volgens omdat januari februari maart "
    "juni juli augustus oktober maandag dinsdag woensdag donderdag vrijdag zaterdag zondag vandaag "
    "gisteren jaar mensen tussen tijdens tegen",
    "pl": "oraz jest są był została został przez dla się nie także również jednak według roku lat "
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
    "grudnia poniedziałek wtorek środa czwartek piątek sobota niedziela osób dzisiaj wczoraj",
    "cs": "který která které jsou byl byla bylo také však podle při roku ledna února března dubna "
    "května června července srpna října listopadu prosince pondělí úterý středa čtvrtek pátek "
    "sobota neděle osob dnes včera lidí než jako aby",
    "tr": "için ile olan olarak göre sonra ancak değil daha ocak şubat nisan haziran temmuz "
    "ağustos "
    "eylül ekim kasım aralık pazartesi salı çarşamba perşembe cuma cumartesi bugün dün yıl kişi "
    "şöyle böyle",
    "id": "yang dengan untuk dari pada adalah tidak juga akan telah oleh karena tersebut dalam "
    "januari februari maret juni juli agustus oktober desember senin selasa rabu kamis jumat sabtu "
    "minggu hari tahun orang kepada",
}
_ALSO_ENGLISH = frozenset(
    "more me use on salsa mate hoy marzo maio pendant yang tras luego date mas dare pada akan oleh "
    "rabu ile lat jako sono unter per juni juli januari februari oktober uhr door maar voor ocak "
    "daha hari orang juan maggio domingo sobre hier leur cuma sobota".split()
)
"""Names, English words and words of other languages' kitchens and songs."""
_ENGLISH = frozenset(
    "and with from which that have been this these those were should would could because although "
    "however between they there".split()
)
"""What is looked for where the text is not in English."""
OFTEN = 3000
"""Counted as often, a neighbour is taken for English."""
_NEIGHBOURS = frozenset(
    "the a an of to in and or for with by on at from that which is was were are be it he she they "
    "this as but not after before until between during".split()
)


@cache
def _foreign() -> dict[str, Languages]:
    found: dict[str, Languages] = {}
    for code, listed in _WORDS.items():
        for word in listed.split():
            if word not in _ALSO_ENGLISH and (not word.isascii() or frequency(word) < 1500):
                found[word] = (*found.get(word, ()), code)
    return found


@cache
def _english(own: str) -> dict[str, Languages]:
    return dict.fromkeys(_ENGLISH - FUNCTION_WORDS[own], ("en",))


@view
def untranslated_words(document: Document) -> tuple[Trace, ...]:
    """Return single words of another language between English ones, in order."""
    own = language(document).code
    if own != "en" and own not in FUNCTION_WORDS:
        return ()
    return tuple(_listed(document, own))


def _listed(document: Document, own: str) -> Iterator[Trace]:
    tokens, text = words(document), document.text
    listed = _foreign() if own == "en" else _english(own)
    texts = tokens.texts
    for index, word in enumerate(texts):
        codes = listed.get(word)
        if codes is None or not 0 < index < len(texts) - 1:
            continue
        before, after = texts[index - 1], texts[index + 1]
        gap_before = text[tokens[index - 1].end : tokens[index].start]
        gap_after = text[tokens[index].end : tokens[index + 1].start]
        is_between = gap_before == " " and gap_after == " "
        is_alone = before not in listed and after not in listed
        if is_between and is_alone and _is_own(before, after, own):
            yield Trace(
                Span(tokens[index].start, tokens[index].end),
                "function-word",
                f"“{word}” was left as it was",
                codes,
                None,
                SURE if not word.isascii() else FAIR,
            )


def _is_own(before: str, after: str, own: str) -> bool:
    """Tell whether the words on both sides are of the text's own language, and no names."""
    common = _NEIGHBOURS if own == "en" else FUNCTION_WORDS[own]
    is_lower = before.islower() and after.islower()
    is_known = own != "en" or min(frequency(before), frequency(after)) > OFTEN
    return is_lower and is_known and (before in common or after in common)


def _find(document: Document) -> Iterator[Hit]:
    yield from hits_of(untranslated_words(document))


RULE = Rule(
    id="machine-translation/untranslated-word",
    summary="a word left in another language",
    severity="warning",
    find=_find,
    what=(
        "Looks for conjunctions, prepositions, months and other plain words of ten languages that "
        "stand alone between English words in lower case; in a text of another language, for "
        "English ones."
    ),
    why="What a program does not know, it leaves.",
    known_problems=(
        "Knows the commonest words only; nouns and verbs that were left are not found, nor is a "
        "foreign word in italics told from one that was forgotten."
    ),
    invalid=(
        Example("The plan of the city was changed ⟦según⟧ the council of the region that met."),
        Example(
            "El plan de la ciudad fue aprobado por el consejo ⟦which⟧ se reunió en la sala de la "
            "casa para hablar de los gastos que se hicieron en el año con los vecinos."
        ),
        Example("They met in the hall ⟦und⟧ the mayor of the city spoke for an hour of it."),
    ),
    valid=(
        Example("The words “según” and “und” are not English, and the café of the town is closed."),
        Example("He read Krieg und Frieden in the hall of the house that his family had bought."),
    ),
    sources=(Source("Lommel et al. (2014): Multidimensional Quality Metrics, “untranslated”"),),
    is_silent_in_quotations=True,
    confidence=0.5,
    evidence=(
        "no finding in 4,000 English and 430 German, French and Spanish texts after two "
        "words were taken off the list; not measured on pages"
    ),
)
