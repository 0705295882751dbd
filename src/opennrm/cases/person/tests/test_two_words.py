"""What police wrote of who somebody is and what the person said to those who help stand side by side: decision 0007."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import people
from tests.once import once
from tests.pages import page_of
from tests.people import signed_in

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.access.doors import Revealed
from opennrm.access.policy import Holder, enforces
from opennrm.cases.person import actions, reads
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door, known
from opennrm.mechanism.kinds import KINDS

KEPT = pytest.mark.django_db(databases=["default", "keys"])
FAMILY = "identity.family_names"


@pytest.fixture
def world() -> World:
    return once(World)


@pytest.fixture
def case(world: World) -> UUID:
    """A case that police referred, with a shelter in it."""
    case = people.a_referral(people.a_person(world.police, "first_responder"), world.authority, world.supported())
    referral.accept(world.decider, case)
    return case


def learns(actor: Actor, case: UUID, basis: str = "document", **texts: str) -> None:
    actions.learn_identity(actor, case, texts=texts, basis=basis, on=door.today())


def families(actor: Actor, case: UUID) -> list[tuple[str, str]]:
    return [(one.label, one.text) for one in known.identity(doors.case(actor, case), "case") if one.code == FAMILY]


@KEPT
def test_the_later_word_of_police_takes_nothing_from_what_the_person_said_to_the_shelter(world: World, case: UUID) -> None:
    patrol = people.a_person(world.police, "first_responder")
    learns(world.worker, case, basis="person", family_names="Melnychenko")
    people.time_passes(people.STARTS + timedelta(days=1))
    learns(patrol, case, basis="document", family_names="Ivanova")
    both = [
        ("Family names (Support provider, as the person says)", "Melnychenko"),
        ("Family names (Police, from a document)", "Ivanova"),
    ]
    assert families(world.decider, case) == both
    assert families(world.worker, case) == both
    assert families(patrol, case) == [("Family names", "Ivanova")]  # what the shelter wrote stays closed to police


@KEPT
def test_the_word_of_the_shelter_takes_nothing_silently_from_that_of_police(world: World, case: UUID) -> None:
    assert families(world.decider, case) == [("Family names", "Vasarin")]
    learns(world.worker, case, basis="person", family_names="Melnychenko")
    assert [text for _, text in families(world.decider, case)] == ["Melnychenko", "Vasarin"]


@KEPT
def test_where_both_say_the_same_there_is_one_word(world: World, case: UUID) -> None:
    learns(world.decider, case, family_names="Vasarin")
    assert families(world.decider, case) == [("Family names", "Vasarin")]


@KEPT
def test_pages_show_both_with_who_wrote_it_and_fill_in_the_word_of_those_who_help(world: World, case: UUID) -> None:
    learns(world.worker, case, basis="person", family_names="Melnychenko")
    learns(people.a_person(world.police, "first_responder"), case, family_names="Ivanova")
    client = signed_in(world.decider)
    page = client.post(f"/cases/{case}/", {"show": "identity"}).content.decode()
    for words in ("(Police, from a document)</b> <bdi>Ivanova", "as the person says)</b> <bdi>Melnychenko"):
        assert words in page
    assert "Ivanova" not in page_of(client, f"/cases/{case}/")
    assert reads.standing(doors.case(world.decider, case), "identity")["family_names"] == "Melnychenko"
    at = doors.case(world.decider, case)
    [history] = [one for one in reads.histories(at, door.glance(at), "identity") if one.label == "Family names"]
    assert [(one.text, one.stands) for one in history.versions] == [("Ivanova", True), ("Melnychenko", True), ("Vasarin", False)]


WORDS = st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.sampled_from(["Melnychenko", "Ivanova", "Vasarin"])), max_size=8)


@given(WORDS)
def test_the_last_word_of_each_side_stands_whatever_the_order(said: list[tuple[str, str]]) -> None:
    values = [Revealed("identity", FAMILY, text, Holder(None, kind), UUID(int=n)) for n, (kind, text) in enumerate(said)]
    stands = known.standing(values)
    for side in (False, True):
        own = [one for one in values if enforces(one.holder.kind or "") is side]
        assert not own or own[-1].text in {one.text for one in stands}
    assert len({one.text for one in stands}) == len(stands)
    assert not stands or not enforces(stands[0].holder.kind or "") or all(enforces(kind) for kind, _ in said)
