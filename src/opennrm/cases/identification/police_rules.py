"""Whether a police force may be told, and whether its crime reference is asked for. Pure; which force is the profile's to say.

No consent of the person is asked for the telling, and nothing that names the person goes with it. Nothing the person is owed rests on it.

Source of that: statutory guidance (UK) 11.3, 11.7-11.8, as the model; CETS 197 Art 11(1), 12(6).
"""

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from opennrm.cases.identification.police_events import ForceTold, force_of
from opennrm.cases.identification.rules import TOO_EARLY
from opennrm.cases.spine.days import has_come
from opennrm.cases.spine.owners import FORCE
from opennrm.cases.spine.state import CaseState
from opennrm.countries import routing
from opennrm.countries.dated import Given, NotKnown
from opennrm.countries.profile import PoliceRouting, Profile
from opennrm.standards.refusal import Refusal, gettext_noop

NOT_HERE = gettext_noop("No source of this country that we read says which police force is told, so it is not offered")
SEARCHED = gettext_noop("Which police force is told here is not known to us for this day. Searched: %(searched)s")
NO_REFERRAL = gettext_noop("No referral reached the authority yet, so there is nothing to tell")
FORCES = gettext_noop("Choose a police force that takes part in the mechanism")
TOLD = gettext_noop("This force was told already, on %(day)s")
NO_PLACE = gettext_noop("Choose a place that may lead to a force. Where all of the exploitation was abroad, the place of that does not")
WHY = gettext_noop("Say why no earlier place leads to a force, as that it is not known or must not be told")
NOT_TOLD = gettext_noop("This force is not the one that was told of the case")
BEFORE_TOLD = gettext_noop("The force was told on %(day)s: it cannot have recorded a crime for it before")
NOT_WANTED = gettext_noop("No crime reference is asked for here: it comes after a positive decision, and not where all of it was abroad")
REFERENCE = gettext_noop("Write the reference of the crime")
NO_FORCE = gettext_noop("No police force knows of the case, so it cannot be closed to one")

SERIES = "police_routing"
AUTHORITY = "competent_authority"
TOLD_OF = ("indicated", "presumed", "formally_identified")


def law_on(profile: Profile, state: CaseState, on: date) -> Given[PoliceRouting] | None:
    """What the law of the day says of the force that is told; None where it says nothing, or we do not know it. Source: profile."""
    answer = routing.routing(profile, state.facts, on)
    return answer if isinstance(answer, Given) else None


def _unknown(profile: Profile, state: CaseState, on: date) -> Iterator[Refusal]:
    answer = routing.routing(profile, state.facts, on)
    if isinstance(answer, NotKnown):
        yield Refusal("force.not-known", SEARCHED, answer.source, searched=answer.searched)
    elif not isinstance(answer, Given):
        yield Refusal("force.not-here", NOT_HERE, answer.source if answer else f"{profile.country} profile, {SERIES}")


def kinds(profile: Profile, law: PoliceRouting) -> frozenset[str]:
    """The kinds of agency that may be such a force. Source: profile, parties."""
    return frozenset(kind for force in law.forces if (kind := profile.parties[force].kind))


def places(law: PoliceRouting, state: CaseState, on: date) -> tuple[str, ...]:
    """The places that may lead to a force in this case, in the order of the law. Source: profile, police_routing."""
    return routing.places(law, state.facts, on)


def may_tell(profile: Profile, state: CaseState, event: ForceTold, kind: str, today: date) -> Iterator[Refusal]:
    """A force of the law here, by the first place that is known, once there is a referral. `kind`: that of the agency.

    Source: statutory guidance (UK) 11.2, as the model; profile, police_routing.
    """
    given = law_on(profile, state, event.on)
    yield from has_come(event.on, today)
    if given is None:
        yield from _unknown(profile, state, event.on)
        return
    received, force = state.facts.entries("referral.received"), force_of(state)
    if not received:
        yield Refusal("force.no-referral", NO_REFERRAL, given.source)
    elif event.on < received[0].on:
        yield Refusal("force.too-early", TOO_EARLY, given.source, field="on", day=received[0].on)
    if kind not in kinds(profile, given.value):
        yield Refusal("force.which", FORCES, given.source, field="agency")
    elif force and force.agency == event.agency:
        yield Refusal("force.told", TOLD, given.source, field="agency", day=force.told_on)
    yield from _by_place(given, state, event)


def _by_place(given: Given[PoliceRouting], state: CaseState, event: ForceTold) -> Iterator[Refusal]:
    """The first of the places that are left is taken, unless it is said why a later one is."""
    left = places(given.value, state, event.on)
    if event.place not in left:
        yield Refusal("force.place", NO_PLACE, given.source, field="place")
    elif event.place != left[0] and not (event.why or "").strip():
        yield Refusal("force.why", WHY, given.source, field="why")


def may_close(state: CaseState) -> Iterator[Refusal]:
    """Only to a force that was told. Source: CETS 197 Art 11(1)."""
    if force_of(state) is None:
        yield Refusal("force.none", NO_FORCE, "CETS 197 Art 11(1)")


def may_record(profile: Profile, state: CaseState, agency: UUID, reference: str, on: date, today: date) -> Iterator[Refusal]:
    """The reference of the force that was told, after the decision that makes it a crime, by the law of the day of the telling.

    Source: statutory guidance (UK) 11.18-11.19, as the model; profile, police_routing.
    """
    yield from has_come(on, today)
    force = force_of(state)
    if force is None or force.agency != agency:
        yield Refusal("crime.not-told", NOT_TOLD, f"{profile.country} profile, {SERIES}")
        return
    given = law_on(profile, state, force.told_on)
    if given is None or not routing.crime_wanted(given.value, state.facts, on):
        yield Refusal("crime.not-wanted", NOT_WANTED, given.source if given else f"{profile.country} profile, {SERIES}")
    if on < force.told_on:
        yield Refusal("crime.before", BEFORE_TOLD, "design 3, time is honest", field="on", day=force.told_on)
    if not reference.strip():
        yield Refusal("crime.reference", REFERENCE, f"{profile.country} profile, {SERIES}", field="reference")


def is_to_tell(profile: Profile, state: CaseState) -> bool:
    """Whether the authority that took the case up has still to tell a force, by the law of the day on which the referral came.

    Who withdrew, or was told no, has no case that anybody is reminded to tell of. Source: profile, police_routing.
    """
    received = state.facts.entries("referral.received")
    if not received or state.facts.entries("police.told") or state.agency_by(AUTHORITY) is None:
        return False
    return profile.state(state.state).status in TOLD_OF and law_on(profile, state, received[-1].on) is not None


def is_awaited(profile: Profile, state: CaseState) -> bool:
    """Whether the force that was told still owes its reference, by all that is recorded. Source: profile, police_routing."""
    force = force_of(state)
    if force is None or force.recorded_on is not None or profile.is_end(state.state):
        return False
    given = law_on(profile, state, force.told_on)
    return given is not None and routing.crime_wanted(given.value, state.facts, date.max)


def is_mine(state: CaseState, agency: UUID, roles: Collection[str], relations: Collection[str]) -> bool:
    """Whether somebody answers for the force that was told. Source: access/policy.yaml, force.answers."""
    force = force_of(state)
    return force is not None and force.agency == agency and "investigator" in roles and FORCE in relations
