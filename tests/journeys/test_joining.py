"""Where no demonstration is: by invitation, with a password and a second factor, from the first coordinator to a first responder."""

import hmac
import re
import struct
from base64 import b32decode
from datetime import date
from hashlib import sha1
from time import time

import pytest
from tests.journeys.conftest import BEGINS, STANDS, Walks
from tests.journeys.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

PASSWORD = "four herons over slow water"
Keys = dict[str, str]


@pytest.fixture
def first_link(transactional_db: None) -> str:
    """A synthetic installation, in which nobody is yet; the link that `opennrm init` prints."""
    from opennrm.cases.spine import editions  # noqa: PLC0415  settings must be ready first
    from opennrm.journal import clock  # noqa: PLC0415
    from opennrm.journal.models import Installation  # noqa: PLC0415
    from opennrm.mechanism import actions  # noqa: PLC0415
    from opennrm.vault import provider  # noqa: PLC0415

    editions.forget()
    provider.ensure()
    Installation.objects.create(country="XD", kind="synth", created_at=BEGINS)
    clock.move_to(STANDS)
    return f"/join/{actions.invite_first_coordinator(agency_name='Office of the National Coordinator', at=STANDS)}/"


def test_joining_by_invitation(first_link: str, walks: Walks) -> None:
    jory, keys = walks(), Keys()
    joins(jory, first_link, "Jory Tal", "jory@coordinator.invalid")
    keys["jory"] = signs_in(jory, "jory@coordinator.invalid")
    link = admits(jory, "Northgate Police", "anna@northgate.invalid")
    anna = walks()
    joins(anna, link, "Anna Sill")
    signs_in(anna, "anna@northgate.invalid")
    anna.reads("Northgate Police", "Anna Sill")
    link = invites(anna, "Invite somebody", "pell@northgate.invalid", "First responder")
    pell = walks()
    joins(pell, link, "Pell Haro")
    key = signs_in(pell, "pell@northgate.invalid")
    pell.visit("Contacts")
    pell.press("Begin with somebody")
    comes_again(pell, "pell@northgate.invalid", key)


def joins(walker: Walker, link: str, name: str, email: str = "") -> None:
    """Take up an invitation. It opens once."""
    walker.go(link)
    walker.press("Take it up")
    walker.reads("Enter your name", "Choose a password")
    if email:
        walker.write("Your e-mail address", email)
    walker.write("Your name", name)
    walker.write("Password", "too short")
    walker.press("Take it up")
    walker.reads("15")
    walker.write("Password", PASSWORD)
    walker.press("Take it up")
    walker.reads("You are admitted. Sign in to begin.")
    walker.who = name.partition(" ")[0].lower()


def signs_in(walker: Walker, email: str) -> str:
    """With the password, and no further before the second factor is set up. Gives its key."""
    walker.write("E-mail address", email)
    walker.write("Password", "not what was chosen")
    walker.press("Sign in")
    walker.reads("There is one thing to put right")
    walker.write("Password", PASSWORD)
    walker.press("Sign in")
    walker.reads("Set up your second factor")
    walker.go("/today/")
    walker.reads("Set up your second factor")
    key = re.sub(r"\s", "", walker.page.locator("bdi b").inner_text())
    walker.write("Code", code(key))
    walker.press("Set it up")
    walker.reads("Your recovery codes")
    walker.press("Go on to your work")
    return key


def comes_again(walker: Walker, email: str, key: str) -> None:
    """Out, and in again: password, then the code that the app shows next."""
    walker.leave()
    walker.go("/")
    walker.write("E-mail address", email)
    walker.write("Password", PASSWORD)
    walker.press("Sign in")
    walker.write("Code", "000000")
    walker.press("Sign in")
    walker.reads("There is one thing to put right")
    walker.write("Code", code(key, ahead=1))
    walker.press("Sign in")
    walker.visit("Contacts")


def admits(jory: Walker, name: str, email: str) -> str:
    """An agency, its designation, and an invitation for its first administrator."""
    jory.press("Admit an agency")
    jory.pick("Kind of agency", "Police")
    jory.write("Name", name)
    jory.press("Admit it")
    jory.press(name)
    jory.press("Designate")
    jory.answers("In which capacity?", "First responder: may refer")
    jory.dates("First day", date(2026, 1, 1))
    jory.write("Act or decision", "Order 12/2026, Article 3")
    jory.press("Record it")
    return invites(jory, "Invite an administrator", email, "Agency administrator")


def invites(walker: Walker, how: str, email: str, role: str) -> str:
    """An invitation; its link is shown once."""
    walker.press(how)
    walker.write("E-mail address", email)
    walker.ticks(role)
    walker.press("Make the invitation")
    link = walker.page.get_by_label("Link").input_value()
    walker.press("Back to the agency")
    walker.reads("Invited, not yet here", email)
    return link


def code(key: str, ahead: int = 0) -> str:
    """The code of RFC 6238 that an app shows now, or in so many times thirty seconds."""
    counter = struct.pack(">Q", int(time()) // 30 + ahead)
    digest = hmac.new(b32decode(key), counter, sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
