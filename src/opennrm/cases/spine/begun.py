"""A protected time that the law itself lets begin: it runs from the decision on, whether or not somebody thinks of starting it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.plan import is_by_law, plan_of
from opennrm.countries.clocks import attributes_at
from opennrm.countries.dated import Answer, NotKnown
from opennrm.countries.facts import Entry, latest
from opennrm.countries.profile import Clock, Duration, Profile

__all__ = ["begun", "length_of", "unsaid"]


def begun(facts: CaseFacts, profile: Profile, on: date, seq: int) -> CaseFacts:
    """These facts with each protected time that has begun by law by `on`, noted under the event's number.

    What ran once, or was refused, does not begin by itself again. Where the length hangs on what is recorded only later, it begins then,
    and runs from the day on which the law let it begin. Source: CETS 197 Art 13(1); a profile's clocks, `begins: by_law`.
    """
    for time, clock, opened in _to_begin(facts, profile, on):
        if is_by_law(length_of(profile, clock, opened, facts, on)):
            facts = facts.note(f"period:{time}", on=opened.on, seq=seq)
    return facts


def unsaid(facts: CaseFacts, profile: Profile) -> tuple[str, ...]:
    """What the case does not say, so that a protected time does not begin that may begin by law: names of attributes.

    Source: CETS 197 Art 13(1); law-as-data 1, When.
    """
    answers = (length_of(profile, clock, opened, facts, date.max) for _, clock, opened in _to_begin(facts, profile, date.max))
    return tuple(dict.fromkeys(name for answer in answers if isinstance(answer, NotKnown) for name in answer.missing))


def length_of(profile: Profile, clock: Clock, opened: Entry, facts: CaseFacts, on: date) -> Answer[Duration]:
    """The length of a protected time that something opened, for this person as far as is recorded by `on`.

    Source: law-as-data 1, Clock ("a clock keeps the value of its start").
    """
    return profile.value(clock, on=opened.on, attributes=attributes_at(profile, opened, facts, on))


def _to_begin(facts: CaseFacts, profile: Profile, on: date) -> Iterator[tuple[str, Clock, Entry]]:
    for time, clock in plan_of(profile).by_law:
        opened = latest(facts, clock.starts_on, on)
        if opened is not None and not facts.entries(f"period:{time}") and not facts.entries(f"period.refused:{time}"):
            yield time, clock, opened
