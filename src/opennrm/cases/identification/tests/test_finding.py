"""Whoever decides finds a person among the cases of the authority, in any script; of other cases nothing is found, and nothing is told."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import people
from tests.once import once
from tests.people import codes, happens
from tests.statements import MOST, statements

from opennrm.access import doors, readlog
from opennrm.access.doors import NotVisible, TooMany
from opennrm.cases.identification import actions
from opennrm.cases.identification.tests.world import World
from opennrm.cases.referral import actions as referrals
from opennrm.cases.spine import door
from opennrm.cases.spine import reads as spine
from opennrm.journal.models import JournalEvent
from opennrm.standards.refusal import Refused
from opennrm.vault import index

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ILEANA = {"given_names": "Ileana", "family_names": "Vasarin"}


@pytest.fixture
def world() -> World:
    return once(World)


def found(world: World, text: str) -> set[UUID]:
    return {one.case_id for one in doors.find_by_name(world.decider, text)}


def elsewhere(world: World) -> UUID:
    """The same person, in a case of another authority."""
    if not world.far:
        agency = people.an_agency("competent_authority", name="Office of the South", region="VEL")
        world.far = [agency, people.a_person(agency, "decision_maker")]
    case = people.a_referral(world.responder, world.far[0], contact=world.contact(), **ILEANA)
    referrals.accept(world.far[1], case)
    return case


def test_a_name_is_found_in_another_script_and_by_another_name(world: World) -> None:
    case, other = world.case(**ILEANA, aliases=("Lena Maria",)), world.case(given_names="Doru", family_names="Pascal")
    for text in ("Ileana Vasarin", "Илеана Васарин", "Lena"):
        assert found(world, text) == {case}
    assert found(world, "Doru") == {other}


def test_a_case_of_others_is_as_one_that_is_not_there(world: World) -> None:
    elsewhere(world)
    assert found(world, "Ileana Vasarin") == set()
    waiting = people.a_referral(world.responder, world.authority, contact=world.contact(), **ILEANA)
    assert found(world, "Ileana Vasarin") == set()  # not taken up yet: who it is stays closed
    referrals.accept(world.decider, waiting)
    assert found(world, "Ileana Vasarin") == {waiting}


def test_a_case_of_one_s_own_is_found_behind_many_of_others(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    bearing = index.Pointed.bearing
    monkeypatch.setattr(index.Pointed, "bearing", lambda pointed, among: bearing(pointed, among, limit=2))
    for _ in range(4):
        elsewhere(world)
    own = world.case(**ILEANA)
    for _ in range(4):
        elsewhere(world)
    assert found(world, "Ileana Vasarin") == {own}


def test_cases_that_were_found_are_read_by_one_question_however_many(world: World) -> None:
    cases = [world.case(**ILEANA) for _ in range(3)]
    opened = [doors.case(world.decider, case) for case in cases]
    with CaptureQueriesContext(connection) as asked:
        seen = spine.cases_behind(opened)
    assert ([one.id for one in seen], len(asked)) == (cases, 1)
    assert spine.cases_behind([]) == []


def test_a_search_asks_no_more_than_a_page_may(world: World) -> None:
    world.case(**ILEANA)
    browser = people.signed_in(world.decider)
    asked = {"name": "Ileana Vasarin"}
    assert browser.post("/search/", asked).status_code == 200
    assert statements(lambda: browser.post("/search/", asked)) <= MOST


def test_each_search_is_recorded_also_one_that_finds_nothing(world: World) -> None:
    case = world.case(**ILEANA)
    before = JournalEvent.objects.filter(kind="reading").count()
    found(world, "Ileana")
    found(world, "Nobody Atall")
    assert JournalEvent.objects.filter(kind="reading").count() == before + 2
    assert {look.page for look in readlog.who_looked(case)} >= {"search"}


def test_a_person_searches_thirty_times_an_hour(world: World) -> None:
    for _ in range(30):
        found(world, "Nobody")
    with pytest.raises(TooMany):
        found(world, "Nobody")
    assert doors.find_by_name(world.colleague, "Nobody") == []


def test_what_is_thought_of_two_cases_stands_on_both_and_merges_nothing(world: World) -> None:
    case, other = world.case(**ILEANA), world.case(**ILEANA)
    with happens("identification.duplicate_noted", "identification.duplicate_noted"):
        actions.note_duplicate(world.decider, case, other=other, same="yes")
    assert door.state_of(case).note("identification.duplicates") == {other: "yes"}
    assert door.state_of(other).note("identification.duplicates") == {case: "yes"}
    assert door.state_of(case).state == door.state_of(other).state == "referred"


def test_nothing_is_noted_of_a_case_that_one_may_not_see(world: World) -> None:
    case = world.case(**ILEANA)
    for hidden in (elsewhere(world), uuid4()):
        with happens(), pytest.raises(NotVisible):
            actions.note_duplicate(world.decider, case, other=hidden, same="yes")
    with happens(), pytest.raises(Refused) as refused:
        actions.note_duplicate(world.decider, case, other=case, same="yes")
    assert codes(refused) == {"duplicate.same-case"}
