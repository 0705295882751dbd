import pytest
from tests.spec.cases import case, owed, says, union

from opennrm.standards.load import law

title = "Directive 2011/36 Articles 11 and 12: help, and protection in proceedings"
text = """Help begins with a reasonable-grounds indication, is given before, during and for a time after proceedings, with
consent, and depends on no cooperation: a home, means, treatment, counsel, information, interpretation. The person is told of
the reflection period and of international protection; special needs are attended to. Legal counsel comes without delay; nobody
is questioned needlessly. A focal point takes referrals across borders."""

PRESUMED = "2026-10-15 age=adult, nationality=foreign, state=presumed, decision:rg=positive\n"
HELP = {"accommodation", "subsistence", "psychological", "rights.informed", "needs.assessed", "unconditional", "consensual", "legal.aid"}


def test_in_a_state_bound_by_this_law_alone_help_opens_with_reasonable_grounds() -> None:
    facts = case("2026-10-14 age=adult, referral.received\n" + PRESUMED)
    assert owed(facts, "2026-10-14", union()) & HELP == set()
    assert owed(facts, "2026-10-15", union()) >= HELP


def test_help_that_is_tied_to_anything_is_a_breach_here_too() -> None:
    facts = case(PRESUMED + "2026-10-20 assistance.conditioned")
    assert says(facts, "unconditional", "2026-10-19", "2026-10-20", profile=union()) == ["kept", "breached"]


def test_it_binds_from_the_day_by_which_it_had_to_be_transposed() -> None:
    early = case("2013-03-01 age=adult, state=presumed, decision:rg=positive")
    assert "accommodation" not in owed(early, "2013-04-05", union())
    assert "accommodation" in owed(early, "2013-04-06", union())


def test_a_referral_across_the_border_is_owed_an_answer() -> None:
    facts = case(PRESUMED + "2026-11-01 asked_for:cross_border\n2026-11-03 given:cross_border_referral")
    assert says(facts, "cross_border", "2026-10-31", "2026-11-01", "2026-11-03", profile=union()) == ["not yet open", "open", "met in time"]


@pytest.mark.parametrize("right", ["asylum.informed", "interview.sparing"])
def test_what_no_case_shows_yet_is_unknown_and_never_kept(right: str) -> None:
    assert says(case(PRESUMED), right, "2026-10-16", profile=union()) == ["unknown"]
    assert law().entitlements[right].unseen is not None


def test_what_the_convention_alone_gives_is_not_owed_by_this_law() -> None:
    assert "return.contacts" not in owed(case(PRESUMED + "2026-11-01 return.considered"), "2026-11-02", union())
