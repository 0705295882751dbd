"""Sessions: how each of them ends."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from opennrm.mechanism import actions
from opennrm.mechanism.actions import factors
from opennrm.mechanism.models import User
from opennrm.mechanism.tests import world
from opennrm.mechanism.tests.signing import SIGN_IN, an_account, page, reset_link, sign_in, with_factor
from opennrm.mechanism.tests.world import AT, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afresh() -> None:
    world.install("live")
    cache.clear()


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
