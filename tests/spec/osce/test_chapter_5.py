from tests.spec.cases import case, owed, row, stand

from opennrm.standards.load import law

title = "OSCE Action Plan Chapter V: protection and assistance"
text = """States set up national referral mechanisms in partnership with civil society, identify rightly and with respect, give a
reflection delay and permits, and help to return by free will and in safety. Recommendations to states, duties of OSCE structures."""


def test_what_states_are_asked_for_is_a_recommendation_and_what_odihr_does_is_a_duty() -> None:
    chapter = [clause for clause in law().clauses.values() if clause.id.startswith("OAP-V")]
    assert {(clause.addressee, clause.strength) for clause in chapter} == {("state", "should"), ("odihr", "must")}


def test_the_reflection_delay_stands_behind_the_period() -> None:
    assert "OAP-V-8" in row(case("2026-10-15 nationality=foreign, state=presumed"), "reflection.period").clauses


def test_a_return_is_asked_about_and_its_risks_are_looked_at() -> None:
    found = owed(case("2026-11-01 age=adult, return.considered"), "2026-11-01")
    assert {"return.voluntary", "return.assessed", "return.not_before"} <= found


def test_respect_when_identified_cannot_be_seen_in_a_case_and_is_asked_elsewhere() -> None:
    assert stand(case("2026-10-15 state=presumed"), "formal.equal", "2026-10-16").words == "unknown"
    assert "interviews" in str(law().entitlements["formal.equal"].unseen)


def test_a_person_of_trust_in_court_is_owed_when_asked_for() -> None:
    assert "court.ngo" in owed(case("2026-11-01 age=adult, asked_for:support_person"), "2026-11-01")
