"""After a no nothing that was typed is left anywhere: databases, their logs, the keys, sessions, temporary files."""

import base64
import gzip
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client
from tests.once import once
from tests.pages import page_of
from tests.people import signed_in

from opennrm.cases.referral.tests import ways
from opennrm.cases.referral.tests.ways import begun, fill, seen
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door
from opennrm.vault.models import Draft, DraftKey

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "keys"]), pytest.mark.security("MORE-10")]

CANARIES = ("CANARY", "She came in August", "The man at the farm", "Илеана", "Văsarin", "near the mill")
# Planted to be found. No canary: what was written in clear once lies in the log until it is begun again, after it was deleted too.
PLANTED = "Qoldemar"


def spelt(canary: str) -> Iterator[bytes]:
    """A canary as it could lie about."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield canary.encode(encoding)
    # Inside another text, at each of three offsets: the letters that are the same whatever stands around.
    for before in range(3):
        whole = base64.b64encode(b"?" * before + canary.encode() + b"??")
        yield whole[-(-8 * before // 6) : 8 * (before + len(canary.encode())) // 6]
    yield canary.encode("unicode_escape")


def stores() -> Iterator[Path]:
    """The files of both databases, with what they write ahead."""
    for alias in ("default", "keys"):
        settings = connections[alias].settings_dict
        if "sqlite" in settings["ENGINE"]:
            yield from Path(settings["NAME"]).parent.glob(Path(settings["NAME"]).name + "*")


def rows() -> Iterator[bytes]:
    """Every cell of every table, on whatever database."""
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f'select * from "{table}"')
                for row in cursor.fetchall():
                    yield b" ".join(bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in row)


def sessions() -> Iterator[bytes]:
    """What each session holds; it lies packed in its row."""
    yield from (str(session.get_decoded()).encode() for session in Session.objects.all())


def files(since: set[Path]) -> Iterator[Path]:
    """Files that were made in the temporary directory meanwhile."""
    yield from (path for path in Path("/tmp").glob("*") if path not in since and path.is_file())


def left(since: set[Path], *planted: str) -> list[str]:
    """Where a canary is found, or what was planted."""
    wanted = [form for canary in planted or CANARIES for form in spelt(canary)]
    found = [path.name for path in [*stores(), *files(since)] if any(form in _open(path) for form in wanted)]
    return found + [f"a row: {row[:60]!r}" for row in [*rows(), *sessions()] if any(form in row for form in wanted)]


def _open(path: Path) -> bytes:
    body = path.read_bytes()
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


@pytest.fixture(autouse=True)
def _all_that_was_written_stays(transactional_db: None) -> Iterator[None]:
    """The log begins empty, and a reader holds it: it keeps every page that the test writes, what was deleted at once included.

    Otherwise it depends on who else has the file open how much of it is there to be searched.
    """
    if connections["default"].vendor != "sqlite":
        yield
        return
    with connections["default"].cursor() as cursor:
        cursor.execute("pragma wal_checkpoint(truncate)")
        assert cursor.fetchone()[0] == 0, "somebody else holds the log"
    reader = sqlite3.connect(connections["default"].settings_dict["NAME"], isolation_level=None)
    reader.execute("begin")
    reader.execute("select count(*) from django_migrations").fetchone()
    yield
    reader.close()


@pytest.fixture
def contact(_all_that_was_written_stays: None) -> tuple[Client, str, set[Path]]:
    since = set(Path("/tmp").glob("*"))
    client = signed_in(once(World).responder)
    contact = begun(client, age_words="CANARY-AGE")
    seen(client, contact)
    assert fill(client, f"/contacts/{contact}/details/", **ways.DETAILS).status_code == 302
    return client, str(contact), since


def test_after_a_no_nothing_that_was_typed_is_left(contact: tuple[Client, str, set[Path]]) -> None:
    client, id, since = contact
    assert Draft.objects.count() == DraftKey.objects.count() == 1
    answer = fill(client, f"/contacts/{id}/answer/", answer="no", language="ro", interpreter="none")
    assert client.post(answer.url).status_code == 302
    assert Draft.objects.count() == DraftKey.objects.count() == 0
    assert left(since) == []
    held = page_of(client, f"/contacts/{id}/")
    assert "CANARY" not in held
    assert "Forced labour" in held


def test_while_it_is_a_draft_nothing_stands_in_clear(contact: tuple[Client, str, set[Path]]) -> None:
    _client, _id, since = contact
    assert left(since) == []


def test_the_search_for_what_is_left_finds_what_is_there(contact: tuple[Client, str, set[Path]]) -> None:
    _client, _id, since = contact
    with connections["default"].cursor() as cursor:
        cursor.execute("create table left_over (words text)")
        cursor.execute("insert into left_over values (%s)", [PLANTED])
        assert any(found.startswith("a row") for found in left(since, PLANTED))
        cursor.execute("drop table left_over")
    if connections["default"].vendor == "sqlite":
        assert [found for found in left(since, PLANTED) if found.endswith("-wal")], "what was deleted lies in the log, and is found there"


def test_the_search_for_what_is_left_opens_sessions(contact: tuple[Client, str, set[Path]]) -> None:
    client, _id, since = contact
    session = client.session
    session["kept"] = PLANTED
    session.save()
    assert left(since, PLANTED)


def test_another_way_than_a_referral_leaves_nothing_either(contact: tuple[Client, str, set[Path]]) -> None:
    client, id, since = contact
    assert client.post(f"/contacts/{id}/end/other_help/").status_code == 302
    assert Draft.objects.count() == DraftKey.objects.count() == 0
    assert left(since) == []


def test_a_referral_seals_what_it_sends_and_destroys_the_draft(contact: tuple[Client, str, set[Path]]) -> None:
    client, id, since = contact
    ways.agreed(client, id)  # type: ignore[arg-type]
    case = ways.sent(client, id)  # type: ignore[arg-type]
    assert Draft.objects.count() == DraftKey.objects.count() == 0
    assert left(since) == []
    assert door.state_of(case).state == "referred"
