"""What is asked of notifications and sealed contacts, by their own pages. Changes nothing."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext

from opennrm.access import doors, second_lock
from opennrm.access.actor import Actor
from opennrm.access.doors import CaseDoor
from opennrm.cases.notification.events import REACHED_BY, NotificationSent, ReachAgreed
from opennrm.cases.notification.models import Notification, SealedContact
from opennrm.cases.notification.telling import COMBINED, Alike, Told
from opennrm.cases.spine import codes
from opennrm.cases.spine.door import once
from opennrm.cases.spine.state import CaseState
from opennrm.countries.dated import Given
from opennrm.countries.profile import Profile
from opennrm.countries.sheets import sheets_of
from opennrm.mechanism import reads as mechanism
from opennrm.standards.load import law
from opennrm.ui.dates import FuzzyDate

SHOWN = 50
SCOPE = "police_contact"
FIRST_RESPONDER, COMPETENT = "first_responder", "competent_authority"


@dataclass(frozen=True, slots=True)
class Recipient:
    """An authority that may be told."""

    id: UUID
    name: str
    kind: str


def recipients(contact: CaseState, profile: Profile, on: date) -> list[Recipient]:
    """The authorities that would take the first decision: those of the region, else all of the country. Where no source tells who
    decides, whoever is designated to decide may be told. Source: profile, deciders.
    """
    answer = profile.value(profile.deciders["presumption"], on=on, facts=contact.facts)
    kinds = {profile.parties[body].kind for body in answer.value.bodies} if isinstance(answer, Given) else None
    agencies = once(("authorities", on), lambda: mechanism.designated(COMPETENT, on))
    found = [one for one in agencies if kinds is None or one.kind in kinds]
    here = [one for one in found if contact.about.region and one.region == contact.about.region]
    return [Recipient(one.id, one.name, one.kind) for one in here or found]


def may_notify(actor: Actor, on: date) -> bool:
    """Whether the agency is designated as first responder on this day."""
    return once(("notifies", actor.agency, on), lambda: mechanism.is_designated(actor.agency, FIRST_RESPONDER, on))


def reachable_by(on: date) -> list[Recipient]:
    """The offices of police and prosecutor that the person may name."""
    found = [one for kind in REACHED_BY for one in mechanism.agencies_that(kind=kind, on=on)]
    return [Recipient(one.pk, one.name, one.kind) for one in found]


def sheet_version(profile: Profile, state: CaseState, on: date) -> str:
    """The version of the sheet that explains contact by police on this day; empty where none is known."""
    found = profile.consent.get(SCOPE)
    answer = profile.value(found.sheet, on=on, facts=state.facts) if found else None
    return answer.value if isinstance(answer, Given) else ""


def sheet(profile: Profile, version: str) -> dict[str, str] | None:
    """The sheet itself, to be read to the person before; None where there is no text of it."""
    kept = sheets_of(profile.country)
    found = kept.explaining(SCOPE, version) if kept else None
    return {"id": found.id, "title": found.title.told(codes.reads_in())} if found else None


def kind_of(agency: UUID) -> str:
    """The kind of an agency; nothing for one that is not there."""
    found = mechanism.agency(agency)
    return found.kind if found else ""


def combinations(year: int) -> list[Alike]:
    """What all notifications about a year tell, as far as it makes somebody findable together: without whose they are."""
    return once(f"combinations of {year}", lambda: _combinations(year))


def _combinations(year: int) -> list[Alike]:
    of_it = Notification.objects.filter(period__gte=f"{year}", period__lt=f"{year + 1}").order_by()
    with second_lock.lifted("how many notifications tell the same, over all agencies; no row is shown"):
        found = list(of_it.values(*COMBINED, "period").annotate(many=Count("pk")))
    return [Alike(row, row.pop("many")) for row in found]


def told_words(told: Told, profile: Profile) -> list[tuple[str, str]]:
    """What is told, in words, under the labels of the country's form."""
    labels = {one.code: one.label.told(codes.reads_in()) for one in profile.referral_form.fields}
    region = profile.regions.get(told.region)
    said = {
        "age_group": codes.word("age_groups", told.age),
        "age_at_exploitation": codes.word("age_groups", told.age_at_exploitation),
        "sex": codes.word("sexes", told.sex),
        "forms": codes.words("forms", told.forms),
        "signs": _signs(told.signs),
        "place": codes.word("places", told.place),
        "region": region.told(codes.reads_in()) if region else "",
    }
    found = [(labels[code], words) for code, words in said.items() if words and code in labels]
    return [*found, (gettext("Nationality"), codes.country(told.citizenship))] if told.citizenship else found


def _signs(signs: Collection[str]) -> str:
    named = {code: one for set in law().indicator_sets.values() for code, one in set.by_code.items()}
    return "; ".join(named[code].label.told(codes.reads_in()) for code in signs if code in named)


def period_words(period: str) -> str:
    """A stretch of time in words: "August 2025", "2025, third quarter"."""
    year, _, part = period.partition("-")
    if part.startswith("Q"):
        quarters = [gettext("first quarter"), gettext("second quarter"), gettext("third quarter"), gettext("fourth quarter")]
        return f"{year}, {quarters[int(part[1]) - 1]}"
    return str(FuzzyDate.parse(period))


@dataclass(frozen=True, slots=True)
class Listed:
    """A notification in a list: from whom or to whom, when as far as it says, and of what."""

    id: UUID
    agency: str
    period: str
    forms: str
    region: str


def listed(actor: Actor, profile: Profile, skip: int = 0) -> list[Listed]:
    """A page of the notifications that the actor's agency sent or was told, those of the latest time first, after the first `skip`."""
    rows = list(_mine(actor).order_by("-period", "case_id")[skip : skip + SHOWN])
    names = mechanism.agency_names({id for row in rows for id in (row.agency, row.recipient)})
    return [_listed(row, actor, profile, names) for row in rows]


def _mine(actor: Actor) -> QuerySet[Notification]:
    return Notification.objects.filter(case_id__in=doors.visible_to(actor, "notification").values("case_id"))


def _listed(row: Notification, actor: Actor, profile: Profile, names: dict[UUID, str]) -> Listed:
    region = profile.regions.get(row.region)
    other = row.recipient if row.agency == actor.agency else row.agency
    told = (period_words(row.period), codes.words("forms", row.forms), region.told(codes.reads_in()) if region else "")
    return Listed(row.case_id, names.get(other, ""), *told)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many notifications there are, and of what: under each title some parts, each with its number."""

    total: int
    parts: list[tuple[str, list[tuple[str, int]]]]


def counts(actor: Actor, profile: Profile) -> Counts:
    """How many notifications the actor's agency sent or was told, by form, by region, by year."""
    forms, regions, years = Counter[str](), Counter[str](), Counter[str]()
    alike = _mine(actor).values("forms", "region", year=Substr("period", 1, 4)).annotate(n=Count("*")).order_by()
    for row in alike:
        years[row["year"]] += row["n"]
        forms.update(dict.fromkeys(row["forms"], row["n"]))
        regions.update({row["region"]: row["n"]} if row["region"] in profile.regions else {})
    named = {code: label.told(codes.reads_in()) for code, label in profile.regions.items()}
    parts = [
        (gettext("By year"), sorted(years.items(), reverse=True)),
        (gettext("By form of exploitation"), [(codes.word("forms", one), n) for one, n in forms.most_common()]),
        (gettext("By region"), [(named[one], n) for one, n in regions.most_common()]),
    ]
    return Counts(years.total(), parts)


def sent(state: CaseState) -> NotificationSent:
    """The notification of a stream."""
    event: NotificationSent = state.note("notification.sent")
    return event


def agreed(state: CaseState) -> ReachAgreed:
    """What the person agreed to, of a sealed contact."""
    event: ReachAgreed = state.note("notification.reach")
    return event


def name_of(agency: UUID) -> str:
    """The name of an agency."""
    return mechanism.agency_names({agency}).get(agency, "")


def sender_of(notification: UUID) -> str:
    """Which agency sent it, for whoever has a question: of the person it knows no more than stands here."""
    return name_of(Notification.objects.values_list("agency", flat=True).get(case_id=notification))


def text_of(door: CaseDoor) -> str | None:
    """The text that was looked at before it was sent; reading it is recorded."""
    found = doors.reveal_sections(door, ["coarse"], "notification")
    return found["notification.checked_text"].text if "notification.checked_text" in found else None


REACH = ("reach.name", "reach.way", "reach.when_safe", "reach.never")


def reach_of(door: CaseDoor, purpose: str) -> dict[str, str]:
    """What the person allowed, for whoever the consent names; nothing for everybody else. Reading it is recorded."""
    found = doors.reveal_sections(door, ["identity", "contact_and_location"], "sealed contact", purpose)
    return {code: found[code].text or "" for code in REACH if code in found}


def sealed_contacts(actor: Actor) -> Iterator[dict[str, Any]]:
    """The sealed contacts that the actor's agency holds, or may read: by whom or for whom, since when."""
    open = doors.visible_to(actor, "sealed_contact").values_list("case_id", flat=True)
    rows = list(SealedContact.objects.filter(case_id__in=list(open)).order_by("-agreed_on", "case_id")[:SHOWN])
    names = mechanism.agency_names({id for row in rows for id in (row.agency, row.recipient)})
    for row in rows:
        other = row.recipient if row.agency == actor.agency else row.agency
        yield {"id": row.case_id, "agency": names.get(other, ""), "agreed_on": row.agreed_on}
