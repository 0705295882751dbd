import pytest
from tests.spec.cases import case, owed, says

from opennrm.standards.load import law

title = "CETS 197 Article 28: protection from retaliation and intimidation"
text = """Trafficked persons, those who report, witnesses and, when necessary, family are protected effectively, above all during and after
investigation and prosecution. How is for the state to choose: physical protection, a new place, a new identity, help to find work. A
child's protection takes its best interests into account."""

RUNNING = "2026-10-15 age=adult, indicators.seen, proceeding:victim to 2027-03-01\n"


def test_protection_opens_with_the_proceedings_whatever_the_status() -> None:
    assert "protection.retaliation" in owed(case(RUNNING), "2026-10-15")
    assert "protection.retaliation" in owed(case(RUNNING + "2026-11-01 state=not_identified"), "2026-11-02")


def test_it_does_not_end_with_the_proceedings() -> None:
    facts = case(RUNNING + "2026-10-16 given:witness_protection")
    assert says(facts, "protection.retaliation", "2026-10-15", "2026-10-16", "2027-03-02") == ["open", "kept", "kept"]


def test_protection_that_stops_while_it_is_owed_is_interrupted() -> None:
    facts = case(RUNNING + "2026-10-16 given:witness_protection to 2027-04-01")
    assert says(facts, "protection.retaliation", "2027-03-31", "2027-04-01") == ["kept", "interrupted"]


def test_family_is_protected_when_it_needs_it() -> None:
    assert "protection.family" not in owed(case(RUNNING), "2026-11-01")
    assert "protection.family" in owed(case(RUNNING + "2026-11-01 need:family_at_risk"), "2026-11-01")


def test_a_childs_protection_looks_at_its_interests() -> None:
    assert "child.interests" in owed(case("2026-10-15 age=child, state=presumed"), "2026-10-15")
    assert "child.interests" not in owed(case("2026-10-15 age=adult, state=presumed"), "2026-10-15")


@pytest.mark.parametrize("clause", ["COE-28.1b", "COE-28.2", "COE-28.4", "COE-28.5"])
def test_what_protects_others_or_says_only_how_gives_no_right_and_says_why(clause: str) -> None:
    assert law().clauses[clause].gives_none is not None
