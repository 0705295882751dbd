"""The work of the programme, searched page by page, as each role, for who must not be told: people on no list, letters, drafts."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from tests import people
from tests.access.addresses import ALL
from tests.access.crawl import Answer, crawl
from tests.access.world import rolled_back

from opennrm.access.actor import Actor
from opennrm.access.models import Look
from opennrm.programme import door, typed
from opennrm.programme.contacts import actions as contacts
from opennrm.programme.contacts.typed import Consent, Contact, Evidence, Exchange, Person, Request, Visit
from opennrm.programme.interventions import actions as interventions
from opennrm.programme.interventions.models import Intervention
from opennrm.programme.interventions.typed import Letter
from opennrm.programme.materials import actions as materials
from opennrm.programme.materials.models import Material

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
ROLES = ("programme_officer", "programme_editor", "programme_director", "focal_point", "monitor", "first_responder")
OWN = frozenset(f"our {role}" for role in ROLES[:4])
IN_IT = frozenset(f"{whose} {role}" for whose in ("our", "their") for role in ROLES[:4])
OUR_OFFICER = frozenset({"our programme_officer"})
# Who is told each word: by the prose (docs/access-in-words.md, the work of the programme) and by what each person agreed to.
TOLD = {
    "Zqthroughus": OUR_OFFICER,  # keeps the entry, on no list
    "Zqownagency": OWN,
    "Zqfocal": OWN | {"their focal_point"},
    "Zqprogramme": IN_IT,
    "Zqwithdrawn": frozenset(),
    "Zqover": OUR_OFFICER,  # keeps the entry, to ask again
    "Zqdraft": frozenset({"our programme_officer", "our programme_editor", "our programme_director"}),
    "Zqforwhom": frozenset({"our programme_officer", "our programme_director"}),
    "Zqhappened": frozenset({"our programme_officer", "our programme_director"}),
    "Zqoutcome": frozenset({"our programme_officer", "our programme_director"}),
}
# Not of the programme, or without an end: one month leads to the next, one choice to the next.
ELSEWHERE = (
    "/countries/",
    "/me/",
    "/cases/",
    "/access/",
    "/figures/",
    "/agenc",
    "/agreements",
    "/looks",
    *(f"/programme/{of}/?" for of in ("calendar", "timeline", "library", "materials")),
)
NEED = "lawyer, Romanian, compensation"


def consent(to: str, **changes: Any) -> Consent:
    return Consent(**{"to": to, "given_on": date(2026, 1, 1), "until": date(2027, 12, 31), "how": "spoken", "own": True, **changes})


def listed(keeper: door.Keeper, name: str, agreed: Consent) -> None:
    claims = (Evidence(kind="represented", topic="compensation", number=3),)
    said = Contact(key=name.lower(), professions=("lawyer",), languages=("ro",), topics=("compensation",), evidence=claims, consent=agreed)
    contacts.record(keeper, said, AT, Person(name=name, works_at=name, email=f"{name}@example.org", phone="+000 555 0100"))


@pytest.fixture
def staff() -> dict[str, Actor]:
    people.an_installation()
    made = {whose: people.an_agency("international_organisation") for whose in ("our", "their")}
    found = {f"{whose} {role}": people.a_person(agency, role) for whose, agency in made.items() for role in ROLES}
    record(found["our programme_officer"])
    return {**found, "the coordinator": people.the_coordinator()}


def record(officer: Actor) -> None:
    who, work = door.keeping(officer, door.ROSTER, "identity"), door.keeping(officer, door.PROGRAMME, "account")
    for name, to in (
        ("Zqthroughus", "through_us"),
        ("Zqownagency", "own_agency"),
        ("Zqfocal", "focal_points"),
        ("Zqprogramme", "programme"),
    ):
        listed(who, name, consent(to))
    listed(who, "Zqwithdrawn", consent("programme"))
    contacts.withdraw(who, "zqwithdrawn", AT)
    early = datetime(2026, 9, 1, tzinfo=UTC)
    said = Contact(key="zqover", professions=("lawyer",), languages=("ro",), consent=consent("programme", until=date(2026, 10, 1)))
    contacts.record(who, said, early, Person(name="Zqover"))
    materials.record(work, typed.Material(key="draft", kind="study", title="Zqdraft lawyer", confidence="own", countries=("XD",)), AT)
    materials.record(work, typed.Material(key="open", kind="study", title="An open study", countries=("XD",)), AT)
    letter = Letter(for_whom="Zqforwhom", happened="Zqhappened", letter="Zqhappened too")
    sent = typed.Intervention(
        key="letter", when="2026-10", country="XD", concern="detention", reply="no_reply", outcome="Zqoutcome", told=True
    )
    interventions.record(door.keeping(officer, door.INTERVENTION), sent, AT, letter)
    ours = door.keeping(officer, door.ROSTER)
    contacts.exchange(ours, Exchange(key="asks", kind="asks", country="XD", profession="lawyer"), AT)
    contacts.exchange(ours, Exchange(key="offers", kind="offers", country="MD", profession="lawyer"), AT)
    contacts.visit(ours, Visit(key="visit", sends="MD", receives="XD", profession="lawyer", when="2025", state="took_place"), AT)


def everything(actor: Actor) -> Iterator[Answer]:
    """All that somebody can reach: every address that can be typed, every link, every button as it stands; the searches besides."""
    typed_in = [f"/{route.written}" for route in ALL if not route.takes and route.written.startswith("programme/")]
    asked = [
        f"/programme/library/?q={NEED}",
        "/programme/library/?q=Zq&words",
        "/programme/materials/?q=Zqdraft",
        "/programme/materials/?country=XD",
    ]
    rows = [reverse("materials:one", args=[row.id]) for row in Material.objects.all()]
    rows += [reverse(f"interventions:{name}", args=[row.id]) for row in Intervention.objects.all() for name in ("one", "change", "reply")]
    with rolled_back():
        yield from crawl(people.signed_in(actor), *typed_in, *asked, *rows, but=ELSEWHERE)


def shown_in(answer: Answer) -> str:
    """What the page says, without what its reader typed into the address or a field."""
    return re.sub(r'(value|href)="[^"]*"', "", answer.text)


@pytest.mark.security("ACC-12")
def test_each_is_told_what_the_prose_opens_and_every_person_agreed_to_and_nothing_else(staff: dict[str, Actor]) -> None:
    told: dict[str, set[str]] = {word: set() for word in TOLD}
    for who, actor in staff.items():
        pages = [shown_in(answer) for answer in everything(actor)]
        for word in TOLD:
            if any(word in page for page in pages):
                told[word].add(who)
    assert {word: frozenset(names) for word, names in told.items()} == TOLD


@pytest.mark.security("ACC-01")
def test_a_letter_that_is_hidden_and_one_that_never_was_are_one_answer(staff: dict[str, Actor]) -> None:
    hidden = Intervention.objects.get()
    for who in ("our programme_editor", "our focal_point", "our monitor", "the coordinator", "their programme_officer"):
        client = people.signed_in(staff[who])
        for name in ("one", "change", "reply", "erase"):
            answers = [client.get(reverse(f"interventions:{name}", args=[id])) for id in (hidden.id, uuid4())]
            assert [answer.status_code for answer in answers] == [404, 404], (who, name)
            assert answers[0].content == answers[1].content
            assert (
                client.post(reverse(f"interventions:{name}", args=[hidden.id]), {"show": "letter", "reply": "replied"}).status_code == 404
            )
    hidden.refresh_from_db()
    assert (hidden.reply, hidden.erased_at) == ("no_reply", None)
    assert not Look.objects.filter(case_id=hidden.id).exists()


@pytest.mark.security("ORA-01")
def test_a_search_and_a_request_answer_alike_whether_or_not_somebody_on_no_list_fits(staff: dict[str, Actor]) -> None:
    """With and without the person who is on no list, the same pages: the search, the request as it is sent, what its asker reads later."""
    answers = []
    for hidden in (True, False):
        with rolled_back():
            if not hidden:
                officer = door.keeping(staff["our programme_officer"], door.ROSTER, "identity")
                contacts.erase(officer, "zqthroughus", AT)
            client = people.signed_in(staff["their focal_point"])
            search = client.get("/programme/library/", {"q": NEED}).content
            sent = client.post(
                "/programme/contacts/ask/", {"subject": "train ours", "q": NEED, "by-0": "", "by-1": "", "by-2": ""}, follow=True
            )
            answers.append([_without_what_is_drawn(page) for page in (search, sent.content)])
    assert answers[0] == answers[1]


def _without_what_is_drawn(page: bytes) -> str:
    text = re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]+"', r"\1", page.decode())
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "id", text)


@pytest.mark.security("ACC-04")
def test_nobody_asks_by_name_whom_they_are_not_shown_nor_answers_for_another(staff: dict[str, Actor]) -> None:
    from opennrm.programme.contacts.models import Contact as Row  # noqa: PLC0415  a table, which a page never sees
    from opennrm.programme.contacts.models import Passing  # noqa: PLC0415

    hidden = Row.objects.get(key="zqthroughus")
    focal_point = people.signed_in(staff["their focal_point"])
    for id in (hidden.id, uuid4(), "nobody"):
        assert focal_point.get("/programme/contacts/ask/", {"contact": id}).status_code == 404
        assert focal_point.post(f"/programme/contacts/ask/?contact={id}", {"subject": "train ours"}).status_code == 404
    asker = door.keeping(staff["their focal_point"], door.ROSTER)
    contacts.ask(asker, Request(key="r", subject="train ours"), AT, hidden)
    passing = Passing.objects.get()
    for who in ("their focal_point", "their programme_officer", "our programme_editor", "our focal_point"):
        client = people.signed_in(staff[who])
        assert client.post(reverse("contacts:answer", args=[passing.pk]), {"answer": "yes"}).status_code == 404, who
    passing.refresh_from_db()
    assert passing.answer == ""


@pytest.mark.security("ACC-04")
def test_what_another_agency_keeps_is_put_right_by_nobody_else(staff: dict[str, Actor]) -> None:
    from opennrm.programme.contacts.models import Contact as Row  # noqa: PLC0415
    from opennrm.programme.contacts.models import Exchange as Offer  # noqa: PLC0415
    from opennrm.programme.contacts.models import Visit as Journey  # noqa: PLC0415

    client = people.signed_in(staff["their programme_officer"])
    ours = Row.objects.get(key="zqprogramme")
    pages = [reverse(f"contacts:{name}", args=[ours.id]) for name in ("change", "agree", "withdraw", "erase")]
    pages += [reverse(f"materials:{name}", args=[Material.objects.get(key="open").id]) for name in ("change", "remove")]
    pages += [reverse("contacts:change_exchange", args=[row.id]) for row in Offer.objects.all()]
    pages += [reverse("contacts:visit", args=[row.id]) for row in Journey.objects.all()]
    asks, offers = Offer.objects.get(kind="asks"), Offer.objects.get(kind="offers")
    pages.append(reverse("contacts:arrange", args=[asks.id, offers.id]))
    for page in pages:
        assert client.get(page).status_code == client.post(page, {}).status_code == 404, page
    ours.refresh_from_db()
    assert (ours.withdrawn_on, ours.erased_at) == (None, None)
