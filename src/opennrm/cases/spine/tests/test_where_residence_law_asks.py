"""Cooperation flipped, the ledgers of Armenia, Kazakhstan, Norway and Ukraine are equal, that of Germany but for one permit.

Source: CETS 197 Art 12(6); law-as-data 4 (c); AufenthG § 25(4a), 52(5); UTLF § 8-3, 8-4.
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
PERMIT = "stay.proceedings"
TIED: dict[str, set[str]] = {"AM": set(), "DE": {PERMIT}, "KZ": set(), "NO": set(), "UA": set()}


def without(tied: set[str], facts: CaseFacts, profile: Profile) -> list[LedgerRow]:
    return [row for row in rows(facts, profile) if row.entitlement not in tied]


@pytest.mark.parametrize("country", TIED)
def test_no_right_hangs_on_what_is_recorded_of_cooperation_but_what_the_law_ties(country: str) -> None:
    profile, tied = load_profile(country), TIED[country]

    @settings(max_examples=examples(200), deadline=None, suppress_health_check=list(HealthCheck))
    @given(histories(profile), said)
    def holds(facts: CaseFacts, one: Said) -> None:
        assert without(tied, saying(facts, one), profile) == without(tied, facts, profile)

    holds()


def test_the_permit_of_germany_does() -> None:
    profile = load_profile("DE")
    searched = settings(max_examples=3000, deadline=None, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))
    cases = st.tuples(histories(profile, states=("proceedings_stay",), around=(PERMIT,)), said)
    assert find(cases, lambda case: rows(saying(*case), profile) != rows(case[0], profile), settings=searched) is not None


@pytest.mark.parametrize(
    ("country", "places"),
    [
        ("AM", []),
        ("DE", [("early_ends", "AufenthG § 52(5) no. 1"), ("transitions", "AufenthG § 25(4a) sentence 2")]),
        ("KZ", []),
        (
            "NO",
            [
                ("transitions", "UTLF § 8-3(2) and the guidelines to it, as udi.no tells them"),
                ("transitions", "udi.no, on UTLF § 8-3(2)"),
                ("transitions", "UTLF § 8-4"),
            ],
        ),
        ("UA", []),
    ],
)
def test_each_place_where_the_law_asks_for_it_is_found_with_its_article(country: str, places: list[tuple[str, str]]) -> None:
    told = [finding for finding in report(load_profile(country)).findings if finding.code == "depends_on_cooperation"]
    assert [(finding.path[0], finding.source.partition(":")[0]) for finding in told] == places
