"""Lines that are nothing but a date or a time, in eight languages."""

from __future__ import annotations

import re

_MONTHS = """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre
    diciembre ene abr ago dic
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    janv févr avr juil déc
    januar jänner februar märz juni juli oktober dezember mär okt dez
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro fev set out
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre gen mag giu lug ott
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada
    grudnia sty lut kwi cze lip sie wrz paź lis gru
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    янв фев мар апр июн июл авг сен сент окт ноя дек
"""
_DAYS = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun
    lunes martes miércoles jueves viernes sábado domingo
    lundi mardi mercredi jeudi vendredi samedi dimanche
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    segunda terça quarta quinta sexta feira segunda-feira terça-feira quarta-feira quinta-feira
    sexta-feira
    lunedì martedì mercoledì giovedì venerdì sabato domenica
    poniedziałek wtorek środa czwartek piątek sobota niedziela
    понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
"""
_AGO = """
    ago hace il ya vor há atrás fa temu назад today yesterday heute gestern hoy ayer сегодня вчера
    dziś wczoraj oggi ieri hoje ontem
"""
_UNITS = """
    second seconds sec secs minute minutes min mins hour hours hr hrs day days week weeks month
    months year years minutos horas días semanas meses años minuto hora día semana mes
    heure heures jour jours semaine semaines mois minuten stunde stunden tag tage tagen woche
    wochen monat monate monaten ora ore giorno giorni settimana settimane mese mesi minuti
    dias dia semana minut godzin godziny dni tygodni miesięcy минут минуты часа часов час дней дня
"""
_FILLERS = """
    am pm a.m p.m utc gmt est edt et ct pt bst cet cest ist msk uhr мск hrs hs h at on of de del
    do da di of the à a le el las los às um alle o godz г года в om kl y
    updated published posted modified last first date created edited on by updated: update
    publicado actualizado publicada actualizada fecha publié mis jour le modifié
    veröffentlicht aktualisiert stand vom am zuletzt erstellt datum
    publicado atualizado atualizada em pubblicato aggiornato il modificato ultima modifica
    opublikowano aktualizacja dodano data ostatnia utworzono
    опубликовано обновлено дата публикации последнее обновление время
"""
MONTHS = frozenset(_MONTHS.split())
_ELAPSED = frozenset(_AGO.split())
_SPANS = frozenset(_UNITS.split())
_STRONG = MONTHS | frozenset(_DAYS.split()) | frozenset(_AGO.split())
_ALLOWED = _STRONG | frozenset(_UNITS.split()) | frozenset(_FILLERS.split())
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?|\d+(?:st|nd|rd|th|h)?")
_NUMERIC_DATE = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
MAX_LENGTH = 90


def is_stamp(line: str) -> bool:
    """Tell whether the line holds a date or a time and nothing else."""
    is_sentence = len(line) > 30 and line[-1] in ".!?"
    if len(line) > MAX_LENGTH or is_sentence or not any(map(str.isdigit, line)):
        return False
    tokens = _TOKEN.findall(line.lower())
    words = [token for token in tokens if not token[0].isdigit()]
    if len(tokens) > 16 or not all(word in _ALLOWED for word in words):
        return False
    if any(word in _STRONG for word in words):
        return len(tokens) > 1
    return bool(_NUMERIC_DATE.search(line)) or (bool(_TIME.search(line)) and len(words) > 0)


def has_hour(line: str) -> bool:
    """Tell whether a stamp says more than a day: the hour, or "3 hours ago"."""
    words = {token for token in _TOKEN.findall(line.lower()) if not token[0].isdigit()}
    return bool(_TIME.search(line)) or bool(words & _ELAPSED and words & _SPANS)
