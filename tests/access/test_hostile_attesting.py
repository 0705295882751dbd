"""What police that referred may try in the person's name, and what a page tells them of those who help. Written from decision 0005."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import Client
from django.urls import reverse
from tests.access.addresses import OF_A_CASE, stream_of, url
from tests.access.world import World, rolled_back

from opennrm.access import doors
from opennrm.access.policy import Consent
from opennrm.cases.identification import actions as identification
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral import reads
from opennrm.cases.referral.sending import Asked, Talk
from opennrm.cases.spine import door
from opennrm.cases.spine.models import Case
from opennrm.cases.spine.reads import rights_of
from opennrm.cases.support import actions as support
from opennrm.journal.models import JournalEvent
from opennrm.portal.case_page import Names
from opennrm.standards.refusal import Refused

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.security("ACC-05")]


def a_talk() -> Talk:
    return Talk(on=door.today(), language="ro")


@contextmanager
def refused(code: str) -> Iterator[None]:
    before = JournalEvent.objects.exclude(kind="reading").count()
    with pytest.raises(Refused) as said:
        yield
    assert code in {one.code for one in said.value.refusals}
    assert JournalEvent.objects.exclude(kind="reading").count() == before


def consents(world: World, scope: str) -> list[Consent]:
    state = door.state_of(world.his)
    assert state is not None
    return [one for one in state.consents if one.scope == scope]


# --- a yes ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["police", "prosecutor"])
def test_police_do_not_attest_that_the_person_agrees_to_enforcement(world: World, kind: str) -> None:
    us = world.ours
    asked = Asked(scope="police_contact", answer="yes", recipient=us.agency(kind).pk)
    with refused("consent.heard-by-another"):
        referral.ask_consent(us.patrol, world.his, asked=asked, talk=a_talk())
    with pytest.raises(doors.NotVisible):
        doors.case(us.officer, world.his)


def test_nor_when_they_refer(world: World) -> None:
    us, cases = world.ours, Case.objects.filter(kind="case").count()
    with pytest.raises(Refused) as said:
        us.refers("attested", us.patrol, us.yes("police_contact", "police"))
    assert [one.code for one in said.value.refusals] == ["consent.heard-by-another"]
    assert Case.objects.filter(kind="case").count() == cases


def test_a_no_they_record(world: World) -> None:
    us = world.ours
    referral.ask_consent(us.patrol, world.his, asked=Asked(scope="police_contact", answer="no"), talk=a_talk())
    state = door.state_of(world.his)
    assert state is not None
    assert [one.asked.scope for one in state.note("referral.consents").values() if not one.stands] == ["police_contact"]


def test_the_same_yes_is_heard_by_the_authority(world: World) -> None:
    us = world.ours
    referral.ask_consent(us.decider, world.his, asked=us.yes("police_contact", "police"), talk=a_talk())
    assert doors.case(us.officer, world.his).relations == {"referrer", "investigator"}


def test_their_page_offers_no_yes_and_a_forged_one_says_why(world: World) -> None:
    us = world.ours
    client, address = world.browser(us.patrol), reverse("referral:ask", args=[world.his, "police_contact"])
    assert 'value="yes"' not in client.get(address).content.decode()
    forged = {"recipient": str(us.agency("police").pk), "answer": "yes", "by": "person", "interpreter": "none", "language": "ro"}
    answer = client.post(address, forged)
    assert answer.status_code == 200
    assert consents(world, "police_contact") == []


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_police_learn_no_shelter_by_asking(world: World, answer: str) -> None:
    us = world.ours
    asked = Asked(scope="support", answer=answer, recipient=us.agency("support_provider").pk)
    with refused("consent.asked-by-another"):
        referral.ask_consent(us.patrol, world.his, asked=asked, talk=a_talk())
    assert world.browser(us.patrol).get(reverse("referral:ask", args=[world.his, "support"])).status_code == 404


# --- taking back ----------------------------------------------------------------------------------------------------------


def test_police_do_not_take_the_shelter_away(world: World) -> None:
    [support_consent] = consents(world, "support")
    with refused("consent.closed-by-another"):
        referral.take_back(world.ours.patrol, world.his, support_consent, on=door.today())
    assert doors.case(world.ours.worker, world.his)
    page = world.browser(world.ours.patrol).get(reverse("referral:consents", args=[world.his])).content.decode()
    assert "take-back" not in page


def test_police_do_not_end_the_procedure(world: World) -> None:
    [consent] = consents(world, "referral")
    for in_writing in (True, False):
        with refused("consent.closed-by-another"):
            referral.take_back(world.ours.patrol, world.his, consent, on=door.today(), in_writing=in_writing)


def test_police_recall_what_nobody_has_taken_up(world: World) -> None:
    us = world.ours
    case = us.refers("recalled", us.patrol)
    state = door.state_of(case)
    assert state is not None
    [consent] = [one for one in state.consents if one.scope == "referral"]
    with refused("consent.closed-by-another"):
        referral.take_back(us.patrol, case, consent, on=door.today(), in_writing=True)
    referral.take_back(us.patrol, case, consent, on=door.today())
    with pytest.raises(doors.NotVisible):
        doors.case(us.decider, case)


def test_what_opens_to_police_is_closed_by_whoever_hears_it(world: World) -> None:
    us = world.ours
    referral.ask_consent(us.decider, world.his, asked=us.yes("police_contact", "police"), talk=a_talk())
    [consent] = consents(world, "police_contact")
    referral.take_back(us.patrol, world.his, consent, on=door.today())
    assert doors.case(us.patrol, world.his).relations == {"referrer"}


# --- rights ---------------------------------------------------------------------------------------------------------------


def test_police_do_not_attest_that_a_right_is_declined_or_what_others_gave(world: World) -> None:
    patrol, acts = world.ours.patrol, (support.decline, support.give, support.miss)
    rows = [row for row in rights_of(world.his) if row.responsible in ("support_provider", "competent_authority")]
    assert rows
    for row in rows:
        for does in acts:
            with refused("right.not-owed-by-you"):
                does(patrol, world.his, entitlement=row.entitlement, opening=row.opening, on=door.today())


def test_of_their_own_rights_they_say_what_they_did_and_not_what_the_person_wants(world: World) -> None:
    us = world.ours
    case = us.refers("informed", us.patrol)
    referral.accept(us.decider, case)
    identification.decide_yes(us.decider, case)
    row = next(row for row in rights_of(case) if row.entitlement == "rights.informed")
    with refused("right.said-to-another"):
        support.decline(us.patrol, case, entitlement=row.entitlement, opening=row.opening, on=door.today())
    support.give(us.patrol, case, entitlement=row.entitlement, opening=row.opening, on=door.today())


# --- names, needs, and who read -------------------------------------------------------------------------------------------


def pages(world: World, client: Client, case: str) -> str:
    """All that the pages of a case answer, but the list of shelters from which somebody who is asked may choose."""
    stream = getattr(world, case)
    routes = [route for route in OF_A_CASE if stream_of(world, route) != world.contact and route.name != "referral:ask"]
    return "".join(client.get(url(world, route, stream)).content.decode(errors="replace") for route in routes)


def test_no_page_of_a_case_names_the_shelter_to_police(world: World) -> None:
    shelter, worker = world.ours.agency("support_provider"), world.ours.worker.name
    for actor, case in ((world.ours.patrol, "his"), (world.ours.officer, "hers")):
        with rolled_back():
            told = pages(world, world.browser(actor), case)
            assert "An organisation that helps" in told
            assert [word for word in (shelter.name, str(shelter.pk), worker) if word in told] == []


def test_what_happened_names_who_recorded_it_to_those_alone_who_read_what_they_decided(world: World) -> None:
    us = world.ours
    asked, decides = (
        doors.CaseDoor(who, world.hers, "case", frozenset({tie}), frozenset())
        for who, tie in ((us.officer, "consulted"), (us.decider, "competent_authority"))
    )
    glance = door.glance(asked)
    opened = glance.happened[0].envelope
    names = Names(glance.state, {opened.agency: (us.responder.agency_name, "listed_ngo")}, {opened.actor: us.responder.name})
    assert names.recorded(asked, opened) == ""
    assert names.recorded(decides, opened) == f"{us.responder.name}, {us.responder.agency_name}"


def test_the_authority_and_a_referrer_who_cares_are_told_whose_it_is(world: World) -> None:
    name = world.ours.agency("support_provider").name
    for actor in (world.ours.decider, world.ours.responder, world.ours.worker):
        assert name in world.browser(actor).get(f"/cases/{world.hers}/").content.decode()


def test_a_wish_and_what_it_opened_are_not_told_to_police(world: World) -> None:
    us = world.ours
    support.note_request(us.worker, world.hers, what="testimony", on=door.today())
    opened, closed, wish = 'id="right-counselling-testify-1"', 'id="right-counselling-testify"', "The person asked for something"
    page = {actor.name: world.browser(actor).get(f"/cases/{world.hers}/").content.decode() for actor in (us.officer, us.worker)}
    assert [word in page[us.officer.name] for word in (opened, closed, wish)] == [False, True, False]
    assert [word in page[us.worker.name] for word in (opened, closed, wish)] == [True, False, True]


def test_who_read_what_is_not_told_to_police(world: World) -> None:
    us, address = world.ours, reverse("referral:consents", args=[world.hers])
    assert reads.identity(doors.case(us.decider, world.hers))
    assert us.decider.agency_name in world.browser(us.officer).get(address).content.decode()
    assert "Opened last" not in world.browser(us.officer).get(address).content.decode()
    assert "Opened last" in world.browser(us.responder).get(address).content.decode()
