import pytest
from tests.spec.cases import case, owed, says

title = "CETS 197 Article 16: repatriation and return"
text = """A return heeds rights, safety and dignity and the state of proceedings; it is preferably voluntary. The person has the names
of those who can help there; programmes work against being trafficked again. A child is not returned where, after an assessment of
risk and security, there are signs that this is not in its best interests."""

CONSIDERED = "2026-10-07 age=adult, nationality=foreign, contact.opened, indicators.seen\n2026-11-01 return.considered\n"


def test_when_a_return_is_considered_risk_wish_and_contacts_are_owed() -> None:
    asked = {"return.assessed", "return.voluntary", "return.contacts"}
    assert owed(case(CONSIDERED), "2026-10-31") & asked == set()
    assert asked <= owed(case(CONSIDERED), "2026-11-01")


def test_a_return_without_the_assessment_is_a_breach() -> None:
    assert says(case(CONSIDERED + "2026-11-20 returned"), "return.not_before", "2026-11-19", "2026-11-20") == ["kept", "breached"]


def test_a_return_after_the_assessment_is_none() -> None:
    facts = case(CONSIDERED + "2026-11-10 given:return_risk_assessment\n2026-11-20 returned")
    assert says(facts, "return.not_before", "2026-11-21") == ["kept"]
    assert says(facts, "return.assessed", "2026-11-21") == ["met in time"]


def test_an_assessment_that_came_after_the_return_heals_nothing() -> None:
    facts = case(CONSIDERED + "2026-11-20 returned\n2026-11-25 given:return_risk_assessment")
    assert says(facts, "return.not_before", "2026-12-01") == ["breached"]


def test_that_holds_from_the_first_signs_on_even_where_nobody_considered_a_return() -> None:
    facts = case(CONSIDERED.partition("2026-11-01")[0] + "2026-10-20 returned")
    assert says(facts, "return.not_before", "2026-10-20") == ["breached"]


@pytest.mark.parametrize(("found", "words"), [("best_interests.found:return", "kept"), ("age.settled", "breached")])
def test_a_child_is_returned_only_where_that_was_found_to_be_in_its_interests(found: str, words: str) -> None:
    facts = case(CONSIDERED.replace("adult", "child") + f"2026-11-10 {found}, given:return_risk_assessment\n2026-11-20 returned")
    assert says(facts, "return.child", "2026-11-21") == [words]


def test_after_a_return_help_against_being_trafficked_again_is_owed() -> None:
    assert "return.programme" in owed(case(CONSIDERED + "2026-11-20 returned"), "2026-11-20")


def test_the_home_state_owes_papers_when_they_are_asked_for() -> None:
    facts = case(CONSIDERED + "2026-11-05 asked_for:papers\n2026-11-15 given:travel_papers")
    assert says(facts, "return.nationality", "2026-11-04", "2026-11-05", "2026-11-15") == ["not yet open", "open", "met in time"]
