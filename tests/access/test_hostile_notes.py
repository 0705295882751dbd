"""What a shelter writes and what police may read of it, asked of the doors with real cases; and acts on what they are no acts of."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.access.world import World, canary, tie

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.access.doors import NotVisible, Revealed
from opennrm.access.policy import Consent, Holder
from opennrm.cases.contact import actions as contacts
from opennrm.cases.identification import actions as identification
from opennrm.cases.protection import actions as protection
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.sending import Talk
from opennrm.cases.spine import door
from opennrm.cases.spine.about import About
from opennrm.cases.support import actions as support
from opennrm.journal.models import JournalEvent
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NOTE = canary("his", "need")  # the shelter's note in the case that the police referred
INVESTIGATION = "investigation"


def disclosed(world: World, recipient: str, purpose: str = INVESTIGATION) -> None:
    """The person's live consent to disclosure, beside what stands. No act of ours asks for one as yet, so it is put in the table."""
    tie(world.ours.patrol, world.his, "referrer", consents=(Consent("disclosure", recipient, purpose),))


def notes(actor: Actor, case_id: UUID, purpose: str | None) -> dict[str, Revealed]:
    return doors.reveal_sections(doors.case(actor, case_id), ["support"], "support notes", purpose)


@pytest.mark.security("MORE-01")
@pytest.mark.parametrize("purpose", [None, INVESTIGATION, "prosecution", "assistance"])
def test_police_that_referred_do_not_read_the_shelters_note(world: World, purpose: str | None) -> None:
    assert notes(world.ours.patrol, world.his, purpose) == {}


@pytest.mark.security("MORE-01")
def test_with_her_live_consent_police_read_it_for_that_purpose_and_no_other(world: World) -> None:
    disclosed(world, str(world.ours.agency("police").pk))
    assert [one.text for one in notes(world.ours.patrol, world.his, INVESTIGATION).values()] == [NOTE]
    assert [notes(world.ours.patrol, world.his, purpose) for purpose in (None, "prosecution", "return")] == [{}, {}, {}]


@pytest.mark.security("MORE-01")
def test_her_consent_to_one_police_is_none_to_another(world: World) -> None:
    disclosed(world, str(world.strangers.agency("police").pk))
    assert notes(world.ours.patrol, world.his, INVESTIGATION) == {}
    tie(world.strangers.patrol, world.his, "consulted", consents=(Consent("disclosure", "police", INVESTIGATION),))
    assert notes(world.strangers.patrol, world.his, INVESTIGATION) == {}


@pytest.mark.security("MORE-01")
def test_even_then_where_she_is_stays_closed_to_police(world: World) -> None:
    disclosed(world, str(world.ours.agency("police").pk))
    case = doors.case(world.ours.patrol, world.his)
    shelter = Holder(world.ours.agency("support_provider").pk, "support_provider")
    assert not case.may("contact_and_location", "read", shelter, INVESTIGATION).allowed


@pytest.mark.security("MORE-01")
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_of_notes_shows_police_nothing_of_the_shelters(world: World, method: str) -> None:
    answer = getattr(world.browser(world.ours.patrol), method)(f"/cases/{world.his}/notes/")
    assert answer.status_code in (200, 302, 404)
    assert NOTE not in answer.content.decode()


@pytest.mark.security("MORE-01")
def test_the_shelter_reads_its_own_note_until_the_person_takes_the_consent_back(world: World) -> None:
    client, address = world.browser(world.ours.worker), f"/cases/{world.his}/notes/"
    assert NOTE in client.post(address).content.decode()
    _taken_back(world)
    assert client.post(address).status_code == 404


def _taken_back(world: World) -> None:
    state = door.state_of(world.his)
    assert state is not None
    for consent in [one for one in state.consents if one.scope == "support"]:
        referral.take_back(world.ours.worker, world.his, consent, on=door.today())


@pytest.mark.security("MORE-02")
@pytest.mark.parametrize("second", ["support_provider", "guardian", "lawyer", "child_office", "competent_authority"])
def test_a_second_tie_opens_no_note_to_police(world: World, second: str) -> None:
    for actor, first in ((world.ours.patrol, "referrer"), (world.ours.officer, "investigator")):
        tie(actor, world.his, first, second)
        assert notes(actor, world.his, None) == notes(actor, world.his, INVESTIGATION) == {}


# --- acts on a stream of another kind ---------------------------------------------------------------------------------------

Does = Callable[[World, Actor, UUID, date], Any]
ON_A_CASE: dict[str, Does] = {
    "reasons are written": lambda w, by, id, on: identification.write_minute(by, id, text="x"),
    "evidence is weighed": lambda w, by, id, on: identification.weigh(by, id, side="for", weight="1", what="x"),
    "a party is asked": lambda w, by, id, on: identification.ask_party(by, id, party="first_responder", on=on),
    "a second case is noted": lambda w, by, id, on: identification.note_duplicate(by, id, other=w.hidden, same="yes"),
    "a removal is recorded": lambda w, by, id, on: protection.record_removal(by, id, on=on),
    "a need is noted": lambda w, by, id, on: support.note_need(by, id, need="medical", on=on),
    "a wrong is noted": lambda w, by, id, on: support.note_condition(by, id, on=on),
    "a consent is asked": lambda w, by, id, on: referral.ask_consent(
        by, id, asked=w.ours.yes("support", "support_provider"), talk=Talk(on=on, language="ro")
    ),
}
SIGNS = {"G2": "observed"}
OTHER = About(age="adult", sex="male", nationality="national", residence="lawful", region="VEL")
ON_A_CONTACT: dict[str, Does] = {
    "the person is corrected": lambda w, by, id, on: contacts.correct_person(by, id, about=OTHER),
    "the signs are looked at": lambda w, by, id, on: contacts.look_at_signs(
        by, id, observations={"G2": "observed"}, episodes=[], way="refer"
    ),
    "a no is recorded": lambda w, by, id, on: referral.record_answer(by, id, answer="no", talk=Talk(on=on, language="ro")),
    "it is referred": lambda w, by, id, on: w.ours.refers("again", by, contact=id),
}


ELSEWHERE = [
    *(pytest.param("contact", does, id=f"on a contact {name}") for name, does in ON_A_CASE.items()),
    *(pytest.param("hers", does, id=f"in a case {name}") for name, does in ON_A_CONTACT.items()),
]


@pytest.mark.security("ACC-04")
@pytest.mark.parametrize(("stream", "does"), ELSEWHERE)
def test_an_act_of_a_case_is_none_of_a_contact_nor_the_other_way_round(world: World, stream: str, does: Does) -> None:
    before = JournalEvent.objects.count()
    with pytest.raises((NotVisible, Refused)):
        does(world, world.ours.responder, getattr(world, stream), door.today())
    assert JournalEvent.objects.count() == before
