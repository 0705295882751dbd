import pytest
from tests.spec.cases import case, owed, says, stand

title = "CETS 197 Article 10: identification"
text = """Trained people identify, together with those who support. Where there are reasonable grounds to believe that somebody was
trafficked, she is not removed until the competent authorities have completed the identification, and has the help of Article 12(1)
and (2). Whose age is uncertain, and who may be a child, is presumed to be one. A child without parents has a guardian, its identity
is established and its family is looked for."""

PRESUMED = """
2026-10-07 age=adult, nationality=foreign, contact.opened, referral.received
2026-10-15 state=presumed, decision:rg=positive
"""


def test_reasonable_grounds_bar_removal_until_the_identification_is_complete() -> None:
    facts = case(PRESUMED + "2026-12-01 state=identified, decision:cg=positive")
    assert says(facts, "removal.bar", "2026-10-14", "2026-10-15", "2026-11-30", "2026-12-01") == [
        "not yet open",
        "kept",
        "kept",
        "met in time",
    ]


def test_a_removal_before_that_is_a_breach_and_stays_one() -> None:
    facts = case(PRESUMED + "2026-11-20 removal.enforced\n2026-12-01 state=not_identified, decision:cg=negative")
    assert says(facts, "removal.bar", "2026-11-19", "2026-11-20", "2026-12-01", "2036-12-01") == [
        "kept",
        "breached",
        "breached",
        "breached",
    ]


def test_public_order_excuses_no_removal_here() -> None:
    assert says(case(PRESUMED + "2026-11-20 removal.enforced because public_order"), "removal.bar", "2026-11-21") == ["breached"]


def test_a_removal_after_the_identification_is_complete_breaks_no_bar() -> None:
    facts = case(PRESUMED + "2026-12-01 state=not_identified, decision:cg=negative\n2026-12-20 removal.enforced")
    assert says(facts, "removal.bar", "2026-12-21") == ["met in time"]


def test_the_help_of_article_12_opens_with_reasonable_grounds_and_not_before() -> None:
    help_owed = {"accommodation", "subsistence", "psychological", "rights.informed", "safety", "needs.assessed"}
    assert owed(case(PRESUMED), "2026-10-14") & help_owed == set()
    assert help_owed <= owed(case(PRESUMED), "2026-10-15")


def test_a_national_is_barred_from_nothing_but_has_the_help() -> None:
    facts = case(PRESUMED.replace("foreign", "national"))
    assert says(facts, "removal.bar", "2026-10-20") == ["not applicable"]
    assert "accommodation" in owed(facts, "2026-10-20")


def test_where_nobody_recorded_the_nationality_the_bar_is_open_in_doubt_for_the_person() -> None:
    facts = case(PRESUMED.replace("nationality=foreign, ", "") + "2026-10-25 nationality=national")
    doubt = stand(facts, "removal.bar", "2026-10-20")
    assert (doubt.words, doubt.not_recorded, doubt.otherwise) == ("open", ("nationality",), "kept")
    assert says(facts, "removal.bar", "2026-10-25") == ["not applicable"]


AGE = """
2026-10-07 age=unknown, contact.opened
2026-10-15 state=presumed, decision:rg=positive
"""


def test_uncertain_age_opens_the_protection_of_a_child_and_reasons_to_believe_settle_the_doubt() -> None:
    assert stand(case(AGE), "child.presumed", "2026-10-20").not_recorded == ("age.reasons",)
    recorded = stand(case(AGE + "2026-10-16 age.reasons"), "child.presumed", "2026-10-20")
    assert (recorded.words, recorded.in_doubt) == ("open", False)


@pytest.mark.parametrize("age", ["adult", "child"])
def test_where_the_age_is_certain_nothing_is_presumed(age: str) -> None:
    assert "child.presumed" not in owed(case(AGE.replace("unknown", age)), "2026-10-20")


def test_the_presumption_holds_until_the_age_is_settled() -> None:
    facts = case(AGE + "2026-10-08 age.reasons, given:child_treatment\n2026-11-02 age.settled, age=adult")
    assert says(facts, "child.presumed", "2026-11-01", "2026-11-02") == ["kept", "met in time"]


ALONE = "2026-10-07 age=child, contact.opened\n"


def test_a_child_without_parents_has_guardian_identity_and_family_looked_for() -> None:
    owed_to_it = {"child.guardian", "child.identity", "child.tracing"}
    assert owed(case(ALONE), "2026-10-08") & owed_to_it == set()
    assert owed_to_it <= owed(case(ALONE + "2026-10-08 unaccompanied"), "2026-10-08")


def test_in_doubt_about_its_age_a_guardian_is_owed_too() -> None:
    assert "child.guardian" in owed(case(ALONE.replace("child", "unknown") + "2026-10-08 unaccompanied"), "2026-10-08")


@pytest.mark.parametrize(("ground", "lawful"), [("best_interests", True), ("other_law", False)])
def test_family_is_not_looked_for_against_the_childs_interests_and_on_no_other_ground(ground: str, lawful: bool) -> None:
    facts = case(ALONE + f"2026-10-08 unaccompanied, withheld:family_tracing because {ground}")
    found = stand(facts, "child.tracing", "2026-10-09")
    assert (found.words, found.lawful) == ("withheld by an authority", lawful)
