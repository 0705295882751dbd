import pytest
from tests.spec.cases import case, owed, says

from opennrm.standards.load import law

title = "Non-refoulement: 1951 Convention Article 33, ECHR Articles 3 and 4, GRETA guidance of 2020"
text = """Nobody is sent, in whatever way, to where life or freedom is in danger; torture, inhuman treatment, slavery and forced
labour know no exception. Being a trafficked person never takes the place of asylum. Before any removal, a transfer to another
state included, the risk is looked at, that of being trafficked again too. An exception is decided by law and never derived."""

SEEN = "2026-10-07 age=adult, nationality=foreign, contact.opened, indicators.seen\n"


def test_no_return_passes_without_a_look_at_its_risks() -> None:
    assert says(case(SEEN + "2026-11-20 returned"), "return.not_before", "2026-11-20") == ["breached"]
    looked_at = case(SEEN + "2026-11-01 return.considered\n2026-11-10 given:return_risk_assessment\n2026-11-20 returned")
    assert says(looked_at, "return.not_before", "2026-11-20") == ["kept"]


@pytest.mark.parametrize("status", ["not_identified", "identified", "closed"])
def test_that_gate_stands_whatever_was_decided(status: str) -> None:
    assert says(case(SEEN + f"2026-11-01 state={status}\n2026-11-20 returned"), "return.not_before", "2026-11-20") == ["breached"]


def test_guidance_stands_behind_the_look_and_behind_the_gate_as_guidance() -> None:
    assert {"return.assessed", "return.not_before", "asylum.open"} == {
        one.id for one in law().entitlements.values() if "NR-4" in one.clauses
    }
    assert law().clauses["NR-4"].strength == "should"


def test_what_awaits_somebody_beyond_the_border_no_case_can_show() -> None:
    assert says(case(SEEN), "return.no_danger", "2026-10-08") == ["unknown"]
    assert "return.no_danger" not in owed(case(SEEN), "2026-10-08")


def test_no_ground_of_the_data_lets_a_person_be_sent_into_danger() -> None:
    danger = law().entitlements["return.no_danger"]
    assert danger.withheld_on == ()
    assert "never derived" in str(law().clauses["NR-1"].conditions)
