"""Codes in words: what a form offers and what a page says, in the reader's language."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, gettext, gettext_noop

from opennrm.countries.profile import Profile
from opennrm.standards.load import law

NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})
# Languages that the Unicode locale data do not name.
NAMED_HERE = {"kmr": gettext_noop("Kurdish (Kurmanji)"), "rmn": gettext_noop("Romany (Balkan)")}
# How a form asks, and a page says, two coarse facts of a person.
NATIONALITIES = {
    "national": gettext_noop("Of this country"),
    "foreign": gettext_noop("Of another country"),
    "stateless": gettext_noop("Of none"),
    "unknown": gettext_noop("Not known"),
}
RESIDENCES = {"lawful": gettext_noop("Yes"), "none": gettext_noop("No"), "unknown": gettext_noop("Not known")}
# What a case may not say, though what is owed hangs on it.
UNSAID = {
    "age": gettext_noop("the age"),
    "nationality": gettext_noop("the nationality"),
    "residence": gettext_noop("whether the residence is lawful"),
    "lacks_resources": gettext_noop("whether there are means to live on"),
    "place": gettext_noop("where the exploitation happened"),
    "region": gettext_noop("the region"),
    "track": gettext_noop("the way that the procedure takes"),
    "basis": gettext_noop("on what the request rests"),
}
Choices = list[tuple[str, str]]


def reads_in() -> str:
    """The language of the page."""
    return get_language() or "en"


def word(code_list: str, code: str) -> str:
    """A code of a closed list in words; the code itself where the list has none."""
    found = law().code_lists[code_list].get(code)
    return found.told(reads_in()) if found else code


def words(code_list: str, codes: Iterable[str]) -> str:
    """Several codes in words."""
    return ", ".join(word(code_list, code) for code in codes)


def unsaid(names: Iterable[str]) -> str:
    """What is not recorded, in words: attributes of the person, and other facts as the standards tell them."""
    return ", ".join(gettext(UNSAID[name]) if name in UNSAID else law().facts[name].means.told(reads_in()) for name in names)


def choices(code_list: str, first: str | None = None) -> Choices:
    """A closed list as the choices of a field; `first` is what an empty choice says."""
    listed = [(code, one.told(reads_in())) for code, one in law().code_lists[code_list].items()]
    return listed if first is None else [("", first), *listed]


def answers(said: Mapping[str, str]) -> Choices:
    """Answers of a form, in the reader's language."""
    return [(code, gettext(words)) for code, words in said.items()]


def hints(code_list: str) -> dict[str, str]:
    """When to choose each code."""
    return {code: one.says.told(reads_in()) for code, one in law().code_lists[code_list].items()}


def regions(profile: Profile, first: str) -> Choices:
    """The regions of the country."""
    return [("", first), *((code, label.told(reads_in())) for code, label in profile.regions.items())]


def languages(first: str) -> Choices:
    """The languages that a person may speak, by name."""
    return [("", first), *sorted(((code, language(code)) for code in law().languages), key=_by_name)]


def countries(first: str) -> Choices:
    """Every country, by name."""
    return [("", first), *_countries_in(reads_in())]


@cache
def _countries_in(language: str) -> tuple[tuple[str, str], ...]:
    """Every country in the order of its names in a language: named and sorted once, since nothing of it changes while a process lives."""
    named = _locale_of(language).territories.items()
    found = [(code, str(name)) for code, name in named if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY]
    return tuple(sorted(found, key=_by_name))


def language(code: str) -> str:
    """The name of a language; the code itself where nobody names it."""
    return gettext(NAMED_HERE[code]) if code in NAMED_HERE else str(_locale().languages.get(code, code))


def country(code: str) -> str:
    """The name of a country."""
    return str(_locale().territories.get(code, code))


def _by_name(choice: tuple[str, str]) -> str:
    """As a dictionary orders it: an accent does not send a country behind all others."""
    plain = unicodedata.normalize("NFKD", choice[1]).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _locale() -> Locale:
    return _locale_of(reads_in())


@cache
def _locale_of(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
