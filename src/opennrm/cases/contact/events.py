"""What can happen at a first contact: coded facts alone. Names, accounts, addresses wait in a draft until the person has answered. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import StringConstraints

from opennrm.cases.spine.about import About, AgeGroup
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.state import CaseState, noting, tied
from opennrm.journal.event import Envelope, Event
from opennrm.journal.registry import folds
from opennrm.standards.indicator import SEEN
from opennrm.standards.load import law
from opennrm.standards.refusal import gettext_noop

Seen = Literal["observed", "reported", "absent", "not_assessed"]
Way = Literal["refer", "labour_rights", "other_help"]
Place = Literal["in_country", "abroad", "both", "unknown"]
# A code, never a text: nothing that identifies may slip into a contact.
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.]{0,39}$")]
# As fine as a contact keeps it: a year, or a month of it. A day can point to a person.
RoughDate = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-(0[1-9]|1[0-2]))?)?$")]


class ContactOpened(Event, type="contact.opened", section="coarse", kind="contact"):
    """Somebody came, called or was met. `draft` is where what identifies waits, sealed, for the person's answer."""

    says: ClassVar[str] = gettext_noop("First contact")

    on: date
    channel: Code
    about: About
    draft: UUID | None = None


class AboutCorrected(Event, type="contact.about_corrected", section="coarse", kind="contact"):
    """The coarse facts are others than was thought at first."""

    says: ClassVar[str] = gettext_noop("What is known of the person was corrected")

    on: date
    about: About


class AgeReasonsRecorded(Event, type="contact.age_reasons_recorded", section="coarse", kind="contact"):
    """Why the person may be a child: by code; words about it stay in the draft."""

    says: ClassVar[str] = gettext_noop("Reasons to believe that the person may be a child were recorded")

    on: date
    reasons: tuple[Code, ...]


class SignsAssessed(Event, type="contact.signs_assessed", section="coarse", kind="contact"):
    """Which signs of a set were looked for and what was found; one that is not named was not assessed. Who told it stays in the draft."""

    says: ClassVar[str] = gettext_noop("Signs of trafficking were looked for")

    on: date
    set: Code
    edition: str
    observations: dict[Code, Seen]

    def seen(self) -> frozenset[str]:
        """The signs that somebody observed or reported; an age or a vulnerability, which count in points, is none.

        Source: domain 3, absent is not the same as not assessed; 3.4.
        """
        known = law().indicator_sets.get(self.set)
        none = known.circumstances if known else frozenset()
        return frozenset(code for code, answer in self.observations.items() if answer in SEEN and code not in none)


class EpisodeDescribed(Event, type="contact.episode_described", section="coarse", kind="contact"):
    """One time in which the person was exploited: act, means, purpose, where and when as far as known, the age then."""

    says: ClassVar[str] = gettext_noop("What happened was described")

    on: date
    number: int
    acts: tuple[Code, ...] = ()
    means: tuple[Code, ...] = ()
    purposes: tuple[Code, ...] = ()
    forms: tuple[Code, ...] = ()
    place: Place = "unknown"
    region: str = ""
    began: RoughDate = ""
    ended: RoughDate = ""
    age_then: AgeGroup = "unknown"


class EpisodeRemoved(Event, type="contact.episode_removed", section="coarse", kind="contact"):
    """An episode was described by mistake."""

    says: ClassVar[str] = gettext_noop("A description of what happened was taken back")

    on: date
    number: int


class Screened(Event, type="contact.screened", section="coarse", kind="contact"):
    """What the signs come to under the rule of their set, and the way that the responder takes from here. Never a verdict."""

    says: ClassVar[str] = gettext_noop("The first look is done")

    on: date
    set: Code
    result: Code
    way: Way


@folds(ContactOpened)
def contact_opened(facts: CaseFacts, event: ContactOpened, envelope: Envelope) -> CaseFacts:
    """The first contact and what was known then. Source: frozen.md, coarse facts in clear."""
    facts = facts.note("contact.opened", on=event.on, value=None, seq=envelope.seq)
    return _described(facts, None, event.about, event.on, envelope)


@folds(AboutCorrected)
def about_corrected(facts: CaseFacts, event: AboutCorrected, envelope: Envelope) -> CaseFacts:
    """Each fact that is another now. Source: design 3, corrections are events."""
    return _described(facts, facts, event.about, event.on, envelope)


def _described(facts: CaseFacts, before: CaseFacts | None, about: About, on: date, envelope: Envelope) -> CaseFacts:
    for name, value in _standing(about):
        if value and (before is None or _last(before, name) != value):
            facts = facts.note(name, on=on, value=value, seq=envelope.seq)
    if about.unaccompanied and not facts.entries("unaccompanied"):
        facts = facts.note("unaccompanied", on=on, at=envelope.recorded_at, seq=envelope.seq)
    return facts


def _standing(about: About) -> Iterator[tuple[str, str]]:
    yield "age", about.age
    yield "nationality", about.nationality
    yield "residence", about.residence
    yield "region", about.region


def _last(facts: CaseFacts, name: str) -> str | None:
    entries = facts.entries(name)
    return entries[-1].value if entries else None


@folds(AgeReasonsRecorded)
def age_reasons(facts: CaseFacts, event: AgeReasonsRecorded, envelope: Envelope) -> CaseFacts:
    """Reasons to believe that the person may be a child. Source: CETS 197 Art 10(3)."""
    return facts.note("age.reasons", on=event.on, seq=envelope.seq)


@folds(SignsAssessed)
def signs_seen(facts: CaseFacts, event: SignsAssessed, envelope: Envelope) -> CaseFacts:
    """Signs were seen when at least one was observed or reported; none seen says nothing. Source: domain 3."""
    return facts.note("indicators.seen", on=event.on, seq=envelope.seq) if event.seen() else facts


@means(ContactOpened)
def held(state: CaseState, event: ContactOpened, envelope: Envelope) -> CaseState:
    """The contact belongs to the agency that was met or called. Source: access/policy.yaml, contact.own."""
    state = replace(state, about=event.about, opened_on=event.on)
    state = noting(noting(state, "draft", event.draft), "contact.channel", event.channel)
    state = noting(noting(state, "contact.opened_by", envelope.actor), "contact.held_by", envelope.agency)
    return tied(state, envelope.agency, "holder")


@means(AboutCorrected)
def described(state: CaseState, event: AboutCorrected, envelope: Envelope) -> CaseState:
    """What the episodes say of the exploitation stays. Source: design 3."""
    return _summed(replace(state, about=event.about))


@means(AgeReasonsRecorded)
def reasons_noted(state: CaseState, event: AgeReasonsRecorded, envelope: Envelope) -> CaseState:
    """Which reasons, for the page that asks again. Source: CETS 197 Art 10(3)."""
    return noting(state, "contact.age_reasons", event.reasons)


@means(SignsAssessed)
def signs_noted(state: CaseState, event: SignsAssessed, envelope: Envelope) -> CaseState:
    """The signs of each set as they stand. Source: domain 3."""
    return noting(state, "contact.signs", {**(state.note("contact.signs") or {}), event.set: event})


@means(EpisodeDescribed)
def episode_noted(state: CaseState, event: EpisodeDescribed, envelope: Envelope) -> CaseState:
    """The episodes by number; forms, place and age then are summed over them. Source: domain 0.1, age is per episode."""
    return _located(
        _summed(noting(state, "contact.episodes", {**(state.note("contact.episodes") or {}), event.number: event})), event.on, envelope
    )


@means(EpisodeRemoved)
def episode_gone(state: CaseState, event: EpisodeRemoved, envelope: Envelope) -> CaseState:
    """Without it. Source: domain 0.1."""
    rest = {number: one for number, one in (state.note("contact.episodes") or {}).items() if number != event.number}
    return _located(_summed(noting(state, "contact.episodes", rest)), event.on, envelope)


@means(Screened)
def screened(state: CaseState, event: Screened, envelope: Envelope) -> CaseState:
    """A contact that is not on its way to a referral ends here; what it showed is kept. Source: ILO 2009, exploited worker."""
    state = noting(state, "contact.screened", event)
    return state if event.way == "refer" else replace(state, closed=True)


def _summed(state: CaseState) -> CaseState:
    episodes = list((state.note("contact.episodes") or {}).values())
    forms = tuple(dict.fromkeys(form for one in episodes for form in one.forms))
    about = state.about.changed(forms=forms, place=_place({one.place for one in episodes}), age_at_exploitation=_age(episodes))
    return replace(state, about=about)


def _located(state: CaseState, on: date, envelope: Envelope) -> CaseState:
    """Where it happened, over all episodes, as a fact that a country's law may ask for. Source: law-as-data 1, When."""
    place = state.about.place
    if place == (_last(state.facts, "place") or "unknown"):
        return state
    return replace(state, facts=state.facts.note("place", on=on, value=place, seq=envelope.seq))


def _place(places: set[str]) -> str:
    known = places - {"unknown"}
    if not known:
        return "unknown"
    return known.pop() if len(known) == 1 else "both"


def _age(episodes: list[EpisodeDescribed]) -> AgeGroup:
    ages = {one.age_then for one in episodes}
    if "child" in ages:
        return "child"
    return "adult" if ages == {"adult"} else "unknown"
