"""The pages of a referral that was sent: answered, sent back, sent again; consents asked and taken back while a page is open."""

from uuid import UUID

import pytest
from django.test import Client
from tests import people
from tests.once import once
from tests.pages import page_of, text
from tests.people import a_referral, signed_in

from opennrm.cases.referral import actions
from opennrm.cases.referral.tests.ways import errors, fields, fill
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> World:
    return once(World)


@pytest.fixture
def case(world: World) -> UUID:
    return a_referral(world.responder, world.authority, world.supported())


def test_the_authority_takes_it_up(world: World, case: UUID) -> None:
    client = signed_in(world.decider)
    listed = page_of(client, "/referrals/")
    assert "Open Door Association" in listed
    assert "Ileana" not in listed
    page = page_of(client, f"/referrals/{case}/")
    assert "Waits for an answer" in page
    assert "Ileana" not in page
    assert fill(client, f"/referrals/{case}/answer/", answer="accept").url == f"/cases/{case}/"
    assert "competent_authority" in door.state_of(case).relations_of(world.authority.pk)


def test_taking_it_up_twice_leads_to_the_case(world: World, case: UUID) -> None:
    client = signed_in(world.decider)
    data = {**fields(page_of(client, f"/referrals/{case}/answer/")), "answer": "accept"}
    answers = [client.post(f"/referrals/{case}/answer/", data) for _ in range(2)]
    assert [answer.url for answer in answers] == [f"/cases/{case}/"] * 2


def test_what_was_recorded_since_the_page_was_opened_is_said_before_it_is_answered(world: World, case: UUID) -> None:
    client = signed_in(world.decider)
    data = {**fields(page_of(client, f"/referrals/{case}/answer/")), "answer": "accept"}
    consent = next(one for one in door.state_of(case).consents if one.scope == "support")
    actions.take_back(world.responder, case, consent, on=door.today())
    answer = client.post(f"/referrals/{case}/answer/", data)
    assert "Somebody else recorded something on this case" in str(answer.content.decode())
    assert "competent_authority" not in door.state_of(case).relations_of(world.authority.pk)


def test_sending_back_wants_the_reason_and_what_would_be_right(world: World, case: UUID) -> None:
    client = signed_in(world.decider)
    answer = fill(client, f"/referrals/{case}/answer/", answer="refuse", words="")
    assert set(errors(answer)) == {"reason", "words"}
    answer = fill(client, f"/referrals/{case}/answer/", answer="refuse", reason="incomplete", words="Ask about the language.")
    assert answer.url == "/referrals/"
    assert client.get(f"/referrals/{case}/").status_code == 404
    referrer = signed_in(world.responder)
    page = page_of(referrer, f"/referrals/{case}/")
    assert "Came back" in page
    assert "Ask about the language." in page
    assert fill(referrer, f"/referrals/{case}/again/", added="Romanian, a woman.").url == f"/referrals/{case}/"
    assert "Waits for an answer" in page_of(referrer, f"/referrals/{case}/")


def test_the_authority_tells_the_referrer(world: World, case: UUID) -> None:
    client = signed_in(world.decider)
    assert client.get(f"/referrals/{case}/feedback/").status_code == 404
    actions.accept(world.decider, case)
    answer = fill(client, f"/referrals/{case}/feedback/", outcome="more_wanted", words="")
    assert "words" in errors(answer)
    assert fill(client, f"/referrals/{case}/feedback/", outcome="other", words="She is well looked after.").status_code == 302
    assert "She is well looked after." in page_of(signed_in(world.responder), f"/referrals/{case}/")


def test_consents_stand_on_a_page_and_are_taken_back_there(world: World, case: UUID) -> None:
    worker, referrer = signed_in(world.worker), signed_in(world.responder)
    assert page_of(worker, f"/cases/{case}/consents/")
    page = page_of(referrer, f"/cases/{case}/consents/")
    assert "Harbour House" in page
    [link] = [part.split('"')[0] for part in page.split('href="')[1:] if "take-back" in part and "support:" in part]
    assert "Has opened nothing" in page_of(referrer, link)
    assert fill(referrer, link).url == f"/cases/{case}/consents/"
    assert worker.get(f"/cases/{case}/consents/").status_code == 404
    assert "Taken back on" in page_of(referrer, f"/cases/{case}/consents/")


def test_what_a_page_left_open_sends_after_the_withdrawal_is_refused(world: World, case: UUID) -> None:
    worker = signed_in(world.worker)
    open_page = {**fields(page_of(worker, f"/cases/{case}/consents/ask/support/")), "recipient": str(world.provider.pk), "answer": "yes"}
    consent = next(one for one in door.state_of(case).consents if one.scope == "support")
    actions.take_back(world.responder, case, consent, on=door.today())
    assert worker.post(f"/cases/{case}/consents/ask/support/", open_page).status_code == 404


def test_a_new_question_is_asked_and_its_errors_keep_what_was_chosen(world: World, case: UUID) -> None:
    client = signed_in(world.responder)
    url = f"/cases/{case}/consents/ask/police_contact/"
    assert "Nothing that the person is owed depends on this answer" in page_of(client, url)
    answer = fill(client, url, recipient=str(world.police.pk), by="person", language="ro", interpreter="none")
    assert set(errors(answer)) == {"answer"}
    assert fields(text(answer))["recipient"] == [str(world.police.pk)]
    assert (
        fill(client, url, recipient=str(world.police.pk), answer="yes", by="person", language="ro", interpreter="none").status_code == 302
    )
    assert door.state_of(case).relations_of(world.police.pk) == {"investigator"}


@pytest.mark.parametrize(
    "url", ["/cases/{}/consents/ask/research/", "/cases/{}/consents/nothing/take-back/", "/cases/{}/consents/ask/referral/"]
)
def test_what_is_not_asked_here_is_not_there(world: World, case: UUID, url: str) -> None:
    assert signed_in(world.responder).get(url.format(case)).status_code == 404


PAGES = ("referrals/{}/", "referrals/{}/sent/", "referrals/{}/answer/", "referrals/{}/feedback/", "referrals/{}/again/")
CONSENTS = ("cases/{}/consents/", "cases/{}/consents/ask/support/")


@pytest.mark.parametrize("url", [*PAGES, *CONSENTS])
@pytest.mark.parametrize("method", ["get", "post"])
def test_to_a_stranger_there_is_no_such_case(world: World, case: UUID, url: str, method: str) -> None:
    stranger = signed_in(people.a_person(people.an_agency("competent_authority", region="NOR"), "decision_maker"))
    there = getattr(stranger, method)("/" + url.format(case))
    absent = getattr(stranger, method)("/" + url.format(UUID(int=7)))
    assert (there.status_code, absent.status_code) == (404, 404)
    assert text(there) == text(absent)


def test_whoever_is_not_signed_in_is_led_to_sign_in(case: UUID) -> None:
    assert Client().get(f"/referrals/{case}/").url.startswith("/sign-in/")


@pytest.mark.parametrize("before", ["2026-11-02T09:00:00+00:00", "yesterday", "2026-11-02", "9" * 400, "%00"])
def test_the_address_of_a_list_takes_an_instant_and_leaves_anything_else_aside(world: World, case: UUID, before: str) -> None:
    assert signed_in(world.responder).get("/referrals/", {"before": before}).status_code == 200
