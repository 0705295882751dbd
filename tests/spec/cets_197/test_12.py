import pytest
from tests.spec.cases import case, owed, says, stand

title = "CETS 197 Article 12: assistance"
text = """At the least: a living, with safe accommodation and psychological and material help; a doctor in an emergency; interpreting
where appropriate; counsel and information in a language understood; help to be heard in proceedings; school for children. Safety
needs are heeded. Those lawfully resident have further medical help where they lack means, and rules on access to work. No help
depends on being a witness; all of it is given with informed consent."""

PRESUMED = "2026-10-15 age=adult, nationality=foreign, state=presumed, decision:rg=positive\n"
RESIDENT = "2026-10-15 age=adult, residence=lawful, lacks_resources=yes, state=identified, decision:cg=positive\n"


def test_the_minimum_is_owed_from_reasonable_grounds_and_on_after_identification() -> None:
    minimum = {"accommodation", "subsistence", "psychological", "rights.informed", "safety"}
    facts = case(PRESUMED + "2026-12-01 state=identified, decision:cg=positive")
    assert minimum <= owed(facts, "2026-10-15")
    assert minimum <= owed(facts, "2026-12-02")


def test_it_is_one_right_that_goes_on_and_not_a_new_one_with_each_decision() -> None:
    facts = case(PRESUMED + "2026-10-16 given:accommodation\n2026-12-01 state=identified, decision:cg=positive")
    assert says(facts, "accommodation", "2026-10-15", "2026-10-16", "2026-12-02") == ["open", "kept", "kept"]


def test_help_stopped_while_owed_is_interrupted_and_taken_up_again_kept() -> None:
    facts = case(PRESUMED + "2026-10-16 given:accommodation to 2026-11-01\n2026-11-10 given:accommodation")
    assert says(facts, "accommodation", "2026-10-31", "2026-11-01", "2026-11-10") == ["kept", "interrupted", "kept"]


@pytest.mark.parametrize(
    ("act", "words"),
    [("declined", "declined by the person"), ("unavailable", "unavailable"), ("withheld", "withheld by an authority")],
)
def test_why_it_is_not_given_is_told_apart(act: str, words: str) -> None:
    assert says(case(PRESUMED + f"2026-10-16 {act}:psychological"), "psychological", "2026-10-17") == [words]


def test_who_said_no_may_ask_again_and_it_is_owed_again() -> None:
    facts = case(PRESUMED + "2026-11-02 declined:psychological\n2026-11-30 asked_for:psychological")
    assert says(facts, "psychological", "2026-11-29", "2026-11-30") == ["declined by the person", "open"]


@pytest.mark.parametrize(
    ("need", "right"),
    [("need:medical", "medical.emergency"), ("need:language", "interpretation"), ("proceeding:victim", "proceedings.assisted")],
)
def test_doctor_interpreter_and_help_in_proceedings_are_owed_once_they_are_needed(need: str, right: str) -> None:
    facts = case(PRESUMED + f"2026-10-20 {need}")
    assert right not in owed(facts, "2026-10-19")
    assert right in owed(facts, "2026-10-20")


def test_a_need_known_before_the_decision_counts_from_the_decision() -> None:
    assert "medical.emergency" in owed(case("2026-10-01 need:medical\n" + PRESUMED), "2026-10-15")


def test_a_second_need_is_owed_anew_once_the_first_was_met() -> None:
    facts = case(PRESUMED + "2026-10-16 need:medical\n2026-10-17 given:medical_emergency\n2026-11-05 need:medical")
    assert says(facts, "medical.emergency", "2026-10-16", "2026-10-17", "2026-11-05") == ["open", "met in time", "open"]


@pytest.mark.parametrize(("age", "is_owed"), [("child", True), ("unknown", True), ("adult", False)])
def test_school_is_owed_to_a_child(age: str, is_owed: bool) -> None:
    assert ("education.child" in owed(case(PRESUMED.replace("adult", age)), "2026-10-16")) is is_owed


def test_when_a_child_turns_adult_the_childs_right_ends() -> None:
    facts = case(PRESUMED.replace("adult", "child") + "2026-10-20 given:education\n2026-11-20 age=adult")
    assert says(facts, "education.child", "2026-11-19", "2026-11-20") == ["kept", "met in time"]


@pytest.mark.parametrize(
    ("instead", "by"),
    [
        ("residence=lawful", "residence=none"),
        ("lacks_resources=yes", "lacks_resources=no"),
        ("state=identified, decision:cg=positive", "state=presumed"),
    ],
)
def test_further_medical_help_needs_identification_lawful_residence_and_no_means(instead: str, by: str) -> None:
    assert "medical.further" in owed(case(RESIDENT), "2026-10-16")
    assert "medical.further" not in owed(case(RESIDENT.replace(instead, by)), "2026-10-16")


@pytest.mark.parametrize(
    ("instead", "by"), [("residence=lawful", "residence=none"), ("state=identified, decision:cg=positive", "state=presumed")]
)
def test_access_to_work_needs_identification_and_lawful_residence(instead: str, by: str) -> None:
    assert "work.access" in owed(case(RESIDENT), "2026-10-16")
    assert "work.access" not in owed(case(RESIDENT.replace(instead, by)), "2026-10-16")


@pytest.mark.parametrize("answer", ["yes", "no", "not_asked"])
def test_what_the_person_says_of_cooperation_changes_nothing(answer: str) -> None:
    without = case(PRESUMED)
    assert owed(case(PRESUMED + f"2026-10-16 cooperation={answer}"), "2026-10-20") == owed(without, "2026-10-20")


def test_help_tied_to_cooperation_is_a_breach() -> None:
    assert says(case(PRESUMED + "2026-10-20 assistance.conditioned"), "unconditional", "2026-10-19", "2026-10-20") == ["kept", "breached"]


def test_help_without_an_adults_informed_yes_is_a_breach() -> None:
    assert says(case(PRESUMED + "2026-10-20 assisted.without_consent"), "consensual", "2026-10-20") == ["breached"]


def test_given_before_it_was_owed_is_given_in_time() -> None:
    found = stand(case("2026-10-01 given:info_rights\n" + PRESUMED), "rights.informed", "2026-10-15")
    assert (found.words, str(found.happened_on)) == ("met in time", "2026-10-01")
