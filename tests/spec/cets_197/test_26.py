from tests.spec.cases import case, says

title = "CETS 197 Article 26: non-punishment"
text = """The law provides the possibility not to penalise trafficked persons for having taken part in unlawful activities, to the
extent that they were compelled. It is about penalties, for any unlawful activity; a charge alone breaks nothing, yet the compulsion
has to be looked at."""

SEEN = "2026-10-07 age=adult, contact.opened, indicators.seen\n"


def test_a_charge_is_no_penalty() -> None:
    assert says(case(SEEN + "2026-10-18 charged"), "non_punishment", "2026-10-18") == ["kept"]


def test_a_penalty_is_a_breach_that_nothing_heals() -> None:
    facts = case(SEEN + "2026-10-18 charged\n2026-10-20 punished")
    assert says(facts, "non_punishment", "2026-10-19", "2026-10-20", "2030-01-01") == ["kept", "breached", "breached"]


def test_charged_and_fined_in_one_act_is_a_breach_too() -> None:
    assert says(case("2026-10-18 age=adult, charged, punished"), "non_punishment", "2026-10-18") == ["breached"]


def test_when_charged_somebody_has_to_look_at_the_compulsion() -> None:
    facts = case(SEEN + "2026-10-18 charged\n2026-10-25 given:compulsion_review")
    assert says(facts, "non_punishment.considered", "2026-10-17", "2026-10-18", "2026-10-25") == ["not yet open", "open", "met in time"]


def test_it_does_not_depend_on_any_decision_on_identification() -> None:
    facts = case(SEEN + "2026-10-10 state=not_identified\n2026-10-20 punished")
    assert says(facts, "non_punishment", "2026-10-20") == ["breached"]
