"""The policy in words: one question explained, and the whole page printed."""

import re

import pytest
from tests.access.asking import asks

from opennrm.access.explain import explain, table
from opennrm.access.policy import load_policy

POLICY = load_policy()
PRINTED = table(POLICY)
NOTE = asks("police: first_responder", "referrer", "risk_and_safety", "support_provider")


def test_an_explanation_says_who_asked_for_what_and_by_which_row() -> None:
    told = explain(POLICY, NOTE)
    assert "first responder (police, tied to it as referrer)" in told
    assert "read risk and safety of a case, recorded by another agency (support provider), with no purpose stated" in told
    assert "Answer: no, by firewall.confidants." in told
    assert "CETS 197" in told


def test_an_explanation_says_what_would_lift_a_firewall_and_that_this_alone_opens_nothing() -> None:
    told = explain(POLICY, NOTE)
    assert "Lifted by: live consent, disclosure, to this agency or its kind, for the stated purpose. Lifting alone opens nothing." in told


def test_an_explanation_names_what_each_row_still_wants_the_nearest_first() -> None:
    told = explain(POLICY, asks("support_provider: case_worker", "", "identity", "police")).splitlines()
    wanted = [line.strip() for line in told if line.startswith("  ")]
    assert wanted[0] == "child_office.reads: relation child office"
    assert "provider.reads: relation support provider; live consent, support, to this very agency, for assistance" in wanted
    assert "referrer.own: role first responder; relation referrer; recorded by the same agency" in wanted
    assert "break_glass: broken glass" in wanted


def test_an_explanation_says_when_only_a_row_that_closes_bars_the_way() -> None:
    watcher = asks("international_organisation: case_worker monitor", "support_provider", "coarse")
    assert "provider.coarse: nothing, but what closes wins" in explain(POLICY, watcher)


def test_an_explanation_names_the_purpose_that_is_wanted() -> None:
    told = explain(
        POLICY, asks("competent_authority: decision_maker", "competent_authority", "decisions", mode="write", purpose="second_review")
    )
    assert "authority.decides: purpose answer referral or identification or no stated purpose" in told


def test_an_explanation_of_a_yes_gives_the_row_and_no_more() -> None:
    told = explain(POLICY, asks("guardian_office: guardian", "guardian", "health", "support_provider"))
    assert "Answer: yes, by guardian.all." in told
    assert "want" not in told


def test_an_explanation_tells_consents_purpose_and_broken_glass() -> None:
    contacted = ("police_contact>police>investigation",)
    asked = asks("police: investigator", "investigator", "account", "hotline", purpose="investigation", consents=contacted, broken=True)
    told = explain(POLICY, asked)
    assert "for investigation, the glass being broken? Live consents: police contact to police for investigation." in told


def test_an_explanation_to_somebody_with_nothing_says_so() -> None:
    told = explain(POLICY, asks("court:", "", "health", "police"))
    assert "may someone without a role (court, tied to it as nothing)" in told
    assert "No row opens this to an agency of this kind." in told


@pytest.mark.parametrize("words", ["roles", "relations", "sections", "agency_kinds", "scopes", "purposes", "modes", "streams"])
def test_the_printed_page_has_every_word_with_its_sentence(words: str) -> None:
    for code, said in getattr(POLICY, words).items():
        assert f"| `{code}` | {getattr(said, 'says', said)} |" in PRINTED


def test_the_printed_page_has_every_row_with_its_reason_and_source() -> None:
    for row in POLICY.rows:
        line = next(line for line in PRINTED.splitlines() if line.startswith(f"| `{row.id}` |"))
        assert line.endswith(f"| {row.because} | {row.source} |")


def test_the_printed_tables_are_even() -> None:
    for part in re.split(r"\n(?!\|)", PRINTED):
        lines = [line for line in part.splitlines() if line.startswith("|")]
        assert len({line.count("|") for line in lines}) <= 1


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("referrer.own_contact", "all but enforcement (group)"),
        ("firewall.confidants", "unless live consent, disclosure, to this agency or its kind, for the stated purpose"),
        ("child_office.reads", "all but `account`, `proceedings`"),
        ("break_glass", "broken glass"),
        ("provider.own", "own"),
    ],
)
def test_the_printed_page_says_it_shortly(row: str, says: str) -> None:
    assert says in next(line for line in PRINTED.splitlines() if line.startswith(f"| `{row}` |"))


def test_the_printed_page_says_what_nothing_opens() -> None:
    assert "## To export a notification\n\nNothing opens it." in PRINTED


def test_the_page_prints_the_same_each_time() -> None:
    assert table(POLICY) == PRINTED
