"""The pages of sign-in: who gets in, who does not, and what a stranger learns, which is nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from opennrm.mechanism import actions, limits, post
from opennrm.mechanism.models import Attempt, SignInTrouble, User
from opennrm.mechanism.tests import world
from opennrm.mechanism.tests.signing import SIGN_IN, WRONG, an_account, page, reset_link, sign_in, with_factor
from opennrm.mechanism.tests.world import AT, PASSWORD
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afresh() -> None:
    world.install("live")
    cache.clear()


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
    assert shown.count("do not fit together") == 2  # on top, and beside the field
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


def test_the_door_of_the_demonstration_is_no_page_elsewhere(client: Client) -> None:
    actor = world.first_coordinator()
    for answer in (client.get("/demo/enter/"), client.post("/demo/enter/", {"person": str(actor.id)})):
        assert answer.status_code == 404
    with pytest.raises(Refused):
        actions.enter_demo(client.get("/sign-in/").wsgi_request, actor.id)
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
