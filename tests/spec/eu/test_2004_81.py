from tests.spec.cases import case, owed, says, union

from opennrm.standards.load import law

title = "Directive 2004/81 Articles 6 and 8, and the judgment C-66/21: time to recover, no transfer, permit"
text = """For persons from outside the Union there is a period, of a length that national law sets, to recover, to escape and to
decide; meanwhile there is help, and no expulsion is enforced, a transfer to another member state neither. It gives no right of
residence. Afterwards a permit of at least six months, renewable, for who is useful to the proceedings, means to cooperate and
has broken all ties."""

RUNNING = "2026-10-15 age=adult, nationality=foreign, state=presumed, decision:rg=positive, period:reflection\n"


def test_the_period_and_the_bar_on_expulsion_are_owed_by_this_law_alone() -> None:
    assert {"reflection.period", "reflection.no_removal"} <= owed(case(RUNNING), "2026-10-16", union())


def test_a_transfer_carried_out_during_it_is_a_breach() -> None:
    facts = case(RUNNING + "2026-10-25 removal.enforced")
    assert says(facts, "reflection.no_removal", "2026-10-24", "2026-10-25", profile=union()) == ["kept", "breached"]


def test_a_transfer_that_is_decided_and_prepared_breaks_nothing() -> None:
    assert "may be decided and prepared" in str(law().clauses["EU-RRP"].says)
    assert says(case(RUNNING + "2026-10-25 return.considered"), "reflection.no_removal", "2026-10-26", profile=union()) == ["kept"]


def test_a_national_has_no_need_of_it() -> None:
    facts = case(RUNNING.replace("nationality=foreign", "nationality=national"))
    assert says(facts, "reflection.period", "2026-10-16", profile=union()) == ["not applicable"]


def test_the_bar_that_lasts_until_identification_is_complete_is_the_conventions_own() -> None:
    assert "removal.bar" not in owed(case(RUNNING), "2026-10-16", union())
    assert "removal.bar" in owed(case(RUNNING), "2026-10-16")


def test_the_length_and_the_renewal_of_a_permit_no_case_shows_yet() -> None:
    assert says(case(RUNNING + "2026-12-01 permit.decided"), "permit.renewable", "2026-12-02", profile=union()) == ["unknown"]
    assert "intention to cooperate" in str(law().clauses["EU-04/81-8"].conditions)
