"""Same facts, cooperation flipped, ledgers equal: in the law that ships, and caught wherever somebody makes it otherwise.

Source: CETS 197 Art 12(6); law-as-data 4 (c).
"""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from tests.breadth import examples

from opennrm.cases.spine import ledger
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.ledger import rows
from opennrm.cases.spine.tests.histories import days, histories
from opennrm.cases.spine.tests.laws import Change, changed, of_a_clock, of_a_right, one_more_end
from opennrm.countries.facts import standing
from opennrm.countries.load import load_profile
from opennrm.countries.profile import Profile
from opennrm.standards.load import law
from opennrm.standards.references import ASKED

XD, GB = load_profile("XD"), load_profile("GB")
SAYS = [
    ("cooperation", "yes"),
    ("cooperation", "no"),
    ("cooperation", "not_asked"),
    *((fact.name, None) for fact in law().facts.values() if fact.cooperation and fact.name != "cooperation"),
]
said = st.lists(st.tuples(st.sampled_from(SAYS), days), max_size=4)
Said = list[tuple[tuple[str, str | None], date]]


def saying(facts: CaseFacts, what: Said) -> CaseFacts:
    """The same case, and what was said of cooperation. Their numbers lie far off, so that those of the other facts stay."""
    for place, ((name, value), on) in enumerate(what):
        facts = facts.note(name, on=on, value=value, seq=10_000 + place)
    return facts


def same(profile: Profile, facts: CaseFacts, one: Said, other: Said) -> bool:
    return rows(saying(facts, one), profile) == rows(saying(facts, other), profile) == rows(facts, profile)


@pytest.mark.parametrize("profile", [XD, GB], ids=["XD", "GB"])
def test_cooperation_flipped_the_ledger_is_equal(profile: Profile) -> None:
    @settings(max_examples=examples(300), deadline=None, suppress_health_check=list(HealthCheck))
    @given(histories(profile), said, said)
    def holds(facts: CaseFacts, one: Said, other: Said) -> None:
        assert same(profile, facts, one, other)

    holds()


def test_no_right_of_the_standards_names_a_fact_about_cooperation() -> None:
    named = {
        ASKED.fullmatch(fact)["name"]  # type: ignore[index]
        for one in law().entitlements.values()
        for fact in (*one.opens_on, *one.ends_on, *one.reasons, *one.met_by, *one.breached_by)
    }
    assert {name for name in named if law().facts[name].cooperation} == set()


MUTANTS: dict[str, tuple[Change, str]] = {
    "a bed only for who helps": (of_a_right("accommodation", opens_on=("cooperation=yes",)), "accommodation"),
    "no bed any more for who does not": (of_a_right("accommodation", ends_on=("cooperation=no",)), "accommodation"),
    "a doctor when the police need her here": (of_a_right("medical.emergency", opens_on=("presence.stated",)), "medical.emergency"),
    "a bed once the police were told": (of_a_right("accommodation", opens_on=("police.told",)), "accommodation"),
    "no lawyer's clock before a crime is recorded": (of_a_clock("lawyer", starts_on=("police.recorded",)), "legal.aid"),
    "needs looked at once she is asked": (of_a_clock("needs", starts_on=("cooperation",)), "needs.assessed"),
    "the lawyer's time rests while she stays silent": (of_a_clock("lawyer", starts_on=("ties.broken",)), "legal.aid"),
    "the period ends when she says no": (one_more_end, "reflection.period"),
}


def counterexample(profile: Profile, around: str, looks: int = 3000) -> Any:
    searched = settings(max_examples=looks, deadline=None, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))
    cases = st.tuples(histories(profile, states=("presumed", "identified"), around=(around,)), said, said)
    return find(cases, lambda case: not same(profile, *case), settings=searched)


@pytest.mark.parametrize(("change", "around"), MUTANTS.values(), ids=MUTANTS)
def test_a_law_that_makes_help_depend_on_cooperation_is_caught(change: Change, around: str) -> None:
    assert counterexample(changed(change), around) is not None


def test_the_same_search_finds_nothing_in_the_law_that_ships() -> None:
    with pytest.raises(NoSuchExample):
        counterexample(XD, "accommodation", looks=examples(400))


def test_a_ledger_that_looks_at_cooperation_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = ledger.acts_of

    def looks(facts: CaseFacts, *rest: Any) -> Any:
        return () if standing(facts, "cooperation", date.max) == "no" else honest(facts, *rest)

    monkeypatch.setattr(ledger, "acts_of", looks)
    assert counterexample(XD, "accommodation") is not None
