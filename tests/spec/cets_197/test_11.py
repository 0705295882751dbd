import pytest
from tests.spec.cases import case, says

title = "CETS 197 Article 11: private life"
text = """Private life, identity and personal data are protected. The identity of a trafficked child, and what lets it be found out,
does not become public, but exceptionally to find family or to protect the child."""

CHILD = "2026-10-07 age=child, contact.opened\n"


def test_a_childs_identity_is_protected_from_the_first_contact() -> None:
    assert says(case(CHILD), "child.not_public", "2026-10-06", "2026-10-07") == ["not yet open", "kept"]


def test_its_publication_is_a_breach() -> None:
    assert says(case(CHILD + "2026-11-01 identity.published"), "child.not_public", "2026-10-31", "2026-11-01") == ["kept", "breached"]


@pytest.mark.parametrize("ground", ["trace_family", "protect_child"])
def test_to_find_family_or_to_protect_the_child_it_may_be_told(ground: str) -> None:
    assert says(case(CHILD + f"2026-11-01 identity.published because {ground}"), "child.not_public", "2026-11-02") == ["kept"]


def test_a_ground_that_the_article_does_not_know_excuses_nothing() -> None:
    assert says(case(CHILD + "2026-11-01 identity.published because public_order"), "child.not_public", "2026-11-02") == ["breached"]


def test_a_ground_that_was_found_unlawful_excuses_nothing() -> None:
    assert says(case(CHILD + "2026-11-01 identity.published because !trace_family"), "child.not_public", "2026-11-02") == ["breached"]


def test_who_may_be_a_child_is_protected_too() -> None:
    facts = case(CHILD.replace("child", "unknown") + "2026-11-01 identity.published")
    assert says(facts, "child.not_public", "2026-11-02") == ["breached"]


def test_that_private_data_are_kept_private_no_case_can_show() -> None:
    assert says(case(CHILD), "privacy", "2026-10-08") == ["unknown"]
