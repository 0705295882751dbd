"""Where the mechanism has holes: what nobody knows of the law, which agencies are missing, clocks that never start, what was not to be
had. From the profile, the agencies and the ledger; no case is shown, and a small number is no number: the page is the same for none, one
or four, since that there is one already points to somebody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from opennrm.access import second_lock
from opennrm.access.through import for_roles
from opennrm.cases.referral import reads as referral
from opennrm.cases.spine import door, editions
from opennrm.countries.check import Finding, Report, checked, not_said
from opennrm.countries.coverage import all_series
from opennrm.countries.dated import NotKnown
from opennrm.countries.profile import EarlyEnd, Profile, Transition
from opennrm.countries.wording import listed
from opennrm.mechanism import reads as mechanism
from opennrm.mechanism.kinds import DESIGNATIONS, KINDS
from opennrm.mechanism.reads import Capable
from opennrm.portal.law_words import span
from opennrm.portal.rights import entitlement_of
from opennrm.standards.entitlement import Entitlement
from opennrm.standards.load import law
from opennrm.standards.reading import Path
from opennrm.standards.words import Phrase, Words
from opennrm.statistics.carried import actions as carried
from opennrm.statistics.carried.counts import Holes

SECTIONS = {
    "deciders": gettext_noop("Who decides: %(what)s"),
    "tests": gettext_noop("Test: %(what)s"),
    "reviews": gettext_noop("Review: %(what)s"),
    "consent": gettext_noop("Consent: %(what)s"),
    "clocks": gettext_noop("Clock: %(what)s"),
}
ALONE = {
    "permit_grounds": gettext_noop("Grounds of a residence permit"),
    "referrers": gettext_noop("Who may refer"),
    "anonymous_track": gettext_noop("The way without a name"),
    "majority": gettext_noop("Asked anew before the 18th birthday"),
    "police_routing": gettext_noop("Which police force is told"),
}
# Which designation an agency of a kind needs for what that kind does.
DESIGNATED_AS = {"competent_authority": "competent_authority", "support_provider": "support_provider"}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known or not there: what, what was searched or found, on which source."""

    what: str
    says: str
    source: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def span(self) -> str:
        """From when to when, in words; empty where it is for ever."""
        return span(self.since, self.until)


@for_roles("national_coordinator")
def gaps(request: HttpRequest) -> HttpResponse:
    """The coordinator's page of what is missing."""
    on, profile, language = door.today(), editions.today(), get_language() or "en"
    found = standing(profile, on)
    few, agencies = profile.small_number_threshold.between_authorities, mechanism.capable(on)
    context = {
        "today": on,
        "country": profile.name.told(language),
        "unknown": list(not_known(profile, language)),
        "silent": [entitlement_of(profile, id).title.told(language) for id in not_said(profile)],
        "findings": list(findings(checked(profile), profile, language)),
        "kinds": list(missing_kinds(profile, agencies, on, language)),
        "undesignated": list(undesignated(agencies)),
        "clocks": list(clocks(profile, on, language, few, found.not_started)),
        "unavailable": counted(found.unavailable, profile, language, few),
        "unanswered": [
            {"agency": row.agency, "figure": row.count, "since": row.since, "over": (on - row.since).days}
            for row in referral.unanswered(on)
            if row.count >= few
        ],
        "few": few,
    }
    return render(request, "portal/gaps.html", context)


def not_known(profile: Profile, language: str) -> Iterator[Gap]:
    """Every value that we could not find out, with what was searched. Source: design 6, three kinds of silence."""
    for path, series in all_series(profile):
        yield from _silent(place(path, profile, language), series.values)
    for instrument, values in profile.instruments.items():
        known = law().instruments.get(instrument)
        yield from _silent(known.title.told(language) if known else instrument, values)
    for row in profile.entitlements:
        if row.not_known_to_us:
            yield Gap(titles(row.id, profile, language), row.not_known_to_us, row.source, row.since, row.until)


def findings(found: Report, profile: Profile, language: str) -> Iterator[Gap]:
    """What the check finds: where, what, from when to when. Source: design 6, `country check`."""
    for one in found.findings:
        yield Gap(place(one.path, profile, language), said(one), one.source, one.since, one.until)


def _silent(what: str, values: Iterable[Any]) -> Iterator[Gap]:
    for value in values:
        if isinstance(answer := value.answer(), NotKnown):
            yield Gap(what, answer.searched, answer.source, value.since, value.until)


def said(finding: Finding) -> str:
    """What a finding says; of what the law leaves out the reason alone, since its place is named above."""
    if finding.code == "not_provided":
        return gettext("The law gives none: %(reason)s") % {"reason": finding.says.partition(": ")[2]}
    return finding.says


def place(path: Path, profile: Profile, language: str) -> str:
    """The place of a value in words."""
    section, name = str(path[0]), path[1] if len(path) > 1 else ""
    if section == "entitlements" and isinstance(name, int):
        return titles(profile.entitlements[name].id, profile, language)
    if section in ALONE:
        return gettext(ALONE[section])
    rows = getattr(profile, section, {})
    if isinstance(rows, tuple) and isinstance(name, int):
        return _called(rows[name], profile).told(language)
    label = getattr(rows.get(name), "label", None) or profile.decisions.get(str(name))
    what = label.told(language) if label else str(name).replace("_", " ")
    return gettext(SECTIONS[section]) % {"what": what} if section in SECTIONS else what


def _called(row: Any, profile: Profile) -> Words | Phrase:
    """What a row of a list is called: a step by its event, a ground by the period that it ends, a right by its title."""
    if isinstance(row, Transition):
        return profile.events[row.event].label
    if isinstance(row, EarlyEnd):
        return listed([profile.clocks[row.period].label, row.label])
    called: Words = row.title if isinstance(row, Entitlement) else row.label
    return called


def titles(ids: Iterable[str], profile: Profile, language: str) -> str:
    return "; ".join(entitlement_of(profile, id).title.told(language) for id in ids)


def missing_kinds(profile: Profile, agencies: Sequence[Capable], on: date, language: str) -> Iterator[dict[str, Any]]:
    """Kinds of agency of which there is none, those first that the law here makes answerable for rights."""
    present = {agency.kind for agency in agencies}
    owed: dict[str, list[str]] = {}
    for one in law().entitlements.values():
        if one.unseen is None and any(row.holds_on(on) for row in profile.locals(one.id)):
            owed.setdefault(one.responsible, []).append(one.title.told(language))
    for kind, words in sorted(KINDS.items(), key=lambda item: -len(owed.get(item[0], ()))):
        if kind not in present:
            rights = owed.get(kind, [])
            says = ngettext("%(n)s right is theirs to give", "%(n)s rights are theirs to give", len(rights)) % {"n": len(rights)}
            yield {"kind": gettext(words), "says": says if rights else "", "rights": rights}


def undesignated(agencies: Sequence[Capable]) -> Iterator[Gap]:
    """Capacities that nobody holds today, and agencies that hold none of the capacity of their kind."""
    for capacity in DESIGNATIONS:
        if not any(capacity in agency.capacities for agency in agencies):
            yield Gap(gettext(DESIGNATIONS[capacity]), gettext("No agency is designated today."))
    for kind, capacity in DESIGNATED_AS.items():
        for agency in agencies:
            if agency.kind == kind and capacity not in agency.capacities:
                yield Gap(agency.name, gettext("Not designated today. %(as)s") % {"as": gettext(DESIGNATIONS[capacity])})


def standing(profile: Profile, on: date) -> Holes:
    """What of the ledger has no end in sight, over all cases."""
    with second_lock.lifted("what is not to be had is counted over all cases, and names none"):
        return carried.of_holes(profile, on)


def clocks(profile: Profile, on: date, language: str, few: int, waiting: Mapping[str, int]) -> Iterator[dict[str, str]]:
    """Clocks that start by nothing that is recorded here, and those on which as many open rights wait as may be told."""
    used = {row.clock for row in profile.entitlements if row.clock and row.holds_on(on)}
    for id, clock in profile.clocks.items():
        if (found := waiting.get(id, 0)) >= few:
            says = gettext("What starts it was not recorded for %(n)s open rights.") % {"n": found}
            yield {"what": clock.label.told(language), "says": says}
        elif not clock.starts_on:
            yield {"what": clock.label.told(language), "says": gettext("Nothing that is recorded starts it.")}
        elif id in used and all(isinstance(value.answer(), NotKnown) for value in clock.values):
            yield {"what": clock.label.told(language), "says": gettext("It has no length: we do not know it.")}


def counted(found: Counter[str], profile: Profile, language: str, few: int) -> list[dict[str, Any]]:
    """Rights that so many persons asked for in vain that the number may be told, the commonest first.

    Source: statistics, safe release; profile, threshold.
    """
    rows = [(entitlement_of(profile, id).title.told(language), count) for id, count in found.items() if count >= few]
    return [{"what": title, "figure": count} for title, count in sorted(rows, key=lambda row: (-row[1], row[0]))]
