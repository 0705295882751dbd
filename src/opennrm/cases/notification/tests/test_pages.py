"""The way from a no to a notification on the pages, without a script; and that nothing typed on the way is left anywhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from tests.once import once
from tests.pages import page_of, text
from tests.people import signed_in

from opennrm.cases.notification import reads
from opennrm.cases.notification.models import Notification
from opennrm.cases.notification.tests.world import ALL, World
from opennrm.cases.referral.tests.test_nothing_is_left import _all_that_was_written_stays, left
from opennrm.cases.referral.tests.ways import fields, fill
from opennrm.cases.spine import door

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "keys"]), pytest.mark.security("MORE-10")]
__all__ = ["_all_that_was_written_stays"]  # its log begins empty and keeps every page

WRITTEN = "They call Qoldemarca in Zorkamburg on 3 August, +373 69 77 88 99, she is 23 years old. Wages are not paid."
CANARIES = ("Qoldemarca", "Zorkamburg", "3 August", "69 77 88 99", "23 years")


@pytest.fixture
def world(_all_that_was_written_stays: None) -> World:
    return once(World)


@pytest.fixture
def contact(world: World) -> UUID:
    return world.said_no()


@pytest.fixture
def client(world: World) -> Client:
    return signed_in(world.responder)


def written(client: Client, contact: UUID, **said: object) -> str:
    """The last look, after the first page was filled in."""
    answer = fill(client, f"/contacts/{contact}/notify/", because="not_said", **said)
    assert answer.status_code == 200
    return text(answer)


def pressed(client: Client, contact: UUID, page: str, **said: object) -> object:
    """The last look, with these answers and the button that sends."""
    return client.post(f"/contacts/{contact}/notify/check/", {**fields(page), "send": "1", **said})


def questions(page: str) -> list[str]:
    """The marks that wait for an answer."""
    return [name for name in selects(page) if name not in ("because", "citizenship")]


def selects(page: str) -> Iterator[str]:
    for piece in page.split("<select")[1:]:
        yield piece.split('name="')[1].split('"')[0]


def test_after_a_no_the_contact_offers_it(client: Client, contact: UUID) -> None:
    assert f"/contacts/{contact}/notify/" in page_of(client, f"/contacts/{contact}/")


def test_the_first_page_says_what_goes_and_what_never(client: Client, contact: UUID) -> None:
    page = page_of(client, f"/contacts/{contact}/notify/")
    for words in ("What is sent", "What never", "a day, a town, a workplace", "Forced labour", "October"):
        assert (words in page) is (words != "October"), words
    assert "2026, fourth quarter" in page


def test_every_mark_is_shown_with_its_reason_and_nothing_is_sent(client: Client, contact: UUID) -> None:
    page = written(client, contact, text=WRITTEN)
    for words in ("Qoldemarca", "Zorkamburg", "3 August", "+373 69 77 88 99", "23 years"):
        assert f"<mark>{words}</mark>" in page, words
    assert "A town or a village is smaller than a region" in page
    assert "Fewer than 10 notifications tell the same" in page
    assert len(questions(page)) == 5, "a telephone number is taken out: no reason clears it"
    assert text(pressed(client, contact, page)).count("say why it leads to nobody") >= 4
    assert not Notification.objects.exists()


def test_to_answer_all_but_one_is_not_enough(client: Client, contact: UUID) -> None:
    page = written(client, contact, text=WRITTEN.replace("+373 69 77 88 99", ""))
    *answered, last = questions(page)
    answer = pressed(client, contact, page, **dict.fromkeys(answered, "fits_many"))
    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert not Notification.objects.exists()
    assert pressed(client, contact, page, **dict.fromkeys([*answered, last], "fits_many")).status_code == 302  # type: ignore[attr-defined]


def test_what_was_changed_is_looked_at_again(client: Client, contact: UUID) -> None:
    page = written(client, contact, text="They hold people in Zorkamburg.")
    answer = pressed(client, contact, page, text="They hold people in Qoldemarca.", **dict.fromkeys(questions(page), "fits_many"))
    again = text(answer)
    assert "<mark>Qoldemarca</mark>" in again
    assert not Notification.objects.exists()


def test_a_name_typed_on_the_way_and_taken_out_is_left_nowhere(client: Client, contact: UUID) -> None:
    since = set(Path("/tmp").glob("*"))
    page = written(client, contact, text=WRITTEN)
    text(pressed(client, contact, page))
    page = text(client.post(f"/contacts/{contact}/notify/check/", {**fields(page), "look": "1", "text": "Wages are not paid."}))
    assert questions(page) == ["rare"]
    answer = pressed(client, contact, page, rare="fits_many")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    assert left(since, *CANARIES) == []


def test_the_text_that_was_sent_stands_in_no_table_in_clear(client: Client, world: World, contact: UUID) -> None:
    since = set(Path("/tmp").glob("*"))
    page = written(client, contact, text="wages are kept back by threats of zqthreat")
    sent = pressed(client, contact, page, rare="fits_many")
    assert left(since, "zqthreat") == []
    reader = signed_in(world.decider)
    assert "zqthreat" in page_of(reader, sent.url)  # type: ignore[attr-defined]


def test_what_the_person_allows_stands_in_no_table_in_clear(client: Client, world: World, contact: UUID) -> None:
    since = set(Path("/tmp").glob("*"))
    page = written(client, contact)
    pressed(client, contact, page, rare="fits_many")
    sealing = page_of(client, f"/contacts/{contact}/seal/")
    named = {label: control(sealing, label) for label in ("Under which name?", "By which way?")}
    said = {named["Under which name?"]: "CANARYZQ-Lena", named["By which way?"]: "CANARYZQ 079", "recipient": str(world.police.pk)}
    answer = client.post(f"/contacts/{contact}/seal/", {**fields(sealing), "language": "ro", "interpreter": "none", **said})
    assert answer.status_code == 302
    assert left(since, "CANARYZQ") == []
    assert "CANARYZQ" not in page_of(client, answer.url)
    assert "CANARYZQ 079" in page_of(signed_in(world.officer), answer.url)
    assert signed_in(world.other_officer).get(answer.url).status_code == 404
    assert signed_in(world.decider).get(answer.url).status_code == 404


def control(page: str, label: str) -> str:
    """The name of the field behind a label."""
    ident = page.split(label)[0].rsplit('for="', 1)[1].split('"')[0]
    return page.split(f'id="{ident}"')[1].split('name="')[1].split('"')[0] if f'id="{ident}" name=' in page else named_before(page, ident)


def named_before(page: str, ident: str) -> str:
    tag = page.split(f'id="{ident}"')[0].rsplit("<", 1)[1] + page.split(f'id="{ident}"')[1].split(">")[0]
    return tag.split('name="')[1].split('"')[0]


def test_the_authority_sees_codes_and_counts_and_no_contact(client: Client, world: World, contact: UUID) -> None:
    sent = pressed(client, contact, written(client, contact), rare="fits_many").url  # type: ignore[attr-defined]
    reader = signed_in(world.decider)
    listed, shown = page_of(reader, "/notifications/"), page_of(reader, sent)
    for page in (listed, shown):
        assert "Forced labour" in page
        assert str(contact) not in page
    assert "By region" in listed
    assert reader.get(f"/contacts/{contact}/").status_code == 404
    assert signed_in(world.officer).get(sent).status_code == 404


def test_many_stand_on_several_pages_and_all_are_counted(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reads, "SHOWN", 1)
    for contact in (world.said_no(), world.said_no()):
        pressed(client, contact, written(client, contact), rare="fits_many")
    first, last = (page_of(client, f"/notifications/{asked}") for asked in ("", "?from=1"))
    (one,), (other,) = (re.findall(r'href="(/notifications/[^"?]{36}/)"', page) for page in (first, last))
    assert one != other
    assert "1 to 1 of 2" in first
    assert "2 to 2 of 2" in last
    assert ('href="?from=1"' in first, 'href="?from=0"' in last) == (True, True)
    assert "<dd>2</dd>" in last
    assert "1 to 1 of 2" in page_of(client, "/notifications/?from=x")


def test_the_person_comes_back_and_is_asked_anew(client: Client, contact: UUID) -> None:
    pressed(client, contact, written(client, contact), rare="fits_many")
    assert f"/contacts/{contact}/back/" in page_of(client, f"/contacts/{contact}/")
    assert fill(client, f"/contacts/{contact}/back/").status_code == 200
    answer = fill(client, f"/contacts/{contact}/back/", present="on")
    assert answer.url == f"/contacts/{contact}/who/"
    assert page_of(client, answer.url)
    assert not door.state_of(contact).closed  # type: ignore[union-attr]


def test_the_codes_are_those_that_were_chosen(client: Client, contact: UUID) -> None:
    page = written(client, contact, fields_told=["age_group", "forms"])
    pressed(client, contact, page, rare="fits_many")
    assert Notification.objects.get().region == ""
    assert len(ALL) > 2
