"""What is asked of first contacts, by their own pages: coarse facts alone, for what identifies is in a draft. Changes nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, ngettext

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.cases.contact.events import EpisodeDescribed, SignsAssessed
from opennrm.cases.contact.models import FirstContact
from opennrm.cases.contact.signs import of_set
from opennrm.cases.spine import call, codes, drafting
from opennrm.cases.spine.about import About
from opennrm.cases.spine.call import Help
from opennrm.cases.spine.models import Case
from opennrm.cases.spine.state import CaseState, noting
from opennrm.countries.profile import Profile
from opennrm.journal import clock
from opennrm.standards.load import law
from opennrm.ui.dates import FuzzyDate

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft in the list of whoever types it: which contact, and the day on which it is destroyed. No name."""

    contact: UUID
    opened_on: date
    age: str
    channel: str
    expires_at: datetime


def drafts(actor: Actor) -> list[Draft]:
    """The actor's own drafts, the one saved last first."""
    ends = dict(drafting.mine(actor))
    rows = {row.draft: row for row in FirstContact.objects.filter(draft__in=list(ends))}
    about = _about([row.case_id for row in rows.values()])
    return [_draft(rows[id], about[rows[id].case_id], end) for id, end in ends.items() if id in rows]


def left_over(actor: Actor) -> list[UUID]:
    """The actor's drafts whose contact is over: nobody may go on with them."""
    ids = [draft for draft, _ in drafting.mine(actor)]
    rows = dict(FirstContact.objects.filter(draft__in=ids).values_list("case_id", "draft"))
    open = set(doors.visible_to(actor, "contact").filter(case_id__in=list(rows)).values_list("case_id", flat=True))
    return [draft for case_id, draft in rows.items() if case_id not in open]


def _draft(row: FirstContact, about: About, expires_at: datetime) -> Draft:
    return Draft(
        row.case_id,
        row.opened_on,
        codes.word("age_groups", about.age),
        codes.word("channels", row.channel),
        clock.in_its_own_time(expires_at),
    )


def _about(contacts: list[UUID]) -> dict[UUID, About]:
    rows = Case.objects.filter(case_id__in=contacts).values_list("case_id", "about")
    return {case_id: About.model_validate(about) for case_id, about in rows}


@dataclass(frozen=True, slots=True)
class Listed:
    """A contact in the list of its agency."""

    id: UUID
    opened_on: date
    age: str
    channel: str
    state: str
    open: bool


def contacts(actor: Actor, profile: Profile) -> list[Listed]:
    """The latest contacts of the agency, coded; the drafts of colleagues stay theirs."""
    rows = list(FirstContact.objects.filter(agency=actor.agency).order_by("-opened_on", "case_id")[:SHOWN])
    found = {case.case_id: case for case in Case.objects.filter(case_id__in=[row.case_id for row in rows])}
    open = set(doors.visible_to(actor, "contact").filter(case_id__in=list(found)).values_list("case_id", flat=True))
    return [_listed(row, found[row.case_id], profile, row.case_id in open) for row in rows]


def _listed(row: FirstContact, case: Case, profile: Profile, open: bool) -> Listed:
    about = About.model_validate(case.about)
    state = profile.state(case.state).label.told(codes.reads_in())
    return Listed(row.case_id, row.opened_on, codes.word("age_groups", about.age), codes.word("channels", row.channel), state, open)


@drafting.holds
def held(state: CaseState, profile: Profile) -> list[tuple[str, str]]:
    """All that a contact holds, in words: what stays when nothing else does."""
    return [(term, value) for term, value in _held(state, profile) if value]


def _held(state: CaseState, profile: Profile) -> Iterator[tuple[str, str]]:
    about = state.about
    yield gettext("Person"), ", ".join(filter(None, _person(about)))
    yield gettext("Met"), ", ".join(filter(None, [codes.word("channels", state.note("contact.channel") or ""), _day(state.opened_on)]))
    region = profile.regions.get(about.region)
    yield gettext("Region"), region.told(codes.reads_in()) if region else ""
    yield gettext("Reasons to think of a child"), codes.words("child_reasons", state.note("contact.age_reasons") or ())
    for one in (state.note("contact.episodes") or {}).values():
        yield gettext("What happened"), _episode(one)
    for assessed in (state.note("contact.signs") or {}).values():
        yield gettext("Signs"), _signs(assessed) if assessed.observations else ""


def _day(on: date | None) -> str:
    return str(FuzzyDate(on.year, on.month, on.day)) if on else ""


def _person(about: About) -> Iterator[str]:
    yield codes.word("age_groups", about.age)
    yield codes.word("age_bands", about.age_band) if about.age_band != "unknown" else ""
    yield codes.word("sexes", about.sex) if about.sex != "unknown" else ""
    if about.age_at_exploitation == "child" and about.age == "adult":
        yield gettext("a child when it happened")
    if about.unaccompanied:
        yield gettext("without parents or guardian")


def _episode(one: EpisodeDescribed) -> str:
    said = [codes.words("forms", one.forms), codes.words("acts", one.acts), codes.words("means", one.means)]
    said += [codes.word("places", one.place) if one.place != "unknown" else "", str(FuzzyDate.parse(one.began)) if one.began else ""]
    return "; ".join(filter(None, said))


def _signs(assessed: SignsAssessed) -> str:
    count = Counter(assessed.observations.values())
    parts = [ngettext("%(n)s sign observed", "%(n)s signs observed", count["observed"]) % {"n": count["observed"]}]
    parts.append(ngettext("%(n)s reported", "%(n)s reported", count["reported"]) % {"n": count["reported"]})
    parts.append(ngettext("%(n)s absent", "%(n)s absent", count["absent"]) % {"n": count["absent"]})
    known = law().indicator_sets.get(assessed.set)
    return f"{known.head.title.told(codes.reads_in())}: {', '.join(parts)}" if known else ", ".join(parts)


def would_hold(
    state: CaseState, profile: Profile, observations: Mapping[str, str], episodes: Iterable[Mapping[str, Any]]
) -> list[tuple[str, str]]:
    """All that the contact would hold if it ended now with what the draft has in codes."""
    on = state.opened_on or date.min
    told = {number: EpisodeDescribed(on=on, number=number, **one) for number, one in enumerate(episodes, start=1)}
    told_signs = {code: answer for code, answer in observations.items() if answer != "not_assessed"}
    by_set = ((one.head, of_set(one, told_signs)) for one in law().indicator_sets.values())
    assessed = {head.id: SignsAssessed(on=on, set=head.id, edition=head.version, observations=found) for head, found in by_set if found}
    return held(noting(noting(state, "contact.episodes", told), "contact.signs", assessed), profile)


def help_for(way: str, region: str, on: date) -> list[Help]:
    """Who gives labour rights, or other help, in the region first."""
    return call.whom(call.LABOUR_RIGHTS if way == "labour_rights" else call.OTHER_HELP, region, on)
