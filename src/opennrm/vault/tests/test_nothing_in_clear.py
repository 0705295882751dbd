"""A stolen disk without the key directory: nothing that was sealed, indexed or drafted stands in either store in any encoding."""

import base64
import json
import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connection, connections, transaction

from opennrm.vault import drafts, index
from opennrm.vault.erase import erase
from opennrm.vault.errors import DraftGone, KeyUnavailable, Unreadable
from opennrm.vault.models import Draft, SealedValue, SubjectKey
from opennrm.vault.names import kept, latin, parts
from opennrm.vault.reveal import reveal
from opennrm.vault.seal import minting, seal
from opennrm.vault.tests.conftest import NOON, forget
from opennrm.vault.tests.test_sealing import a_value
from opennrm.vault.values import write

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
CANARIES = ("Zzyzxana Quorvela", "Ззызхана Кворвела", "ზზიზხანა ქვორველა", "Զզիզխանա Քվորվելա")
NUMBER = "QX7719340ZZ"
# Planted to be found. No canaries: what was written in clear lies in the log of the database for the tests that come after.
PLANTED = ("Jjyrtalio Mevrusk", "ჯჯირტალიო მევრუსკი")
EVENT, MINE = uuid4(), drafts.Mine(uuid4(), uuid4())


SHORT = {"qx", "zz"}  # parts of the number that any bytes may spell


def needles(canaries: tuple[str, ...] = (*CANARIES, NUMBER)) -> Iterator[bytes]:
    """Each canary, its parts, its folded form and its sounds, as a disk might hold them."""
    for canary in canaries:
        for text in {canary, *canary.split(), latin(canary), *parts(canary), *(key for key in kept(canary) if len(key) > 3)} - SHORT:
            yield from (text.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
            yield json.dumps(text).strip('"').encode()
            yield text.encode().hex().encode()
            # Base64 of a text inside another: at each of three offsets the inner letters are the same whatever stands around.
            yield from (base64.b64encode(b"?" * n + text.encode())[4 : -4 or None] for n in range(3) if len(text.encode()) > 8)


def haystack() -> dict[str, bytes]:
    """Every row of every table as the driver gives it, every database file with its log, and what lies in the temporary directory."""
    found = {path.name: path.read_bytes() for alias in connections for path in _files(alias)}
    for model in apps.get_app_config("vault").get_models():
        rows = model._default_manager.values_list()
        found[model.__name__] = b"\n".join(_bytes(value) for row in rows for value in row)
    return found


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def _files(alias: str) -> Iterator[Path]:
    if connections[alias].vendor == "sqlite":
        whole = Path(connections[alias].settings_dict["NAME"])
        yield from whole.parent.glob(whole.name + "*")
        yield from (path for path in Path(tempfile.gettempdir()).glob("etilqs_*") if path.is_file())


def leaks(*planted: str) -> list[tuple[str, bytes]]:
    hay = haystack()
    wanted = set(needles(planted) if planted else needles())
    return [(where, needle) for where, content in hay.items() for needle in wanted if needle in content]


def everything_about(subject: UUID) -> list[bytes]:
    """What the doors do when a person is referred: sealed, indexed, with a draft before."""
    saved = drafts.save(MINE, "referral", {"name": CANARIES, "number": NUMBER}, NOON)
    drafts.save_again(MINE, saved.id, 1, {"name": CANARIES, "number": NUMBER, "more": "x"}, NOON)
    with transaction.atomic(), minting(NOON):
        envelopes = [seal(subject, "identity", f"name.{n}", EVENT, canary) for n, canary in enumerate(CANARIES)]
        write(a_value(subject, f"name.{n}", n, envelope, subject=subject) for n, envelope in enumerate(envelopes))
        index.store(subject, index.Names(CANARIES[:2], CANARIES[2:], (NUMBER,)))
    assert index.search(CANARIES[1]) == index.search_document(NUMBER) == [subject]
    return envelopes


def test_no_canary_stands_anywhere_in_either_store_in_any_script_or_encoding(caplog):
    with caplog.at_level(logging.DEBUG):
        everything_about(uuid4())
    assert leaks() == []
    statements = caplog.text.encode()
    assert [needle for needle in needles() if needle in statements] == []


@pytest.mark.parametrize("planted", PLANTED)
def test_the_search_for_canaries_would_find_one(planted: str):
    Draft(owner=EVENT, agency=EVENT, kind="referral", expires_at=NOON, ciphertext=planted.encode()).save()
    found = {where for where, _needle in leaks(planted)}
    assert "Draft" in found
    if connection.vendor == "sqlite":
        assert any(where.endswith(("sqlite3", "-wal")) for where in found)


def test_without_the_key_directory_nobody_opens_and_no_draft(settings, tmp_path):
    subject = uuid4()
    envelopes = everything_about(subject)
    settings.KEYS.rename(tmp_path / "not stolen")
    forget()
    for n, envelope in enumerate(envelopes):
        with pytest.raises(Unreadable):
            reveal(subject, "identity", f"name.{n}", EVENT, envelope)
    [draft] = Draft.objects.values_list("id", flat=True)
    with pytest.raises((KeyUnavailable, DraftGone)):
        drafts.load(MINE, draft, NOON)
    with pytest.raises(KeyUnavailable):
        index.search(CANARIES[0])


def test_the_wrapped_key_of_an_erased_person_or_a_destroyed_draft_is_nowhere_in_the_key_store_nor_its_log():
    subject = uuid4()
    everything_about(subject)
    wrapped = bytes(SubjectKey.objects.get().wrapped)
    key_files = list(_files("keys"))
    assert any(wrapped in path.read_bytes() for path in key_files)
    erase(subject, NOON)
    assert not any(wrapped in path.read_bytes() for path in _files("keys"))
    assert SealedValue.objects.count() == len(CANARIES)
