from tests.spec.cases import case, says

from opennrm.standards.load import law

title = "Palermo Protocol Article 8: repatriation"
text = """The state of nationality, or of permanent residence at the time of entry, accepts the return without undue delay and
with regard for safety, verifies nationality and issues papers on request. A state that returns a person heeds safety and the
state of proceedings; the return is preferably voluntary. Other rights and agreements stay as they are."""

CONSIDERED = "2026-10-07 age=adult, nationality=foreign, contact.opened, indicators.seen\n2026-11-01 return.considered\n"


def test_a_wish_is_asked_and_a_return_that_nobody_wants_is_no_breach_by_itself() -> None:
    facts = case(CONSIDERED + "2026-11-05 given:informed_wish, given:return_risk_assessment\n2026-11-20 returned")
    assert says(facts, "return.voluntary", "2026-11-01", "2026-11-05") == ["open", "met in time"]
    assert says(facts, "return.not_before", "2026-11-21") == ["kept"]


def test_papers_are_owed_only_on_request() -> None:
    assert says(case(CONSIDERED), "return.nationality", "2026-11-02") == ["not yet open"]


def test_what_the_home_state_does_beside_papers_no_case_here_can_show() -> None:
    assert says(case(CONSIDERED), "return.accepted", "2026-11-02") == ["unknown"]
    assert {"COE-16.1", "PAL-8.1"} == set(law().entitlements["return.accepted"].clauses)


def test_rules_that_leave_other_law_as_it_is_give_nothing_and_say_so() -> None:
    assert all(law().clauses[clause].gives_none for clause in ("PAL-8.5", "PAL-8.6"))
