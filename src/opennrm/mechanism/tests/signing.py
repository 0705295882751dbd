"""Signing in through the pages, for the tests of this package."""

import re
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from opennrm.access.actor import Actor
from opennrm.mechanism import post
from opennrm.mechanism.models import User
from opennrm.mechanism.tests.world import PASSWORD

SIGN_IN = "/sign-in/"
SET_UP = "/sign-in/factor/set-up/"
WRONG = "four other words in a row"


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


def reset_link(email: str) -> str:
    mail.outbox.clear()
    Client().post("/sign-in/password/forgotten/", {"email": email})
    post.flush()
    return re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))[1]  # type: ignore[index]
