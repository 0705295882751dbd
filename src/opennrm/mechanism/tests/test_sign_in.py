"""The pages of sign-in: who gets in, who does not, and what a stranger learns, which is nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from opennrm.access.actor import Actor
from opennrm.mechanism import actions, limits, post
from opennrm.mechanism.actions import factors
from opennrm.mechanism.models import Attempt, SignInTrouble, User
from opennrm.mechanism.tests import world
from opennrm.mechanism.tests.world import AT, PASSWORD

pytestmark = pytest.mark.django_db
SIGN_IN = "/sign-in/"
SET_UP = "/sign-in/factor/set-up/"
WRONG = "four other words in a row"


@pytest.fixture(autouse=True)
def _afresh() -> None:
    world.install("live")
    cache.clear()


def an_account(actor: Actor) -> str:
    return User.objects.get(pk=actor.id).email


def sign_in(client: Client, email: str, password: str = PASSWORD, address: str = "192.0.2.1", **more: Any) -> Any:
    return client.post(SIGN_IN, {"login": email, "password": password, **more}, REMOTE_ADDR=address)


def page(response: Any) -> str:
    """What a page says, without what differs each time."""
    return re.sub(r'(name="csrfmiddlewaretoken" value|name="_names" value)="[^"]+"', "", response.content.decode())


def now_code(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def with_factor(client: Client, actor: Actor) -> str:
    """Sign in, set up a second factor as one is led to; the secret."""
    assert sign_in(client, an_account(actor)).status_code == 302
    shown = client.get(SET_UP)
    secret = shown.context["form"].secret
    done = client.post(SET_UP, {"code": now_code(secret)})
    assert done.status_code == 302, done.content.decode()
    return str(secret)


def test_nobody_makes_an_account_without_an_invitation(client: Client) -> None:
    for response in (client.get("/sign-in/invited/"), client.post("/sign-in/invited/", {"email": "a@b.example", "password1": PASSWORD})):
        assert "Accounts come by invitation" in page(response)
    assert not User.objects.exists()


def test_a_wrong_password_an_unknown_and_a_closed_account_answer_alike(client: Client) -> None:
    actor = world.first_coordinator()
    closed = world.first_coordinator if False else actor
    User.objects.create(email="closed@office.example", name="C", is_active=False, password=User.objects.get(pk=closed.id).password)
    answers = {
        page(sign_in(Client(), email, WRONG)).replace(email, "")
        for email in (an_account(actor), "nobody@office.example", "closed@office.example")
    }
    assert len(answers) == 1
    assert "do not fit together" in answers.pop()


def test_what_was_typed_stays_and_the_password_does_not(client: Client) -> None:
    shown = page(sign_in(client, "nobody@office.example", WRONG))
    assert 'value="nobody@office.example"' in shown
    assert WRONG not in shown
    assert "<title>Error:" in shown


@pytest.mark.parametrize("email", ["a\x00@b.example", "ａ@b.example\u202e", "\ud83d@x", "a" * 5000, "", "<script>"])
def test_whatever_is_typed_as_an_address_gets_an_answer(client: Client, email: str) -> None:
    assert sign_in(client, email.encode("utf-8", "surrogatepass").decode("utf-8", "replace")).status_code == 200


def test_one_account_whatever_the_spelling(client: Client) -> None:
    actor = world.first_coordinator()
    assert sign_in(client, f" {an_account(actor).upper()} ").status_code == 302


def test_a_guesser_is_slowed_and_the_owner_gets_in_from_elsewhere_and_from_a_known_device(client: Client) -> None:
    actor = world.first_coordinator()
    email = an_account(actor)
    known = Client()
    assert sign_in(known, email, address="192.0.2.7").status_code == 302
    known.post("/sign-in/out/")
    for _ in range(3):
        assert "do not fit" in page(sign_in(client, email, WRONG, "203.0.113.5"))
    assert "Too many attempts" in page(sign_in(client, email, PASSWORD, "203.0.113.5"))
    assert "Too many attempts" in page(sign_in(client, email, PASSWORD, "203.0.113.99"))  # the same network
    assert sign_in(Client(), email, address="198.51.100.1").status_code == 302
    # The owner sits in the very network of the guesser, but signed in from this device before.
    assert sign_in(known, email, address="203.0.113.5").status_code == 302


def test_ten_thousand_guesses_from_many_networks_lock_nobody_out(client: Client) -> None:
    actor = world.first_coordinator()
    email = an_account(actor)
    for n in range(60):
        sign_in(Client(), email, WRONG, f"10.{n}.0.1")
    assert sign_in(client, email, address="198.51.100.1").status_code == 302


def test_many_names_from_one_network_are_slowed(client: Client) -> None:
    for n in range(21):
        sign_in(client, f"name{n}@office.example", WRONG)
    assert "Too many attempts" in page(sign_in(client, "one.more@office.example", WRONG))


def test_where_failures_are_counted_names_nobody(client: Client) -> None:
    sign_in(client, "nobody@office.example", WRONG)
    rows = list(SignInTrouble.objects.values_list("pk", flat=True))
    assert rows
    assert all(re.fullmatch(r"[0-9a-f]{64}", key) for key in rows)


def test_counts_are_forgotten_after_a_while_and_swept() -> None:
    place = [limits.place("x")]
    for _ in range(5):
        limits.begin(place, AT)
    assert limits.begin(place, AT + timedelta(seconds=1)) > 0
    later = AT + limits.FORGOTTEN_AFTER + timedelta(seconds=1)
    assert limits.begin(place, later) == 0
    assert limits.sweep(later) == 0
    assert limits.sweep(later + timedelta(hours=1)) == 1


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


def test_a_monitor_and_the_people_of_a_demonstration_need_no_second_factor(client: Client) -> None:
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


def test_a_change_of_rights_ends_every_session_and_every_link(client: Client) -> None:
    coordinator = world.first_coordinator()
    agency, (administrator, second) = world.an_agency_with(coordinator, administrators=2)
    with_factor(client, administrator)
    assert client.get("/agency/").status_code == 200
    stolen = client.cookies["session"].value
    link = reset_link(an_account(administrator))
    actions.end_membership(second, administrator.id, agency=agency.pk, at=AT)
    assert client.get("/agency/").url.startswith(SIGN_IN)
    replayed = Client()
    replayed.cookies["session"] = stolen
    assert replayed.get("/me/").url.startswith(SIGN_IN)
    assert not Session.objects.filter(session_key=stolen).exists()
    assert "no longer opens" in page(Client().get(link))


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda c, a, p: actions.suspend_agency(c, a, reason="Inquiry", at=AT), id="the agency is suspended"),
        pytest.param(lambda c, a, p: User.objects.filter(pk=p).update(is_active=False), id="the account is closed"),
        pytest.param(lambda c, a, p: factors.end_rights([p]), id="rights change"),
    ],
)
def test_an_open_session_is_dead_at_the_next_request(client: Client, act: Any) -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    with_factor(client, administrator)
    assert client.get("/agency/").status_code == 200
    act(coordinator, agency.pk, administrator.id)
    assert client.get("/agency/").url.startswith(SIGN_IN)


def test_a_changed_password_ends_the_sessions_elsewhere_and_keeps_this_one(client: Client) -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator, "monitor")
    monitor = world.invited(administrator, agency, "monitor")
    other = Client()
    sign_in(client, an_account(monitor))
    sign_in(other, an_account(monitor))
    new = "five entirely new words here"
    weak = client.post("/sign-in/password/", {"oldpassword": PASSWORD, "password1": "short", "password2": "short"})
    assert "at least 15 characters" in page(weak)
    assert client.post("/sign-in/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new}).url == "/me/"
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").url.startswith(SIGN_IN)
    assert sign_in(Client(), an_account(monitor), new).status_code == 302


@pytest.mark.parametrize(
    ("idle", "old", "out"), [(14 * 60, 0, False), (15 * 60 + 1, 0, True), (0, 12 * 3600 + 1, True), (0, 11 * 3600, False)]
)
def test_a_session_ends_when_idle_or_old(client: Client, monkeypatch: pytest.MonkeyPatch, idle: int, old: int, out: bool) -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator, "monitor")
    monitor = world.invited(administrator, agency, "monitor")
    sign_in(client, an_account(monitor))
    session = client.session
    session["used_at"] -= idle
    session["began_at"] -= old
    session.save()
    answer = client.get("/me/")
    assert (answer.status_code == 302) == out
    if out:
        assert "You were signed out" in page(client.get(SIGN_IN))


def reset_link(email: str) -> str:
    mail.outbox.clear()
    Client().post("/sign-in/password/forgotten/", {"email": email})
    post.flush()
    return re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))[1]  # type: ignore[index]


def test_a_forgotten_password_says_nothing_of_who_has_an_account(client: Client) -> None:
    actor = world.first_coordinator()
    answers = []
    for email in (an_account(actor), "nobody@office.example"):
        answer = client.post("/sign-in/password/forgotten/", {"email": email})
        answers.append((answer.status_code, answer.url, page(client.get(answer.url))))
    post.flush()
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [[an_account(actor)]]
    letter = mail.outbox[0]
    assert letter.subject == "OpenNRM: there is something new"
    assert actor.name not in letter.body
    assert an_account(actor) not in letter.body


def test_a_reset_link_opens_once(client: Client) -> None:
    actor = world.first_coordinator()
    link = reset_link(an_account(actor))
    new = "five entirely new words here"
    where = client.get(link).url
    assert link.rstrip("/").split("-")[-1] not in where
    assert client.post(where, {"password1": new, "password2": new}).url == "/sign-in/password/new/set/"
    assert sign_in(Client(), an_account(actor), new).status_code == 302
    assert "no longer opens" in page(Client().get(link))


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example"])
def test_a_link_in_a_mail_leads_to_a_configured_host(client: Client, settings: Any, host: str) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    actor = world.first_coordinator()
    data = {"email": an_account(actor)}
    assert client.post("/sign-in/password/forgotten/", data, HTTP_HOST=host).status_code == 400
    assert client.post("/sign-in/password/forgotten/", data, HTTP_X_FORWARDED_HOST=host).status_code == 302
    post.flush()
    assert host not in str(mail.outbox[0].body)


@pytest.mark.parametrize(
    "onward", ["//evil.example/", "https://evil.example/", "/\\evil.example", "%2f%2fevil.example", "javascript:alert(1)"]
)
def test_sign_in_leads_to_nowhere_else(client: Client, onward: str) -> None:
    actor = world.first_coordinator()
    assert sign_in(client, an_account(actor), next=onward).url == "/"


def test_signing_out_is_an_act_and_not_an_address(client: Client) -> None:
    actor = world.first_coordinator()
    with_factor(client, actor)
    assert client.get("/sign-in/out/").status_code == 200
    assert client.get("/me/").status_code == 200
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    for address in ("/sign-in/out/", "/sign-in/factor/remove/", "/demo/enter/", "/me/"):
        assert strict.post(address, {}).status_code == 403
    client.post("/sign-in/out/")
    assert client.get("/me/").url.startswith(SIGN_IN)


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


def test_the_door_of_the_demonstration_is_no_page_elsewhere(client: Client) -> None:
    actor = world.first_coordinator()
    for answer in (client.get("/demo/enter/"), client.post("/demo/enter/", {"person": str(actor.id)})):
        assert answer.status_code == 404
    assert client.get("/me/").url.startswith(SIGN_IN)


def test_a_profile_that_carries_a_role_is_refused_and_kept(client: Client) -> None:
    coordinator = world.first_coordinator()
    with_factor(client, coordinator)
    page_ = client.post("/me/", {"name": "Jory Tal", "language": "en", "role": "decision_maker", "is_staff": "1"})
    assert "Nobody gives a role to themselves" in page(page_)
    assert Attempt.objects.get().roles == ["is_staff", "role"]
    assert client.post("/me/", {"name": "Jory Tal-Ost", "language": "en"}).url == "/me/"
    assert User.objects.get(pk=coordinator.id).name == "Jory Tal-Ost"


def test_no_page_of_sign_in_has_a_script_or_style_of_its_own(client: Client) -> None:
    for name in ("account_login", "account_signup", "account_reset_password", "account_reset_password_done", "account_inactive"):
        shown = page(client.get(reverse(name)))
        assert "style=" not in shown
        assert not re.search(r"<script(?![^>]*src=)", shown)
        assert "no-store" in client.get(reverse(name))["Cache-Control"]
