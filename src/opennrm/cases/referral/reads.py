"""What is asked of referrals and consents: by their own pages, and by the page of a case. Changes nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case as DbCase
from django.db.models import Count, Min, When
from django.utils.translation import gettext, gettext_noop

from opennrm.access import doors, readlog, second_lock
from opennrm.access.actor import Actor
from opennrm.access.doors import CaseDoor, Revealed
from opennrm.access.policy import Consent, Holder, enforces
from opennrm.cases.referral import information, rules
from opennrm.cases.referral.consent_events import Answer, ConsentGiven, consent_of
from opennrm.cases.referral.information import Link
from opennrm.cases.referral.models import Referral
from opennrm.cases.referral.sealed_form import CODES
from opennrm.cases.referral.sent import Sent
from opennrm.cases.spine import codes, editions, known, worklist
from opennrm.cases.spine.about import About
from opennrm.cases.spine.door import Glance, once
from opennrm.cases.spine.drafting import Filling
from opennrm.cases.spine.known import Known
from opennrm.cases.spine.models import Case, WorklistLine
from opennrm.cases.spine.particulars import CONTACT, NO_LONGER, ways_of
from opennrm.cases.spine.state import CaseState
from opennrm.cases.spine.told import unfolded
from opennrm.cases.spine.value_words import in_words
from opennrm.countries.dated import Given
from opennrm.countries.profile import Profile
from opennrm.mechanism import reads as mechanism
from opennrm.ui.dates import FuzzyDate

FIRST_RESPONDER, COMPETENT, CHILD_OFFICE = "first_responder", "competent_authority", "child_office"
PAGE = 50
URGENT_FIRST = DbCase(When(urgency="danger_now", then=0), When(urgency="needs_now", then=1), default=2)

# Sealed fields in the order in which a page shows them; who the person is and how to reach the person: spine/particulars.
ACCOUNT = {
    "referral.account": gettext_noop("What happened, in the person's words"),
    "referral.when": gettext_noop("When"),
    "referral.places": gettext_noop("Where, and who did it"),
    "referral.others": gettext_noop("Others who may be exploited"),
    "referral.told_by": gettext_noop("Who told which sign"),
    "referral.age_reasons": gettext_noop("What makes one think of a child"),
    "referral.further": gettext_noop("Further"),
    CODES["account"]: gettext_noop("The country's own form"),
    "referral.added": gettext_noop("Added when it was sent again"),
}
NEEDED = "risk.needs_now"
DANGER = {
    "risk.danger": gettext_noop("Danger"),
    NEEDED: gettext_noop("What is needed at once"),
    CODES["risk_and_safety"]: gettext_noop("The country's own form"),
}
ABOUT_REFERRAL = {
    "referral.own_reference": gettext_noop("The referrer's own reference"),
    "referral.ask_back": gettext_noop("Whom to ask"),
    "referral.feedback": gettext_noop("What the referrer was told"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A sealed value that was opened: its label, its text, who recorded it."""

    code: str
    label: str
    text: str
    agency: UUID | None


def _shown(door: CaseDoor, section: str, labels: dict[str, str], page: str, purpose: str | None = None) -> list[Shown]:
    found: dict[str, Revealed] = doors.reveal_sections(door, [section], page, purpose)
    stands = {code: found[code] for code in labels if code in found and found[code].text != NO_LONGER}
    return [
        Shown(code, label, in_words(code, text), one.holder.agency)
        for code, one in stands.items()
        for label, text in unfolded(code, gettext(labels[code]), one.text)
    ]


def identity(door: CaseDoor, page: str = "case") -> list[Known]:
    """Who the person is, as far as this actor may read it, each side's word beside the other. The look is recorded."""
    return known.identity(door, page)


def safe_contact(door: CaseDoor, page: str = "case", purpose: str | None = None) -> list[Shown]:
    """How the person may be reached, and what must never be done. The look is recorded."""
    return _shown(door, "contact_and_location", CONTACT, page, purpose)


def account(door: CaseDoor, page: str = "case", purpose: str | None = None) -> list[Shown]:
    """What the person told, as far as this actor may read it. The look is recorded."""
    return _shown(door, "account", ACCOUNT, page, purpose)


def danger(door: CaseDoor, page: str = "case", purpose: str | None = None) -> list[Shown]:
    """What endangers the person, and what is needed at once: in another agency's words that is told like every need. The look is
    recorded.
    """
    found = _shown(door, "risk_and_safety", DANGER, page, purpose)
    return [one for one in found if one.code != NEEDED or door.hears_of_help or one.agency == door.actor.agency]


def told_beside(door: CaseDoor, page: str = "referral") -> list[Shown]:
    """What referrer and recipient told one another beside the referral. The look is recorded."""
    return _shown(door, "decisions", ABOUT_REFERRAL, page)


def safe_channels(state: CaseState) -> tuple[str, ...]:
    """The channels that the person called safe, by code: phone, message, email, post, through. Empty: none is."""
    ways = ways_of(state)
    return ways.channels if ways else ()


@dataclass(frozen=True, slots=True)
class ConsentTold:
    """The person's answer about one recipient and purpose, in words, and what a page needs to take it back."""

    key: str
    scope: str
    what: str
    note: str
    stands: bool
    may_close: bool
    recipient: str
    purpose: str
    sheet: Link | None


NOBODY: Mapping[UUID, str] = {}


def consents_told(door: CaseDoor, glance: Glance, language: str, known: Mapping[UUID, str] = NOBODY) -> list[ConsentTold]:
    """Every answer about a consent in the case, those that stand first; a recipient that the door does not name is not named. `known`:
    agencies whose names the page has asked for already.
    """
    told = consents_of(glance.state)
    said = {one.agency for each in told if (one := _recipient(each)) and one.agency and door.names(one)}
    names = mechanism.agency_names(said - known.keys()) | {id: known[id] for id in said & known.keys()}
    return [_told(one, names, _may_close(door, glance.state, one), language) for one in told]


def _recipient(one: Answer) -> Holder | None:
    return Holder(agency, one.asked.recipient_kind) if (agency := _uuid(one.asked.recipient)) else None


def _may_close(door: CaseDoor, state: CaseState, one: Answer) -> bool:
    closes = rules.may_close(state, consent_of(one.asked), door.enforces, enforces(one.asked.recipient_kind), in_writing=False)
    return one.stands and not list(closes)


def consents_of(state: CaseState) -> list[Answer]:
    """The last answer about each recipient and purpose, those that stand first, the later before the earlier."""
    answers: dict[Consent, Answer] = state.note("referral.consents") or {}
    return sorted(answers.values(), key=lambda one: (not one.stands, -one.asked.on.toordinal(), one.asked.scope))


def _told(one: Answer, names: dict[UUID, str], may_close: bool, language: str) -> ConsentTold:
    asked = one.asked
    agency = _uuid(asked.recipient)
    scope = editions.today().consent.get(asked.scope)
    label = scope.label.told(language) if scope else asked.scope
    whom = names.get(agency, "") if agency else ""
    what = f"{label} ({whom})" if whom else label
    key = f"{asked.scope}:{asked.recipient}:{asked.purpose}"
    sheet = information.link(editions.today(), asked.scope, asked.sheet)
    return ConsentTold(key, asked.scope, what, _note(one), one.stands, may_close, asked.recipient, asked.purpose, sheet)


def _note(one: Answer) -> str:
    asked = one.asked
    says = gettext("Yes") if isinstance(asked, ConsentGiven) else gettext("No")
    parts = {
        "says": says,
        "day": _day(asked.on),
        "language": codes.language(asked.language),
    }
    note = gettext("%(says)s, on %(day)s, explained in %(language)s") % parts
    if asked.by == "guardian":
        note += gettext(", by the guardian")
    if one.withdrawn_on:
        note += ". " + gettext("Taken back on %(day)s") % {"day": _day(one.withdrawn_on)}
    return note


def _day(on: date) -> str:
    return str(FuzzyDate(on.year, on.month, on.day))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def names(agencies: Sequence[UUID]) -> dict[UUID, str]:
    """The names of these agencies."""
    return mechanism.agency_names(agencies)


def law_of_asking(filling: Filling) -> str:
    """The clause under which an adult is asked."""
    answer = filling.profile.value(filling.profile.consent["referral"], on=filling.today, facts=filling.contact.facts)
    return answer.source


def may_refer(actor: Actor, on: date) -> bool:
    """Whether the agency is designated as first responder on this day."""
    return once(("designated", actor.agency, on), lambda: mechanism.is_designated(actor.agency, FIRST_RESPONDER, on))


def kind_of(agency: UUID) -> str:
    """The kind of an agency; nothing for one that is not there."""
    found = once(("agency", agency), lambda: mechanism.agency(agency))
    return found.kind if found else ""


def held_by_enforcement(contact: CaseState) -> bool:
    """Whether a contact belongs to an authority that can detain or remove. Source: decision 0005."""
    holder = contact.agency_by("holder")
    return holder is not None and enforces(kind_of(holder))


def decides(state: CaseState) -> UUID | None:
    """The authority to which the referral went."""
    sent: Sent | None = state.note("referral.sent")
    return sent.recipient if sent else None


def agencies_for(profile: Profile, scope: str, on: date) -> list[tuple[UUID, str, str]]:
    """The agencies that a consent of this scope may name: id, name, kind."""
    found = profile.consent.get(scope)
    kind = profile.parties[found.recipient].kind if found and found.recipient else None
    kinds = rules.kinds_for(scope, kind) if kind else rules.disclosed_to(profile, on) if scope == rules.DISCLOSURE else ()
    return [(one.pk, one.name, one.kind) for each in kinds for one in mechanism.agencies_that(kind=each, on=on)]


@dataclass(frozen=True, slots=True)
class ToldFirst:
    """Who has to know before a child is referred: the party of the profile, in words, and its agencies."""

    party: str
    label: str
    kind: str
    agencies: tuple[tuple[UUID, str], ...]


def told_first(profile: Profile, on: date) -> ToldFirst:
    """Who has to know before a child is referred here; where the profile names nobody, the child protection office."""
    party = next(iter(rules.told_first(profile, on)), CHILD_OFFICE)
    named = profile.parties.get(party)
    kind = (named.kind if named else None) or CHILD_OFFICE
    label = named.label.told(codes.reads_in()) if named else codes.word("agency_kinds", CHILD_OFFICE)
    return ToldFirst(party, label, kind, tuple((one.pk, one.name) for one in mechanism.agencies_that(kind=kind, on=on)))


def sheet_of(profile: Profile, scope: str, state: CaseState, on: date) -> str:
    """The version of the information sheet that explains a consent on this day; empty where the country has none."""
    found = profile.consent.get(scope)
    answer = profile.value(found.sheet, on=on, facts=state.facts) if found else None
    return answer.value if isinstance(answer, Given) else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A referral in a list of one side: no name, no address."""

    case_id: UUID
    reference: str
    other: str
    about: About
    sent_at: datetime
    answer: str
    reason: str
    answered_on: date | None
    outcome: str
    outcome_on: date | None
    due: date | None
    state: str


def to_answer(actor: Actor, limit: int = PAGE) -> list[Listed]:
    """The referrals that wait in the agency's queue: a danger first, then what is needed at once, then the longest waiting."""
    rows = Referral.objects.filter(recipient=actor.agency, answer="", case_id__in=_visible(actor))
    return _listed(actor, rows.order_by(URGENT_FIRST, "sent_at", "case_id")[:limit], lambda row: row.referrer)


def answered_here(actor: Actor, limit: int = PAGE) -> list[Listed]:
    """The referrals that the agency has taken up, the latest first."""
    rows = Referral.objects.filter(recipient=actor.agency, answer="accepted", case_id__in=_visible(actor))
    return _listed(actor, rows.order_by("-sent_at", "case_id")[:limit], lambda row: row.referrer)


def sent(actor: Actor, limit: int = PAGE, before: datetime | None = None) -> list[Listed]:
    """The referrals that the agency has sent, the latest first."""
    rows = Referral.objects.filter(referrer=actor.agency, case_id__in=_visible(actor)).order_by("-sent_at", "case_id")
    if before is not None:
        rows = rows.filter(sent_at__lt=before)
    return _listed(actor, rows[:limit], lambda row: row.recipient)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An authority whose referrals wait longer than the law gives for an answer: how many, and since which day the first."""

    agency: str
    count: int
    since: date


def unanswered(on: date) -> list[Unanswered]:
    """The authorities with referrals past the day of their answer, the longest first; figures alone, for whoever coordinates.

    Source: Bulgarian national mechanism, measure 1.4; access/policy.yaml, firewall.watchers.
    """
    late = WorklistLine.objects.filter(key="referral.answer", lane="ours", opening=0, open=True, due__lt=on)
    with second_lock.lifted("the coordinator's figures count referrals over all authorities, and name no case"):
        found = list(late.order_by().values_list("agency").annotate(n=Count("*"), since=Min("due")))
    called = mechanism.agency_names({agency for agency, _, _ in found})
    rows = [Unanswered(called.get(agency, ""), n, since) for agency, n, since in found]
    return sorted(rows, key=lambda row: (row.since, row.agency))


def _visible(actor: Actor) -> Any:
    return doors.visible_to(actor).values("case_id")


def _listed(actor: Actor, rows: Any, other: Any) -> list[Listed]:
    rows = list(rows)
    ids = [row.case_id for row in rows]
    cases = {case.case_id: case for case in Case.objects.filter(case_id__in=ids)}
    dues = worklist.days_of(actor.agency, ids, "referral.answer")
    names = mechanism.agency_names({other(row) for row in rows})
    return [_one(row, cases[row.case_id], names.get(other(row), ""), dues.get(row.case_id)) for row in rows]


def _one(row: Referral, case: Case, name: str, due: date | None) -> Listed:
    answered = (row.answer, row.reason, row.answered_on, row.outcome, row.outcome_on)
    about = About.model_validate(case.about)
    return Listed(row.case_id, case.reference, name, about, row.sent_at, *answered, due, case.state)


@dataclass(frozen=True, slots=True)
class Reached:
    """What reached an agency: when a referral was sent to it; where this may be told, what of the case it has opened, and when last."""

    agency: str
    sent_at: datetime | None
    told: bool
    sections: tuple[str, ...]
    last: datetime | None


# Who speaks with the person, and may have to say what taking a consent back cannot undo.
TOLD_WHO_READ = frozenset({"referrer", COMPETENT, "support_provider", "guardian", "lawyer", "child_office"})


def reached(door: CaseDoor, state: CaseState, recipients: Collection[str] | None = None) -> list[Reached]:
    """What reached each agency that a consent or the referral names, or these alone: what taking a consent back cannot undo.

    An agency that the door does not name is left out; who read what is told to those who speak with the person, and to no authority
    that enforces. Source: decision 0005.
    """
    sent: Sent | None = state.note("referral.sent")
    given = [named for one in consents_of(state) if isinstance(one.asked, ConsentGiven) and (named := _recipient(one))]
    holders = [*([Holder(sent.recipient, sent.recipient_kind)] if sent else []), *given]
    agencies = dict.fromkeys(one.agency for one in holders if one.agency and door.names(one))
    wanted = [agency for agency in agencies if recipients is None or str(agency) in recipients]
    told = not door.enforces and bool(TOLD_WHO_READ & door.relations)
    looks = readlog.who_looked(state.stream, limit=500) if told else []
    called = names(wanted)
    return [_reached(agency, called.get(agency, ""), sent, told, [look for look in looks if look.agency == agency]) for agency in wanted]


def _reached(agency: UUID, name: str, sent: Sent | None, told: bool, looks: list[Any]) -> Reached:
    sections = {section for look in looks for section in look.sections.split()} - {"coarse", "decisions"}
    opened = [look.at for look in looks if sections & set(look.sections.split())]
    words = tuple(codes.word("sections", section) for section in sorted(sections))
    return Reached(name, sent.at if sent and sent.recipient == agency else None, told, words, max(opened, default=None))
