import pytest
from tests.spec.cases import case, owed, says

from opennrm.standards.load import law

title = "Palermo Protocol Article 6: assistance and protection"
text = """Privacy and identity are protected in appropriate cases; the person is told of proceedings and helped to be heard. Housing,
counsel, medical and material help, work and training are to be considered; age, gender and special needs are taken into account; the
state endeavours to keep people safe and offers a possibility of compensation."""

STRENGTHS = {"PAL-6.1": "must", "PAL-6.2": "must", "PAL-6.3": "consider", "PAL-6.4": "must", "PAL-6.5": "endeavour", "PAL-6.6": "must"}


@pytest.mark.parametrize(("clause", "strength"), STRENGTHS.items())
def test_each_paragraph_has_the_strength_of_its_verb(clause: str, strength: str) -> None:
    assert law().clauses[clause].strength == strength


def test_what_is_only_to_be_considered_never_stands_alone_behind_a_right() -> None:
    alone = [one.id for one in law().entitlements.values() if {law().clauses[clause].strength for clause in one.clauses} == {"consider"}]
    assert alone == []


def test_needs_by_age_and_gender_are_looked_at_from_presumption_on() -> None:
    facts = case("2026-10-15 age=adult, state=presumed, decision:rg=positive\n2026-10-20 given:needs_assessment")
    assert says(facts, "needs.assessed", "2026-10-14", "2026-10-15", "2026-10-20") == ["not yet open", "open", "met in time"]


def test_help_to_be_heard_lasts_as_long_as_the_proceedings() -> None:
    facts = case("2026-10-15 age=adult, proceeding:victim to 2027-03-01\n2026-10-16 given:proceedings_help")
    assert says(facts, "proceedings.assisted", "2026-10-16", "2027-02-28", "2027-03-01") == ["kept", "kept", "met in time"]
    assert "proceedings.assisted" not in owed(facts, "2027-03-01")


def test_while_other_proceedings_run_it_goes_on() -> None:
    facts = case("2026-10-15 age=adult, proceeding:victim to 2027-03-01\n2026-11-15 proceeding:civil\n2026-10-16 given:proceedings_help")
    assert says(facts, "proceedings.assisted", "2027-03-02") == ["kept"]


def test_a_possibility_of_compensation_is_owed_an_answer() -> None:
    assert "compensation.claim" in owed(case("2026-10-15 age=adult, compensation.claimed"), "2026-10-15")
