from tests.spec.cases import case, owed, says, union

title = "Directive 2011/36 Articles 13 to 16: children"
text = """A child's best interests come first; who may be a child, the age being uncertain, is presumed to be one. Each child is
looked at by itself, towards a lasting solution, and has schooling; an unaccompanied child has a guardian and a representative
in proceedings. Interviews are few, by trained people, in fit rooms; counsel is free unless the child has means of its own."""

CHILD = "2026-10-15 age=child, unaccompanied, state=presumed, decision:rg=positive\n"


def test_an_unaccompanied_child_has_a_guardian_a_solution_and_school() -> None:
    assert {"child.guardian", "child.solution", "child.interests", "education.child"} <= owed(case(CHILD), "2026-10-15", union())


def test_a_child_with_its_parents_is_not_looked_for_a_lasting_solution_without_them() -> None:
    assert "child.solution" not in owed(case(CHILD.replace("unaccompanied, ", "")), "2026-10-16", union())


def test_in_doubt_the_person_is_a_child() -> None:
    facts = case("2026-10-15 age=unknown, age.reasons\n2026-10-16 given:child_treatment\n2026-12-01 age.settled")
    assert says(facts, "child.presumed", "2026-10-15", "2026-10-16", "2026-12-01", profile=union()) == ["open", "kept", "met in time"]


def test_a_child_in_proceedings_is_heard_with_help_and_protected_in_court() -> None:
    facts = case(CHILD + "2026-11-01 proceeding:victim")
    assert {"proceedings.assisted", "court.privacy"} <= owed(facts, "2026-11-01", union())


def test_how_often_a_child_is_questioned_and_a_conflict_with_its_parents_no_case_shows_yet() -> None:
    for right in ("child.interview", "child.guardian_in_conflict", "child.family_support", "child.safe_report"):
        assert says(case(CHILD), right, "2026-10-16", profile=union()) == ["unknown"]
