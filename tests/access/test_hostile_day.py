"""The day on which a child comes of age: it tells the date of birth, and when a protection ends. Only the month stands in clear."""

import logging
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from tests import people
from tests.access.world import Mechanism
from tests.once import once
from tests.pages import page_of
from tests.people import signed_in

from opennrm.access.actor import Actor
from opennrm.cases.identification import actions as identification
from opennrm.cases.person import actions as person
from opennrm.cases.protection import actions as protection
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.sending import Asked, Talk
from opennrm.cases.referral.tests.test_nothing_is_left import _all_that_was_written_stays, left
from opennrm.cases.spine import door
from opennrm.journal import clock
from opennrm.journal.models import JournalEvent
from opennrm.vault import operations

__all__ = ["_all_that_was_written_stays"]

DATABASES = ["default", "keys"]
pytestmark = pytest.mark.security("MORE-10")
in_a_transaction = pytest.mark.django_db(databases=DATABASES)

DAYS = ("2009-03-04", "2027-03-04", "4 March 2009", "4 March 2027", "2009-05-17", "2027-05-17", "17 May 2009", "17 May 2027")


def a_child(us: Mechanism, by: Actor) -> UUID:
    """A child with a guardian, whose yes brought the shelter and the police in; who would remove was told of the bar on removal."""
    contact = people.a_contact(by, age="child", unaccompanied=True)
    talk = Talk(on=door.today(), language="ro")
    referral.prepare_child(by, contact, party="child_office", agency=us.agency("child_office").pk, on=door.today(), talk=talk)
    said = {"birth": "2009-03-04", "birth_known_by": "document", "talk": None, "asked": (), "support": "not_asked"}
    case = people.a_referral(by, us.agency("competent_authority"), contact=contact, **said)
    referral.accept(us.decider, case)
    office, guardians = us.who("child_office", "case_worker"), us.agency("guardian_office")
    protection.appoint_guardian(office, case, agency=guardians.pk, on=door.today(), decision="Order 7")
    for scope, kind in (("support", "support_provider"), ("police_contact", "police")):
        asked = Asked(scope=scope, answer="yes", recipient=us.agency(kind).pk, by="guardian")
        referral.ask_consent(us.who("guardian_office", "guardian"), case, asked=asked, talk=talk)
    return case


def put_right(by: Actor, case: UUID) -> None:
    person.learn_identity(by, case, texts={"birth": "2009-05-17"}, basis="document", on=door.today())


def made() -> Mechanism:
    people.an_installation()
    return Mechanism("Our")


@pytest.fixture
def us() -> Mechanism:
    return once(made)


@pytest.mark.django_db(transaction=True, databases=DATABASES)
@pytest.mark.usefixtures("_all_that_was_written_stays")
def test_no_store_no_log_and_no_file_holds_the_day(caplog: pytest.LogCaptureFixture) -> None:
    people.an_installation()
    us = Mechanism("Our")
    since = set(Path("/tmp").glob("*"))
    with caplog.at_level(logging.DEBUG):
        case = a_child(us, us.responder)
        put_right(us.worker, case)
        client = signed_in(us.worker)
        assert "17 May 2009 (18 on 17 May 2027)" in client.post(f"/cases/{case}/", {"show": "identity"}).content.decode()
    assert left(since, *DAYS) == []
    assert [day for day in DAYS if day in caplog.text] == []
    in_clear = b"".join(bytes(one) for one in JournalEvent.objects.filter(stream=case).values_list("payload", flat=True))
    assert b'"act_in":"2027-02"' in in_clear
    assert b'"act_in":"2027-04"' in in_clear


FIRST, LAST = "4 March 2009 (18 on 4 March 2027)", "17 May 2009 (18 on 17 May 2027)"
# What each is shown who asks: the last word that is open. What a shelter learned is closed to police without a consent for it,
# and whoever referred reads what it wrote itself.
SHOWN = {"decider": LAST, "reviewer": LAST, "worker": LAST, "office": LAST, "guardian": LAST, "officer": FIRST, "responder": FIRST}


BESIDE = {
    "office": ("child_office", "case_worker"),
    "guardian": ("guardian_office", "guardian"),
    "migration": ("migration_authority", "migration_officer"),
}


def of(us: Mechanism, name: str) -> Actor:
    found = us.who(*BESIDE[name]) if name in BESIDE else getattr(us, name)
    assert isinstance(found, Actor)
    return found


@in_a_transaction
@pytest.mark.parametrize("name", list(SHOWN))
def test_the_day_is_shown_to_who_may_read_the_identity_and_asks_for_it(us: Mechanism, name: str) -> None:
    case = a_child(us, us.responder)
    put_right(us.worker, case)
    people.time_passes(datetime(2027, 2, 5, 9, tzinfo=UTC))
    client = signed_in(of(us, name))
    pages = [page_of(client, url) for url in ("/today/", f"/cases/{case}/", f"/cases/{case}/consents/")]
    assert [day for day in DAYS for page in pages if day in page] == []
    opened = client.post(f"/cases/{case}/", {"show": "identity"}).content.decode()
    assert [words for words in (FIRST, LAST) if words in opened] == [SHOWN[name]]


@in_a_transaction
@pytest.mark.parametrize("name", ["officer", "migration", "reviewer"])
def test_who_does_not_ask_is_not_told_the_month(us: Mechanism, name: str) -> None:
    """Those who can detain or remove above all: to them it says when the protection of a child ends."""
    case = a_child(us, us.responder)
    identification.decide_yes(us.decider, case)
    protection.tell_of_bar(us.decider, case, agency=us.agency("migration_authority").pk)
    people.time_passes(datetime(2027, 2, 5, 9, tzinfo=UTC))
    asker, client = signed_in(us.worker), signed_in(of(us, name))
    for url in ("/today/", f"/cases/{case}/"):
        assert "Turns 18 soon" in page_of(asker, url)
        assert "Turns 18" not in page_of(client, url)


@in_a_transaction
def test_of_an_erased_person_no_day_is_left(us: Mechanism) -> None:
    case = a_child(us, us.responder)
    operations.erase(case, clock.now())
    opened = signed_in(us.worker).post(f"/cases/{case}/", {"show": "identity"}).content.decode()
    assert "can no longer be opened" in opened
    assert "18 on" not in opened
