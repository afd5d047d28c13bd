"""Units, currencies and qualifiers by their spellings."""

from __future__ import annotations

UNIT_SPELLINGS = {
    "%": "% pct pc percent",
    "USD": "usd dollar dollars",
    "GBP": "gbp pound pounds",
    "EUR": "eur euro euros",
    "JPY": "jpy yen",
    "INR": "inr rupee rupees",
    "RUB": "rub ruble rubles rouble roubles",
    "CNY": "cny rmb yuan",
    "KRW": "krw",
    "cents": "cent cents pence",
    "km": "km kms kilometre kilometres kilometer kilometers",
    "miles": "mile miles",
    "metres": "metre metres meter meters",
    "cm": "cm centimetre centimetres centimeter centimeters",
    "mm": "mm millimetre millimetres millimeter millimeters",
    "feet": "foot feet ft",
    "inches": "inch inches",
    "yards": "yard yards",
    "acres": "acre acres",
    "hectares": "hectare hectares",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
    "grams": "gram grams gramme grammes",
    "tonnes": "tonne tonnes",
    "tons": "ton tons",
    "lb": "lb lbs",
    "litres": "litre litres liter liters",
    "gallons": "gallon gallons",
    "barrels": "barrel barrels",
    "km/h": "km/h kph",
    "mph": "mph",
    "°C": "°c celsius",
    "°F": "°f fahrenheit",
    "degrees": "degree degrees °",
    "years": "year years yr yrs",
    "months": "month months",
    "weeks": "week weeks",
    "days": "day days",
    "hours": "hour hours",
    "minutes": "minute minutes",
    "seconds": "second seconds",
    "MW": "mw megawatt megawatts",
    "GW": "gw gigawatt gigawatts",
    "points": "point points",
}
UNITS = {word: unit for unit, words in UNIT_SPELLINGS.items() for word in words.split()}
SIGNS = {
    "$": "USD",
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "USD": "USD",
    "EUR": "EUR",
    "GBP": "GBP",
    "INR": "INR",
    "RMB": "CNY",
    "Rs": "INR",
    "Rs.": "INR",
}
_QUALIFIER_SPELLINGS = {
    "about": """about|around|approximately|roughly|some|circa|approx|estimated|an estimated|just
        about|somewhere around|in the region of|~""",
    "nearly": "nearly|almost|close to|just under|just short of|just below|approaching",
    "at least": "at least|no fewer than|no less than|not less than|a minimum of|minimum",
    "at most": "at most|no more than|not more than|a maximum of|maximum",
    "up to": "up to|as many as|as much as|as high as",
    "more than": """more than|over|above|exceeding|exceeded|topped|greater than|higher than|well
        over|just over|in excess of|upwards of""",
    "less than": "less than|under|below|fewer than|lower than|well under",
}
QUALIFIERS = {
    " ".join(phrase.split()): name
    for name, phrases in _QUALIFIER_SPELLINGS.items()
    for phrase in phrases.split("|")
}
AFTERTHOUGHTS = {
    "+": "more than",
    "-plus": "more than",
    " plus": "more than",
    " or more": "at least",
    " or so": "about",
    " or less": "at most",
    " or fewer": "at most",
}
COUNT_NOUNS = frozenset(
    """people troops soldiers men women children jobs homes employees workers students
houses deaths cases members officers prisoners civilians residents households families passengers
victims migrants refugees protesters seats votes""".split()
)
