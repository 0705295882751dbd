from tests.spec.cases import case, owed, says, stand

title = "CETS 197 Article 14: residence permit"
text = """A renewable permit is given where the stay is needed for the personal situation, for cooperation, or for either, as the
state chooses. A child's permit follows its best interests. The right to seek asylum stays untouched."""

ASKED = "2026-10-27 age=adult, nationality=foreign, state=presumed, permit.asked\n"


def test_who_asks_has_an_answer_owed() -> None:
    facts = case(ASKED + "2026-12-01 permit.decided")
    assert says(facts, "permit.considered", "2026-10-26", "2026-10-27", "2026-12-01") == ["not yet open", "open", "met in time"]


def test_where_the_law_sets_no_time_no_day_makes_it_late() -> None:
    assert says(case(ASKED), "permit.considered", "2036-10-27") == ["open"]


def test_a_second_request_is_answered_for_itself() -> None:
    facts = case(ASKED + "2026-12-01 permit.decided\n2027-05-01 permit.asked")
    assert says(facts, "permit.considered", "2027-04-30", "2027-05-01") == ["met in time", "open"]


def test_a_childs_permit_needs_a_finding_on_its_interests_and_an_adults_does_not() -> None:
    assert "permit.child" in owed(case(ASKED.replace("adult", "child")), "2026-10-28")
    assert "permit.child" not in owed(case(ASKED), "2026-10-28")


def test_a_national_needs_no_permit() -> None:
    assert says(case(ASKED.replace("foreign", "national")), "permit.considered", "2026-10-28") == ["not applicable"]


def test_whether_asylum_stays_open_is_recorded_by_another_office() -> None:
    assert stand(case(ASKED), "asylum.open", "2026-10-28").words == "unknown"
