import pytest
from tests.spec.cases import case, row, says, stand

title = "CETS 197 Article 13: recovery and reflection period"
text = """The law gives at least 30 days to recover, to escape the influence of traffickers and to decide in freedom. No expulsion
order is enforced in that time, the stay is authorised, and the help of Article 12(1) and (2) is given. A state is not bound where
public order prevents it or where the status is invoked improperly."""

PRESUMED = "2026-10-15 age=adult, nationality=foreign, state=presumed, decision:rg=positive\n"
RUNS = PRESUMED + "2026-10-15 period:reflection\n"


def test_it_cannot_end_before_thirty_days() -> None:
    assert str(row(case(RUNS), "reflection.period").due_on) == "2026-11-14"


def test_it_is_a_minimum_and_no_expiry() -> None:
    assert says(case(RUNS), "reflection.period", "2026-10-16", "2026-11-14", "2027-11-14") == ["kept", "kept", "kept"]


@pytest.mark.parametrize(("until", "words"), [("2026-11-13", "breached"), ("2026-11-14", "met in time")])
def test_ended_a_day_too_early_is_a_breach_and_on_the_day_it_is_not(until: str, words: str) -> None:
    facts = case(PRESUMED + f"2026-10-15 period:reflection to {until}\n2026-11-01 state=identified, decision:cg=positive")
    assert says(facts, "reflection.period", "2026-12-01") == [words]


def test_a_person_may_end_it_by_her_own_choice() -> None:
    found = stand(case(PRESUMED + "2026-10-15 period:reflection to 2026-10-25 because own_choice"), "reflection.period", "2026-11-01")
    assert (found.words, found.ground, found.mark, found.short_of_floor) == ("ended early", "own_choice", "declined", False)


def test_what_an_authority_calls_a_ground_is_none_where_the_law_does_not_know_it() -> None:
    facts = case(PRESUMED + "2026-10-15 period:reflection to 2026-10-25 because no_cooperation")
    assert says(facts, "reflection.period", "2026-11-01") == ["breached"]


@pytest.mark.parametrize(
    ("ground", "lawful"), [("public_order", True), ("improper_claim", True), ("other_law", False), ("!public_order", False)]
)
def test_it_may_be_refused_for_public_order_or_improper_invocation_alone(ground: str, lawful: bool) -> None:
    found = stand(case(PRESUMED + f"2026-10-16 period.refused:reflection because {ground}"), "reflection.period", "2026-10-20")
    assert (found.words, found.lawful) == ("withheld by an authority", lawful)


def test_until_it_is_granted_it_is_open_and_no_day_makes_it_late() -> None:
    assert says(case(PRESUMED), "reflection.period", "2026-10-16", "2027-10-16") == ["open", "open"]


def test_no_expulsion_is_enforced_while_it_runs() -> None:
    facts = case(RUNS + "2026-10-30 removal.enforced")
    assert says(facts, "reflection.no_removal", "2026-10-29", "2026-10-30") == ["kept", "breached"]


def test_when_it_has_ended_that_bar_ends_with_it() -> None:
    facts = case(PRESUMED + "2026-10-15 period:reflection to 2026-11-20\n2026-11-25 removal.enforced")
    assert says(facts, "reflection.no_removal", "2026-11-19", "2026-11-20", "2026-11-26") == ["kept", "met in time", "met in time"]


def test_a_national_needs_none() -> None:
    assert says(case(RUNS.replace("foreign", "national")), "reflection.period", "2026-10-20") == ["not applicable"]


def test_presumed_a_second_time_it_opens_a_second_time_and_the_first_breach_is_kept() -> None:
    facts = case(
        PRESUMED
        + """
        2026-10-15 period:reflection to 2026-10-20
        2026-10-25 state=not_identified, decision:cg=negative
        2026-12-01 state=presumed, decision:rg=positive, period:reflection
        """
    )
    assert [str(row(facts, "reflection.period", opening).due_on) for opening in (1, 2)] == ["2026-11-14", "2026-12-31"]
    assert says(facts, "reflection.period", "2026-10-30", "2026-12-02") == ["breached", "kept"]
