"""A clause of national law gives a right, carries out rights of the standards, or says why it gives none."""

import re

import pytest

from opennrm.countries.load import ProfileErrors, countries, load_profile, profile_from_text
from opennrm.countries.tests.told import changed
from opennrm.standards.load import law

# The statutory hooks of the legal pages, section by section.
HOOKS = {
    "MSA-45": {"non_punishment", "non_punishment.considered"},
    "MSA-47": {"legal.aid"},
    "MSA-49": set(),
    "MSA-51": {"child.presumed"},
    "MSA-52": {"privacy"},
    "NABA-58": set(),
    "NABA-60": set(),
    "NABA-61": {"reflection.period", "removal.bar", "reflection.no_removal"},
    "NABA-63": set(),
    "NABA-64": {
        "accommodation",
        "subsistence",
        "psychological",
        "interpretation",
        "rights.informed",
        "needs.assessed",
        "safety",
        "medical.emergency",
    },
    "NABA-65": {"permit.considered"},
}
SOURCE = '    source: "Act s 21(2) (invented)"\n'


@pytest.mark.parametrize("clause", HOOKS)
def test_each_statutory_hook_leads_to_its_rights_or_says_why_to_none(clause: str) -> None:
    found = load_profile("GB").clauses[clause]
    assert set(found.carries) == HOOKS[clause]
    assert (found.gives_none is None) == bool(HOOKS[clause])


def test_no_hook_stands_there_that_the_legal_pages_do_not_name() -> None:
    assert set(load_profile("GB").clauses) == set(HOOKS)


@pytest.mark.parametrize("country", countries())
def test_what_a_clause_carries_is_done_here(country: str) -> None:
    profile = load_profile(country)
    carried = {right for clause in profile.clauses.values() for right in clause.carries}
    assert carried <= set(law().entitlements)
    for right in carried:
        assert law().entitlements[right].unseen or any(not row.not_known_to_us for row in profile.locals(right))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("    clauses: [ACT-21.2]\n", "    clauses: [COE-11.1]\n"), "ACT-21.2: no right rests on it, and it does not say why"),
        ((SOURCE, f"    gives_none: {{en: It gives none.}}\n{SOURCE}"), "ACT-21.2: gives a right and says that it gives none"),
        ((SOURCE, f"    carries: [a.right]\n{SOURCE}"), "unknown entitlement a.right"),
        ((SOURCE, f"    carries: [cross_border.nothing]\n{SOURCE}"), "unknown entitlement cross_border.nothing"),
    ],
)
def test_a_clause_that_leads_nowhere_is_refused(change: tuple[str, str], says: str) -> None:
    with pytest.raises(ProfileErrors, match=re.escape(says)):
        profile_from_text("XD", changed("XD", change))


def test_a_clause_does_not_carry_what_the_profile_is_silent_about() -> None:
    silent = ('  - {id: child.presumed, source: "Act s 5"}\n', "")
    with pytest.raises(ProfileErrors, match=re.escape("ACT-21.2 carries child.presumed, of which entitlements say nothing")):
        profile_from_text("XD", changed("XD", silent, (SOURCE, f"    carries: [child.presumed]\n{SOURCE}")))
