"""The second factor: who needs one, what it opens, how it is lost and reset."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.core import mail
from django.core.cache import cache
from django.test import Client

from opennrm.mechanism import actions, post
from opennrm.mechanism.models import User
from opennrm.mechanism.tests import world
from opennrm.mechanism.tests.signing import SET_UP, SIGN_IN, an_account, now_code, page, sign_in, with_factor
from opennrm.mechanism.tests.world import AT, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afresh() -> None:
    world.install("live")
    cache.clear()


def test_a_session_gets_a_new_key_at_each_step_and_half_of_it_opens_nothing(client: Client) -> None:
    actor = world.first_coordinator()
    secret = with_factor(client, actor)
    client.post("/sign-in/out/")
    other = Client()
    other.get(SIGN_IN)
    session = other.session
    session["planted"] = "1"
    session.save()
    other.cookies["session"] = session.session_key
    keys = [session.session_key]
    half = sign_in(other, an_account(actor))
    assert half.url == "/sign-in/factor/code/"
    keys.append(other.session.session_key)
    assert other.get("/me/").status_code == 302
    assert "/sign-in/" in other.get("/agencies/").url
    cache.clear()
    whole = other.post("/sign-in/factor/code/", {"code": now_code(secret)})
    assert (whole.status_code, whole.url) == (302, "/")
    keys.append(other.session.session_key)
    assert len(set(keys)) == 3
    assert other.get("/agencies/").status_code == 200


def test_codes_are_counted_too(client: Client) -> None:
    actor = world.first_coordinator()
    secret = with_factor(client, actor)
    client.post("/sign-in/out/")
    sign_in(client, an_account(actor))
    for _ in range(3):
        assert "does not fit" in page(client.post("/sign-in/factor/code/", {"code": "000000"}))
    assert "Too many attempts" in page(client.post("/sign-in/factor/code/", {"code": now_code(secret)}))


def test_a_recovery_code_opens_once(client: Client) -> None:
    actor = world.first_coordinator()
    with_factor(client, actor)
    shown = client.get("/sign-in/factor/recovery/")
    code = shown.context["unused_codes"][0]
    assert code in page(shown)
    for expected in (302, 200):
        client.post("/sign-in/out/")
        sign_in(client, an_account(actor))
        assert client.post("/sign-in/factor/code/", {"code": code}).status_code == expected


def test_whoever_needs_a_second_factor_reaches_nothing_before_it_is_set_up(client: Client) -> None:
    actor = world.first_coordinator()
    sign_in(client, an_account(actor))
    for address in (
        "/",
        "/agencies/",
        "/agencies/admit/",
        "/me/",
        "/me/agency/",
        "/sign-in/sessions/",
        "/sign-in/password/",
        "/agreements/",
    ):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (302, 404), address
            assert answer.status_code == 404 or answer.url == SET_UP, address
    shown = client.get(SET_UP)
    assert shown.status_code == 200
    assert "<svg" in page(shown)
    assert "data:" not in page(shown)
    assert "style=" not in page(shown)
    assert client.post(SET_UP, {"code": now_code(shown.context["form"].secret)}).url == "/sign-in/factor/recovery/"
    assert client.get("/agencies/").status_code == 200


def test_a_monitor_needs_no_second_factor(client: Client) -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator, "monitor")
    monitor = world.invited(administrator, agency, "monitor")
    sign_in(client, an_account(monitor))
    assert client.get("/me/").status_code == 200


def test_the_secret_of_a_factor_is_sealed_in_the_database(client: Client) -> None:
    actor = world.first_coordinator()
    secret = with_factor(client, actor)
    row = Authenticator.objects.get(user=actor.id, type="totp")
    assert secret not in str(row.data)
    assert decrypt(row.data["secret"]) == secret


def test_nobody_touches_the_factor_of_another(client: Client) -> None:
    coordinator = world.first_coordinator()
    mine, other = Client(), User.objects.get(pk=coordinator.id)
    agency, (administrator,) = world.an_agency_with(coordinator)
    with_factor(client, coordinator)
    with_factor(mine, administrator)
    for key in ("user", "user_id", "id", "authenticator"):
        mine.post("/sign-in/factor/remove/", {key: str(other.pk)})
        mine.get(f"/sign-in/factor/remove/?{key}={other.pk}")
    assert Authenticator.objects.filter(user=other, type="totp").exists()
    assert agency.name


def test_removing_a_factor_asks_who_one_is_and_ends_other_sessions(client: Client) -> None:
    actor = world.first_coordinator()
    secret = with_factor(client, actor)
    other = Client()
    sign_in(other, an_account(actor))
    cache.clear()
    other.post("/sign-in/factor/code/", {"code": now_code(secret)})
    assert other.get("/me/").status_code == 200
    session = client.session
    session["account_authentication_methods"] = [
        {**record, "at": record["at"] - 301} for record in session["account_authentication_methods"]
    ]
    session.save()
    asked = client.get("/sign-in/factor/remove/")
    assert asked.url.startswith("/sign-in/again/")
    client.post(asked.url, {"password": PASSWORD})
    assert client.post("/sign-in/factor/remove/").status_code == 302
    assert other.get("/me/").url.startswith(SIGN_IN)
    assert client.get("/me/").url == SET_UP


def test_a_factor_is_reset_by_two_people_after_a_day_and_the_person_is_told(client: Client) -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    worker = world.invited(administrator, agency, "case_worker")
    with_factor(client, worker)
    asked = actions.ask_factor_reset(administrator, worker.id, agency=agency.pk, at=AT)
    assert actions.finish_factor_resets(AT + timedelta(days=30)) == 0
    actions.agree_factor_reset(coordinator, asked.pk, at=AT)
    post.flush()
    assert {message.to[0] for message in mail.outbox} == {an_account(worker), an_account(coordinator)}
    assert all(worker.name not in message.body + message.subject for message in mail.outbox)
    assert actions.finish_factor_resets(AT + timedelta(hours=23, minutes=59)) == 0
    assert "Somebody asked to reset" in page(client.get("/sign-in/factor/"))
    assert actions.finish_factor_resets(AT + timedelta(hours=24)) == 1
    assert not Authenticator.objects.filter(user=worker.id).exists()
    assert client.get("/me/").url.startswith(SIGN_IN)


def test_a_reset_can_be_stopped_by_the_person(client: Client) -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    worker = world.invited(administrator, agency, "case_worker")
    with_factor(client, worker)
    asked = actions.ask_factor_reset(administrator, worker.id, agency=agency.pk, at=AT)
    actions.agree_factor_reset(coordinator, asked.pk, at=AT)
    assert client.post("/me/factor/stop-reset/").url == "/sign-in/factor/"
    assert actions.finish_factor_resets(AT + timedelta(days=30)) == 0
    assert Authenticator.objects.filter(user=worker.id, type="totp").exists()
    assert client.get("/me/factor/stop-reset/").status_code == 404


@pytest.mark.django_db(transaction=True)  # allauth speaks once it is committed
def test_first_codes_come_with_one_word_and_new_ones_say_that_the_old_are_void(client: Client) -> None:
    with_factor(client, world.first_coordinator())
    first = page(client.get("/sign-in/factor/recovery/"))
    assert "Your second factor is set up." in first
    assert "The old ones open nothing any more." not in first
    client.post("/sign-in/factor/recovery/new/")
    assert "The old ones open nothing any more." in page(client.get("/sign-in/factor/recovery/"))
