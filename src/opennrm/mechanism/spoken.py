"""Languages by name, as people write them, and by ISO code, as they are kept. Pure."""

from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError


@cache
def _names(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language, sep="-").languages)
    except (UnknownLocaleError, ValueError):
        return dict(Locale("en").languages)


def name_of(code: str, language: str) -> str:
    """The name of a language in the reader's language, or its code where none is known. Source: design §9, Languages."""
    return _names(language).get(code, code)


def code_of(text: str, language: str) -> str | None:
    """The ISO code of a language given by name in the reader's language or in English, or by code; None if nobody knows it.

    Source: design §9, Languages.
    """
    wanted = text.strip().casefold()
    for names in (_names(language), _names("en")):
        if found := next((code for code, name in names.items() if wanted in (name.casefold(), code.casefold())), None):
            return found
    return None


def said(codes: Iterable[str], language: str) -> str:
    """The names of these languages in a row, as a form shows them. Source: design §9, Languages."""
    return ", ".join(sorted(name_of(code, language) for code in codes))
