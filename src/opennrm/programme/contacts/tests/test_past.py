"""The past of an entry is told to whoever keeps it and to nobody else; an erased entry has none, in no table."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connections
from django.urls import reverse
from django.utils.html import strip_tags
from tests import people

from opennrm.access.actor import Actor
from opennrm.programme import door, typed
from opennrm.programme.activities import actions as work
from opennrm.programme.contacts import actions, models
from opennrm.programme.contacts.tests.test_listing import ANA, AT, CONSENT, WHO, listed, staff  # noqa: F401 (a fixture)
from opennrm.programme.contacts.typed import Evidence, Role
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def put_right(staff: dict[str, Actor], hours: int = 1, **changes: Any) -> models.Contact:  # noqa: F811
    keeper = door.keeping(staff["programme_officer"], door.ROSTER, "identity")
    return actions.record(keeper, ANA.model_copy(update=changes), AT + timedelta(hours=hours))


def told(actor: Actor, row: models.Contact) -> str:
    return strip_tags(people.signed_in(actor).get(reverse("contacts:history", args=[row.pk])).content.decode())


def test_what_came_and_went_is_told_to_whoever_keeps_the_entry(staff: dict[str, Actor]) -> None:  # noqa: F811
    listed(staff)
    roles = (Role(profession="lawyer", country="MD", when="2026/.."),)
    row = put_right(staff, languages=("ro", "ru"), roles=roles, evidence=(), consent=CONSENT.model_copy(update={"to": "own_agency"}))
    page = told(staff["programme_officer"], row)
    for words in (
        "The entry: put right: To whom it is shown",
        "Languages, added: Russian",
        "Languages, taken out: English",
        "Worked as, added: Lawyer, Moldova, since 2026",
        "What they have done, taken out: Has trained police, 2024 (2 times)",
    ):
        assert words.casefold() in page.casefold(), (words, page)
    actions.withdraw(door.keeping(staff["programme_officer"], door.ROSTER, "identity"), ANA.key, AT + timedelta(hours=2))
    assert "the consent was taken back" in told(staff["programme_officer"], row)
    assert not any(text in told(staff["programme_officer"], row) for text in WHO.model_dump().values())


@pytest.mark.security("ACC-12")
def test_it_is_told_to_nobody_to_whom_somebody_is_only_shown(staff: dict[str, Actor]) -> None:  # noqa: F811
    listed(staff)
    row = put_right(staff, languages=("ro",))
    seen = {who for who, actor in staff.items() if people.signed_in(actor).get(reverse("contacts:one", args=[row.pk])).status_code == 200}
    opened = {
        who for who, actor in staff.items() if people.signed_in(actor).get(reverse("contacts:history", args=[row.pk])).status_code == 200
    }
    keepers = {
        who for who, actor in staff.items() if not who.startswith("their") and door.may(actor, door.ROSTER, "identity", "write").allowed
    }
    assert "their focal_point" in seen
    assert opened == keepers & seen


@pytest.mark.security("ACC-01")
def test_an_activity_in_confidence_is_not_named_in_it_to_whoever_does_not_read_it(staff: dict[str, Actor]) -> None:  # noqa: F811
    work.record(
        door.keeping(staff["programme_officer"], door.PROGRAMME, "account"),
        typed.Activity(key="hidden", kind="training", title="Zqsecret", confidence="own"),
        AT,
    )
    listed(staff)
    row = put_right(staff, evidence=(Evidence(kind="trained", people="lawyers", activity="hidden"),))
    read = {who for who, actor in staff.items() if "Zqsecret" in told(actor, row)}
    assert read
    assert read == {who for who in read if door.confidence(staff[who]) == row.agency}


def rows() -> Iterator[str]:
    """Whatever stands in any table of both databases, as text."""
    for name in ("default", "keys"):
        with connections[name].cursor() as cursor:
            for table in connections[name].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                for row in cursor.fetchall():
                    yield f"{table}: {[bytes(one) if isinstance(one, memoryview) else one for one in row]!r}"


MARKED = {
    "roles": (Role(profession="lawyer", country="XD", body="zqmark-chambers", when="2025/.."),),
    "evidence": (Evidence(kind="trained", people="police", detail="Zqmark course", activity="zqmark-training"),),
    "interviewed_in": "zqmark-talks",
    "sources": ("zqmark-minutes:12",),
    "languages": ("zqm",),
}


@pytest.mark.security("ACC-12")
def test_of_somebody_who_is_erased_nothing_stands_in_any_table(
    staff: dict[str, Actor],  # noqa: F811
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    keeper = door.keeping(staff["programme_officer"], door.ROSTER, "identity")
    listed(staff, **MARKED)
    row = put_right(staff, languages=("ro",))
    actions.withdraw(keeper, ANA.key, AT + timedelta(hours=2))
    actions.agree(keeper, ANA.key, CONSENT.model_copy(update={"given_on": date(2026, 11, 1)}), AT + timedelta(hours=3))
    marks = ("zqm", "Zqmark", *WHO.model_dump().values())
    assert any("zqmark" in one for one in rows()), "what is looked for is found where it stands"
    with django_capture_on_commit_callbacks(using="default", execute=True):
        actions.erase(keeper, ANA.key, AT + timedelta(hours=4))
    left = [one for one in rows() if any(mark.casefold() in one.casefold() for mark in marks)]
    assert left == []
    (last,) = models.Contact.history.filter(id=row.pk)
    assert (last.laid, last.sources, last.interviewed_in) == (None, [], "")
    with pytest.raises(Refused):
        put_right(staff, hours=5)
    assert people.signed_in(staff["programme_officer"]).get(reverse("contacts:history", args=[row.pk])).status_code == 404
