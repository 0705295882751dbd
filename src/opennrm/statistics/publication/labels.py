"""The words of a publication in every language that is offered: titles, breakdowns and codes, so that a reader needs no copy of ours."""

from collections.abc import Callable, Iterable, Mapping

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from opennrm.cases.spine import codes
from opennrm.cases.spine.counted import SELF
from opennrm.countries.profile import Profile
from opennrm.standards.languages import OFFERED
from opennrm.standards.words import Words
from opennrm.statistics.definition import Breakdown, Definitions
from opennrm.statistics.publication.frozen import Released, Texts
from opennrm.statistics.release.shown import WITHHELD
from opennrm.statistics.tables import POSITIVE, REST, SEVERAL, TOTAL

LANGUAGES = ("en", *OFFERED)
LISTS = {
    "sex": "sexes",
    "place": "places",
    "age": "age_groups",
    "age_at_exploitation": "age_groups",
    "forms": "forms",
    "referrer_kind": "agency_kinds",
}
PERSON = "person"  # the party of every profile that is nobody's agency
STATUSES = {
    "none": gettext_noop("no status"),
    "indicated": gettext_noop("signs seen"),
    "presumed": gettext_noop("presumed"),
    "formally_identified": gettext_noop("formally identified"),
    "not_identified": gettext_noop("not identified"),
}
OF_ALL = {
    TOTAL: gettext_noop("All"),
    POSITIVE: gettext_noop("Positive"),
    SEVERAL: gettext_noop("Several of them"),
    REST: gettext_noop("Other or not known"),
    WITHHELD: gettext_noop("Others, withheld"),
}


def labels(definitions: Definitions, profile: Profile, tables: Iterable[Released]) -> dict[str, Texts]:
    """The words for each measure (`referrals`), breakdown (`referrals.sex`) and step of a path (`referrals.sex.male`), by language."""
    made = {"country": _told(profile.name)}
    for table in tables:
        measure = definitions.measures[table.measure]
        made |= {measure.id: _told(measure.label), f"{measure.id}.says": _told(measure.says)}
        breakdowns = {row.id: row for row in definitions.of(measure)}
        made |= {f"{measure.id}.{name}": _told(row.label) for name, row in breakdowns.items()}
        for cell in table.cells:
            first, *steps = cell.path
            fields = _fields(definitions, breakdowns[first], len(steps)) if first in breakdowns else []
            made |= {f"{measure.id}.{first}.{code}": word(profile, field, code) for field, code in zip(fields, steps, strict=True)}
            if not steps:
                made[f"{measure.id}.{first}"] = word(profile, "", first)
    return made


def told(texts: Mapping[str, Texts], label: str, language: str) -> str:
    """A label in a language; in English, else as the code, where there is none."""
    found = texts.get(label, {})
    return found.get(language) or found.get(language.partition("-")[0]) or found.get("en") or label.rpartition(".")[2]


def _fields(definitions: Definitions, breakdown: Breakdown, steps: int) -> list[str]:
    """Of which field each step of a path is: within another breakdown the first step is a part of that one."""
    outer = [definitions.breakdowns[breakdown.within].field] if breakdown.within else []
    return [*outer, breakdown.field][-steps:]


def word(profile: Profile, field: str, code: str) -> Texts:
    """A code of a field in words; one that nobody has words for stands for itself."""
    if code in OF_ALL:
        return _in_each(lambda: gettext(OF_ALL[code]))
    return _in_each(lambda: ", ".join(_one(profile, field, one) for one in code.split("+")))


def _one(profile: Profile, field: str, code: str) -> str:
    """One code in the language of the moment."""
    if party := profile.parties.get(_party(field, code)):
        return party.label.told(codes.reads_in())
    if field in LISTS:
        return codes.word(LISTS[field], code)
    if field == "citizenships":
        return codes.country(code)
    if field == "region" and code in profile.regions:
        return profile.regions[code].told(codes.reads_in())
    said = {"nationality": codes.NATIONALITIES, "status": STATUSES}.get(field, {})
    text = gettext(said[code]) if code in said else code
    return text[:1].upper() + text[1:]


def _party(field: str, code: str) -> str:
    """The party of the country's law that a code is; nothing where it is none."""
    if field == "competent_authority":
        return code
    return PERSON if field == "referrer_kind" and code == SELF else ""


def _told(words: Words) -> Texts:
    return {language: words.told(language) for language in LANGUAGES}


def _in_each(tell: Callable[[], str]) -> Texts:
    made = {}
    for language in LANGUAGES:
        with translation.override(language):
            made[language] = tell()
    return made
