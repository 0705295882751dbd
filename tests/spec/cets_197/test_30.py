from tests.spec.cases import case, owed, says

title = "CETS 197 Article 30: court proceedings"
text = """Court proceedings protect the private life and, where appropriate, the identity of trafficked persons, keep them safe from
intimidation, and take special care of children, within the bounds of a fair trial."""

RUNNING = "2026-10-15 age=adult, proceeding:victim to 2027-03-01\n"


def test_measures_of_the_court_are_owed_while_the_proceedings_run() -> None:
    facts = case(RUNNING + "2026-10-20 given:court_measures")
    assert says(facts, "court.privacy", "2026-10-14", "2026-10-15", "2026-10-20", "2027-03-01") == [
        "not yet open",
        "open",
        "kept",
        "met in time",
    ]


def test_without_any_measure_the_right_was_not_met_when_they_end() -> None:
    assert says(case(RUNNING), "court.privacy", "2027-03-01") == ["not met"]


def test_safety_from_intimidation_is_owed_beside_them() -> None:
    assert {"court.privacy", "protection.retaliation"} <= owed(case(RUNNING), "2026-10-15")


def test_without_proceedings_nothing_is_owed_here() -> None:
    assert "court.privacy" not in owed(case("2026-10-15 age=adult, state=presumed"), "2026-10-16")
