from tests.spec.cases import case, owed, says

title = "CETS 197 Article 15: compensation and legal redress"
text = """From the first contact with an authority the person is told of court and administrative proceedings in a language
understood. She has a right to legal assistance and free legal aid, to compensation from the perpetrators, and the state guarantees
it."""

MET = "2026-10-07 age=adult, contact.opened\n"


def test_told_from_the_first_contact_whatever_is_decided() -> None:
    assert says(case(MET), "compensation.informed", "2026-10-06", "2026-10-07") == ["not yet open", "open"]


def test_a_later_referral_asks_for_nothing_that_was_told_before() -> None:
    facts = case(MET + "2026-10-08 given:info_compensation\n2026-10-09 state=presumed")
    assert says(facts, "compensation.informed", "2026-10-10") == ["met in time"]


def test_a_lawyer_is_owed_from_reasonable_grounds() -> None:
    facts = case(MET + "2026-10-15 state=presumed, decision:rg=positive")
    assert "legal.aid" not in owed(facts, "2026-10-14")
    assert "legal.aid" in owed(facts, "2026-10-15")


def test_claimed_is_not_awarded_and_awarded_is_not_paid() -> None:
    facts = case(MET + "2027-01-10 compensation.claimed\n2027-06-01 compensation.awarded\n2028-01-01 compensation.paid")
    assert says(facts, "compensation.claim", "2027-01-09", "2027-01-10", "2027-06-01") == ["not yet open", "open", "met in time"]
    assert says(facts, "compensation.paid", "2027-05-31", "2027-06-01", "2027-12-31", "2028-01-01") == [
        "not yet open",
        "open",
        "open",
        "met in time",
    ]


def test_counsel_before_testifying_is_owed_when_testimony_is_asked_for() -> None:
    assert "counselling.testify" in owed(case(MET + "2026-11-01 asked_for:testimony"), "2026-11-01")
