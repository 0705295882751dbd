"""A positive decision ends: revoked as flawed, or by disqualification; a second person agrees, and the person is told."""

from uuid import UUID

import pytest
from django.utils.html import escape
from tests import people
from tests.once import once
from tests.people import happens, signed_in

from opennrm.access.actor import Actor
from opennrm.cases.identification import actions as identification
from opennrm.cases.procedure import actions, rules
from opennrm.cases.procedure.events import END_PROPOSED
from opennrm.cases.procedure.tests.world import World, later, place, refusals, row_of, stands, waits_for
from opennrm.cases.spine import door
from opennrm.cases.spine.outcomes import is_owed_word, outcome_of
from opennrm.cases.spine.status import StatusCode, status
from opennrm.countries.load import load_profile
from opennrm.vault.models import SealedValue

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
WHY = "The papers were another person's; the other person has come forward."
ASSESSED: dict[str, str] = {
    "ground": "public_order",
    "assessed": "The judgment of last year, and the probation report.",
    "risk": "High without a place to live, lower with one.",
    "outweighs": "It does, because of what the judgment found.",
}


@pytest.fixture
def world() -> World:
    return once(World, "GB")


def proposed(world: World, case: UUID, kind: str = "disqualification") -> UUID:
    if kind == "revocation":
        actions.propose_revocation(world.decider, case, reasons=WHY)
    else:
        actions.propose_disqualification(world.decider, case, **ASSESSED)
    return case


# --- revoked ---------------------------------------------------------------------------------------------------------------


def test_a_flawed_decision_is_revoked_by_two_people(world: World) -> None:
    case = world.identified()
    with happens("procedure.revocation_proposed"):
        actions.propose_revocation(world.decider, case, reasons=WHY)
    assert place(case) == "cg_positive"
    assert "procedure.end_review" in waits_for(world.reviewer, case)
    with happens("procedure.end_reviewed", "procedure.revoked"):
        actions.confirm_end(world.reviewer, case)
    assert place(case) == "closed"
    assert door.state_of(case).facts.entries("minute.written:revocation")
    assert SealedValue.objects.get(stream=case, code="procedure.revocation").section == "account"


def test_reasons_are_written_and_only_a_final_yes_is_revoked(world: World) -> None:
    assert refusals(actions.propose_revocation, world.decider, world.identified(), reasons=" ") == {"procedure.empty": "reasons"}
    assert refusals(actions.propose_revocation, world.decider, world.presumed(), reasons=WHY) == {"step.not-from-here": None}


def test_a_country_that_knows_no_such_step_has_none() -> None:
    world = once(World, "XD")
    case = world.identified()
    assert refusals(actions.propose_revocation, world.decider, case, reasons=WHY) == {"step.unknown": None}
    assert refusals(actions.propose_disqualification, world.decider, case, **ASSESSED) == {"step.unknown": None}


# --- disqualified ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("final", [False, True])
def test_somebody_is_disqualified_by_two_people_after_an_assessment(world: World, final: bool) -> None:
    case = world.identified() if final else world.presumed()
    with happens("procedure.disqualification_proposed"):
        actions.propose_disqualification(world.decider, case, **ASSESSED)
    with happens("procedure.end_reviewed", "procedure.disqualified"):
        actions.confirm_end(world.reviewer, case, words="Read twice.")
    assert place(case) == "closed"
    facts = door.state_of(case).facts
    for fact in ("ground:disqualification", "ground:public_order", "minute.written:disqualification"):
        assert facts.entries(fact)[-1].on == door.today()


@pytest.mark.parametrize("field", ["assessed", "risk", "outweighs"])
def test_each_part_of_the_assessment_is_written(world: World, field: str) -> None:
    case = world.presumed()
    assert refusals(actions.propose_disqualification, world.decider, case, **{**ASSESSED, field: " "}) == {"procedure.empty": field}


@pytest.mark.parametrize("ground", ["", "did_not_cooperate", "court_order"])
def test_there_is_no_other_ground(world: World, ground: str) -> None:
    case = world.presumed()
    refused = refusals(actions.propose_disqualification, world.decider, case, **{**ASSESSED, "ground": ground})
    assert refused == {"disqualify.ground": "ground"}


def test_nothing_holds_before_a_second_person_agrees(world: World) -> None:
    """A proposal alone would let anybody end the time to recover on its ground."""
    case = world.presumed()
    proposed(world, case)
    facts = door.state_of(case).facts
    assert not facts.entries("ground:public_order")
    assert not facts.entries("minute.written:disqualification")
    assert stands(case, "reflection.period") is StatusCode.KEPT
    assert not is_owed_word_of(case, "disqualification")


def is_owed_word_of(case: UUID, stage: str) -> bool:
    outcome = outcome_of(door.state_of(case))
    return outcome is not None and outcome.stage == stage and is_owed_word(door.state_of(case))


@pytest.mark.parametrize("ground", rules.GROUNDS)
def test_the_time_to_recover_ends_early_on_that_ground(world: World, ground: str) -> None:
    case = world.presumed()
    later(5)
    actions.propose_disqualification(world.decider, case, **{**ASSESSED, "ground": ground})
    actions.confirm_end(world.reviewer, case)
    now = status(row_of(case, "reflection.period"), door.today())
    assert (now.code, now.ground, now.lawful) == (StatusCode.ENDED_EARLY, ground, True)


def test_it_ends_early_only_where_the_law_says_so() -> None:
    assert rules.ends_reflection(load_profile("GB"), "public_order")
    assert not rules.ends_reflection(load_profile("XD"), "improper_claim")


# --- a second person -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["revocation", "disqualification"])
def test_whoever_proposed_does_not_agree_alone(world: World, kind: str) -> None:
    case = world.identified()
    both = people.a_person(world.authority, "decision_maker", "second_reviewer")
    if kind == "revocation":
        actions.propose_revocation(both, case, reasons=WHY)
    else:
        actions.propose_disqualification(both, case, **ASSESSED)
    assert refusals(actions.confirm_end, both, case) == {"end.same-person": None}
    assert refusals(actions.send_end_back, both, case, words="Mine.") == {"end.same-person": None}


def test_nobody_but_a_second_reviewer_agrees(world: World) -> None:
    case = proposed(world, world.identified())
    for actor in (world.decider, world.colleague, world.responder):
        assert refusals(actions.confirm_end, actor, case) == {"access.closed": None}


def test_a_reviewer_proposes_nothing(world: World) -> None:
    case = world.identified()
    assert refusals(actions.propose_revocation, world.reviewer, case, reasons=WHY) == {"access.closed": None}


def test_without_a_proposal_there_is_nothing_to_agree_to(world: World) -> None:
    assert refusals(actions.confirm_end, world.reviewer, world.identified()) == {"end.nothing": None}


def test_one_proposal_at_a_time(world: World) -> None:
    case = proposed(world, world.identified())
    assert refusals(actions.propose_revocation, world.decider, case, reasons=WHY) == {"end.pending": None}


def test_sent_back_the_decision_stands_and_it_can_be_proposed_anew(world: World) -> None:
    case = proposed(world, world.identified(), "revocation")
    assert refusals(actions.send_end_back, world.reviewer, case, words=" ") == {"procedure.empty": "words"}
    with happens("procedure.end_sent_back"):
        actions.send_end_back(world.reviewer, case, words="It was not flawed: she was asked.")
    assert place(case) == "cg_positive"
    assert "procedure.end_review" not in waits_for(world.reviewer, case)
    assert not door.state_of(case).facts.entries("minute.written:revocation")
    proposed(world, case, "revocation")


def test_what_was_proposed_is_barred_once_the_case_went_on(world: World) -> None:
    case = proposed(world, world.presumed())
    actions.suspend(world.decider, case, on=door.today(), reason="missing")
    assert refusals(actions.confirm_end, world.reviewer, case) == {"step.not-from-here": None}
    actions.withdraw(world.decider, case, on=door.today(), through="person", words="No more.")
    assert door.state_of(case).note(END_PROPOSED) is None


# --- told ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["revocation", "disqualification"])
def test_the_person_is_told_although_the_procedure_is_over(world: World, kind: str) -> None:
    case = proposed(world, world.identified(), kind)
    actions.confirm_end(world.reviewer, case)
    assert place(case) == "closed"
    assert is_owed_word_of(case, kind)
    assert waits_for(world.decider, case) == {"identification.notice"}
    assert mine(world.decider, case) == {"identification.notice"}
    with happens("identification.notice_given"):
        world.tell(case)
    assert waits_for(world.decider, case) == set()


@pytest.mark.parametrize("kind", ["revocation", "disqualification"])
def test_the_notice_carries_the_reasons_of_the_end_and_not_those_of_the_yes(world: World, kind: str) -> None:
    case = proposed(world, world.identified(), kind)
    actions.confirm_end(world.reviewer, case)
    shown = signed_in(world.decider).get(f"/cases/{case}/notice/").content.decode()
    for text in [WHY] if kind == "revocation" else [text for part, text in ASSESSED.items() if part != "ground"]:
        assert escape(text) in shown
    assert "Two sources agree." not in shown, "those are the reasons of the yes"
    assert "You may ask that it is looked at again" not in shown, "the law here knows no such request"
    assert "what can still be done against it" in shown


def mine(actor: Actor, case: UUID) -> set[str]:
    """What the day of somebody shows of a case."""
    reference = door.state_of(case).reference
    return {line.key for line in people.lines_of(actor) if line.reference == reference}


def test_what_hung_on_the_decision_ends_with_it(world: World) -> None:
    case = proposed(world, world.identified())
    assert row_of(case, "accommodation").ends_on is None
    later(3)
    actions.confirm_end(world.reviewer, case)
    assert row_of(case, "accommodation").ends_on == door.today()


def test_a_decision_that_was_told_before_is_no_word_of_its_end(world: World) -> None:
    case = world.presumed()
    world.tell(case)
    identification.decide_yes(world.decider, case, text="Two sources agree.")
    proposed(world, case)
    actions.confirm_end(world.reviewer, case)
    assert is_owed_word_of(case, "disqualification")
