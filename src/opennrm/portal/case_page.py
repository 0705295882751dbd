"""The page of a case: what the person is owed and whether it is so. Composed from what the stages offer; knows no stage's tables."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from opennrm.access.doors import CaseDoor
from opennrm.access.policy import Holder, load_policy
from opennrm.access.through import through
from opennrm.access.tie import Tie
from opennrm.cases.correction import reads as correction
from opennrm.cases.referral import reads as referral
from opennrm.cases.referral.shown import danger_stated
from opennrm.cases.spine import acting, door, editions, ledger, reads, ways
from opennrm.cases.spine.door import Glance
from opennrm.cases.spine.naming import may_name
from opennrm.cases.spine.owners import FORCE
from opennrm.cases.spine.particulars import UNCONFIRMED_WAYS, unconfirmed, ways_of
from opennrm.cases.spine.reads import CaseSeen
from opennrm.cases.spine.right_words import words_of
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.state import CaseState
from opennrm.cases.support import reads as support
from opennrm.countries.profile import Profile
from opennrm.journal.event import Envelope
from opennrm.mechanism import reads as mechanism
from opennrm.portal.happened import put_right, told
from opennrm.portal.people import age_words, country_words, language_words, relation_words, turn_words
from opennrm.portal.rights import Ledger, Line
from opennrm.portal.rights import ledger as as_shown
from opennrm.portal.today import state_words

# Whose record a section usually is: the policy is asked about that, so that what is closed is the same for every case.
REFERS = "listed_ngo"
USUAL = {
    "identity": REFERS,
    "contact_and_location": REFERS,
    "account": REFERS,
    "health": "support_provider",
    "risk_and_safety": REFERS,
    "support": "support_provider",
    "legal_status": "competent_authority",
    "proceedings": "police",
    "return": "migration_authority",
    "decisions": "competent_authority",
}
# The kind in which an agency acts by its tie, whatever else it is: a listed organisation that shelters acts as a shelter.
ACTS_AS = {tie: kind for _role, tie, kind in acting.ACTS_AS}
# What helps whoever is shut out. It sends nobody to an authority by name: the reader may be that authority, with another note closed.
ASK = {
    "identity": gettext_lazy("Speak of the case by its reference. Whoever needs the name by law has it."),
    "contact_and_location": gettext_lazy("Whoever supports the person passes on what you need to say."),
    "account": gettext_lazy("Kept for the decision. Nobody else needs it."),
    "health": gettext_lazy("Ask the person. It opens only by consent for you and your purpose."),
    "risk_and_safety": gettext_lazy("Where a life is in danger, call the emergency number first, then whoever supports the person."),
    "support": gettext_lazy("Ask the person. It opens only by consent for you and your purpose."),
    "legal_status": gettext_lazy("The ledger shows whether a bar on removal stands."),
    "proceedings": gettext_lazy("Ask the person, or whoever advises the person in law."),
    "return": gettext_lazy("Ask the person, or whoever advises the person in law."),
    "decisions": gettext_lazy("Where the case stands is told above. The person is told the outcome and may show it to you."),
}
JUMP = [
    {"label": gettext_lazy("Rights"), "href": "#h-ledger"},
    {"label": gettext_lazy("What happened"), "href": "#h-log"},
    {"label": gettext_lazy("Record something"), "href": "#h-record"},
    {"label": gettext_lazy("Agencies"), "href": "#h-people"},
    {"label": gettext_lazy("Consents"), "href": "#consents"},
    {"label": gettext_lazy("Closed to you"), "href": "#closed"},
]
LEARNED = "person.identity_learned"
MOST_STEPS = 5  # that stand first; the rest is counted
A_RIGHT = "a.right"  # stands in an address for the right that is meant
LATEST = 12  # lines of "What happened" before the rest is folded away


@through(section="coarse")
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The case: place in the procedure, next steps, clocks, the rights ledger, what happened, who is in it, what is closed.

    A POST shows, in the same page, what is sealed.
    """
    glance = door.glance(request.case)
    seen = _seen(glance)
    on, profile, language = door.today(), editions.today(), get_language() or "en"
    shown = _rights(request.case, seen, glance, profile, on, language)
    names = _names(glance)
    log = _log(request.case, glance, names, profile, language)
    mine = _mine(shown, request.case)
    offered = list(ways.ways(ways.Seen(request.case, glance.state, profile, on)))
    request.case.log("case", "coarse", *{happened.event.section for happened in glance.happened})
    return render(
        request,
        "portal/case.html",
        {
            "today": on,
            "case": seen,
            "head": _head(seen, profile, on, language),
            "why": why_words(request.case, names, language),
            "standing": state_words(profile, seen.state),
            "danger": danger_stated(request.case, glance.state),
            "aside": correction.standing(glance.state, request.actor),
            "ways": [way for way in offered if not way.turn],
            "turns": [way for way in offered if way.turn],
            "jump": JUMP,
            "shown": opened(request),
            "next": [_step(line) for line in mine[:MOST_STEPS]],
            "next_more": len(mine[MOST_STEPS:]),
            "unrecorded": any(_is_beyond(line, request.case, profile) for line in shown.lines),
            "clocks": list(_clocks(shown, on)),
            "ledger": shown,
            "log": log[:LATEST],
            "earlier": log[LATEST:],
            "agencies": list(_agencies(request.case, glance, names, language)),
            "consents": referral.consents_told(request.case, glance, language, {id: name for id, (name, _) in names.agencies.items()}),
            "closed": list(_closed(request.case, language)),
            "sealed": _sealed(request.case),
            "learned": _learned(glance),
            "ways_elsewhere": _ways_elsewhere(request.case, glance),
            "notes_open": request.case.may("support").allowed,
        },
    )


# What a button opens: the section that it needs, and who opens it.
OPENS: dict[str, tuple[str, Callable[[CaseDoor], Any]]] = {
    "identity": ("identity", referral.identity),
    "contact": ("contact_and_location", referral.safe_contact),
    "account": ("account", referral.account),
    "danger": ("risk_and_safety", referral.danger),
}


def opened(request: HttpRequest) -> dict[str, Any]:
    """What a button asked to be shown: who it is, how to reach the person, what was told. By POST alone; each look is recorded."""
    asked = request.POST.get("show", "") if request.method == "POST" else ""
    return {asked: OPENS[asked][1](request.case)} if asked in OPENS else {}


def _seen(glance: Glance) -> CaseSeen:
    """The case as its events give it, which have been read: its row would say the same."""
    state = glance.state
    place = (state.state, state.since, state.opened_on, state.about, state.seq, state.position)
    return CaseSeen(state.stream, state.kind, state.reference, *place)


def _rights(case_door: CaseDoor, seen: CaseSeen, glance: Glance, profile: Profile, on: date, language: str) -> Ledger:
    rows, untold = reads.rights_told(case_door)
    waiting = ledger.waiting(glance.state.facts, profile, on, _opened(glance, rows, untold, profile, on))
    closed = [*untold, *(one.entitlement.id for one in waiting if one.status.code is ledger.StatusCode.NOT_YET_OPEN)]

    address = reverse("support:act", args=[seen.id, A_RIGHT, 0])  # looked up once for all

    def act_on(row: LedgerRow) -> str:
        may = support.can_be_given(profile, row.entitlement) and support.may_record(case_door, row)
        return address.replace(f"{A_RIGHT}/0", f"{row.entitlement}/{row.opening}") if may else ""

    return as_shown(rows, closed, profile, on, language, act_on)


def _opened(glance: Glance, rows: list[LedgerRow], untold: list[str], profile: Profile, on: date) -> set[str] | None:
    """Which rights are open by the rows that were read; None where these were made by another edition of the law, or by what is still to
    come: then they are counted again.
    """
    facts = glance.state.facts
    stands = facts.known_by(on) is facts and {row.edition for row in rows} == {profile.edition}
    return {*untold, *(row.entitlement for row in rows)} if stands else None


def _head(seen: CaseSeen, profile: Profile, on: date, language: str) -> list[dict[str, str]]:
    """Where the person stands, age, language: the coarse facts, in words."""
    about = seen.about
    facts = [
        {
            "term": gettext("Where it stands"),
            "value": state_words(profile, seen.state),
            "note": gettext("since %(day)s") % {"day": words_of(seen.since)} if seen.since else "",
        },
        {"term": gettext("Age"), "value": age_words(about), "note": _age_then(seen)},
        {
            "term": gettext("Languages"),
            "value": language_words(about.languages, language) or gettext("Not asked"),
            "note": gettext("Wants an interpreter") if about.interpreter else "",
        },
    ]
    if about.citizenships:
        facts.append({"term": gettext("Citizenship"), "value": country_words(about.citizenships, language), "note": ""})
    return facts


def _age_then(seen: CaseSeen) -> str:
    if seen.about.age == "adult" and seen.about.age_at_exploitation == "child":
        return gettext("a child when it happened: the child test applies to that part")
    return ""


def why_words(case_door: CaseDoor, names: "Names", language: str) -> str:
    """Why this person sees this case: by which relation, in the words of the policy."""
    relations = "; ".join(relation_words(relation, language) for relation in sorted(case_door.relations))
    actor = case_door.actor
    return gettext("You are %(name)s of %(agency)s. You may see this case because of what your agency is in it: %(relations)s") % {
        "name": actor.name,
        "agency": actor.agency_name,
        "relations": relations,
    }


def _mine(shown: Ledger, case_door: CaseDoor) -> list[Line]:
    """The rights for which this agency has to act: what presses, then what is owed at once and has no day, then what has time."""
    mine = [line for line in shown.lines if (line.wants or line.code == "open") and line.href and _is_mine(line, case_door)]
    return sorted(mine, key=lambda line: (not line.wants, not line.wants and line.due is not None))


def _step(line: Line) -> dict[str, Any]:
    return {
        "code": line.code,
        "words": line.words,
        "what": line.title,
        "note": line.sentence,
        "href": line.href,
        "label": gettext("Record what was done"),
    }


def _is_mine(line: Line, case_door: CaseDoor) -> bool:
    return reads.relation_of(line.responsible) in case_door.relations


def _is_beyond(line: Line, case_door: CaseDoor, profile: Profile) -> bool:
    """Whether the turn is this agency's and yet somebody else has to record that it was done."""
    if line.row is None or line.href or not (line.wants or line.code == "open"):
        return False
    return _is_mine(line, case_door) and support.can_be_given(profile, line.row.entitlement)


def _clocks(shown: Ledger, on: date) -> Iterator[dict[str, Any]]:
    """What runs: a minimum counts up, a deadline down, no limit in law is said."""
    for line in shown.lines:
        if line.row is None or line.code not in ("open", "soon", "overdue", "kept"):
            continue
        if line.row.due_on is not None and line.row.due_kind == "minimum" and line.code == "kept":
            day = (on - (line.row.counts_from or line.row.opened_on)).days + 1
            yield {"name": line.title, "value": gettext("day %(n)s") % {"n": day}, "note": line.sentence}
        elif line.row.due_on is not None and line.code != "kept":
            days = (line.row.due_on - on).days
            yield {"name": line.title, "value": _left(days), "note": line.sentence}
        elif line.row.clock_silent == "not_provided":
            yield {"name": line.title, "value": gettext("no limit"), "note": line.sentence, "plain": True}


def _left(days: int) -> str:
    if not days:
        return gettext("today")
    value = ngettext("%(n)s day", "%(n)s days", abs(days)) % {"n": abs(days)}
    return value if days > 0 else gettext("%(days)s over") % {"days": value}


@dataclass(frozen=True, slots=True)
class Names:
    """Who the agencies and people of a page are, and of which kind an agency is."""

    state: CaseState
    agencies: dict[UUID, tuple[str, str]]
    people: dict[UUID, str]

    def recorded(self, case_door: CaseDoor, envelope: Envelope) -> str:
        """Who recorded what is told: the person and the agency; where the door does not name the agency, neither. Source: decision
        0005, Names.
        """
        if not may_name(case_door, self.state, Holder(envelope.agency, envelope.agency_kind)):
            return ""
        return ", ".join(filter(None, [self.people.get(envelope.actor), self.agencies.get(envelope.agency, ("", ""))[0]]))

    def tied(self, case_door: CaseDoor, tie: Tie) -> str:
        """The name of an agency in the case; of one that the door does not name, what it is."""
        name, kind = self.agencies.get(tie.agency, ("", ""))
        acts_as = ACTS_AS.get(tie.relation, kind)
        if may_name(case_door, self.state, Holder(tie.agency, acts_as)):
            return name
        return gettext("A police force") if tie.relation == FORCE else gettext("An organisation that helps")


def _names(glance: Glance) -> Names:
    agencies = {h.envelope.agency for h in glance.happened} | {tie.agency for tie in glance.state.ties}
    return Names(glance.state, *mechanism.named(agencies, {h.envelope.actor for h in glance.happened}))


def _log(case_door: CaseDoor, glance: Glance, names: Names, profile: Profile, language: str) -> list[dict[str, Any]]:
    """What happened, newest first, as far as this actor may read it."""
    return [
        {
            "on": happened.envelope.effective.start or happened.envelope.recorded_at.date(),
            "what": gettext(getattr(happened.event, "says", happened.envelope.type)),
            "text": told(happened.envelope.type, happened.event, profile, language),
            "by": names.recorded(case_door, happened.envelope),
            **put_right(happened.envelope.type, happened.event, profile),
        }
        for happened in reversed(glance.happened)
    ]


def _agencies(case_door: CaseDoor, glance: Glance, names: Names, language: str) -> Iterator[dict[str, str]]:
    live = {tie.agency for tie in glance.state.ties if tie.live}
    for tie in glance.state.ties:
        if tie.live or tie.agency not in live:
            yield {
                "name": names.tied(case_door, tie),
                "relation": turn_words(tie.relation),
                "says": relation_words(tie.relation, language) if tie.live else gettext("No longer; what it sees is closed."),
            }


def _closed(case_door: CaseDoor, language: str) -> Iterator[dict[str, Any]]:
    """What is closed to this role, by the policy alone: the same for every case, so it tells of none."""
    for section in USUAL:
        if not case_door.may(section, "read", holder=_usual(case_door, section)).allowed:
            yield {"what": section_words(section, language), "ask": ASK[section]}


def _usual(case_door: CaseDoor, section: str) -> Holder:
    """The own agency where it referred, or is of the kind that usually records this; else another of that kind."""
    kind = USUAL[section]
    wrote = kind == REFERS and "referrer" in case_door.relations
    return case_door.own if wrote or kind == case_door.actor.agency_kind else Holder(None, kind)


def section_words(section: str, language: str) -> str:
    """What a section is about, in the sentence of the policy page."""
    return load_policy().sections[section].told(language)


def _ways_elsewhere(case_door: CaseDoor, glance: Glance) -> str:
    """What to say where the ways that hold were noted by somebody whose note is closed to this reader: those shown hold no longer. Who
    enforces is told the same in every case, whether they changed or not. Source: decision 0005.
    """
    if case_door.enforces:
        return gettext("You are not told when the ways change. Before any call, letter or message ask those who support the person.")
    ways = ways_of(glance.state)
    holder = Holder(ways.agency, ways.agency_kind) if ways else None
    if ways is None or holder is None or case_door.may("contact_and_location", "read", holder).allowed:
        return gettext(UNCONFIRMED_WAYS) if unconfirmed(glance.state) else ""
    return gettext("The ways changed on %(day)s. What you can open here holds no longer: go through those who support the person.") % {
        "day": words_of(ways.on)
    }


def _learned(glance: Glance) -> date | None:
    """When what this actor may read of who the person is was last added to."""
    return next((one.envelope.effective.start for one in reversed(glance.happened) if one.envelope.type == LEARNED), None)


def _sealed(case_door: CaseDoor) -> dict[str, bool]:
    """Which buttons there are, by the policy alone."""
    return {name: case_door.may(section, "read", holder=_usual(case_door, section)).allowed for name, (section, _) in OPENS.items()}
