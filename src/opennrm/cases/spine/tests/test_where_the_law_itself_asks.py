"""Cooperation flipped, the ledger is equal in Georgia and Bulgaria too, but for the right that Bulgaria's policy ties; the check tells it.

Source: CETS 197 Art 12(6); law-as-data 4 (c).
"""

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
TIED = "reflection.period"


def without_the_tied(facts: CaseFacts, profile: Profile) -> list[LedgerRow]:
    return [row for row in rows(facts, profile) if row.entitlement != TIED]


def test_in_georgia_no_right_hangs_on_what_is_recorded_of_cooperation() -> None:
    profile = load_profile("GE")

    @settings(max_examples=examples(200), deadline=None, suppress_health_check=list(HealthCheck))
    @given(histories(profile), said)
    def holds(facts: CaseFacts, one: Said) -> None:
        assert rows(saying(facts, one), profile) == rows(facts, profile)

    holds()


def test_in_bulgaria_no_right_but_the_period_does() -> None:
    profile = load_profile("BG")

    @settings(max_examples=examples(200), deadline=None, suppress_health_check=list(HealthCheck))
    @given(histories(profile), said)
    def holds(facts: CaseFacts, one: Said) -> None:
        assert without_the_tied(saying(facts, one), profile) == without_the_tied(facts, profile)

    holds()


def test_the_period_of_bulgaria_does_and_the_check_tells_it() -> None:
    profile = load_profile("BG")
    searched = settings(max_examples=3000, deadline=None, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))
    cases = st.tuples(histories(profile, states=("formally_identified",), around=(TIED,)), said)
    assert find(cases, lambda case: rows(saying(*case), profile) != rows(case[0], profile), settings=searched) is not None
    told = [finding.path for finding in report(profile).findings if finding.code == "depends_on_cooperation"]
    assert ("early_ends", 0) in told
