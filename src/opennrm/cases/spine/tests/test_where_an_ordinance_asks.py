"""Cooperation flipped, the ledger of Serbia is equal, and that of Switzerland but for the period that its ordinance ties.

Source: CETS 197 Art 12(6); law-as-data 4 (c); VZAE Art 35, 36.
"""

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from tests.breadth import examples

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.ledger import rows
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.tests.histories import days, histories
from opennrm.cases.spine.tests.test_help_is_never_conditional import SAYS, Said, saying
from opennrm.countries.check import report
from opennrm.countries.load import load_profile
from opennrm.countries.profile import Profile

said = st.lists(st.tuples(st.sampled_from(SAYS), days), max_size=4)
PERIOD = "reflection.period"


def without(tied: set[str], facts: CaseFacts, profile: Profile) -> list[LedgerRow]:
    return [row for row in rows(facts, profile) if row.entitlement not in tied]


@pytest.mark.parametrize(("country", "tied"), [("RS", set()), ("CH", {PERIOD})], ids=["RS", "CH"])
def test_no_right_hangs_on_what_is_recorded_of_cooperation_but_what_the_law_ties(country: str, tied: set[str]) -> None:
    profile = load_profile(country)

    @settings(max_examples=examples(200), deadline=None, suppress_health_check=list(HealthCheck))
    @given(histories(profile), said)
    def holds(facts: CaseFacts, one: Said) -> None:
        assert without(tied, saying(facts, one), profile) == without(tied, facts, profile)

    holds()


def test_the_period_of_switzerland_does() -> None:
    profile = load_profile("CH")
    searched = settings(max_examples=3000, deadline=None, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))
    cases = st.tuples(histories(profile, states=("presumed",), around=(PERIOD,)), said)
    assert find(cases, lambda case: rows(saying(*case), profile) != rows(case[0], profile), settings=searched) is not None


def test_each_place_where_the_ordinance_asks_for_it_is_found_with_its_article() -> None:
    told = [finding for finding in report(load_profile("CH")).findings if finding.code == "depends_on_cooperation"]
    assert [(finding.path[0], finding.source.partition(":")[0]) for finding in told] == [
        ("early_ends", "VZAE Art 35(2)"),
        ("early_ends", "VZAE Art 35(3)(a)"),
        ("transitions", "VZAE Art 36(1)-(2)"),
        ("transitions", "VZAE Art 36(1)-(2)"),
        ("transitions", "VZAE Art 36(3), 35(3)(a)"),
    ]
    assert not [finding for finding in report(load_profile("RS")).findings if finding.code == "depends_on_cooperation"]
