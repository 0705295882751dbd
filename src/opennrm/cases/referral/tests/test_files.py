"""Files with a referral and in a case: put in, refused, taken out, sent, opened by whoever may, and gone with their draft."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import people
from tests.once import once
from tests.pages import page_of
from tests.people import signed_in

from opennrm.access import doors, readlog, receiving
from opennrm.access.doors import NotVisible
from opennrm.access.receiving import Received
from opennrm.cases.referral import actions, file_actions, file_reads, file_words
from opennrm.cases.referral.tests.test_country_form import Britain, a_draft, sent_whole
from opennrm.cases.spine import door, drafting, filing
from opennrm.cases.spine.file_events import ADDED, files_of
from opennrm.journal import clock, replay
from opennrm.journal.models import JournalEvent
from opennrm.standards.refusal import Refused
from opennrm.vault import cleaning, operations
from opennrm.vault.cleaner.kinds import MOST_BYTES
from opennrm.vault.models import DraftPiece, FilePiece
from opennrm.vault.tests.makings import a_jpeg, a_pdf

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PAGE = "/contacts/{}/form/evidence/"
JPEG, PDF = a_jpeg(), a_pdf()
CLEAN = lru_cache(cleaning.clean)


@pytest.fixture(autouse=True)
def looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same few files are handed in again and again: each is really looked at the first time."""
    monkeypatch.setattr(cleaning, "clean", CLEAN)


@pytest.fixture
def britain() -> Britain:
    return once(Britain)


@pytest.fixture
def client(britain: Britain) -> Client:
    return signed_in(britain.responder)


def chosen(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def put(client: Client, contact: UUID, *files: SimpleUploadedFile, **more: Any) -> Any:
    page = client.get(PAGE.format(contact))
    said = {"seen": page.context["seen"], "on_page": " ".join(page.context["form"].shown)}
    return client.post(PAGE.format(contact), {**said, "evidence_files": list(files), **more})


def names_in(britain: Britain, contact: UUID) -> list[str]:
    state = door.state_of(contact)
    assert state is not None
    return [one.name for one in drafting.load(britain.responder, state.note("draft")).files.get("evidence_files", ())]


def added(actor: Any, case: UUID, section: str = "account", *files: tuple[str, bytes]) -> None:
    came = [Received(name, len(content), content) for name, content in files or (("CANARY-LETTER.pdf", PDF),)]
    assert file_actions.add(actor, case, section=section, received=came) == []


def state(case: UUID) -> Any:
    return door.state_of(case)


# --- while a referral is typed ------------------------------------------------------------------------------------------------


def test_a_file_is_put_in_and_asks_for_a_word_about_it(client: Client, britain: Britain) -> None:
    contact = a_draft(britain.responder, "ENG")
    page = client.get(PAGE.format(contact))
    assert 'enctype="multipart/form-data"' in page.content.decode()
    assert [field.name for field in page.context["form"].visible_fields()] == ["evidence_files"]
    answer = put(client, contact, chosen("gate.jpg", JPEG), chosen("letter.pdf", PDF))
    assert answer.status_code == 200
    assert answer.context["more"] == ["Which evidence is there, and of which days?"]
    assert not answer.context["form"].errors
    assert "gate.jpg" in answer.content.decode()
    assert "Files were attached to it" in answer.content.decode()
    assert names_in(britain, contact) == ["gate.jpg", "letter.pdf"]
    assert put(client, contact, evidence="A photograph of 3 May").status_code == 302


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.svg", b"<svg/>", "of a kind that is not taken"),
        ("x.pdf", b"%PDF-1.7 nothing", "cannot be opened"),
        ("x.pdf", JPEG, "not what its name says"),
        ("x.pdf", b"%PDF-" + bytes(MOST_BYTES), "too large"),
        ("empty.jpg", b"", "is empty"),
    ],
)
def test_a_file_that_is_refused_costs_nothing_else(client: Client, britain: Britain, name: str, content: bytes, says: str) -> None:
    contact = a_draft(britain.responder, "ENG")
    put(client, contact, chosen("gate.jpg", JPEG))
    answer = put(client, contact, chosen("letter.pdf", PDF), chosen(name, content), evidence="CANARY-TYPED of 3 May")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert says in str(answer.context["form"].errors["evidence_files"])
    assert name in str(answer.context["form"].errors["evidence_files"])
    assert "CANARY-TYPED of 3 May" in page
    assert "<title>Error:" in page
    assert names_in(britain, contact) == ["gate.jpg", "letter.pdf"]
    assert "CANARY-TYPED of 3 May" in client.get(PAGE.format(contact)).content.decode()


def test_whoever_comes_back_later_is_told_what_was_not_taken(client: Client, britain: Britain) -> None:
    contact = a_draft(britain.responder, "ENG")
    answer = put(client, contact, chosen("x.svg", b"<svg/>"), later="1")
    assert answer.status_code == 302
    assert "of a kind that is not taken" in client.get(answer.url).content.decode()


def test_a_file_is_taken_out_by_a_tick_and_of_no_other_draft(client: Client, britain: Britain) -> None:
    contact, other = a_draft(britain.responder, "ENG"), a_draft(britain.responder, "ENG")
    for one in (contact, other):
        put(client, one, chosen("gate.jpg", JPEG), chosen("letter.pdf", PDF))
    paper = drafting.load(britain.responder, state(other).note("draft"))
    theirs = [one.id for one in paper.files["evidence_files"]]
    own = drafting.load(britain.responder, state(contact).note("draft")).files["evidence_files"][0].id
    put(client, contact, take_out=[own, *theirs, "nonsense"])
    assert names_in(britain, contact) == ["letter.pdf"]
    assert names_in(britain, other) == ["gate.jpg", "letter.pdf"]
    assert DraftPiece.objects.filter(draft=paper.id).count() == 2
    assert not DraftPiece.objects.filter(file=own).exists()


def test_no_more_are_taken_than_the_form_takes(britain: Britain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "clean", lambda name, content, taken: cleaning.Clean(cleaning.KINDS["pdf"], content, ()))
    came = [Received(f"{n}.pdf", 1, b"x") for n in range(102)]
    looked = filing.looked_through(came, ("pdf",), 25, 100)
    assert (len(looked.clean), looked.refused) == (100, [("100.pdf", "too_many"), ("101.pdf", "too_many")])


def test_the_files_go_when_the_draft_goes(client: Client, britain: Britain) -> None:
    contact = a_draft(britain.responder, "ENG")
    put(client, contact, chosen("gate.jpg", JPEG))
    assert DraftPiece.objects.count() == 1
    operations.sweep(clock.real() + timedelta(days=29))
    assert not DraftPiece.objects.exists()


def test_what_stands_in_the_fields_of_a_page_puts_no_file_in(client: Client, britain: Britain) -> None:
    """ACC-09: a file is what comes as a file; a text under its name is none, and no id of a file in it is one."""
    contact = a_draft(britain.responder, "ENG")
    put(client, contact, evidence_files=["gate.jpg", str(uuid4())])
    assert names_in(britain, contact) == []


# --- sent, and in the case -----------------------------------------------------------------------------------------------------


def test_what_was_put_in_is_sent_and_opened_by_who_decides(client: Client, britain: Britain) -> None:
    case = sent_with_a_file(client, britain)
    assert not DraftPiece.objects.exists()
    assert FilePiece.objects.filter(stream=case).count() == 1
    assert list(replay.verify()) == []
    actions.accept(britain.decider, case)
    decider = signed_in(britain.decider)
    page = page_of(decider, f"/cases/{case}/files/")
    assert "CANARY-GATE.jpg" in page
    assert "Files" in page_of(decider, f"/cases/{case}/")
    assert "they stand among the files of the case" in page_of(decider, f"/cases/{case}/form/")
    found = re.search(rf"/cases/{case}/files/[0-9a-f-]+/", page)
    assert found
    answer = decider.get(found[0])
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert b"CANARY" not in answer.content


def sent_with_a_file(client: Client, britain: Britain) -> UUID:
    """A whole referral, to the page of evidence of which a file was given."""
    begun: list[UUID] = []
    post = client.post

    def posting(url: str, data: Any = None, **more: Any) -> Any:
        if url.endswith("/form/evidence/") and not begun:
            begun.append(UUID(url.split("/")[2]))
            put_in = {**data, "evidence_files": chosen("CANARY-GATE.jpg", JPEG)}
            return post(url, put_in, **more)
        return post(url, data, **more)

    client.post = posting  # type: ignore[method-assign]
    return sent_whole(client, britain)


@pytest.fixture
def case(britain: Britain) -> UUID:
    """A case that the authority has taken up."""
    contact = people.a_contact(britain.responder, region="ENG")
    made = people.a_referral(britain.responder, britain.authority, contact=contact, others="none known", more={"last_contact": "in May"})
    actions.accept(britain.decider, made)
    return made


def test_a_file_is_put_into_a_case_and_read_by_section_and_holder(britain: Britain, case: UUID) -> None:
    added(britain.decider, case, "account")
    added(britain.decider, case, "identity", ("CANARY-PASSPORT.jpg", JPEG))
    listed = file_reads.shown(doors.case(britain.decider, case), state(case))
    assert [(one.name, one.number) for one in listed] == [("CANARY-LETTER.pdf", 1), ("CANARY-PASSPORT.jpg", 2)]
    assert list(replay.verify()) == []
    journal = b"".join(bytes(event.payload) for event in JournalEvent.objects.filter(stream=case))
    assert b"CANARY" not in journal


def test_through_the_page_a_file_is_put_in_with_what_it_is_about(britain: Britain, case: UUID) -> None:
    decider = signed_in(britain.decider)
    address = f"/cases/{case}/files/add/"
    nothing = decider.post(address, {"section": "account"})
    assert "Choose a file" in nothing.content.decode()
    unsaid = decider.post(address, {"chosen": chosen("a.pdf", PDF)})
    assert "Say what they are about" in unsaid.content.decode()
    some = decider.post(address, {"section": "account", "chosen": [chosen("a.pdf", PDF), chosen("b.svg", b"<svg/>")]})
    assert "of a kind that is not taken" in some.content.decode()
    assert "1 file is in." in some.content.decode()
    good = decider.post(address, {"section": "account", "chosen": [chosen("c.jpg", JPEG)]})
    assert (good.status_code, good.url) == (302, f"/cases/{case}/files/")
    assert [one.name for one in file_reads.shown(doors.case(britain.decider, case), state(case))] == ["a.pdf", "c.jpg"]


def test_a_section_that_one_may_not_write_takes_no_file(britain: Britain, case: UUID) -> None:
    closed = sorted(set(ADDED) - set(file_reads.writable(doors.case(britain.decider, case))))
    assert closed
    with pytest.raises(Refused):
        file_actions.add(britain.decider, case, section=closed[0], received=[Received("a.pdf", len(PDF), PDF)])
    other = people.a_person(people.an_agency("competent_authority", region="ENG"), "decision_maker")
    with pytest.raises(NotVisible):
        file_actions.add(other, case, section="account", received=[Received("a.pdf", len(PDF), PDF)])
    assert not FilePiece.objects.exists()


# --- opened ----------------------------------------------------------------------------------------------------------------


def first_file(client: Client, case: UUID) -> str:
    found = re.search(rf"/cases/{case}/files/[0-9a-f-]{{36}}/", page_of(client, f"/cases/{case}/files/"))
    assert found
    return found[0]


@pytest.mark.security("FIL-01", "FIL-04")
def test_a_file_is_handed_out_to_be_saved_under_a_name_that_says_nothing(britain: Britain, case: UUID) -> None:
    added(britain.decider, case, "account", ("Anna Example CANARY passport.pdf", PDF))
    decider = signed_in(britain.decider)
    answer = decider.get(first_file(decider, case))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{state(case).reference}-1.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"] == "application/pdf"
    assert not any("CANARY" in f"{name}{text}" for name, text in answer.headers.items())


@pytest.mark.security("FIL-07")
def test_no_part_of_a_file_is_handed_out_and_nothing_after_the_tie_has_ended(britain: Britain, case: UUID) -> None:
    added(britain.decider, case)
    decider = signed_in(britain.decider)
    address = first_file(decider, case)
    for asked in ({"HTTP_RANGE": "bytes=0-9"}, {"HTTP_RANGE": "bytes=0-9", "HTTP_IF_RANGE": '"x"'}):
        answer = decider.get(address, **asked)
        assert (answer.status_code, len(answer.content) > 10) == (200, True)
        assert answer.headers["Accept-Ranges"] == "none"
    shut = people.a_person(people.an_agency("competent_authority", region="ENG"), "decision_maker")
    for asked in ({}, {"HTTP_RANGE": "bytes=10-"}):
        assert signed_in(shut).get(address, **asked).status_code == 404


def test_each_look_at_a_file_is_recorded_before_it_leaves(britain: Britain, case: UUID) -> None:
    added(britain.decider, case)
    decider = signed_in(britain.decider)
    address = first_file(decider, case)
    before = {look.id for look in readlog.who_looked(case, limit=500)}
    decider.get(address)
    looks = [look for look in readlog.who_looked(case, limit=500) if look.id not in before]
    assert [(look.page, look.sections) for look in looks] == [("file", "account")]


def test_a_file_that_is_closed_or_was_never_there_is_one_answer(britain: Britain, case: UUID) -> None:
    added(britain.decider, case)
    there = re.findall(r"[0-9a-f-]{36}", first_file(signed_in(britain.decider), case))[1]
    responder = signed_in(britain.responder)
    assert not file_reads.may_read(doors.case(britain.responder, case), files_of(state(case))[0])  # another agency put it in
    assert "No file is open to you" in page_of(responder, f"/cases/{case}/files/")
    answers = [responder.get(f"/cases/{case}/files/{id}/") for id in (there, uuid4())]
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {(302, f"/cases/{case}/files/")}


def test_a_file_of_a_person_who_was_erased_is_a_line_that_opens_nothing(britain: Britain, case: UUID) -> None:
    added(britain.decider, case)
    decider = signed_in(britain.decider)
    address = first_file(decider, case)
    operations.erase(case, datetime(2026, 12, 1, tzinfo=UTC))
    assert not FilePiece.objects.filter(stream=case).exists()
    assert "A file that can no longer be opened" in page_of(decider, f"/cases/{case}/files/")
    assert decider.get(address).status_code == 302


# --- how files come in -------------------------------------------------------------------------------------------------------


def test_files_are_taken_by_pages_that_ask_for_them_alone(client: Client, britain: Britain) -> None:
    contact = a_draft(britain.responder, "ENG")
    for url in (f"/contacts/{contact}/safe/", "/contacts/new/"):
        answer = client.post(url, {"file": chosen("a.pdf", PDF)})
        assert not answer.wsgi_request.FILES
    assert not Client().post("/sign-in/", {"file": chosen("a.pdf", PDF)}).wsgi_request.FILES


def test_what_comes_at_once_is_bounded(client: Client, britain: Britain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_AT_ONCE", len(JPEG) + 10)
    contact = a_draft(britain.responder, "ENG")
    answer = put(client, contact, chosen("a.jpg", JPEG), chosen("b.jpg", JPEG))
    assert "Put it in by itself" in str(answer.context["form"].errors["evidence_files"])
    assert names_in(britain, contact) == ["a.jpg"]


@pytest.mark.security("FIL-04", "INJ-05")
@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Anna\\letter.pdf", "letter.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("gnp.\u202efdp.pdf", "gnp.fdp.pdf"),
        ("a" * 400 + ".pdf", "a" * 140 + "….pdf"),
        ("<img onerror=x>.pdf", "<img onerror=x>.pdf"),
        ("Письмо.pdf", "Письмо.pdf"),
    ],
)
def test_a_name_is_one_harmless_line(client: Client, britain: Britain, given: str, stored: str) -> None:
    contact = a_draft(britain.responder, "ENG")
    line = given.replace("\r", "").replace("\n", "").replace('"', "")
    head = f'--b\r\nContent-Disposition: form-data; name="evidence_files"; filename="{line}"\r\nContent-Type: application/pdf\r\n\r\n'
    body = b"".join((head.encode(), PDF, b"\r\n--b--\r\n"))
    answer = client.post(PAGE.format(contact), body, content_type="multipart/form-data; boundary=b")
    assert names_in(britain, contact) == [stored]
    assert "<img onerror" not in answer.content.decode()


def test_every_reason_has_its_words_and_every_word_its_reason() -> None:
    source = {"too_many", "too_large", "at_once", "kind", "empty", "other"}
    assert source | {"damaged", "locked", "inside", "too_much", "too_long"} == set(file_words.REFUSED)
    assert file_words.size_words(900) == "1 kB"
    assert file_words.size_words(2_500_000) == "2.5 MB"


@pytest.mark.security("MORE-09")
def test_a_file_that_another_case_holds_is_taken_like_any_other(britain: Britain, case: UUID) -> None:
    added(britain.decider, case)
    contact = a_draft(britain.responder, "ENG")
    answer = put(signed_in(britain.responder), contact, chosen("CANARY-LETTER.pdf", PDF))
    assert names_in(britain, contact) == ["CANARY-LETTER.pdf"]
    assert not answer.context["form"].errors
