from tests.spec.cases import case, owed, says

from opennrm.standards.load import law

title = "CETS 197 Article 27: complaints, and organisations that stand beside the person"
text = """Investigation and prosecution do not depend on a report by the person. Who was trafficked elsewhere can complain at home, and the
complaint is sent on without delay. Organisations may assist and support the person in the proceedings, with her consent."""

RUNNING = "2026-10-15 age=adult, proceeding:victim\n"


def test_who_asks_for_somebody_beside_one_is_owed_an_answer() -> None:
    facts = case(RUNNING + "2026-11-01 asked_for:support_person\n2026-11-10 given:ngo_in_court")
    assert says(facts, "court.ngo", "2026-10-31", "2026-11-01", "2026-11-10") == ["not yet open", "open", "met in time"]


def test_nobody_is_put_beside_a_person_who_did_not_ask() -> None:
    assert "court.ngo" not in owed(case(RUNNING), "2026-11-01")


def test_that_no_complaint_is_needed_gives_the_person_nothing_to_do_and_says_so() -> None:
    assert "need do nothing" in str(law().clauses["COE-27.1"].gives_none)


def test_a_complaint_at_home_cannot_be_seen_in_a_case_yet() -> None:
    assert says(case(RUNNING), "complaint.home", "2026-11-01") == ["unknown"]
    assert "No stage records a complaint" in str(law().entitlements["complaint.home"].unseen)
