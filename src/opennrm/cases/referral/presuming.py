"""Where the law of a country lets whoever meets the person presume, and lets them refer only then. Pure.

Cooperation with the authorities is no argument here. Source of that: CETS 197 Art 10(1), 12(6).
"""

from collections.abc import Iterator
from datetime import date

from opennrm.cases.referral.rules import may_go_on
from opennrm.cases.spine.state import CaseState
from opennrm.countries.dated import Given
from opennrm.countries.profile import Profile
from opennrm.standards.refusal import Refusal, gettext_noop

__all__ = ["PRESUME", "comes_first", "may_presume", "source_of"]

PRESUME = "rg.positive"
NOT_YOURS = gettext_noop("In this country others presume that a person was trafficked: an agency of your kind is not named for it")
NOT_FIRST = gettext_noop("In this country nobody has to presume before the referral from where this stands")


def comes_first(profile: Profile, contact: CaseState, on: date) -> bool:
    """Whether the person is to be presumed before anybody can refer from here. Source: profile, transitions."""
    does = {profile.events[row.event].does for row in profile.transitions if contact.state in row.origins and row.holds_on(on)}
    return PRESUME in does and "refer" not in does


def source_of(profile: Profile, contact: CaseState, on: date) -> str:
    """The country's text on it. Source: profile, transitions."""
    event = profile.event_for(PRESUME, contact.state)
    rows = (row for row in profile.transitions if row.event == event and contact.state in row.origins and row.holds_on(on))
    return next((row.source for row in rows), f"{profile.country} profile, events")


def may_presume(profile: Profile, contact: CaseState, kind: str, on: date) -> Iterator[Refusal]:
    """The step comes first here, and the law names agencies of this kind for it, or names none. Source: profile, deciders."""
    yield from may_go_on(contact)
    if not comes_first(profile, contact, on):
        yield Refusal("presume.not-first", NOT_FIRST, source_of(profile, contact, on))
    answer = profile.value(profile.deciders["presumption"], on=on, facts=contact.facts)
    named = {profile.parties[body].kind or body for body in answer.value.bodies} if isinstance(answer, Given) else {kind}
    if kind not in named:
        yield Refusal("presume.not-yours", NOT_YOURS, answer.source)
