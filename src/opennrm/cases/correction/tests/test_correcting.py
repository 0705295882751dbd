"""Set aside, joined, put right: what counts, what is owed, what bars it; each through the action."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from tests.once import once

from opennrm.access.doors import NotVisible
from opennrm.cases.correction import actions
from opennrm.cases.identification import actions as identification
from opennrm.cases.identification.tests.world import World
from opennrm.cases.procedure import actions as procedure
from opennrm.cases.spine import door, reads, worklist
from opennrm.cases.spine.models import Counted, Decided
from opennrm.journal import replay
from opennrm.journal.models import JournalEvent
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
WHY = "Typed twice on one evening."


@pytest.fixture
def world() -> World:
    return once(World)


@contextmanager
def refused(*codes: str) -> Iterator[None]:
    before = JournalEvent.objects.exclude(kind="reading").count()
    with pytest.raises(Refused) as said:
        yield
    assert {one.code for one in said.value.refusals} == set(codes)
    assert JournalEvent.objects.exclude(kind="reading").count() == before


def void(world: World, case: UUID, **more: Any) -> None:
    actions.void(world.decider, case, **{"reason": "entered_in_error", "why": WHY, "on": door.today(), **more})


def merge(world: World, case: UUID, other: UUID | None, *, sure: bool = False) -> None:
    actions.merge(world.decider, case, other=other, why=WHY, on=door.today(), sure=sure)


def part(world: World, case: UUID, other: UUID) -> None:
    actions.part(world.decider, case, other=other, why="Two sisters.", on=door.today())


def counted(case: UUID) -> int:
    return Counted.objects.filter(case_id=case, until_position__isnull=True).count()


def decided(case: UUID) -> int:
    return Decided.objects.filter(case_id=case, until_position__isnull=True).count()


def test_a_voided_referral_counts_nowhere_is_owed_nothing_and_waits_for_nobody(world: World) -> None:
    case = world.case()
    assert (counted(case), bool(reads.rights_of(case))) == (1, True)
    void(world, case)
    assert (counted(case), reads.rights_of(case)) == (0, [])
    assert not worklist.WorklistLine.objects.filter(case_id=case, open=True).exists()
    with refused("case.set-aside"):
        procedure.suspend(world.decider, case, reason="missing", on=door.today())


def test_restored_it_stands_as_before(world: World) -> None:
    case = world.case()
    before = reads.rights_of(case)
    void(world, case)
    actions.restore(world.decider, case, why="It was none of the trials.", on=door.today())
    assert (counted(case), reads.rights_of(case)) == (1, before)
    with refused("restore.not-voided"):
        actions.restore(world.decider, case, why="Once more.", on=door.today())


def test_nobody_who_was_found_or_is_helped_is_voided(world: World) -> None:
    found, helped = world.case(), world.case(world.supported())
    identification.decide_yes(world.decider, found)
    with refused("void.presumed"):
        void(world, found)
    with refused("void.helped"):
        void(world, helped)


def test_a_reason_is_written_and_the_day_has_come(world: World) -> None:
    case = world.case()
    with refused("correction.why", "day.future"):
        void(world, case, why="  ", on=door.today().replace(year=2100))


def test_two_of_one_person_are_joined_and_parted(world: World) -> None:
    first, second = world.case(), world.case()
    merge(world, second, first)
    assert (counted(first), counted(second)) == (1, 0)
    with refused("case.set-aside"):
        identification.decide_yes(world.decider, second)
    part(world, second, first)
    assert (counted(first), counted(second)) == (1, 1)
    with refused("part.not-merged"):
        part(world, second, first)


def test_what_the_person_was_granted_is_in_the_case_that_goes_on(world: World) -> None:
    found, other, helped = world.case(), world.case(), world.case(world.supported())
    identification.decide_yes(world.decider, found)
    with refused("merge.other-way"):
        merge(world, found, other)
    with refused("merge.helpers"):
        merge(world, helped, found)
    merge(world, other, found)
    assert (decided(found), decided(other)) == (1, 0)


def test_a_case_is_joined_to_another_that_stands(world: World) -> None:
    case, aside = world.case(), world.case()
    void(world, aside)
    with refused("merge.other-aside"):
        merge(world, case, aside)
    with refused("merge.itself"):
        merge(world, case, case)
    with refused("merge.none-such"):
        merge(world, case, None)
    with pytest.raises(NotVisible):
        merge(world, case, UUID(int=7))


def test_two_that_contradict_are_joined_only_by_who_is_sure(world: World) -> None:
    case, other = world.case(), world.case()
    actions.put_right(world.decider, other, right={"sex": ("male",)}, reason="document", why=WHY, on=door.today())
    with refused("merge.other-sex"):
        merge(world, case, other)
    merge(world, case, other, sure=True)
    assert (counted(case), counted(other)) == (0, 1)


def test_who_referred_corrects_nothing(world: World) -> None:
    case = world.case()
    with pytest.raises(Refused):
        actions.void(world.responder, case, reason="no_person", why=WHY, on=door.today())
    with pytest.raises(NotVisible):
        actions.void(world.worker, case, reason="no_person", why=WHY, on=door.today())


def test_a_fact_put_right_names_the_event_that_said_it(world: World) -> None:
    case = world.case()
    told: dict[str, Any] = {"reason": "document", "why": "Her passport.", "on": door.today()}
    now = {"sex": ("male",), "nationality": ("foreign",), "citizenships": ("UA",)}
    actions.put_right(world.decider, case, right=now, **told)
    actions.put_right(world.decider, case, right={"sex": ("female",)}, **told)
    found = [one for one in door_events(case) if one["type"] == "correction.fact_corrected"]
    assert [(one["field"], one["was"], one["right"]) for one in found] == [
        ("sex", ["female"], ["male"]),
        ("citizenships", ["MD"], ["UA"]),
        ("sex", ["male"], ["female"]),
    ]
    assert [one["event"] for one in found][:2] == [1, 1]
    assert found[2]["event"] == found[0]["seq"]
    with refused("correction.nothing"):
        actions.put_right(world.decider, case, right={"sex": ("female",)}, **told)


def door_events(case: UUID) -> list[dict[str, Any]]:
    from opennrm.journal import registry, store  # noqa: PLC0415  settings must be ready first

    return [
        {"type": one.envelope.type, "seq": one.envelope.seq, **registry.decode(one).model_dump(mode="json")} for one in store.read(case)
    ]


def test_recategorised_it_counts_under_what_it_is(world: World) -> None:
    case = world.case()
    actions.recategorise(
        world.decider, case, right={"forms": ("sexual", "labour"), "place": ("both",)}, why="Her account.", on=door.today()
    )
    row = Counted.objects.get(case_id=case, until_position__isnull=True)
    assert (row.forms, row.place) == (["labour", "sexual"], "both")


def test_a_rebuild_gives_the_same(world: World) -> None:
    first, second = world.case(), world.case()
    merge(world, second, first)
    void(world, first)
    before = list(Counted.objects.order_by("id").values())
    replay.rebuild()
    assert list(Counted.objects.order_by("id").values()) == before


def test_of_two_facts_put_right_in_one_act_each_ends_the_version_before_it(world: World) -> None:
    case = world.case()
    now = {"sex": ("male",), "region": ("north",)}
    recorded = actions.put_right(world.decider, case, right=now, reason="typed_wrongly", why=WHY, on=door.today())
    assert (len(recorded), counted(case)) == (2, 1)
    assert list(replay.verify()) == []
