"""How coarse facts and turns are said: age in words, languages by name, whose turn it is."""

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import gettext

from opennrm.access.policy import load_policy
from opennrm.cases.spine.about import About
from opennrm.standards.refusal import gettext_noop

AGES = {
    "adult": gettext_noop("Adult"),
    "child": gettext_noop("Child"),
    "unknown": gettext_noop("Age unknown: as a child"),
}
TURNS = {
    "referrer": gettext_noop("First responder"),
    "recipient": gettext_noop("Authority"),
    "competent_authority": gettext_noop("Authority"),
    "support_provider": gettext_noop("Support provider"),
    "investigator": gettext_noop("Police"),
    "prosecutor": gettext_noop("Prosecutor"),
    "guardian": gettext_noop("Guardian"),
    "lawyer": gettext_noop("Lawyer"),
    "child_office": gettext_noop("Child Office"),
    "migration_authority": gettext_noop("Migration authority"),
    "labour_inspectorate": gettext_noop("Labour inspectorate"),
    "force": gettext_noop("Police force"),
}


def age_words(about: About) -> str:
    """The age group, and what is made of doubt."""
    return gettext(AGES[about.age])


def language_words(codes: Iterable[str], language: str) -> str:
    """The names of languages in the reader's own."""
    return ", ".join(_name("languages", code, language) for code in codes)


def country_words(codes: Iterable[str], language: str) -> str:
    """The names of countries in the reader's own language."""
    return ", ".join(_name("territories", code, language) for code in codes)


@lru_cache(maxsize=4096)
def _name(of: str, code: str, language: str) -> str:
    try:
        names = getattr(Locale.parse(language, sep="-"), of)
    except (UnknownLocaleError, ValueError):
        names = getattr(Locale("en"), of)
    return str(names.get(code, code))


def turn_words(relation: str) -> str:
    """Whose turn it is, by the relation to the case."""
    return gettext(TURNS[relation]) if relation in TURNS else relation.replace("_", " ")


def relation_words(relation: str, language: str) -> str:
    """What a relation means, in the sentence of the policy page."""
    words = load_policy().relations.get(relation)
    return words.told(language) if words else relation
