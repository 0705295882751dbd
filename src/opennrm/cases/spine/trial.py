"""A country's scenarios tried whole: facts of a case, machine, clocks and ledger together, as they work in a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from opennrm.cases.spine.begun import begun
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.ledger import stands
from opennrm.countries.load import load_profile
from opennrm.countries.profile import Profile
from opennrm.countries.scenario import Said, Scenario, answer, is_ours, scenarios

__all__ = ["Tried", "facts_of", "got", "trial", "tried"]


@dataclass(frozen=True, slots=True)
class Tried:
    """One expectation of a scenario and what came of it; `line` is its line in the scenario file. Source: house-style 3.8, scenarios."""

    country: str
    says: str
    on: date | datetime
    expectation: str
    expected: str
    got: str
    line: int

    @property
    def ok(self) -> bool:
        """Whether what came is what was expected. Source: house-style 3.8."""
        return self.got == self.expected

    def __str__(self) -> str:
        """As compilers write it, so that an editor jumps to the line."""
        met = "met" if self.ok else f"expected {self.expected}, got {self.got}"
        return f"{self.country}.scenarios.yaml:{self.line}: {self.says}: {self.expectation} on {self.on}: {met}"


def trial(country: str) -> Iterator[Tried]:
    """Every expectation of every scenario beside a country's profile. Raises UnknownCountry, ProfileErrors. Source: house-style 3.4."""
    profile = load_profile(country)
    for scenario in scenarios(country):
        yield from tried(profile, scenario)


def tried(profile: Profile, scenario: Scenario) -> Iterator[Tried]:
    """Every expectation of one scenario, against any profile. Source: house-style 3.4, scenarios."""
    facts = facts_of(scenario.facts)
    for said in scenario.facts:
        facts = begun(facts, profile, said.entry.on, said.entry.seq)
    for expected in scenario.expects:
        came = got(profile, facts, expected.question, expected.on)
        yield Tried(scenario.country, scenario.says, expected.on, expected.question, expected.answer, came, expected.line)


def facts_of(said: Iterable[Said]) -> CaseFacts:
    """The facts of a scenario as those of a case. Raises ValueError for what the registry does not know. Source: law-as-data 2."""
    facts = CaseFacts()
    for one in said:
        entry = one.entry
        name = f"{one.name}:{one.qualifier}" if one.qualifier is not None else one.name
        facts = facts.note(
            name,
            on=entry.on,
            at=entry.at,
            until=entry.until,
            value=entry.value,
            ground=entry.ground,
            lawful=entry.lawful,
            seq=entry.seq,
        )
    return facts


def got(profile: Profile, facts: CaseFacts, question: str, on: date | datetime) -> str:
    """What a question of a scenario is answered, by the profile or by the ledger. Raises KeyError for a name that neither has.

    Source: house-style 3.4, scenarios.
    """
    if is_ours(question):
        return answer(profile, question, facts.known_by(on), on)
    return stands(facts, profile, question, on).words
