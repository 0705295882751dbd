"""A protected time that the law itself lets begin: it runs from the decision on, whether or not somebody thinks of starting it. Pure."""

from __future__ import annotations

from datetime import date

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.plan import plan_of
from opennrm.countries.dated import Given
from opennrm.countries.facts import latest
from opennrm.countries.profile import Profile

__all__ = ["begun"]


def begun(facts: CaseFacts, profile: Profile, on: date, seq: int) -> CaseFacts:
    """These facts with each protected time that has begun by law by `on`, noted under the event's number.

    What ran once, or was refused, does not begin by itself again. Source: CETS 197 Art 13(1); a profile's clocks, `begins: by_law`.
    """
    for time, clock in plan_of(profile).by_law:
        name = f"period:{time}"
        opened = latest(facts, clock.starts_on, on)
        if opened is None or facts.entries(name) or facts.entries(f"period.refused:{time}"):
            continue
        answer = profile.value(clock, on=opened.on, facts=facts)
        if isinstance(answer, Given) and answer.value.begins == "by_law":
            facts = facts.note(name, on=opened.on, seq=seq)
    return facts
