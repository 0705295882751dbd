"""What was typed of a material is read again, found by its facets, and hidden where it is confidential."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests import people

from opennrm.access.actor import Actor
from opennrm.access.receiving import Received
from opennrm.programme import door, typed
from opennrm.programme.materials import actions, reads
from opennrm.programme.materials.models import Material
from opennrm.programme.materials.reads import Wanted

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
HANDBOOK = typed.Material(
    key="handbook",
    kind="handbook",
    title="How to refer",
    when="2004",
    authors=("aid-network",),
    licence="CC BY 4.0",
    countries=("XD",),
    clauses=("OAP-V-14.2",),
    topics=("referral_mechanism",),
    versions=(
        typed.Version(language="en", link="https://example.org/handbook"),
        typed.Version(language="tr", title="Nasil yonlendirilir", state="planned", when="2006-late"),
    ),
    sources=("minutes:1-2",),
)
DRAFT = typed.Material(key="draft", kind="study", title="Zqdraft", when="2026-10", confidence="own", countries=("XD",))


@pytest.fixture
def staff() -> dict[str, Actor]:
    people.an_installation()
    ours, theirs = people.an_agency("international_organisation"), people.an_agency("international_organisation")
    found = {role: people.a_person(ours, role) for role in ("programme_officer", "programme_editor", "focal_point", "first_responder")}
    keeper = door.keeping(found["programme_officer"], door.PROGRAMME)
    for said in (HANDBOOK, DRAFT):
        actions.record(keeper, said, AT)
    return {**found, "stranger": people.a_person(theirs, "programme_officer"), "coordinator": people.the_coordinator()}


def test_what_was_typed_is_read_again(staff: dict[str, Actor]) -> None:
    agency = staff["programme_officer"].agency
    assert reads.materials(reads.readable(agency, agency).order_by("since")) == (HANDBOOK, DRAFT)


@pytest.mark.security("ACC-12")
@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("programme_officer", {"handbook", "draft"}),
        ("programme_editor", {"handbook", "draft"}),
        ("focal_point", {"handbook"}),
        ("coordinator", {"handbook"}),
        ("stranger", {"handbook"}),
        ("first_responder", set()),
    ],
)
def test_a_draft_is_seen_and_counted_where_it_was_shared(staff: dict[str, Actor], who: str, sees: set[str]) -> None:
    rows = reads.shown_to(staff[who])
    assert {row.key for row in rows} == sees
    assert dict(reads.counts(rows).get("country", ())).get("XD", 0) == len(sees)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(words=("refer",)),
        Wanted(words=("nasil", "yonlen")),
        Wanted(kind="handbook"),
        Wanted(language="tr"),
        Wanted(country="XD", clause="OAP-V-14.2", topic="referral_mechanism"),
    ],
    ids=["title", "title of a version", "kind", "language", "marks"],
)
def test_a_material_is_found_by(staff: dict[str, Actor], wanted: Wanted) -> None:
    assert [row.key for row in reads.found(reads.shown_to(staff["focal_point"]), wanted)] == ["handbook"]


def test_what_is_removed_is_gone(staff: dict[str, Actor]) -> None:
    row = reads.shown_to(staff["focal_point"]).get()
    actions.remove(door.keeping(staff["programme_officer"], door.PROGRAMME), row, AT)
    assert not reads.shown_to(staff["focal_point"]).exists()
    assert row.history.count() == 2


def test_a_link_is_a_plain_address() -> None:
    for address in ("javascript:alert(1)", "http://example.org", "https://example.org/a b", 'https://example.org/"><b'):
        with pytest.raises(ValueError, match="link"):
            typed.Version(language="en", link=address)


def test_the_clauses_of_a_material_are_chosen_by_name(staff: dict[str, Actor]) -> None:
    officer, address = people.signed_in(staff["programme_officer"]), reverse("materials:new")
    said = {"kind": "study", "title": "Safe homes", "confidence": "open", "versions-n": "0"}
    page = officer.post(address, {**said, "clauses": ["psychological", "identify"]}).content.decode()
    assert page.count('<datalist id="clauses">') == 1
    assert "More than one clause fits “identify”" in page
    assert 'value="psychological"' in page
    assert officer.post(address, {**said, "clauses": ["psychological", "COE-2"]}).status_code == 302
    made = reads.as_typed(reads.whole(Material.objects.filter(title="Safe homes")).get())
    assert made.clauses == ("COE-12.1a", "COE-2")


def a_picture() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (8, 8), "white").save(kept, "PNG")
    return kept.getvalue()


def sent(client: Client, row: Material, name: str, content: bytes) -> Any:
    chosen = SimpleUploadedFile(name, content)
    return client.post(reverse("materials:files", args=[row.pk]), {"language": "en", "chosen": chosen}, follow=True)


@pytest.mark.security("FIL-01")
def test_a_file_is_written_anew_and_saved_by_whoever_may_see_the_material(staff: dict[str, Actor]) -> None:
    row = reads.shown_to(staff["focal_point"]).get()
    officer = people.signed_in(staff["programme_officer"])
    assert b"picture.png" in sent(officer, row, "picture.png", a_picture() + b"<script>").content
    file = reads.files(row).get()
    for who in ("programme_officer", "focal_point", "stranger", "coordinator"):
        got = people.signed_in(staff[who]).get(reverse("materials:file", args=[row.pk, file.pk]))
        assert got.headers["Content-Disposition"] == 'attachment; filename="handbook-en.png"'
        assert got.content.startswith(b"\x89PNG")
        assert b"<script>" not in got.content
    assert people.signed_in(staff["first_responder"]).get(reverse("materials:file", args=[row.pk, file.pk])).status_code == 404


@pytest.mark.security("FIL-01")
@pytest.mark.parametrize(("name", "content"), [("page.html", b"<html>"), ("page.png", b"<html>"), ("page.pdf", b"%PDF-1.4 no")])
def test_what_is_not_what_it_says_is_not_taken_and_named(staff: dict[str, Actor], name: str, content: bytes) -> None:
    row = reads.shown_to(staff["focal_point"]).get()
    page = sent(people.signed_in(staff["programme_officer"]), row, name, content).content
    assert name.encode() in page
    assert not reads.files(row).exists()


@pytest.mark.security("ACC-12")
def test_the_file_of_a_draft_is_there_for_nobody_else_and_nobody_else_puts_one_in(staff: dict[str, Actor]) -> None:
    row = reads.shown_to(staff["programme_officer"]).get(key="draft")
    keeper = door.keeping(staff["programme_officer"], door.PROGRAMME, "account")
    assert actions.attach(keeper, row, "en", [Received("a.png", 99, a_picture())], AT) == []
    file = reads.files(row).get()
    for who in ("focal_point", "stranger", "coordinator", "first_responder"):
        client = people.signed_in(staff[who])
        assert client.get(reverse("materials:file", args=[row.pk, file.pk])).status_code == 404, who
        assert sent(client, row, "b.png", a_picture()).status_code == 404, who
    actions.detach(keeper, row, file.pk, AT)
    assert not reads.files(row).exists()
