"""The same button pressed by many hands in one moment: one case, one answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections
from tests.once import once
from tests.people import a_contact, a_referral, a_sending

from opennrm.cases.referral import actions
from opennrm.cases.referral.tests.world import World
from opennrm.journal import replay
from opennrm.journal.models import JournalEvent
from opennrm.standards.refusal import Refused

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "keys"]), pytest.mark.security("RAC-02")]

HANDS = 6


def at_once(act: Callable[[], object]) -> list[object]:
    """What each of several hands gets that press in the same moment; a refusal is an answer, too."""
    together = Barrier(HANDS)

    def press(_number: int) -> object:
        together.wait()
        try:
            return act()
        except Refused as refused:
            return refused.refusals[0].code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(press, range(HANDS)))


def test_sent_by_many_hands_it_is_one_case() -> None:
    world = once(World)
    contact, sending = a_contact(world.responder), a_sending()
    cases = at_once(lambda: actions.refer(world.responder, contact, sending=sending, recipient=world.authority.pk))
    assert len(set(cases)) == 1
    assert isinstance(cases[0], UUID)
    assert JournalEvent.objects.filter(type="case.opened").count() == 1
    assert list(replay.verify()) == []


def test_taken_up_by_many_hands_it_is_taken_up_once() -> None:
    world = once(World)
    case = a_referral(world.responder, world.authority)
    answers = at_once(lambda: actions.accept(world.decider, case))
    assert sorted(map(str, answers)) == ["None", *["referral.answered"] * (HANDS - 1)]
    assert JournalEvent.objects.filter(type="referral.accepted").count() == 1
