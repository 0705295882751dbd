"""One act on a right, through the action: every status of the ledger is reached, and who may not record is refused."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from tests import people
from tests.once import once

from opennrm.access.actor import Actor
from opennrm.access.doors import NotVisible
from opennrm.access.policy import Consent
from opennrm.cases.identification import actions as identification
from opennrm.cases.protection import actions as protection
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.sending import Asked
from opennrm.cases.spine import door, reads
from opennrm.cases.spine.status import StatusCode, status
from opennrm.cases.support import actions
from opennrm.journal import clock
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@dataclass
class World:
    """One case with reasonable grounds: who decides, who supports, who stands outside."""

    case: UUID
    decider: Actor
    worker: Actor
    stranger: Actor
    responder: Actor


def made() -> World:
    people.an_installation()
    authority, house = people.an_agency("competent_authority"), people.an_agency("support_provider")
    responder = people.a_person(people.an_agency("listed_ngo"), "first_responder")
    decider, worker = people.a_person(authority, "decision_maker"), people.a_person(house, "case_worker")
    stranger = people.a_person(people.an_agency("support_provider"), "case_worker")
    supported = Asked(scope="support", answer="yes", recipient=house.pk, recipient_kind="support_provider")
    case = people.a_referral(responder, authority, supported)
    referral.accept(decider, case)
    identification.decide_yes(decider, case)
    return World(case, decider, worker, stranger, responder)


@pytest.fixture
def world() -> World:
    return once(made)


def standing(case: UUID, entitlement: str, on: date | None = None) -> StatusCode:
    rows = [row for row in reads.rights_of(case) if row.entitlement == entitlement]
    return status(rows[-1], on or door.today()).code


def days(count: int) -> None:
    clock.move_to(clock.now() + timedelta(days=count))


RIGHT = {"entitlement": "accommodation", "opening": 1}


def test_what_is_given_is_kept(world: World) -> None:
    with people.happens("support.given"):
        actions.give(world.worker, world.case, **RIGHT, on=door.today())
    assert standing(world.case, "accommodation") is StatusCode.KEPT


def test_what_stops_while_it_is_owed_is_interrupted(world: World) -> None:
    actions.give(world.worker, world.case, **RIGHT, on=door.today())
    days(3)
    with people.happens("support.stopped"):
        actions.stop(world.worker, world.case, **RIGHT, on=door.today(), own_choice=False)
    assert standing(world.case, "accommodation") is StatusCode.INTERRUPTED


def test_what_stops_by_own_choice_is_declined(world: World) -> None:
    actions.give(world.worker, world.case, **RIGHT, on=door.today())
    days(1)
    actions.stop(world.worker, world.case, **RIGHT, on=door.today(), own_choice=True)
    assert standing(world.case, "accommodation") is StatusCode.DECLINED


def test_a_choice_can_be_changed(world: World) -> None:
    with people.happens("support.declined"):
        actions.decline(world.worker, world.case, **RIGHT, on=door.today())
    assert standing(world.case, "accommodation") is StatusCode.DECLINED
    actions.give(world.worker, world.case, **RIGHT, on=door.today())
    assert standing(world.case, "accommodation") is StatusCode.KEPT


def test_what_is_not_to_be_had_is_a_gap(world: World) -> None:
    with people.happens("support.unavailable"):
        actions.miss(world.worker, world.case, **RIGHT, on=door.today())
    assert standing(world.case, "accommodation") is StatusCode.UNAVAILABLE


@pytest.mark.parametrize(("ground", "lawful"), [("none", False), ("court_order", True)])
def test_what_an_authority_withholds_says_whether_the_law_knows_the_ground(world: World, ground: str, lawful: bool) -> None:
    actions.note_request(world.worker, world.case, what="documents", on=door.today())
    with people.happens("support.withheld"):
        actions.withhold(world.worker, world.case, entitlement="documents.returned", opening=1, on=door.today(), ground=ground)
    row = next(row for row in reads.rights_of(world.case) if row.entitlement == "documents.returned")
    now = status(row, door.today())
    assert (now.code, now.ground, now.lawful) == (StatusCode.WITHHELD, ground, lawful)


def test_a_deadline_that_passes_is_overdue_without_a_write_and_then_met_late(world: World) -> None:
    actions.note_need(world.worker, world.case, need="medical", on=door.today())
    written = reads.rights_of(world.case)
    assert standing(world.case, "medical.emergency") is StatusCode.OPEN
    days(4)
    assert standing(world.case, "medical.emergency") is StatusCode.OVERDUE
    assert reads.rights_of(world.case) == written
    actions.give(world.worker, world.case, entitlement="medical.emergency", opening=1, on=door.today())
    assert standing(world.case, "medical.emergency") is StatusCode.MET_LATE


def test_what_is_given_in_time_is_met_in_time(world: World) -> None:
    actions.note_need(world.worker, world.case, need="medical", on=door.today())
    actions.give(world.worker, world.case, entitlement="medical.emergency", opening=1, on=door.today())
    days(30)
    assert standing(world.case, "medical.emergency") is StatusCode.MET_IN_TIME


@pytest.mark.parametrize(
    ("act", "entitlement", "event"),
    [
        (actions.note_condition, "unconditional", "support.assistance_conditioned"),
        (actions.note_without_consent, "consensual", "support.assisted_without_consent"),
        (protection.record_removal, "removal.bar", "protection.removal_enforced"),
    ],
)
def test_a_wrong_breaks_a_right_and_never_heals(world: World, act: object, entitlement: str, event: str) -> None:
    with people.happens(event):
        act(world.worker, world.case, on=door.today())  # type: ignore[operator]
    days(400)
    assert standing(world.case, entitlement) is StatusCode.BREACHED


def test_a_stranger_finds_no_case(world: World) -> None:
    with pytest.raises(NotVisible):
        actions.give(world.stranger, world.case, **RIGHT, on=door.today())


def test_nothing_is_recorded_for_tomorrow(world: World) -> None:
    with pytest.raises(Refused) as refused:
        actions.give(world.worker, world.case, **RIGHT, on=door.today() + timedelta(days=1))
    assert [(one.code, one.field) for one in refused.value.refusals] == [("day.future", "on")]


def test_all_that_is_wrong_is_said_at_once(world: World) -> None:
    actions.give(world.worker, world.case, **RIGHT, on=door.today())
    with pytest.raises(Refused) as refused:
        actions.give(world.worker, world.case, **RIGHT, on=door.today() + timedelta(days=1), until=door.today())
    assert {one.code for one in refused.value.refusals} == {"day.future", "right.given", "right.backwards"}


@pytest.mark.parametrize("entitlement", ["identification.decision", "removal.bar", "nothing.such"])
def test_a_right_that_is_met_by_no_giving_is_not_given(world: World, entitlement: str) -> None:
    with pytest.raises(Refused):
        actions.give(world.worker, world.case, entitlement=entitlement, opening=1, on=door.today())


def test_withdrawal_of_consent_ends_recording_at_once(world: World) -> None:
    actions.give(world.worker, world.case, **RIGHT, on=door.today())
    referral.take_back(world.worker, world.case, Consent("support", str(world.worker.agency), "assistance"), on=door.today())
    with pytest.raises(NotVisible):
        actions.give(world.worker, world.case, **RIGHT, on=door.today())


def test_the_note_is_in_no_table_in_clear(world: World) -> None:
    actions.give(world.worker, world.case, **RIGHT, on=door.today(), note="canary-in-a-note")
    from django.apps import apps  # noqa: PLC0415

    for model in apps.get_models():
        if model._meta.app_label.startswith(("journal", "cases", "access", "vault")):
            database = "keys" if model.__name__ in ("SubjectKey", "DraftKey", "IndexKey", "KeyStoreState") else "default"
            for row in model._base_manager.using(database).values_list():
                assert not any("canary-in-a-note" in str(bytes(cell) if isinstance(cell, memoryview) else cell) for cell in row)
