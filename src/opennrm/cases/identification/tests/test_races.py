"""Two who decide at once: one event, and the other is told what happened."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections
from tests.once import once
from tests.people import codes

from opennrm.access import doors
from opennrm.cases.identification import actions
from opennrm.cases.identification.tests.world import MINUTE, World
from opennrm.cases.spine import door
from opennrm.journal import replay
from opennrm.journal.models import JournalEvent
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def at_once(*acts: Callable[[], object]) -> list[Refused | None]:
    """Every act in a thread of its own, begun together; what each was refused."""
    together = Barrier(len(acts))

    def run(act: Callable[[], object]) -> Refused | None:
        try:
            together.wait(20)
            act()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def decisions(case: UUID) -> list[str]:
    kinds = ("identification.grounds_found", "identification.negative_proposed")
    return list(JournalEvent.objects.filter(stream=case, type__in=kinds).order_by("seq").values_list("type", flat=True))


def test_of_two_who_decide_opposite_at_once_one_is_recorded_and_the_other_is_told() -> None:
    world = once(World)
    case = world.case()
    world.ready(case)
    seen = door.glance(doors.case(world.decider, case)).place
    said = {"text": MINUTE, "mitigations": ["trauma"], "reason": "too_little", "seen": seen}
    refused = at_once(
        lambda: actions.decide_yes(world.decider, case, seen=seen),
        lambda: actions.decide_with_minute(world.colleague, case, **said),
    )
    assert len(decisions(case)) == 1
    [told] = [one for one in refused if one is not None]
    [change] = told.refusals
    assert change.code == "case.changed"
    recorded = {
        "identification.grounds_found": "There are reasonable grounds: rights are open",
        "identification.negative_proposed": "A negative was proposed and goes to a second reviewer",
    }
    assert recorded[decisions(case)[0]] in str(change.values["what"])
    assert list(replay.verify()) == []


def test_the_same_form_many_times_at_once_is_one_decision() -> None:
    world = once(World)
    case = world.case()
    seen = door.glance(doors.case(world.decider, case)).place
    refused = at_once(*[lambda: actions.decide_yes(world.decider, case, seen=seen)] * 6)
    assert decisions(case) == ["identification.grounds_found"]
    assert [one is None for one in refused].count(True) == 1
    assert {code for one in refused if one for code in {r.code for r in one.refusals}} == {"case.changed"}


def test_a_stale_form_is_refused_and_says_what_was_recorded_since() -> None:
    world = once(World)
    case = world.case()
    seen = door.glance(doors.case(world.decider, case)).place
    actions.weigh(world.colleague, case, side="for", weight="2", what="Paid for one month of seven")
    with pytest.raises(Refused) as refused:
        actions.decide_yes(world.decider, case, seen=seen)
    assert codes(refused) == {"case.changed"}
    assert "Evidence was weighed" in str(refused.value.refusals[0].values["what"])
    assert decisions(case) == []
