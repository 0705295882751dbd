"""A person is referred: consent for an adult, the child office for a child, everything that is missing at once, never twice."""

import pytest
from tests import people
from tests.once import once
from tests.people import a_contact, a_referral, a_sending, codes, happens

from opennrm.access import doors
from opennrm.cases.contact import actions as contacts
from opennrm.cases.referral import actions, addressing, reads
from opennrm.cases.referral.sending import Asked, Talk
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door, drafting
from opennrm.cases.spine.about import About
from opennrm.journal.models import JournalEvent
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


EPISODES = [{"forms": ("labour",), "acts": ("recruitment",), "place": "in_country", "age_then": "adult"}]


@pytest.fixture
def world() -> World:
    return once(World)


def test_an_adult_who_says_yes_is_referred(world: World) -> None:
    contact = a_contact(world.responder)
    with happens("case.opened", "referral.consent_given", "referral.submitted", "referral.contact_referred"):
        case = a_referral(world.responder, world.authority, contact=contact)
    state = door.state_of(case)
    assert state.state == "referred"
    assert state.about.forms == ("labour",)
    assert state.relations_of(world.ngo.pk) == {"referrer"}
    assert state.relations_of(world.authority.pk) == {"recipient"}
    assert [line.key for line in state.waiting if line.relation == "recipient"] == ["referral.answer"]


def test_support_and_police_are_asked_apart_and_tie_whom_they_name(world: World) -> None:
    case = a_referral(world.responder, world.authority, world.supported(), Asked(scope="police_contact", answer="no"))
    state = door.state_of(case)
    assert state.relations_of(world.provider.pk) == {"support_provider"}
    assert state.relations_of(world.police.pk) == frozenset()
    assert {one.scope for one in state.consents} == {"referral", "support"}


def test_without_a_yes_an_adult_is_not_referred(world: World) -> None:
    contact = a_contact(world.responder)
    with happens(), pytest.raises(Refused) as refused:
        a_referral(world.responder, world.authority, contact=contact, asked=())
    assert "consent.missing" in codes(refused)


def test_everything_that_is_missing_is_said_at_once(world: World) -> None:
    contact = a_contact(world.responder)
    with happens(), pytest.raises(Refused) as refused:
        a_referral(world.responder, world.authority, contact=contact, account="", message="", citizenships=(), languages=(), asked=())
    assert {"consent.missing", "form.account", "form.safe_contact", "form.citizenships", "form.languages"} <= codes(refused)


def test_an_agency_that_is_not_designated_does_not_refer(world: World) -> None:
    other = people.a_person(people.an_agency("listed_ngo", capacities=()), "first_responder")
    with pytest.raises(Refused) as refused:
        a_referral(other, world.authority)
    assert "refer.designated" in codes(refused)


def test_an_agency_of_a_kind_that_the_law_does_not_name_does_not_refer(world: World) -> None:
    other = people.a_person(people.an_agency("consulate"), "first_responder")
    with pytest.raises(Refused) as refused:
        a_referral(other, world.authority)
    assert "refer.kind" in codes(refused)


def test_it_goes_to_an_agency_that_decides_and_to_no_other(world: World) -> None:
    with pytest.raises(Refused) as refused:
        a_referral(world.responder, world.police)
    assert "refer.recipient" in codes(refused)


def test_before_the_signs_were_looked_at_nobody_is_referred(world: World) -> None:
    contact = a_contact(world.responder, signs=None)
    with happens(), pytest.raises(Refused):
        a_referral(world.responder, world.authority, contact=contact)


def test_sent_twice_it_is_one_case(world: World) -> None:
    contact = a_contact(world.responder)
    first = a_referral(world.responder, world.authority, contact=contact)
    with happens():
        assert a_referral(world.responder, world.authority, contact=contact) == first


@pytest.mark.parametrize("age", ["child", "unknown"])
def test_a_child_or_a_person_whose_age_is_in_doubt_is_referred_without_the_question(world: World, age: str) -> None:
    contact = a_contact(world.responder, age=age)
    talk = Talk(on=door.today(), language="ro", interpreter="present")
    with happens("referral.party_informed", "referral.person_told"):
        actions.prepare_child(world.responder, contact, party="child_office", agency=world.child_office.pk, on=door.today(), talk=talk)
    case = a_referral(world.responder, world.authority, contact=contact, talk=None, asked=())
    state = door.state_of(case)
    assert state.state == "referred"
    assert state.relations_of(world.child_office.pk) == {"child_office"}
    assert not state.consents
    assert bool(state.facts.entries("age.reasons")) is (age == "unknown")


def test_a_child_is_not_referred_before_the_child_office_knows(world: World) -> None:
    contact = a_contact(world.responder, age="child")
    with happens(), pytest.raises(Refused) as refused:
        a_referral(world.responder, world.authority, contact=contact, talk=None, asked=())
    assert {"fact.missing", "form.child_office_asked"} <= codes(refused)


def test_an_adult_is_not_told_in_place_of_being_asked(world: World) -> None:
    talk = Talk(on=door.today(), language="ro")
    contact = a_contact(world.responder)
    with happens(), pytest.raises(Refused) as refused:
        actions.prepare_child(world.responder, contact, party="child_office", agency=None, on=door.today(), talk=talk)
    assert "consent.adult" in codes(refused)


def test_an_adult_exploited_as_a_child_is_asked_as_an_adult(world: World) -> None:
    contact = a_contact(world.responder, signs=None)
    episode = {"forms": ("labour",), "acts": ("harbouring",), "place": "in_country", "age_then": "child"}
    contacts.look_at_signs(world.responder, contact, observations=people.HELD, episodes=[episode], way="refer")
    state = door.state_of(a_referral(world.responder, world.authority, contact=contact))
    assert (state.about.age, state.about.age_at_exploitation) == ("adult", "child")


def test_no_leaves_the_codes_and_nothing_more(world: World) -> None:
    contact = a_contact(world.responder)
    with happens("referral.answer_recorded"):
        actions.record_answer(world.responder, contact, answer="no", talk=Talk(on=door.today(), language="ro"))
    state = door.state_of(contact)
    assert state.closed
    assert state.about.forms == ("labour",)
    assert contact not in set(doors.visible_to(world.responder, "contact").values_list("case_id", flat=True))
    with pytest.raises(Refused) as refused:
        a_referral(world.responder, world.authority, contact=contact)
    assert "contact.closed" in codes(refused)


def test_no_pressed_twice_is_one_answer(world: World) -> None:
    contact, talk = a_contact(world.responder), Talk(on=door.today(), language="ro")
    actions.record_answer(world.responder, contact, answer="no", talk=talk)
    with happens():
        actions.record_answer(world.responder, contact, answer="no", talk=talk)


def test_not_now_keeps_the_way_open(world: World) -> None:
    contact, talk = a_contact(world.responder), Talk(on=door.today(), language="ro")
    actions.record_answer(world.responder, contact, answer="not_now", talk=talk)
    assert not door.state_of(contact).closed
    assert a_referral(world.responder, world.authority, contact=contact)


def test_a_child_is_asked_for_no_answer(world: World) -> None:
    talk = Talk(on=door.today(), language="ro")
    with pytest.raises(Refused) as refused:
        actions.record_answer(world.responder, a_contact(world.responder, age="child"), answer="no", talk=talk)
    assert "consent.child" in codes(refused)


def test_the_authority_of_the_region_comes_before_others(world: World) -> None:
    north = people.an_agency("competent_authority", region="NOR")
    contact = people.a_contact(world.responder)
    found, _source = addressing.recipients(door.state_of(contact), door.editions.today(), door.today())
    assert [one.id for one in found] == [world.authority.pk]
    assert north.pk not in [one.id for one in found]


def test_what_names_the_person_stands_in_no_event_in_clear(world: World) -> None:
    a_referral(world.responder, world.authority)
    everything = b"".join(bytes(part) for row in JournalEvent.objects.all() for part in (row.header, row.payload, row.sealed))
    assert b"Ileana" not in everything
    assert b"packing house" not in everything


def test_who_referred_reads_again_what_it_wrote_and_the_recipient_does_not_yet(world: World) -> None:
    case = a_referral(world.responder, world.authority)
    assert [one.text for one in reads.identity(doors.case(world.responder, case))] == ["Ileana", "Vasarin"]
    assert reads.identity(doors.case(world.decider, case)) == []
    assert a_sending().safe_channels == ("message",)


def test_a_draft_that_a_crash_left_behind_is_destroyed_when_the_list_is_opened(world: World) -> None:
    contact = contacts.open_contact(
        world.responder, on=door.today(), channel="outreach", about=About(age="adult"), typed={"age": ["adult"]}
    )
    contacts.look_at_signs(world.responder, contact, observations=people.HELD, episodes=EPISODES, way="refer")
    contacts.destroy_left_over(world.responder)
    assert len(drafting.mine(world.responder)) == 1
    a_referral(world.responder, world.authority, contact=contact, sex="female")
    assert len(drafting.mine(world.responder)) == 1  # what follows the commit did not come to pass
    contacts.destroy_left_over(world.responder)
    assert drafting.mine(world.responder) == []


class Britain:
    """The same in the United Kingdom, where the local authority has to know of a child."""

    def __init__(self) -> None:
        people.an_installation("GB")
        self.responder = people.a_person(people.an_agency("police", region="ENG"), "first_responder")
        self.authority = people.an_agency("competent_authority", region="ENG")
        self.council = people.an_agency("local_authority", region="ENG")


SAID = {"others": "two more", "more": {"last_contact": "in May"}}


def test_in_the_united_kingdom_an_adult_who_says_yes_is_referred() -> None:
    britain = Britain()
    contact = a_contact(britain.responder, region="ENG")
    state = door.state_of(a_referral(britain.responder, britain.authority, contact=contact, **SAID))
    assert state.state == "rg_pending"


def test_in_the_united_kingdom_the_local_authority_knows_before_a_child_is_referred() -> None:
    britain = Britain()
    contact = a_contact(britain.responder, age="child", region="ENG")
    told = reads.told_first(door.editions.today(), door.today())
    assert (told.party, [id for id, _ in told.agencies]) == ("local_authority", [britain.council.pk])
    with pytest.raises(Refused) as refused:
        a_referral(britain.responder, britain.authority, contact=contact, talk=None, asked=(), **SAID)
    assert {"fact.missing", "form.local_authority_asked"} <= codes(refused)
    talk = Talk(on=door.today(), language="ro")
    actions.prepare_child(britain.responder, contact, party=told.party, agency=britain.council.pk, on=door.today(), talk=talk)
    state = door.state_of(a_referral(britain.responder, britain.authority, contact=contact, talk=None, asked=(), **SAID))
    assert state.relations_of(britain.council.pk) == {"child_office"}


def test_in_another_country_whoever_its_law_has_told_first_is_responsible_for_the_child() -> None:
    people.an_installation("GB")
    responder = people.a_person(people.an_agency("listed_ngo"), "first_responder")
    authority, council, police = people.an_agency("competent_authority"), people.an_agency("local_authority"), people.an_agency("police")
    contact = a_contact(responder, age="child", region="ENG")
    talk = Talk(on=door.today(), language="ro")
    for party, agency in (("local_authority", council), ("police", police)):
        actions.prepare_child(responder, contact, party=party, agency=agency.pk, on=door.today(), talk=talk)
    more = {"last_contact": "last week"}
    sending = a_sending(talk=None, asked=(), support="not_asked", when="2025-08", others="none known", more=more)
    case = actions.refer(responder, contact, sending=sending, recipient=authority.pk)
    state = door.state_of(case)
    assert state.relations_of(council.pk) == {"child_office"}
    assert state.relations_of(police.pk) == set()
