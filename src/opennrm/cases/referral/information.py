"""Information sheets in words: what is read to the person before a consent is asked, with the lengths and the readers of the day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from opennrm.access.policy import load_policy
from opennrm.cases.spine import codes
from opennrm.countries.dated import Given, NotKnown, NotProvided
from opennrm.countries.profile import Duration, Profile
from opennrm.countries.sheets import Section, sheets_of
from opennrm.standards.languages import reviewed
from opennrm.ui.dates import length

STANDINGS = {
    "official": gettext_noop("The sheet of the country"),
    "draft": gettext_noop("A draft, not an official text"),
    "invented": gettext_noop("An invented text"),
}
LENGTHS = {
    "minimum": gettext_noop("at least %(time)s"),
    "maximum": gettext_noop("at most %(time)s"),
    "target": gettext_noop("%(time)s, as an aim"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with where it comes from; `whom`: for whom it holds, where not for everybody."""

    words: str
    source: str
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a sheet as a page shows it."""

    heading: str
    says: tuple[str, ...]
    source: str
    lengths: tuple[Said, ...]
    readers: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet as a page shows it: what it is, in which languages the whole of it is written, what it says; `unreviewed`: shown in another
    language than those, in a translation that nobody reviewed.
    """

    title: str
    version: str
    standing: str
    notice: str
    languages: tuple[str, ...]
    unreviewed: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Where a sheet can be read: its title and version in words, and its page; no page where its text is not kept here."""

    words: str
    href: str


def sheet(profile: Profile, id: str, on: date) -> Shown | None:
    """The sheet with this id, in the reader's language where it is written in it; None for one that is not there."""
    kept = sheets_of(profile.country)
    found = kept.named(id) if kept else None
    if kept is None or found is None:
        return None
    language = codes.reads_in()
    return Shown(
        title=found.title.told(language),
        version=found.version,
        standing=gettext(STANDINGS[kept.standing]),
        notice=kept.notice.told(language),
        languages=tuple(codes.language(code) for code in kept.languages(found)),
        unreviewed=language not in kept.languages(found) and not reviewed(language),
        parts=tuple(_part(kept.sections[section], profile, on, language) for section in found.sections),
    )


def link(profile: Profile, scope: str, version: str) -> Link | None:
    """The sheet that explains a consent in this version, as a link; None where there is neither a version nor a text."""
    kept = sheets_of(profile.country)
    found = kept.explaining(scope, version) if kept else None
    if found is None:
        return Link(_version(version), "") if version else None
    standing = _version(version) if version else gettext("a draft, as the official one is not known to us")
    words = gettext("“%(title)s”, %(standing)s") % {"title": found.title.told(codes.reads_in()), "standing": standing}
    return Link(words, reverse("referral:information", args=[found.id]))


def _version(version: str) -> str:
    return gettext("version %(version)s") % {"version": version}


def _part(section: Section, profile: Profile, on: date, language: str) -> Part:
    return Part(
        heading=section.heading.told(language),
        says=tuple(one.told(language) for one in section.says),
        source=section.source,
        lengths=tuple(_lengths(profile, section.clock, on, language)) if section.clock else (),
        readers=tuple(_readers(section.readers, language)),
    )


def _lengths(profile: Profile, clock: str, on: date, language: str) -> Iterator[Said]:
    """How long it is on the day, for whom; what the law leaves open or we do not know is said too."""
    for value in profile.clocks[clock].values:
        if value.holds_on(on):
            whom = ", ".join(profile.regions[region].told(language) for region in value.when.get("region", ()))
            yield Said(_length(value.answer()), value.source, whom)


def _length(answer: Given[Duration] | NotProvided | NotKnown) -> str:
    if isinstance(answer, NotProvided):
        return gettext("the law sets no limit")
    if isinstance(answer, NotKnown):
        return gettext("not known to us")
    time = length(answer.value.n, answer.value.unit)
    return gettext(LENGTHS[answer.value.kind]) % {"time": time}


def _readers(rows: tuple[str, ...], language: str) -> Iterator[Said]:
    """What the policy says of itself, row by row."""
    known = {row.id: row for row in load_policy().rows}
    yield from (Said(known[id].because.told(language), known[id].source) for id in rows)
