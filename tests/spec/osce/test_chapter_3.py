from tests.spec.cases import case, owed, says

from opennrm.standards.load import law

title = "OSCE Action Plan Chapter III: investigation, law enforcement and prosecution"
text = """Nobody faces criminal proceedings that come only from having been trafficked. Witnesses and those close to them are protected; a
person who is deciding whether to testify has legal counsel; organisations may support the person in court; what is confiscated serves
those who were trafficked. ODIHR helps with laws, cooperation and training."""


def test_counsel_comes_before_the_decision_to_testify() -> None:
    facts = case("2026-10-15 age=adult, asked_for:testimony\n2026-10-20 given:counsel_testify")
    assert says(facts, "counselling.testify", "2026-10-14", "2026-10-15", "2026-10-20") == ["not yet open", "open", "met in time"]


def test_a_charge_has_to_be_looked_at_and_a_penalty_is_a_breach() -> None:
    facts = case("2026-10-15 age=adult, indicators.seen\n2026-10-18 charged\n2026-10-25 punished")
    assert {"non_punishment", "non_punishment.considered"} <= owed(facts, "2026-10-18")
    assert says(facts, "non_punishment", "2026-10-25") == ["breached"]


def test_whether_confiscated_assets_serve_anybody_is_seen_in_the_fund_and_not_in_a_case() -> None:
    assert says(case("2026-10-15 age=adult, compensation.awarded"), "confiscated", "2026-10-16") == ["unknown"]


def test_what_odihr_does_is_a_duty_of_its_own_and_no_right_of_a_person() -> None:
    duties = [clause for clause in law().clauses.values() if clause.id.startswith("OAP") and clause.addressee == "odihr"]
    assert len(duties) == 9
    assert all("duty of ODIHR" in str(clause.gives_none) for clause in duties)
